#pragma once
// What the devices of one site are shown of a company with several: a World of its own, advanced by the scoped form of
// each entry of the log, exactly as a device's replica is. In it are the site's rooms and people; the pairs of its
// people with both members and all their sessions, wherever they meet; and whatever a booking in one of its rooms
// names. Facts in it carry no site: the site is the only one there is. Of another site's room that a pair meets in,
// only the booking is shown. Core thread.
//
//   log       #41 room of Lyon   #42 booking in Paris   #43 feed of Lyon   #44 booking in Paris
//   Paris                        #42                                       #44, passed 1

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "calendar/booking/facts.h"
#include "calendar/booking/verdict.h"
#include "calendar/booking/world.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/state_checksum.h"

namespace tandem::sync {

class SnapshotFrames;

// Scoped entries that are remembered, by number and by their bytes: whoever stands further back takes a snapshot, which
// is as small as a site.
inline constexpr std::size_t kScopedEntriesKept = 4'096;
inline constexpr std::size_t kScopedBytesKept = std::size_t{2} * 1024 * 1024;

class SiteScope {
 public:
  // As of entry `sequence`.
  SiteScope(const calendar::World& world, std::uint64_t sequence, calendar::SiteId site);
  SiteScope(const SiteScope&) = delete;
  SiteScope& operator=(const SiteScope&) = delete;
  ~SiteScope();

  // `whole` is the World after the entry, which follows the last one.
  void advance(const calendar::World& whole, const LogEntry& entry);

  [[nodiscard]] const calendar::World& world() const { return world_; }
  // Devices whose entries are remembered for their verdicts alone.
  void add_device(const calendar::DeviceId& device) { devices_.insert(device); }
  // Whoever has everything up to here, or more, can be told the rest from entries_after().
  [[nodiscard]] std::uint64_t complete_from() const { return complete_from_; }
  // At most `limit` scoped entries after `sequence`, verdicts included, `passed` not set.
  [[nodiscard]] std::vector<const LogEntry*> entries_after(std::uint64_t sequence, std::size_t limit) const;
  // A frame of one of them for a device that asked for something else, after `passed` entries that it was not told of.
  // Encoded once for all who stand alike; valid until it is asked for another one.
  [[nodiscard]] const std::string& frame_without_verdict(const LogEntry& entry, std::uint64_t passed) const;
  // The checksum of world() after the entry; nullopt when it is forgotten or to come.
  [[nodiscard]] std::optional<std::uint64_t> checksum_at(std::uint64_t sequence) const;
  // Made at the first call after a change.
  [[nodiscard]] std::shared_ptr<const SnapshotFrames> snapshot_frames(Cursor cursor, calendar::Instant now);

 private:
  using Keys = std::vector<calendar::FactKey>;
  struct Kept {
    LogEntry entry;
    std::uint64_t checksum{0};  // after it
    std::size_t bytes{0};
  };
  // Whether entities were in the scope before the entry that is taken in.
  using Before = std::map<calendar::FactKey, bool>;

  void begin(const calendar::World& whole);
  [[nodiscard]] bool is_here(const calendar::World& whole, const calendar::RoomId& room) const;
  [[nodiscard]] bool is_here(const calendar::World& whole, const calendar::PersonId& person) const;
  [[nodiscard]] bool is_home(const calendar::World& whole, const calendar::Pair& pair) const;
  // What is in the scope on account of `root`: nothing when the root is not in it by itself.
  [[nodiscard]] Keys held_by(const calendar::World& whole, const calendar::FactKey& root) const;
  [[nodiscard]] Keys held_by_booking(const calendar::World& whole, const calendar::Booking& booking) const;
  [[nodiscard]] std::set<calendar::FactKey> roots_of(const calendar::World& whole, const LogEntry& entry) const;
  void look_again(const calendar::World& whole, const calendar::FactKey& root, Before& before);
  [[nodiscard]] bool holds(const calendar::FactKey& key) const { return references_.contains(key); }
  [[nodiscard]] bool passes(const calendar::Change& change, const Before& before) const;
  [[nodiscard]] std::vector<calendar::Change> entering(const calendar::World& whole, const Before& before) const;
  [[nodiscard]] bool forgets_rightly(const calendar::World& whole, const LogEntry& scoped) const;
  void keep(LogEntry entry);

  calendar::SiteId site_;
  calendar::World world_;
  StateChecksum checksum_;
  std::map<calendar::FactKey, Keys> held_;                 // by root
  std::map<calendar::FactKey, std::uint32_t> references_;  // how many roots hold it; absent: not in the scope
  std::set<calendar::DeviceId> devices_;
  std::deque<Kept> kept_;
  std::size_t kept_bytes_{0};
  std::uint64_t complete_from_{0};
  std::uint64_t at_{0};
  std::uint64_t checksum_before_kept_{0};
  std::shared_ptr<const SnapshotFrames> snapshot_;
  struct SharedFrame {
    std::uint64_t sequence{0};
    std::uint64_t passed{0};
    std::string frame{};
  };
  mutable SharedFrame shared_;
};

// The name of the scope in Hello and Welcome.
[[nodiscard]] std::string scope_name(const calendar::SiteId& site);

// Why a command that names something outside of the scope is refused: it is not there. Nothing when it names nothing
// such.
[[nodiscard]] std::optional<calendar::RefusalReason> unknown_to(const SiteScope& scope,
                                                                const calendar::Command& command);

}  // namespace tandem::sync
