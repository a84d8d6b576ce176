#include "tests/simulation/lease_watch.h"

#include <utility>

#include "sync/client/local_truth.h"

namespace tandem::tests {

using namespace calendar;

namespace {

std::string text_of(const CommandId& id) { return id.device.text() + " " + std::to_string(id.number); }

bool made_by(const DeviceId& device, const BookingId& booking) {
  return booking.text().starts_with(device.text() + "-") &&
         booking.text().find('-', device.text().size() + 1) == std::string::npos;
}

}  // namespace

std::optional<LeaseWatch::Key> LeaseWatch::key_of(const NumberedCommand& command) {
  const auto* book = std::get_if<BookRoom>(&command.command);
  if (book == nullptr || !book->promised) return std::nullopt;
  return Key{command.id.device, command.issued_at, book->room, book->when};
}

bool LeaseWatch::unheard(const RoomId& room, const sync::Cursor& cursor) const {
  const auto ended = ended_at_.find(room);
  return ended != ended_at_.end() && cursor.sequence < ended->second;
}

bool LeaseWatch::counts(const Standing& device, const sync::Snapshot& snapshot, const sync::CommandOutcome& made,
                        const std::string& epoch) const {
  const RoomId& room = std::get<BookRoom>(made.command.command).room;
  return device.door == room && snapshot.cursor.epoch == epoch && !unheard(room, snapshot.cursor);
}

void LeaseWatch::note_promise(const Standing& device, const sync::Snapshot& snapshot, const sync::CommandOutcome& made,
                              const std::string& epoch) {
  const auto key = key_of(made.command);
  if (!violations_.expect(key.has_value(), "final without a promise: " + text_of(made.command.id))) return;
  const Promise promise{counts(device, snapshot, made, epoch)};
  const auto [known, first_seen] = promises_.try_emplace(*key, promise);
  const auto decided = decided_up_to_.find(device.id);
  if (known->second.lost && made.command.id.number > decided->second) known->second.lost = false;
  if (!first_seen || made.ticket == 0 || !device.server_now) return;
  const auto off = std::chrono::abs(made.command.issued_at - *device.server_now);
  violations_.expect(off <= sync::kPromiseMargin, "promised by a clock that is " + std::to_string(off.count()) +
                                                      " s off: " + text_of(made.command.id));
}

void LeaseWatch::saw(const Standing& device, const sync::Snapshot& snapshot, const World& log,
                     const sync::Cursor& log_at) {
  for (const sync::CommandOutcome& outcome : snapshot.outcomes) {
    const bool promised = outcome.is_final && outcome.progress == sync::CommandProgress::Pending;
    if (promised) note_promise(device, snapshot, outcome, log_at.epoch);
  }
  if (snapshot.cursor.epoch != log_at.epoch || snapshot.cursor.sequence > log_at.sequence) return;
  for (const auto& [room, minutes] : snapshot.guaranteed) {
    if (unheard(room, snapshot.cursor)) continue;
    const auto lease = log.leases.find(room);
    const bool leased =
        lease != log.leases.end() && lease->second.holder == device.id && lease->second.held.contains(minutes);
    violations_.expect(leased, device.id.text() + " offers minutes of " + room.text() + " that it has not leased");
  }
}

void LeaseWatch::ended_by_administrator(const RoomId& room, std::uint64_t sequence) {
  ended_at_[room] = sequence;
  for (auto& [key, promise] : promises_) {
    if (std::get<RoomId>(key) == room) promise.counts = false;
  }
}

void LeaseWatch::follow(const sync::LogEntry& entry, const NumberedCommand* asked, const World& after) {
  expect_leases_respected(entry, after);
  for (const Change& change : entry.changes) {
    if (std::holds_alternative<RoomLeased>(change)) ++leases_;
    if (const auto* removed = std::get_if<RoomRemoved>(&change)) ended_by_administrator(removed->room, entry.sequence);
    const auto* ended = std::get_if<LeaseEnded>(&change);
    if (ended != nullptr && entry.origin.device.empty()) ended_by_administrator(ended->room, entry.sequence);
  }
  const auto key = asked == nullptr ? std::nullopt : key_of(*asked);
  const auto found = key ? promises_.find(*key) : promises_.end();
  if (found == promises_.end() || !found->second.counts) return;
  if (found->second.lost || std::exchange(found->second.decided, true)) return;
  const auto* refused = std::get_if<Refused>(&*entry.verdict);
  if (refused == nullptr) {
    ++kept_;
    return;
  }
  // Of a kiosk that speaks of more than the server knows.
  if (refused->reason == RefusalReason::NotReadable) return;
  violations_.expect(false, std::string{"what a door promised was refused: "} + name_of(refused->reason) + ", " +
                                text_of(entry.origin));
}

void LeaseWatch::moved(const DeviceId& device) {
  for (auto& [key, promise] : promises_) {
    if (std::get<DeviceId>(key) == device) promise.counts = false;
  }
}

void LeaseWatch::device_set_back(const DeviceId& device, std::uint64_t last) {
  decided_up_to_[device] = last;
  for (auto& [key, promise] : promises_) {
    if (std::get<DeviceId>(key) == device) promise.lost = true;
  }
}

void LeaseWatch::server_set_back() {
  for (auto& [key, promise] : promises_) promise.counts = false;
  ended_at_.clear();
}

void LeaseWatch::expect_leases_respected(const sync::LogEntry& entry, const World& world) {
  for (const Change& change : entry.changes) {
    const auto* extended = std::get_if<BookingExtended>(&change);
    const auto* reclaimed = std::get_if<BookingReclaimed>(&change);
    if (extended == nullptr && reclaimed == nullptr) continue;
    const BookingId& id = extended != nullptr ? extended->booking : reclaimed->booking;
    const auto lease = world.leases.find(world.bookings.at(id).room);
    const bool by_holder = lease != world.leases.end() && lease->second.holder == entry.origin.device;
    if (by_holder) grown_by_holder_.insert(id);
  }
  for (const auto& [room, lease] : world.leases) {
    violations_.expect(world.rooms.contains(room), "a lease of a room that is not there: " + room.text());
    for (const auto& [place, held] : world.by_room) {
      const bool apart =
          place.room != room || held.empty() || held.end <= lease.held.start || lease.held.end <= held.start;
      violations_.expect(apart || made_by(lease.holder, place.booking) || grown_by_holder_.contains(place.booking),
                         place.booking.text() + " stands in a lease of " + lease.holder.text());
    }
  }
}

}  // namespace tandem::tests
