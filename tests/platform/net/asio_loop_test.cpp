#include "platform/net/asio_loop.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <array>
#include <future>
#include <vector>

#include "tests/platform/base/led_file.h"

namespace tandem::platform {
namespace {

using namespace std::chrono_literals;

class Loop : public testing::Test {
 protected:
  void SetUp() override { loop_->start("loop-test"); }
  void on_loop(const std::function<void()>& task) {
    std::promise<void> done;
    loop_->post([&] {
      task();
      done.set_value();
    });
    done.get_future().wait();
  }
  std::unique_ptr<AsioLoop> loop_ = make_asio_loop();
};

TEST_F(Loop, RunsTasksInTheOrderTheyWerePosted) {
  std::vector<int> order;
  for (int i = 0; i < 100; ++i) {
    loop_->post([&order, i] { order.push_back(i); });
  }
  on_loop([] {});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(order.at(static_cast<std::size_t>(i)), i);
}

TEST_F(Loop, NamesItsThread) {
  std::array<char, 16> name{};
  on_loop([&] { ::pthread_getname_np(::pthread_self(), name.data(), name.size()); });
  EXPECT_STREQ(name.data(), "loop-test");
}

TEST_F(Loop, RunsATimerNotBeforeItsDelay) {
  std::promise<SteadyTime> rang;
  std::unique_ptr<Timer> timer;
  SteadyTime from;
  on_loop([&] {
    from = loop_->clock().steady();
    timer = loop_->call_after(20ms, [&] { rang.set_value(loop_->clock().steady()); });
  });
  EXPECT_GE(rang.get_future().get() - from, 20ms);
  loop_->stop();  // a timer belongs to the loop's thread, or to nobody
}

TEST_F(Loop, ACancelledOrDroppedTimerNeverRuns) {
  std::vector<const char*> ran;
  std::promise<void> last;
  std::unique_ptr<Timer> cancelled;
  std::unique_ptr<Timer> kept;
  on_loop([&] {
    cancelled = loop_->call_after(0ms, [&] { ran.push_back("cancelled"); });
    cancelled->cancel();
    (void)loop_->call_after(0ms, [&] { ran.push_back("dropped"); });
    kept = loop_->call_after(1ms, [&] { last.set_value(); });
  });
  last.get_future().wait();
  EXPECT_TRUE(ran.empty());
  loop_->stop();  // a timer belongs to the loop's thread, or to nobody
}

// Both are due in the same turn: the first one's task cancels the second, whose handler is queued already.
TEST_F(Loop, ATimerCancelledByAnotherThatRingsWithItNeverRuns) {
  std::promise<void> last;
  std::unique_ptr<Timer> first;
  std::unique_ptr<Timer> second;
  std::unique_ptr<Timer> third;
  bool second_ran = false;
  on_loop([&] {
    first = loop_->call_after(0ms, [&] { second->cancel(); });
    second = loop_->call_after(0ms, [&] { second_ran = true; });
    third = loop_->call_after(1ms, [&] { last.set_value(); });
  });
  last.get_future().wait();
  EXPECT_FALSE(second_ran);
  loop_->stop();  // a timer belongs to the loop's thread, or to nobody
}

TEST_F(Loop, ATimersTaskMayReplaceItsOwnHandle) {
  std::promise<void> done;
  std::unique_ptr<Timer> timer;
  on_loop([&] { timer = loop_->call_after(0ms, [&] { timer = loop_->call_after(0ms, [&] { done.set_value(); }); }); });
  done.get_future().wait();
  loop_->stop();  // a timer belongs to the loop's thread, or to nobody
}

TEST_F(Loop, StopsFromItsOwnThreadAndDropsWhatComesAfter) {
  bool ran_after = false;
  std::promise<void> stopping;
  loop_->post([&] {
    loop_->stop();
    loop_->post([&] { ran_after = true; });
    stopping.set_value();
  });
  stopping.get_future().wait();
  loop_->stop();
  EXPECT_FALSE(ran_after);
}

TEST(OwnThreadLoop, ATimerMayOutliveItsLoop) {
  auto loop = make_asio_loop();
  const auto timer = loop->call_after(1h, [] {});
  loop.reset();
  timer->cancel();
}

TEST(OwnThreadLoop, TellsTheTimeOfTheClockItWasGiven) {
  const ManualClock clock{WallTime{1h}};
  const auto loop = make_asio_loop(clock);
  EXPECT_EQ(loop->clock().wall(), WallTime{1h});
}

TEST(OwnThreadLoop, RunsOnTheCallersThreadUntilStopped) {
  const auto loop = make_asio_loop();
  bool ran = false;
  loop->post([&] {
    ran = true;
    loop->stop();
  });
  loop->run();
  EXPECT_TRUE(ran);
}

// An hour goes by while a timer waits for it.
TEST(LoopWithALedClock, RunsATimerWhenTheClockWasLedPastIt) {
  const test::LedFile file;
  const auto clock = LedClock::open(file.path());
  ASSERT_TRUE(clock);
  const auto loop = make_asio_loop(**clock);
  loop->start("led-test");
  std::promise<void> armed;
  std::promise<SteadyTime> rang;
  std::unique_ptr<Timer> timer;
  const auto from = (*clock)->steady();
  loop->post([&] {
    timer = loop->call_after(1h, [&] { rang.set_value((*clock)->steady()); });
    armed.set_value();
  });
  armed.get_future().wait();
  (*clock)->lead(1h);
  EXPECT_GE(rang.get_future().get() - from, 1h);
  loop->stop();
}

}  // namespace
}  // namespace tandem::platform
