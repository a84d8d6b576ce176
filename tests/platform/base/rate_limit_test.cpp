#include "platform/base/rate_limit.h"

#include <gtest/gtest.h>

#include <string>

namespace tandem::platform {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const SteadyTime kStart{seconds{1000}};

TEST(TokenBucket, ABurstPassesAndThenTheRate) {
  TokenBucket bucket{{2, 3}, kStart};
  EXPECT_TRUE(bucket.take(3, kStart));
  EXPECT_FALSE(bucket.take(1, kStart));
  EXPECT_FALSE(bucket.take(1, kStart + milliseconds{400}));
  EXPECT_TRUE(bucket.take(1, kStart + milliseconds{500}));
  EXPECT_FALSE(bucket.take(1, kStart + milliseconds{500}));
}

TEST(TokenBucket, NeverHoldsMoreThanItsBurst) {
  TokenBucket bucket{{1, 2}, kStart};
  EXPECT_FALSE(bucket.take(3, kStart + seconds{1'000'000}));
  EXPECT_TRUE(bucket.take(2, kStart + seconds{1'000'000}));
}

TEST(TokenBucket, AClockThatStandsStillGivesNothing) {
  TokenBucket bucket{{1, 1}, kStart};
  EXPECT_TRUE(bucket.take(1, kStart));
  EXPECT_FALSE(bucket.take(1, kStart - seconds{10}));
  EXPECT_FALSE(bucket.take(1, kStart));
}

TEST(TokenBucket, SaysHowLongToWait) {
  TokenBucket bucket{{4, 8}, kStart};
  EXPECT_EQ(bucket.wait_for(8, kStart), milliseconds{0});
  ASSERT_TRUE(bucket.take(8, kStart));
  const auto wait = bucket.wait_for(2, kStart);
  EXPECT_GE(wait, milliseconds{500});
  EXPECT_LE(wait, milliseconds{501});
  EXPECT_TRUE(bucket.take(2, kStart + wait));
}

TEST(RateLimit, CountsEachKeyByItself) {
  RateLimit<std::string> limit{{1, 1}, 10};
  EXPECT_TRUE(limit.take("a", kStart));
  EXPECT_FALSE(limit.take("a", kStart));
  EXPECT_TRUE(limit.take("b", kStart));
  EXPECT_EQ(limit.refused(), 1U);
}

TEST(RateLimit, IsBoundedAndForgetsWhoWasLongestQuiet) {
  RateLimit<int> limit{{0.001, 1}, 3};
  EXPECT_TRUE(limit.take(0, kStart));
  for (int key = 1; key < 1000; ++key) {
    EXPECT_TRUE(limit.take(key, kStart));
    EXPECT_FALSE(limit.take(0, kStart)) << "0 is never quiet";
    EXPECT_LE(limit.keys(), 3U);
  }
}

}  // namespace
}  // namespace tandem::platform
