#include "tests/simulation/witness.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tandem::tests {

using calendar::CommandId;

void Witness::saw(const sync::Snapshot& snapshot) {
  for (const sync::CommandOutcome& outcome : snapshot.outcomes) note(outcome);
  expect_no_room_held_twice(*snapshot.world);
}

// What a device refuses by itself never waits, is told at once and leaves no promise; its number is used again.
void Witness::note(const sync::CommandOutcome& outcome) {
  const CommandId& id = outcome.command.id;
  if (outcome.progress == sync::CommandProgress::Pending) {
    Promise& promise = promises_.try_emplace(id, Promise{outcome.command.command, {}, {}}).first->second;
    promise.tickets.insert(outcome.ticket);
    EXPECT_EQ(promise.command, outcome.command.command) << "a number was used twice: " << id.number;
    EXPECT_FALSE(promise.verdict) << "a decided command waits again: " << id.number;
    return;
  }
  const auto found = promises_.find(id);
  if (found == promises_.end()) return;
  Promise& promise = found->second;
  if (outcome.ticket != 0 && !promise.tickets.contains(outcome.ticket)) return;
  if (!promise.verdict) promise.verdict = outcome.verdict;
  EXPECT_EQ(*promise.verdict, outcome.verdict) << "a verdict changed: " << id.device.text() << " " << id.number;
}

void Witness::check_promises_kept(sync::ServerCore& core) const {
  std::map<CommandId, int> decided;
  auto entries = core.store().entries_after(0, 1'000'000);
  ASSERT_TRUE(entries) << entries.error().message;
  for (const sync::LogEntry& entry : *entries) {
    if (!entry.origin.device.empty()) ++decided[entry.origin];
  }
  for (const auto& [id, times] : decided) EXPECT_EQ(times, 1) << id.device.text() << " " << id.number;
  for (const auto& [id, promise] : promises_) {
    auto stored = core.store().find_command(id);
    ASSERT_TRUE(stored && *stored) << "a confirmed command is lost: " << id.device.text() << " " << id.number;
    EXPECT_EQ(decided[id], 1) << id.device.text() << " " << id.number;
    if (promise.verdict) {
      EXPECT_EQ((*stored)->verdict, *promise.verdict) << id.device.text() << " " << id.number;
    }
    const bool books = std::holds_alternative<calendar::BookRoom>(promise.command) ||
                       std::holds_alternative<calendar::PlanSession>(promise.command);
    const bool accepted = std::holds_alternative<calendar::Accepted>((*stored)->verdict);
    if (books) {
      EXPECT_EQ(core.world().bookings.contains(calendar::booking_id_of(id)), accepted);
    }
  }
}

std::size_t Witness::count(bool accepted) const {
  return static_cast<std::size_t>(std::ranges::count_if(promises_, [accepted](const auto& entry) {
    const auto& verdict = entry.second.verdict;
    return verdict && std::holds_alternative<calendar::Accepted>(*verdict) == accepted;
  }));
}
std::size_t Witness::accepted() const { return count(true); }
std::size_t Witness::refused() const { return count(false); }

void expect_no_room_held_twice(const calendar::World& world) {
  std::map<calendar::RoomId, calendar::Instant> last_end;
  for (const auto& [place, indexed] : world.by_room) {
    const calendar::Interval& held = world.bookings.at(place.booking).held;
    EXPECT_EQ(indexed, held) << place.booking.text();
    if (held.empty()) continue;
    const auto before = last_end.find(place.room);
    EXPECT_TRUE(before == last_end.end() || before->second <= held.start) << place.room.text() << " is held twice";
    last_end[place.room] = held.end;
  }
}

}  // namespace tandem::tests
