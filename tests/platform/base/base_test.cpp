#include <gtest/gtest.h>

#include <set>
#include <unordered_set>

#include "platform/base/check.h"
#include "platform/base/clock.h"
#include "platform/base/id.h"
#include "platform/base/random.h"
#include "platform/base/result.h"

namespace tandem::platform {
namespace {

using namespace std::chrono_literals;
using RoomId = Id<struct RoomTag>;

constexpr WallTime kStart{std::chrono::sys_days{std::chrono::January / 5 / 2026}};

TEST(ManualClock, StandsStillUntilTold) {
  ManualClock clock(kStart);
  const auto steady = clock.steady();
  EXPECT_EQ(clock.wall(), kStart);
  clock.advance(90s);
  EXPECT_EQ(clock.wall(), kStart + 90s);
  EXPECT_EQ(clock.steady(), steady + 90s);
}

TEST(ManualClock, SteadyTimeDoesNotNoticeThatSomebodySetTheClock) {
  ManualClock clock(kStart);
  const auto steady = clock.steady();
  clock.set_wall(kStart - 24h);
  EXPECT_EQ(clock.wall(), kStart - 24h);
  EXPECT_EQ(clock.steady(), steady);
}

TEST(SystemClock, SteadyTimeNeverGoesBack) {
  const SystemClock clock;
  const auto before = clock.steady();
  EXPECT_GE(clock.steady(), before);
}

TEST(Random, ASeededRunRepeatsExactly) {
  const auto one = make_seeded_random(42);
  const auto two = make_seeded_random(42);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(one->next(), two->next());
}

TEST(Random, StaysBelowItsBound) {
  const auto random = make_system_random();
  EXPECT_EQ(random->below(0), 0U);
  for (int i = 0; i < 1000; ++i) EXPECT_LT(random->below(7), 7U);
}

TEST(Id, IsComparedByteByByteAndHashes) {
  EXPECT_LT(RoomId("A"), RoomId("a"));
  EXPECT_TRUE(RoomId().empty());
  EXPECT_EQ((std::unordered_set<RoomId>{RoomId("x"), RoomId("x"), RoomId("y")}.size()), 2U);
}

TEST(Result, SaysWhereItHappened) {
  const Status status = fail_in("people.csv", Error{ErrorKind::NotFound, "no such file"});
  EXPECT_EQ(status.error().message, "people.csv: no such file");
  EXPECT_STREQ(name_of(status.error().kind), "not found");
}

TEST(Result, EveryKindOfErrorHasItsOwnName) {
  std::set<std::string> names;
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::Closed); ++kind) {
    names.insert(name_of(static_cast<ErrorKind>(kind)));
  }
  EXPECT_EQ(names.size(), 9U);
  EXPECT_FALSE(names.contains("unknown"));
}

TEST(CheckDeathTest, ABugAbortsAndSaysWhere) {
  EXPECT_DEATH(TANDEM_CHECK(1 + 1 == 3), "bug: 1 \\+ 1 == 3 is false at .*base_test.cpp");
}

}  // namespace
}  // namespace tandem::platform
