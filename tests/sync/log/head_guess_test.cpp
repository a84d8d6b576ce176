// When a server takes for granted that it has the log to itself, and what it then knows without asking.

#include "sync/log/head_guess.h"

#include <gtest/gtest.h>

namespace tandem::tests {
namespace {

using calendar::CommandId;
using calendar::DeviceId;
using sync::kAloneBeforeGuessing;
using sync::kMaxRememberedDevices;
using sync::kMostAloneBeforeGuessing;

class HeadGuess : public testing::Test {
 protected:
  void alone(std::uint32_t transactions) {
    for (std::uint32_t i = 0; i < transactions; ++i) guess.stood_still();
  }
  // How many transactions it has to be alone before it guesses.
  [[nodiscard]] std::uint32_t needed() {
    std::uint32_t transactions = 0;
    for (; !guess.known({}); ++transactions) guess.stood_still();
    return transactions;
  }

  sync::HeadGuess guess;
  const DeviceId k1{"k1"};
};

TEST_F(HeadGuess, ItTakesAWhileOfBeingAlone) { EXPECT_EQ(needed(), kAloneBeforeGuessing); }

TEST_F(HeadGuess, ANewNumberOfAKnownDeviceIsKnownNotToBeThere) {
  guess.remember(k1, 7);
  alone(kAloneBeforeGuessing);
  const auto known = guess.known({CommandId{k1, 8}});
  ASSERT_TRUE(known);
  EXPECT_FALSE(known->front().stored);
  EXPECT_EQ(known->front().last_number, 7U);
}

TEST_F(HeadGuess, ANumberThatIsUsedUpHasToBeRead) {
  guess.remember(k1, 7);
  alone(kAloneBeforeGuessing);
  EXPECT_FALSE(guess.known({CommandId{k1, 7}}));
}

TEST_F(HeadGuess, ACommandWithoutANumberYetNeedsTheLastOneOnly) {
  guess.remember(k1, 7);
  alone(kAloneBeforeGuessing);
  EXPECT_TRUE(guess.known({CommandId{k1, 0}}));
}

TEST_F(HeadGuess, ADeviceThatWasNotHeardOfHasToBeRead) {
  alone(kAloneBeforeGuessing);
  EXPECT_FALSE(guess.known({CommandId{k1, 1}}));
}

TEST_F(HeadGuess, TheHighestNumberIsRemembered) {
  guess.remember(k1, 7);
  guess.remember(k1, 5);
  alone(kAloneBeforeGuessing);
  EXPECT_FALSE(guess.known({CommandId{k1, 6}}));
}

TEST_F(HeadGuess, SomebodyElseEndsItAndWhatWasKnown) {
  guess.remember(k1, 7);
  alone(kAloneBeforeGuessing);
  guess.moved();
  EXPECT_EQ(needed(), kAloneBeforeGuessing);
  EXPECT_FALSE(guess.known({CommandId{k1, 8}}));
}

TEST_F(HeadGuess, EachWrongOneDoublesTheWhileUpToTheLongest) {
  for (std::uint32_t expected = kAloneBeforeGuessing; expected < kMostAloneBeforeGuessing; expected *= 2) {
    EXPECT_EQ(needed(), expected);
    guess.was_wrong();
  }
  EXPECT_EQ(needed(), kMostAloneBeforeGuessing);
  guess.was_wrong();
  EXPECT_EQ(needed(), kMostAloneBeforeGuessing);
}

TEST_F(HeadGuess, AsManyRightOnesHalveIt) {
  guess.was_wrong();
  EXPECT_EQ(needed(), 2 * kAloneBeforeGuessing);
  alone(2 * kAloneBeforeGuessing);
  guess.moved();
  EXPECT_EQ(needed(), kAloneBeforeGuessing);
}

TEST_F(HeadGuess, MoreDevicesThanItRemembersAreLearntAgain) {
  alone(kAloneBeforeGuessing);
  for (std::size_t n = 0; n < kMaxRememberedDevices; ++n) guess.remember(DeviceId{"k" + std::to_string(n)}, 1);
  EXPECT_TRUE(guess.known({CommandId{k1, 2}}));
  guess.remember(DeviceId{"one more"}, 1);
  EXPECT_FALSE(guess.known({CommandId{k1, 2}}));
  EXPECT_TRUE(guess.known({CommandId{DeviceId{"one more"}, 2}}));
}

}  // namespace
}  // namespace tandem::tests
