#pragma once
// What the device knows and has promised, without any network: its file, outbox and replica, and what they show
// together. Client's thread only.

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "calendar/booking/decide.h"
#include "platform/base/result.h"
#include "platform/sqlite/database.h"
#include "sync/outbox/outbox.h"
#include "sync/replica/rebase.h"
#include "sync/replica/replica.h"
#include "sync/replica/snapshot.h"

namespace tandem::sync {

// What a verdict on the device rests on besides the truth it has.
struct LeaseStanding {
  // Connected and up to date: the doors may be asked for what they have leased.
  bool online{false};
  // How far `now` may be off the server's time, when this device's own leases count: it was brought up to date since
  // its start, so that what it shows of them is what it has.
  std::optional<std::chrono::milliseconds> own_leases_within{};
};

// A clock that may be further off makes no walk-up final.
inline constexpr std::chrono::seconds kPromiseMargin{60};

class LocalTruth {
 public:
  // Errors: see open_device_file(), Outbox::load(), Replica::load().
  [[nodiscard]] static platform::Result<std::unique_ptr<LocalTruth>> open(const std::filesystem::path& file,
                                                                          const calendar::DeviceId& device);

  // Judges the command against what is shown, and stores it when that would be accepted; a walk-up inside a lease of
  // its own as promised (calendar/booking/lease.h). What is leased to other doors is refused offline, and asked for
  // online. Either way there is an outcome for the ticket afterwards. An error says why nothing could be stored; the
  // outcome is then Refused{NotStored}.
  [[nodiscard]] platform::Status submit(std::uint64_t ticket, calendar::Command command, calendar::Instant now,
                                        const LeaseStanding& standing = {});
  // Flow step recall: gives the lease of the room up, behind whatever was promised under it. Nobody is told an outcome.
  // True: there was something to store.
  [[nodiscard]] platform::Result<bool> give_up_lease(const calendar::RoomId& room, calendar::Instant now);
  // The minutes in which a walk-up would be promised now, by room.
  [[nodiscard]] std::map<calendar::RoomId, calendar::Interval> guaranteed(calendar::Instant now,
                                                                          const LeaseStanding& standing) const;

  // True: what is shown may have changed. Errors are those of Replica; nothing has changed then. A snapshot of another
  // epoch may be without bookings that this device was told are accepted (a backup was restored, a replica took over
  // without the last commits): their outcomes are Refused{BookingUnknown} then, so that whoever asked is told.
  [[nodiscard]] platform::Result<bool> apply(std::span<const LogEntry> entries, calendar::Instant heard_at);
  [[nodiscard]] platform::Result<bool> take_part(const SnapshotPart& part, calendar::Instant heard_at);
  [[nodiscard]] platform::Status take_verdict(const KnownVerdict& known, calendar::Instant heard_at);
  // What the server says of the device itself.
  [[nodiscard]] platform::Status greet(const Welcome& welcome);
  // Before pending commands up to `number` are sent.
  [[nodiscard]] platform::Status note_pushed(std::uint64_t number) { return outbox_.note_pushed(number); }
  [[nodiscard]] std::uint64_t pushed() const { return outbox_.pushed(); }
  // The connection is gone, and with it the rest of a snapshot.
  void drop_parts() { replica_.drop_parts(); }

  [[nodiscard]] const Cursor& cursor() const { return replica_.cursor(); }
  [[nodiscard]] bool between_parts() const { return replica_.between_parts(); }
  [[nodiscard]] std::optional<calendar::Instant> heard_at() const { return replica_.heard_at(); }
  [[nodiscard]] std::chrono::milliseconds clock_offset() const { return replica_.clock_offset(); }
  [[nodiscard]] platform::Status keep_clock_offset(std::chrono::milliseconds offset) {
    return replica_.keep_clock_offset(offset);
  }
  // What a device may keep for some days only: check-in times, and commands long decided. What was deleted since the
  // last time is on the disk no more afterwards. True: what is shown changed.
  [[nodiscard]] platform::Result<bool> forget_what_is_old(calendar::Instant now);
  // What the server is told about the replica; see Replica.
  [[nodiscard]] StateMark state() const { return replica_.state(); }
  [[nodiscard]] bool recount() { return replica_.recount(); }
  [[nodiscard]] platform::Status forget_cursor() { return replica_.forget_cursor(); }
  [[nodiscard]] const std::deque<OutboxItem>& pending() const { return outbox_.pending(); }
  // Which part of the truth this is; see Welcome::scope.
  [[nodiscard]] const std::string& scope() const { return replica_.scope(); }
  // The server will never decide it: the person is told, the others go on.
  [[nodiscard]] platform::Status set_aside(std::uint64_t number, calendar::Instant now);
  [[nodiscard]] const std::vector<SetAside>& set_aside() const { return outbox_.set_aside(); }

  // World, cursor, pending bookings, outcomes, site key and what waits; leaves the rest of `snapshot` alone.
  void show(Snapshot& snapshot) const;

 private:
  LocalTruth(std::unique_ptr<platform::Database> database, Outbox outbox, Replica replica);
  // The device's rights, then decide(), on what is shown.
  [[nodiscard]] calendar::Decision judge(const calendar::NumberedCommand& command, calendar::Instant now,
                                         calendar::LeasesOfOthers leases) const;
  // After the snapshot of another history: what was confirmed in the one before and is to come, and is not in this one.
  [[nodiscard]] platform::Status find_lost(calendar::Instant now);
  void take_numbers(const std::map<std::uint64_t, std::uint64_t>& renumbered);
  void rebase_all();
  void settle_outcomes();
  void trim_outcomes();
  void accept_locally(const calendar::NumberedCommand& command, const calendar::Decision& decision);
  // The minutes of the lease around `now` that no command can take which still waits, whichever way the server decides
  // it: somebody else may have ended a booking later than this device says, or a refusal here may be none there.
  [[nodiscard]] std::optional<calendar::Interval> sure_part(const calendar::Lease& lease, calendar::Instant now) const;
  [[nodiscard]] bool may_promise(const calendar::BookRoom& book, calendar::Instant now,
                                 const LeaseStanding& standing) const;

  std::unique_ptr<platform::Database> database_;  // declared first: the others use it
  Outbox outbox_;
  Replica replica_;
  Rebased shown_;
  std::vector<CommandOutcome> outcomes_;  // in the order they were asked for
};

}  // namespace tandem::sync
