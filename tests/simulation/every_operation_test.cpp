// The first, the second, … the last operation of one booking fails, in each way a disk can fail, on the server and on
// a device; then each allocation. A booking is told as failed and is absent, or is told as done and is there; never
// half.
#include <gtest/gtest.h>

#include "tests/simulation/faulty_memory.h"
#include "tests/simulation/faulty_place.h"

namespace tandem::tests {
namespace {

const calendar::NumberedCommand kBooking = numbered("kiosk-1", 2, book("r1", from_to(11, 12)));
const calendar::NumberedCommand kNext = numbered("kiosk-2", 1, book("r2", from_to(11, 12)));

bool survives(DiskFault fault) { return fault != DiskFault::Kill && fault != DiskFault::PowerCut; }

std::string words(DiskFault fault) {
  switch (fault) {
    case DiskFault::Once: return "FailsOnce";
    case DiskFault::ForGood: return "FailsForGood";
    case DiskFault::Full: return "IsFull";
    case DiskFault::Kill: return "IsKilled";
    case DiskFault::PowerCut: return "LosesPower";
  }
  return {};
}

class EveryOperation : public testing::TestWithParam<DiskFault> {
 protected:
  // `trial` gets n = 1, 2, … and says whether the nth operation was reached.
  template <class Trial>
  void for_every_operation(const Trial& trial) {
    std::uint64_t n = 1;
    while (!HasFailure() && trial(n)) ++n;
    RecordProperty("operations", static_cast<int>(n - 1));
    EXPECT_GT(n, 3U) << "nothing happened";
  }

  FaultyPlace place_;
};

bool holds(sync::ServerCore& core, const calendar::NumberedCommand& command) {
  const auto stored = core.store().find_command(command.id);
  EXPECT_TRUE(stored);
  const bool known = stored && *stored;
  EXPECT_EQ(core.world().bookings.contains(calendar::booking_id_of(command.id)), known) << "half a booking";
  return known;
}

// Sent again as a device does that was told nothing: it gets the one verdict, whether it was decided before or not.
void expect_one_verdict(sync::ServerCore& core, const calendar::NumberedCommand& command) {
  const auto again = core.commit(command);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(std::holds_alternative<calendar::Accepted>(again->verdict));
  EXPECT_TRUE(holds(core, command));
  expect_whole(core);
}

TEST_P(EveryOperation, OfABookingOnTheServer) {
  const auto image = place_.booked_server();
  for_every_operation([&](std::uint64_t n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    place_.begin(n, image);
    auto core = place_.server();
    EXPECT_TRUE(core);
    place_.disk().plan(GetParam(), n);
    const bool done = (*core)->commit(kBooking).has_value();
    const bool reached = !place_.disk().planned();
    place_.mend();
    if (survives(GetParam())) {
      const auto next = (*core)->commit(kNext);  // first: the World could not be read again while the disk failed
      EXPECT_TRUE(next) << "does not go on: " << next.error().message;
      EXPECT_EQ(holds(**core, kBooking), done);
    }
    core->reset();
    auto after = place_.server();
    EXPECT_TRUE(after) << after.error().message;
    if (!after) return false;
    const bool kept = holds(**after, kBooking);
    EXPECT_TRUE(kept || !done) << "accepted and lost";
    if (survives(GetParam())) {
      EXPECT_EQ(kept, done) << "refused and there";
    }
    expect_whole(**after);
    expect_one_verdict(**after, kBooking);
    return reached;
  });
}

TEST_P(EveryOperation, OfOpeningAServer) {
  const auto image = place_.booked_server();
  for_every_operation([&](std::uint64_t n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    place_.begin(n, image);
    place_.disk().plan(GetParam(), n);
    auto core = place_.server();
    const bool reached = !place_.disk().planned();
    place_.mend();
    if (core) core->reset();
    auto after = place_.server();
    EXPECT_TRUE(after) << after.error().message;
    if (!after) return false;
    expect_whole(**after);
    expect_one_verdict(**after, kBooking);
    return reached;
  });
}

// A fsync that failed leaves what it wrote in doubt; when power goes right after, a booking that was told as failed
// may turn up. The device that was told "later" asks again and gets the one verdict.
TEST_P(EveryOperation, OfABookingOnTheServerThenAPowerCut) {
  const auto image = place_.booked_server();
  for_every_operation([&](std::uint64_t n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    place_.begin(n, image);
    auto core = place_.server();
    EXPECT_TRUE(core);
    place_.disk().plan(GetParam(), n);
    const bool done = (*core)->commit(kBooking).has_value();
    const bool reached = !place_.disk().planned();
    place_.disk().cut_power();
    core->reset();
    place_.mend();
    auto after = place_.server();
    EXPECT_TRUE(after) << after.error().message;
    if (!after) return false;
    EXPECT_TRUE(holds(**after, kBooking) || !done) << "accepted and lost";
    expect_whole(**after);
    expect_one_verdict(**after, kBooking);
    return reached;
  });
}

// --- the device ------------------------------------------------------------------------------------------------------

bool waits(const sync::LocalTruth& truth) { return !truth.pending().empty(); }

sync::CommandProgress progress(const sync::LocalTruth& truth) {
  sync::Snapshot shown;
  truth.show(shown);
  EXPECT_EQ(shown.outcomes.size(), 1U);
  return shown.outcomes.empty() ? sync::CommandProgress::Refused : shown.outcomes.back().progress;
}

TEST_P(EveryOperation, OfABookingOnADevice) {
  const auto image = place_.caught_up_device();
  for_every_operation([&](std::uint64_t n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    place_.begin(n, image);
    auto truth = place_.device();
    EXPECT_TRUE(truth);
    place_.disk().plan(GetParam(), n);
    const bool done = (*truth)->submit(1, book("r1", from_to(11, 12)), at(9)).has_value();
    const bool reached = !place_.disk().planned();
    EXPECT_EQ(progress(**truth) == sync::CommandProgress::Pending, done);
    EXPECT_EQ(waits(**truth), done);
    place_.mend();
    if (survives(GetParam())) {
      EXPECT_TRUE((*truth)->submit(2, book("r2", from_to(11, 12)), at(9))) << "does not go on";
      EXPECT_EQ((*truth)->pending().back().command.id.number, done ? 2U : 1U);
    }
    truth->reset();
    auto after = place_.device();
    EXPECT_TRUE(after) << after.error().message;
    if (!after) return false;
    const std::size_t waiting = (*after)->pending().size();
    if (survives(GetParam())) {
      EXPECT_EQ(waiting, done ? 2U : 1U);
    } else {
      EXPECT_TRUE(waiting == 1 || !done) << "shown as kept and lost";
    }
    return reached;
  });
}

// Changes, cursor and the command that leaves the outbox: one step.
TEST_P(EveryOperation, OfTakingAVerdictOnADevice) {
  place_.begin(1, place_.caught_up_device());
  auto booked = place_.device();
  ASSERT_TRUE(booked);
  ASSERT_TRUE((*booked)->submit(1, book("r1", from_to(11, 12)), at(9)));
  const auto world = [&] {
    sync::Snapshot shown;
    (*booked)->show(shown);
    return shown.world;
  }();
  const auto id = booking_of("kiosk-1", 1);
  const sync::LogEntry entry{6,
                             at(9),
                             {calendar::DeviceId{"kiosk-1"}, 1},
                             {calendar::BookingAccepted{world->bookings.at(id)}},
                             calendar::Accepted{}};
  booked->reset();
  const auto image = place_.disk().image();
  for_every_operation([&](std::uint64_t n) {
    SCOPED_TRACE("operation " + std::to_string(n));
    place_.begin(n, image);
    auto truth = place_.device();
    EXPECT_TRUE(truth);
    place_.disk().plan(GetParam(), n);
    const bool done = (*truth)->apply(std::vector{entry}, at(9)).has_value();
    const bool reached = !place_.disk().planned();
    EXPECT_EQ((*truth)->cursor().sequence, done ? 6U : 5U);
    EXPECT_EQ(waits(**truth), !done);
    place_.mend();
    truth->reset();
    auto after = place_.device();
    EXPECT_TRUE(after) << after.error().message;
    if (!after) return false;
    const bool moved = (*after)->cursor().sequence == 6;
    EXPECT_TRUE(moved || !done) << "acknowledged and lost";
    EXPECT_EQ(waits(**after), !moved) << "cursor and outbox disagree";
    EXPECT_EQ(progress(**after) == sync::CommandProgress::Accepted, moved);
    EXPECT_TRUE((*after)->apply(std::vector{entry}, at(9)));
    EXPECT_FALSE(waits(**after));
    return reached;
  });
}

INSTANTIATE_TEST_SUITE_P(Disk, EveryOperation,
                         testing::Values(DiskFault::Once, DiskFault::ForGood, DiskFault::Full, DiskFault::Kill,
                                         DiskFault::PowerCut),
                         [](const auto& fault) { return words(fault.param); });

// --- memory ----------------------------------------------------------------------------------------------------------

TEST(EveryAllocation, OfABookingOnTheServer) {
  FaultyMemory memory;
  FaultyPlace place;
  const auto image = place.booked_server();
  std::uint64_t n = 1;
  for (bool reached = true; reached && !testing::Test::HasFailure(); ++n) {
    SCOPED_TRACE("allocation " + std::to_string(n));
    place.begin(n, image);
    auto core = place.server();
    ASSERT_TRUE(core);
    memory.fail_at(n);
    const bool done = (*core)->commit(kBooking).has_value();
    reached = !memory.planned();
    memory.forget();
    EXPECT_EQ(holds(**core, kBooking), done);
    const auto next = (*core)->commit(kNext);
    EXPECT_TRUE(next) << "does not go on: " << next.error().message;
    core->reset();
    auto after = place.server();
    ASSERT_TRUE(after) << after.error().message;
    EXPECT_EQ(holds(**after, kBooking), done);
    expect_whole(**after);
    expect_one_verdict(**after, kBooking);
  }
  testing::Test::RecordProperty("allocations", static_cast<int>(n - 1));
  EXPECT_GT(n, 10U);
}

TEST(EveryAllocation, OfABookingOnADevice) {
  FaultyMemory memory;
  FaultyPlace place;
  const auto image = place.caught_up_device();
  std::uint64_t n = 1;
  for (bool reached = true; reached && !testing::Test::HasFailure(); ++n) {
    SCOPED_TRACE("allocation " + std::to_string(n));
    place.begin(n, image);
    auto truth = place.device();
    ASSERT_TRUE(truth);
    memory.fail_at(n);
    const bool done = (*truth)->submit(1, book("r1", from_to(11, 12)), at(9)).has_value();
    reached = !memory.planned();
    memory.forget();
    EXPECT_EQ(waits(**truth), done);
    EXPECT_TRUE((*truth)->submit(2, book("r2", from_to(11, 12)), at(9))) << "does not go on";
    truth->reset();
    auto after = place.device();
    ASSERT_TRUE(after) << after.error().message;
    EXPECT_EQ((*after)->pending().size(), done ? 2U : 1U);
  }
  testing::Test::RecordProperty("allocations", static_cast<int>(n - 1));
  EXPECT_GT(n, 10U);
}

}  // namespace
}  // namespace tandem::tests
