// Commands that come in together share a transaction, and nothing else: each has its own verdict, told when it is
// durable.

#include <gtest/gtest.h>

#include "tests/sync/server/core_on_a_loop.h"
#include "tests/sync/server/failing_store.h"

namespace tandem::tests {
namespace {

using calendar::RefusalReason;
using calendar::Verdict;
using platform::ErrorKind;

const Verdict kYes{calendar::Accepted{}};

std::unique_ptr<FailingStore> failing_store() {
  return std::make_unique<FailingStore>(*sync::open_log_store_in_memory());
}

class GroupCommit : public testing::Test {
 protected:
  explicit GroupCommit(std::unique_ptr<FailingStore> store = failing_store())
      : disk(*store), core(std::move(store)), before(disk.commits) {}

  // Its answer comes into `answers`, in the order they are given.
  void submit(const calendar::NumberedCommand& command) {
    core->submit(command, [this](const auto& committed) { answers.push_back(committed); });
  }
  [[nodiscard]] int commits() const { return disk.commits - before; }

  FailingStore& disk;
  CoreOnALoop core;
  int before;
  std::vector<platform::Result<sync::Committed>> answers;
};

TEST_F(GroupCommit, CommandsOfOneTurnOfTheLoopShareATransaction) {
  for (std::uint64_t device = 1; device <= 64; ++device) {
    submit(numbered("k" + std::to_string(device), 1, book("r1", {at(9, 0), at(9, 30)})));
  }
  EXPECT_TRUE(answers.empty());
  core.loop.run();
  ASSERT_EQ(answers.size(), 64U);
  EXPECT_EQ(commits(), 1);
  EXPECT_EQ(answers[0]->verdict, kYes);
  EXPECT_EQ(answers[63]->verdict, refused(RefusalReason::RoomTaken));
  EXPECT_EQ(answers[63]->sequence, answers[0]->sequence + 63);
}

// A device whose cursor has passed the entry of its first command, without having heard the verdict.
TEST_F(GroupCommit, AVerdictThatWasKnownIsToldBeforeThoseThatFollow) {
  TestDevice device = core.device("k1");
  const auto first = numbered("k1", 1, book("r1", from_to(10, 11)));
  const auto second = numbered("k1", 2, book("r2", from_to(10, 11)));
  device.connect();
  device.say(sync::Push{{first}});
  core.loop.run();
  device.hang_up();
  device.connect();
  device.forget_all();
  device.say(sync::Push{{first, second}});
  core.loop.run();
  const auto& heard = device.connection().received;
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<sync::KnownVerdict>(heard[0]));
  EXPECT_TRUE(std::holds_alternative<sync::Entries>(heard[1]));
}

TEST_F(GroupCommit, AGroupHasAnEnd) {
  for (std::uint64_t number = 1; number <= sync::kMaxGroup + 1; ++number) {
    submit(numbered("k1", number, book("r1", from_to(10, 11))));
  }
  core.loop.run();
  EXPECT_EQ(answers.size(), sync::kMaxGroup + 1);
  EXPECT_EQ(commits(), 2);
}

TEST_F(GroupCommit, MoreThanMayWaitAreToldToComeAgain) {
  for (std::uint64_t number = 1; number <= sync::kMaxWaitingCommands; ++number) {
    submit(numbered("k1", number, book("r1", from_to(10, 11))));
  }
  EXPECT_TRUE(answers.empty());
  submit(numbered("k2", 1, book("r1", from_to(10, 11))));
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].error().kind, ErrorKind::Unavailable);
}

TEST_F(GroupCommit, NobodyHearsAVerdictThatIsNotOnTheDisk) {
  auto k1 = core.device("k1");
  k1.connect();
  disk.full = true;
  submit(numbered("k2", 1, book("r1", from_to(10, 11))));
  submit(numbered("k3", 1, book("r2", from_to(10, 11))));
  core.loop.run();
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].error().kind, ErrorKind::Full);
  EXPECT_EQ(answers[1].error().kind, ErrorKind::Full);
  EXPECT_TRUE(k1.entries().empty());
  EXPECT_TRUE(core->world().bookings.empty());
}

TEST_F(GroupCommit, TheNextCommandSeesTheOneBeforeItInTheGroup) {
  submit(numbered("k1", 1, book("r1", from_to(10, 11))));
  submit(numbered("k1", 2, calendar::CancelBooking{booking_of("k1", 1), {}}));
  submit(numbered("k2", 1, book("r1", from_to(10, 11))));
  core.loop.run();
  EXPECT_EQ(answers[2]->verdict, kYes);
}

TEST_F(GroupCommit, OneThatTheDatabaseRefusesIsRefusedAloneAndTheOthersStand) {
  disk.refused_device = "k2";
  submit(numbered("k1", 1, book("r1", from_to(10, 11))));
  submit(numbered("k2", 1, book("r2", from_to(10, 11))));
  submit(numbered("k3", 1, book("r2", from_to(12, 13))));
  core.loop.run();
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0]->verdict, kYes);
  EXPECT_EQ(answers[1]->verdict, refused(RefusalReason::RoomTaken));
  EXPECT_EQ(answers[2]->verdict, kYes);
  EXPECT_EQ(core->world().bookings.size(), 2U);
  EXPECT_EQ(calendar::facts_of(core->world()), calendar::facts_of(*disk.load()));
}

TEST_F(GroupCommit, TheSameCommandTwiceIsDecidedOnce) {
  const auto command = numbered("k1", 1, book("r1", from_to(10, 11)));
  submit(command);
  submit(command);
  core.loop.run();
  EXPECT_EQ(answers[0]->sequence, answers[1]->sequence);
  EXPECT_EQ(answers[1]->verdict, kYes);
  EXPECT_EQ(core->head(), answers[0]->sequence);
}

TEST_F(GroupCommit, AnotherBodyUnderAUsedNumberIsRefusedAndWhatStandsBehindItGoesOn) {
  submit(numbered("k1", 1, book("r1", from_to(10, 11))));
  submit(numbered("k1", 1, book("r2", from_to(10, 11))));
  submit(numbered("k1", 2, book("r2", from_to(14, 15))));
  submit(numbered("k2", 1, book("r2", from_to(12, 13))));
  core.loop.run();
  EXPECT_EQ(answers[0]->verdict, kYes);
  EXPECT_EQ(answers[1]->verdict, refused(RefusalReason::NumberSpent));
  EXPECT_EQ(answers[2]->verdict, kYes);
  EXPECT_EQ(answers[3]->verdict, kYes);
}

TEST_F(GroupCommit, WhatWaitsWhenTheServerStopsIsLeftToTheDevices) {
  submit(numbered("k1", 1, book("r1", from_to(10, 11))));
  core->stop();
  core.loop.run();
  EXPECT_TRUE(answers.empty());
  EXPECT_EQ(commits(), 0);
}

}  // namespace
}  // namespace tandem::tests
