#include "calendar/busy/unavailable.h"

#include <gtest/gtest.h>

#include <random>

namespace tandem::calendar {
namespace {

using std::chrono::hours;

const Instant kMidnight{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};

Interval from_to(int start, int end) { return {kMidnight + hours{start}, kMidnight + hours{end}}; }

TEST(Unavailable, WithoutWorkingHoursNobodyIs) { EXPECT_TRUE(unavailable({}).empty()); }

//  speaks     |--------------|
//  available  [---)   [--)
TEST(Unavailable, IsEverythingItSpeaksOfButTheAvailableTimes) {
  EXPECT_EQ(unavailable({{0, from_to(8, 20), {from_to(7, 10), from_to(14, 16)}}}),
            BusySet({from_to(10, 14), from_to(16, 20)}));
}

TEST(Unavailable, AHigherPriorityReplacesWhatALowerOneSaysInEitherDirection) {
  const WorkingTime usual{5, from_to(0, 24), {from_to(9, 17)}};
  const WorkingTime today{1, from_to(12, 20), {from_to(18, 20)}};
  EXPECT_EQ(unavailable({usual, today}), BusySet({from_to(0, 9), from_to(12, 18), from_to(20, 24)}));
  EXPECT_EQ(unavailable({today, usual}), unavailable({usual, today}));
}

TEST(Unavailable, NoPriorityIsBelowNine) {
  EXPECT_TRUE(unavailable({{9, from_to(8, 20), {from_to(8, 20)}}, {0, from_to(8, 20), {}}}).empty());
}

// Hour by hour, as RFC 7953 section 4 tells it: the highest priority that speaks of an hour decides.
TEST(Unavailable, AgreesWithAskingHourByHour) {
  std::mt19937 random(7);
  const auto below = [&random](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  const auto some_interval = [&below] {
    const int start = below(40);
    return from_to(start, start + 1 + below(12));
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<WorkingTime> times;
    for (int i = below(6); i > 0; --i) {
      WorkingTime time{below(4), some_interval(), {}};
      for (int part = below(4); part > 0; --part) time.available.push_back(some_interval());
      times.push_back(time);
    }
    const BusySet said = unavailable(times);
    for (int hour = 0; hour < 60; ++hour) {
      const Instant at = kMidnight + hours{hour};
      int best = 99;
      bool busy = false;
      for (const WorkingTime& time : times) {
        const int rank = time.priority == 0 ? 10 : time.priority;
        if (!time.when.contains(at) || rank > best) continue;
        bool says_busy = true;
        for (const Interval& part : time.available) says_busy = says_busy && !part.contains(at);
        busy = rank < best ? says_busy : busy || says_busy;
        best = rank;
      }
      EXPECT_EQ(said.overlaps(from_to(hour, hour + 1)), busy) << "round " << round << " hour " << hour;
    }
  }
}

}  // namespace
}  // namespace tandem::calendar
