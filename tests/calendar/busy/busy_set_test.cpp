#include "calendar/busy/busy_set.h"

#include <gtest/gtest.h>

#include <bitset>

#include "platform/base/random.h"

namespace tandem::calendar {
namespace {

using std::chrono::seconds;

Instant at(int second) { return Instant{seconds{second}}; }
Interval span(int from, int to) { return {at(from), at(to)}; }

TEST(BusySet, JoinsOverlappingAndTouchingIntervalsInAnyOrder) {
  // [0-----4)    [8--10)
  //      [3--6)[7-8)
  const BusySet busy({span(8, 10), span(3, 6), span(7, 8), span(0, 4), span(5, 5)});
  EXPECT_EQ(busy.intervals(), (std::vector{span(0, 6), span(7, 10)}));
}

TEST(BusySet, AddingWhatTouchesOnBothSidesMakesOneInterval) {
  BusySet busy({span(0, 2), span(4, 6)});
  busy.add(span(2, 4));
  EXPECT_EQ(busy.intervals(), std::vector{span(0, 6)});
}

TEST(BusySet, AddingAnEmptyIntervalChangesNothing) {
  BusySet busy({span(0, 2)});
  busy.add(span(5, 5));
  EXPECT_EQ(busy, BusySet({span(0, 2)}));
}

TEST(BusySet, TouchingIsNotOverlapping) {
  const BusySet busy({span(4, 6)});
  EXPECT_FALSE(busy.overlaps(span(2, 4)));
  EXPECT_FALSE(busy.overlaps(span(6, 8)));
  EXPECT_TRUE(busy.overlaps(span(5, 8)));
}

TEST(BusySet, AtOrAfterIsWhatOneIsInOrTheNext) {
  const BusySet busy({span(4, 6), span(8, 9)});
  EXPECT_EQ(busy.at_or_after(at(5)), span(4, 6));
  EXPECT_EQ(busy.at_or_after(at(6)), span(8, 9));
  EXPECT_EQ(busy.at_or_after(at(9)), std::nullopt);
}

TEST(BusySet, OverlappingIsTheWholeIntervalsThatReachIntoTheWindow) {
  const BusySet busy({span(0, 2), span(4, 6), span(8, 9)});
  const auto found = busy.overlapping(span(2, 5));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front(), span(4, 6));
  EXPECT_EQ(busy.overlapping(span(1, 20)).size(), 3U);
  EXPECT_TRUE(busy.overlapping(span(5, 5)).empty());
}

TEST(BusySet, FreeWithinIsTheComplement) {
  EXPECT_EQ(BusySet({span(2, 4), span(6, 20)}).free_within(span(0, 10)), BusySet({span(0, 2), span(4, 6)}));
  EXPECT_EQ(BusySet().free_within(span(0, 10)), BusySet({span(0, 10)}));
  EXPECT_TRUE(BusySet({span(0, 10)}).free_within(span(2, 3)).empty());
  EXPECT_TRUE(BusySet().free_within(span(3, 3)).empty());
}

// The same set as one bit a second, to check every operation against.
constexpr int kSeconds = 64;
using Bits = std::bitset<kSeconds>;

Bits bits_of(const BusySet& busy) {
  Bits bits;
  for (int second = 0; second < kSeconds; ++second) {
    for (const Interval& interval : busy.intervals()) {
      if (interval.contains(at(second))) bits.set(static_cast<std::size_t>(second));
    }
  }
  return bits;
}

void expect_sorted_and_apart(const BusySet& busy) {
  const auto& intervals = busy.intervals();
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    EXPECT_FALSE(intervals[i].empty());
    if (i > 0) {
      EXPECT_LT(intervals[i - 1].end, intervals[i].start);
    }
  }
}

Interval random_interval(platform::Random& random) {
  const int from = static_cast<int>(random.below(kSeconds));
  const int length = static_cast<int>(random.below(12));
  return span(from, std::min(kSeconds, from + length));
}

BusySet random_set(platform::Random& random) {
  std::vector<Interval> intervals(random.below(10));
  for (Interval& interval : intervals) interval = random_interval(random);
  return BusySet(intervals);
}

class BusySetProperties : public testing::TestWithParam<std::uint64_t> {
 protected:
  std::unique_ptr<platform::Random> random_ = platform::make_seeded_random(GetParam());
};

TEST_P(BusySetProperties, EveryOperationAgreesWithBits) {
  for (int round = 0; round < 300; ++round) {
    const BusySet a = random_set(*random_);
    const BusySet b = random_set(*random_);
    const Interval window = random_interval(*random_);
    const Bits inside = bits_of(BusySet({window}));
    const std::pair<BusySet, Bits> checked[] = {
        {a.united(b), bits_of(a) | bits_of(b)},        {a.intersected(b), bits_of(a) & bits_of(b)},
        {a.without(b), bits_of(a) & ~bits_of(b)},      {a.within(window), bits_of(a) & inside},
        {a.free_within(window), ~bits_of(a) & inside},
    };
    for (const auto& [set, bits] : checked) {
      EXPECT_EQ(bits_of(set), bits);
      expect_sorted_and_apart(set);
    }
    EXPECT_EQ(a.overlaps(window), (bits_of(a) & inside).any());
  }
}

TEST_P(BusySetProperties, AddingOneByOneIsTheSameAsAllAtOnce) {
  for (int round = 0; round < 300; ++round) {
    std::vector<Interval> intervals(random_->below(20));
    BusySet grown;
    for (Interval& interval : intervals) grown.add(interval = random_interval(*random_));
    EXPECT_EQ(grown, BusySet(intervals));
    expect_sorted_and_apart(grown);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, BusySetProperties, testing::Range<std::uint64_t>(1, 6));

}  // namespace
}  // namespace tandem::calendar
