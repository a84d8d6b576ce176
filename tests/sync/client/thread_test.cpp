// The client on a real loop thread, asked from others. Run with the thread sanitizer too.

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/net/asio_loop.h"
#include "sync/client/device_client.h"
#include "tests/sync/client/fake_server.h"
#include "tests/sync/small_site.h"

namespace tandem::sync {
namespace {

using tests::book;

// Woken by the client, waits for what a test wants to see.
class Watch {
 public:
  void wake() {
    const std::scoped_lock lock{mutex_};
    ++wakes_;
    woken_.notify_all();
  }
  // False after half a minute.
  bool until(const std::function<bool()>& seen) {
    std::unique_lock lock{mutex_};
    return woken_.wait_for(lock, std::chrono::seconds{30}, seen);
  }
  [[nodiscard]] int wakes() {
    const std::scoped_lock lock{mutex_};
    return wakes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable woken_;
  int wakes_{0};
};

class DeviceClientThreads : public testing::Test {
 protected:
  DeviceClientThreads() {
    client = open_device_client(*loop, server, *random, {{}, calendar::DeviceId{"k1"}, "token", "test"}, [this] {
               watch.wake();
             }).value();
    loop->start("tandem-test");
  }
  ~DeviceClientThreads() override {
    client.reset();
    loop->stop();
  }

  // A quarter of an hour of tomorrow, another one for each ticket: the site's clock is the machine's.
  static calendar::BookRoom booking_of(std::uint64_t ticket) {
    const auto tomorrow = std::chrono::ceil<std::chrono::days>(platform::SystemClock{}.wall());
    const auto start = tomorrow + std::chrono::minutes{5} * ticket;
    return book("r1", {start, start + std::chrono::minutes{5}});
  }

  bool until_accepted(std::size_t count) {
    return watch.until([this, count] {
      const auto snapshot = client->snapshot();
      const auto accepted = [](const CommandOutcome& one) { return one.progress == CommandProgress::Accepted; };
      return static_cast<std::size_t>(std::ranges::count_if(snapshot->outcomes, accepted)) == count;
    });
  }

  Watch watch;
  std::unique_ptr<platform::AsioLoop> loop{platform::make_asio_loop()};
  tests::FakeServer server{*loop};
  std::unique_ptr<platform::Random> random{platform::make_seeded_random(1)};
  std::unique_ptr<DeviceClient> client;
};

TEST_F(DeviceClientThreads, AnyThreadMaySubmit) {
  ASSERT_TRUE(watch.until([this] { return client->snapshot()->link == LinkState::Online; }));
  constexpr std::uint64_t kEach = 10;
  std::vector<std::jthread> askers;
  for (std::uint64_t asker = 0; asker < 3; ++asker) {
    askers.emplace_back([this, asker] {
      for (std::uint64_t i = 1; i <= kEach; ++i) client->submit(asker * kEach + i, booking_of(asker * kEach + i));
    });
  }
  EXPECT_TRUE(until_accepted(3 * kEach));
}

TEST_F(DeviceClientThreads, AfterStopNobodyIsWoken) {
  ASSERT_TRUE(watch.until([this] { return client->snapshot()->link == LinkState::Online; }));
  client->stop();
  const int before = watch.wakes();
  client->submit(1, booking_of(1));
  loop->stop();
  EXPECT_EQ(watch.wakes(), before);
}

TEST(DeviceClientStop, ReturnsOnALoopThatNeverRan) {
  const auto loop = platform::make_asio_loop();
  tests::FakeServer server{*loop};
  const auto random = platform::make_seeded_random(1);
  const auto client =
      open_device_client(*loop, server, *random, {{}, calendar::DeviceId{"k1"}, "token", "test"}, [] {}).value();
  client->stop();
  EXPECT_EQ(client->snapshot()->link, LinkState::Offline);
}

}  // namespace
}  // namespace tandem::sync
