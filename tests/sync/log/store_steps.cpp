#include "tests/sync/log/store_steps.h"

#include <gtest/gtest.h>

#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

platform::Result<std::uint64_t> append(sync::LogStore& store, calendar::World& world, sync::LogAppend row) {
  calendar::World after = world;
  for (const auto& change : row.entry.changes) {
    calendar::apply(after, change);
    for (auto& fact : calendar::facts_touched(after, change)) row.facts.push_back(std::move(fact));
  }
  platform::Result<std::uint64_t> sequence{0};
  auto done = store.transaction([&]() -> platform::Status {
    sequence = store.append(row);
    if (!sequence) return tl::unexpected(sequence.error());
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  world = std::move(after);
  return sequence;
}

}  // namespace

std::unique_ptr<sync::LogStore> open_memory_store() {
  auto store = sync::open_log_store_in_memory();
  EXPECT_TRUE(store.has_value());
  return std::move(*store);
}

calendar::BookingAccepted accepted(const std::string& id, const std::string& room, const calendar::Interval& held) {
  calendar::Booking booking;
  booking.id = calendar::BookingId{id};
  booking.room = calendar::RoomId{room};
  booking.planned = held;
  booking.held = held;
  booking.created_at = held.start;
  return {booking};
}

platform::Result<std::uint64_t> try_put(sync::LogStore& store, calendar::World& world,
                                        const std::vector<calendar::Change>& changes) {
  return append(store, world, {{0, at(8), {}, changes, {}}, "", {}});
}

std::uint64_t put(sync::LogStore& store, calendar::World& world, const std::vector<calendar::Change>& changes) {
  const auto sequence = try_put(store, world, changes);
  EXPECT_TRUE(sequence.has_value()) << (sequence ? "" : sequence.error().message);
  return sequence.value_or(0);
}

platform::Result<std::uint64_t> try_decide_into(sync::LogStore& store, calendar::World& world,
                                                const calendar::NumberedCommand& command) {
  const auto decision = calendar::decide(world, command, command.issued_at);
  return append(store, world,
                {{0, command.issued_at, command.id, decision.changes, decision.verdict},
                 "hash-" + std::to_string(command.id.number),
                 {}});
}

void decide_into(sync::LogStore& store, calendar::World& world, const calendar::NumberedCommand& command) {
  const auto done = try_decide_into(store, world, command);
  EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().message);
}

}  // namespace tandem::tests
