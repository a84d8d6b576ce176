#include "calendar/time/instant.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

using std::chrono::seconds;

Interval span(int from, int to) { return {Instant{seconds{from}}, Instant{seconds{to}}}; }

TEST(Interval, TouchingIntervalsDoNotOverlap) {
  // [---)
  //     [---)
  EXPECT_FALSE(overlaps(span(0, 4), span(4, 8)));
  EXPECT_FALSE(intersection(span(0, 4), span(4, 8)));
}

TEST(Interval, IntersectionIsWhatBothHave) { EXPECT_EQ(intersection(span(0, 6), span(4, 8)), span(4, 6)); }

TEST(Interval, AnEmptyIntervalOverlapsNothing) {
  EXPECT_FALSE(overlaps(span(2, 2), span(0, 4)));
  EXPECT_FALSE(overlaps(span(0, 4), span(3, 1)));
}

TEST(Interval, AnInvertedIntervalHasNoLength) { EXPECT_EQ(span(5, 2).length(), seconds{0}); }

TEST(Interval, ContainsItsStartAndNotItsEnd) {
  EXPECT_TRUE(span(0, 4).contains(Instant{seconds{0}}));
  EXPECT_FALSE(span(0, 4).contains(Instant{seconds{4}}));
}

}  // namespace
}  // namespace tandem::calendar
