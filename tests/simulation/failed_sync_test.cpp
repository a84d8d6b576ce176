// A sync that fails, on file systems that forget what it did not write and on those that pretend it was written, then
// life goes on for a while, then power goes. Whatever was told as done after the failure is there.
#include <gtest/gtest.h>

#include "tests/simulation/faulty_place.h"

namespace tandem::tests {
namespace {

// Enough for the write-ahead log to be copied into the database on the way.
constexpr std::uint64_t kBookings = 200;

calendar::NumberedCommand booking(std::uint64_t number) {
  const auto start = at(9) + std::chrono::minutes{5} * number;
  return numbered("kiosk-1", 1 + number, book("r2", {start, start + std::chrono::minutes{5}}));
}

class FailedSyncs : public testing::TestWithParam<std::tuple<FailedSync, std::uint64_t>> {
 protected:
  FailedSyncs() : image_(place_.booked_server()) {
    place_.begin(seed(), image_);
    place_.disk().failed_sync = std::get<0>(GetParam());
  }
  static std::uint64_t seed() { return std::get<1>(GetParam()); }

  void open() {
    auto opened = place_.server();
    ASSERT_TRUE(opened) << opened.error().message;
    core_ = std::move(*opened);
  }
  // Each is brought again until it is decided, as a device does. `failed` is called after what failed.
  template <class Failed>
  void book_all(const Failed& failed) {
    for (std::uint64_t number = 1; number <= kBookings; ++number) {
      auto done = core_->commit(booking(number));
      for (int tries = 0; !done && tries < 3; ++tries) {
        failed();
        done = core_->commit(booking(number));
      }
      ASSERT_TRUE(done) << "does not go on: " << done.error().message;
      told_.push_back(done->verdict);
    }
  }
  void cut_power() {
    place_.disk().cut_power();
    core_.reset();
    place_.mend();
    open();
  }
  void kill_and_start() {
    place_.disk().kill();
    core_.reset();
    place_.mend();
    open();
  }

  void expect_kept() {
    ASSERT_NE(core_, nullptr);
    sync::ServerCore& core = *core_;
    for (std::uint64_t number = 1; number <= told_.size(); ++number) {
      const auto stored = core.store().find_command(booking(number).id);
      ASSERT_TRUE(stored && *stored) << "booking " << number << " was told as done and is lost";
      EXPECT_EQ((*stored)->verdict, told_[number - 1]);
    }
    expect_whole(core);
  }

  FaultyPlace place_;
  Disk::Image image_;
  std::unique_ptr<sync::ServerCore> core_;
  std::vector<calendar::Verdict> told_;
};

TEST_P(FailedSyncs, LoseNothingThatWasToldAfterwards) {
  open();
  place_.disk().fail_sync(1 + seed());
  book_all([] {});
  cut_power();
  expect_kept();
}

// What the sync did not write still stands in the cache, and a program that starts reads it there.
TEST_P(FailedSyncs, LoseNothingThatWasToldAfterTheProgramWasKilledAndStarted) {
  open();
  place_.disk().fail_sync(1 + seed());
  book_all([this] { kill_and_start(); });
  cut_power();
  expect_kept();
}

INSTANTIATE_TEST_SUITE_P(Seeds, FailedSyncs,
                         testing::Combine(testing::Values(FailedSync::Forgets, FailedSync::Pretends),
                                          testing::Range<std::uint64_t>(0, 210, 3)));

}  // namespace
}  // namespace tandem::tests
