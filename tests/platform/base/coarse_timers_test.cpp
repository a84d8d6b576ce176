// Timers that share a tick, on a loop with virtual time.

#include "platform/base/coarse_timers.h"

#include <gtest/gtest.h>

#include "tests/sync/client/virtual_loop.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;
using platform::Timer;

class CoarseTimers : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<Timer> note_after(std::chrono::milliseconds delay, int what) {
    return timers.call_after(delay, [this, what] { noted.push_back(what); });
  }

  VirtualLoop loop{platform::WallTime{}};
  platform::CoarseTimers timers{loop, 100ms};
  std::vector<int> noted;
};

//  ms   0       100      200
//       |--------|--------|
//         30+50 ^ 30+70 ^ 30+71 is the next tick's
TEST_F(CoarseTimers, EachRunsAtTheTickThatItsDelayEndsIn) {
  loop.run_for(30ms);
  const auto one = note_after(50ms, 1);
  const auto two = note_after(70ms, 2);
  const auto three = note_after(71ms, 3);
  loop.run_for(69ms);
  EXPECT_TRUE(noted.empty());
  loop.run_for(1ms);
  EXPECT_EQ(noted, (std::vector{1, 2}));
  loop.run_for(100ms);
  EXPECT_EQ(noted, (std::vector{1, 2, 3}));
}

TEST_F(CoarseTimers, AllOfATickCostOneTimerOfTheLoop) {
  std::vector<std::unique_ptr<Timer>> many;
  for (int i = 0; i < 1'000; ++i) many.push_back(note_after(std::chrono::milliseconds{1 + i % 100}, i));
  loop.run_for(100ms);
  EXPECT_EQ(noted.size(), 1'000U);
  EXPECT_EQ(loop.events(), 1U);
}

TEST_F(CoarseTimers, OneThatWasCancelledOrDroppedDoesNotRun) {
  const auto cancelled = note_after(50ms, 1);
  cancelled->cancel();
  note_after(50ms, 2).reset();
  const auto kept = note_after(50ms, 3);
  loop.run_for(100ms);
  EXPECT_EQ(noted, std::vector{3});
}

TEST_F(CoarseTimers, ATaskMayCancelAnotherOfItsTickAndDropItself) {
  std::unique_ptr<Timer> first;
  std::unique_ptr<Timer> second;
  first = timers.call_after(50ms, [&] {
    second.reset();
    first.reset();
    noted.push_back(1);
  });
  second = note_after(50ms, 2);
  loop.run_for(100ms);
  EXPECT_EQ(noted, std::vector{1});
}

TEST_F(CoarseTimers, ATaskMayStartTheNextOne) {
  std::unique_ptr<Timer> next;
  const auto first = timers.call_after(100ms, [&] { next = note_after(100ms, 2); });
  loop.run_for(199ms);
  EXPECT_TRUE(noted.empty());
  loop.run_for(1ms);
  EXPECT_EQ(noted, std::vector{2});
}

TEST_F(CoarseTimers, AHandleMayOutliveThem) {
  std::unique_ptr<Timer> handle;
  {
    platform::CoarseTimers gone(loop, 100ms);
    handle = gone.call_after(50ms, [this] { noted.push_back(1); });
  }
  loop.run_for(100ms);
  EXPECT_TRUE(noted.empty());
}

}  // namespace
}  // namespace tandem::tests
