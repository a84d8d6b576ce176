#include "tests/simulation/witness.h"

#include <algorithm>

namespace tandem::tests {

using calendar::CommandId;

namespace {

std::string text_of(const CommandId& id) { return id.device.text() + " " + std::to_string(id.number); }

// A device keeps nothing of it once it was decided; whether it was is looked up when all is at rest.
bool is_private(const calendar::Command& command) {
  return std::holds_alternative<calendar::RateSession>(command) ||
         std::holds_alternative<calendar::TickTopics>(command);
}

bool there_or_forgotten(const calendar::World& world, const calendar::BookingId& id, const calendar::Interval& when) {
  return world.bookings.contains(id) || when.end <= world.forgotten_before;
}

// What an accepted command booked is in the World, and what a refused one would have booked is not.
struct BookedAsSaid {
  const calendar::World& world;
  const CommandId& id;
  const calendar::Verdict& verdict;

  bool operator()(const calendar::BookRoom& command) const { return one(command.when); }
  bool operator()(const calendar::PlanSession& command) const { return one(command.when); }
  bool operator()(const calendar::BookSeries& command) const { return series(command.first); }
  bool operator()(const calendar::PlanSeries& command) const { return series(command.first); }
  template <class Command>
  bool operator()(const Command&) const {
    return true;
  }

  [[nodiscard]] bool accepted() const { return std::holds_alternative<calendar::Accepted>(verdict); }
  [[nodiscard]] bool one(const calendar::Interval& when) const {
    const auto booking = calendar::booking_id_of(id);
    return accepted() ? there_or_forgotten(world, booking, when) : !world.bookings.contains(booking);
  }
  // Daily ones; those in the report are missing.
  [[nodiscard]] bool series(const calendar::Interval& first) const {
    if (!accepted()) return calendar::bookings_of_series(world, calendar::booking_id_of(id)).empty();
    for (const auto& missed : calendar::missed_of(verdict)) {
      const auto day = static_cast<std::size_t>((missed.when.start - first.start) / std::chrono::days{1});
      if (world.bookings.contains(calendar::booking_id_of(id, day + 1))) return false;
    }
    return true;
  }
};

}  // namespace

void Witness::saw(const calendar::DeviceId& device, const sync::Snapshot& snapshot) {
  std::uint64_t first_waiting = 0;
  std::uint64_t last_decided = 0;
  for (const sync::CommandOutcome& outcome : snapshot.outcomes) {
    note(outcome, *snapshot.world);
    const std::uint64_t number = outcome.command.id.number;
    if (outcome.progress == sync::CommandProgress::Pending) {
      first_waiting = first_waiting == 0 ? number : std::min(first_waiting, number);
    } else if (is_answer(outcome)) {
      last_decided = std::max(last_decided, number);
    }
  }
  violations_.expect(first_waiting == 0 || last_decided < first_waiting,
                     "a verdict overtook another on " + device.text() + ": " + std::to_string(last_decided) +
                         " before " + std::to_string(first_waiting));
  notice_vanished(device, snapshot);
  expect_no_room_held_twice(*snapshot.world, violations_);
}

// What waits goes on waiting until its verdict is there. Only a device that was set back gives other numbers to what it
// has not sent.
void Witness::notice_vanished(const calendar::DeviceId& device, const sync::Snapshot& snapshot) {
  std::set<CommandId> shown;
  for (const sync::CommandOutcome& outcome : snapshot.outcomes) {
    if (outcome.progress == sync::CommandProgress::Pending || is_answer(outcome)) shown.insert(outcome.command.id);
  }
  for (auto entry = promises_.lower_bound({device, 0}); entry != promises_.end() && entry->first.device == device;) {
    const bool vanished = !entry->second.verdict && !shown.contains(entry->first) && !is_private(entry->second.command);
    const bool renumbered = vanished && set_back_.contains(device);
    violations_.expect(!vanished || renumbered, "what waited vanished: " + text_of(entry->first));
    entry = renumbered ? promises_.erase(entry) : std::next(entry);
  }
}

bool Witness::is_answer(const sync::CommandOutcome& outcome) const {
  const auto found = promises_.find(outcome.command.id);
  return found != promises_.end() && (outcome.ticket == 0 || found->second.tickets.contains(outcome.ticket));
}

bool Witness::is_told_as_lost(const sync::CommandOutcome& outcome, const calendar::World& shown) const {
  const auto booking = calendar::booking_id_of(outcome.command.id);
  const calendar::Verdict lost = calendar::Refused{calendar::RefusalReason::BookingUnknown};
  return another_history_ && outcome.verdict == lost && !shown.bookings.contains(booking) &&
         calendar::bookings_of_series(shown, booking).empty();
}

// What a device refuses by itself never waits, is told at once and leaves no promise; its number is used again.
void Witness::note(const sync::CommandOutcome& outcome, const calendar::World& shown) {
  const CommandId& id = outcome.command.id;
  if (outcome.progress == sync::CommandProgress::Pending) {
    asked_[id] = outcome.command;
    Promise& promise = promises_.try_emplace(id, Promise{outcome.command.command, {}, {}}).first->second;
    promise.tickets.insert(outcome.ticket);
    violations_.expect(promise.command == outcome.command.command, "a number was used twice: " + text_of(id));
    violations_.expect(!promise.verdict, "a decided command waits again: " + text_of(id));
    return;
  }
  if (!is_answer(outcome)) return;
  Promise& promise = promises_.at(id);
  if (!promise.verdict) promise.verdict = outcome.verdict;
  if (*promise.verdict != outcome.verdict && is_told_as_lost(outcome, shown)) return;
  violations_.expect(*promise.verdict == outcome.verdict, "a verdict changed: " + text_of(id));
  violations_.expect(outcome.verdict != calendar::Verdict{calendar::Refused{calendar::RefusalReason::NumberSpent}},
                     "a number had been used for something else: " + text_of(id));
}

const calendar::NumberedCommand* Witness::asked(const CommandId& id) const {
  const auto found = asked_.find(id);
  return found == asked_.end() ? nullptr : &found->second;
}

void Witness::device_set_back(const calendar::DeviceId& device, sync::LogStore& store, std::uint64_t last) {
  for (auto entry = promises_.begin(); entry != promises_.end();) {
    const auto& [id, promise] = *entry;
    const bool its = id.device == device;
    const auto stored = store.find_command(id);
    if (its && stored && *stored) kept_.insert(id);
    entry = its ? promises_.erase(entry) : std::next(entry);
  }
  // What it asks under these numbers from now on is another thing, and may be nobody's to hear of.
  asked_.erase(asked_.upper_bound({device, last}), asked_.upper_bound({device, UINT64_MAX}));
  set_back_.insert(device);
}

void Witness::server_set_back(sync::LogStore& store, const std::set<CommandId>& waiting) {
  std::erase_if(promises_, [&](const auto& entry) {
    if (waiting.contains(entry.first)) return false;
    const auto stored = store.find_command(entry.first);
    return !stored || !*stored;
  });
  kept_.clear();
  another_history_ = true;
}

void Witness::check_promises_kept(sync::ServerCore& core) const {
  for (const auto& id : kept_) {
    const auto stored = core.store().find_command(id);
    violations_.expect(stored && *stored, "a decided command is lost: " + text_of(id));
  }
  for (const auto& [id, promise] : promises_) {
    if (kept_.contains(id)) continue;
    const auto stored = core.store().find_command(id);
    const bool known = stored && *stored;
    if (!violations_.expect(known, "a confirmed command is lost: " + text_of(id))) continue;
    if (promise.verdict) {
      violations_.expect((*stored)->verdict == *promise.verdict, "told otherwise than decided: " + text_of(id));
    }
    const bool as_said = std::visit(BookedAsSaid{core.world(), id, (*stored)->verdict}, promise.command);
    violations_.expect(as_said, "the booking is not what the verdict says: " + text_of(id));
  }
}

std::size_t Witness::count(bool accepted) const {
  return static_cast<std::size_t>(std::ranges::count_if(promises_, [accepted](const auto& entry) {
    const auto& verdict = entry.second.verdict;
    return verdict && std::holds_alternative<calendar::Accepted>(*verdict) == accepted;
  }));
}

void expect_no_room_held_twice(const calendar::World& world, Violations& violations) {
  std::map<calendar::RoomId, calendar::Instant> last_end;
  for (const auto& [place, indexed] : world.by_room) {
    const calendar::Interval& held = world.bookings.at(place.booking).held;
    violations.expect(indexed == held, "the index by room is wrong: " + place.booking.text());
    if (held.empty()) continue;
    const auto before = last_end.find(place.room);
    const bool apart = before == last_end.end() || before->second <= held.start;
    violations.expect(apart, place.room.text() + " is held twice, the second time by " + place.booking.text());
    last_end[place.room] = held.end;
  }
}

}  // namespace tandem::tests
