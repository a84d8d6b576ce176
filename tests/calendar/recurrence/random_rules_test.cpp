// Random rules of every frequency, expanded from DTSTART on and from late windows on: what is jumped over, and what
// COUNT passes before the window by arithmetic, must not show.

#include <gtest/gtest.h>

#include "calendar/recurrence/rule_expander.h"
#include "platform/base/random.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

const LocalTime kStart = local_days{2024y / February / 29} + 9h + 30min + 15s;

class RandomRule {
 public:
  explicit RandomRule(std::uint64_t seed) : random_(platform::make_seeded_random(seed)) {}

  RecurrenceRule rule() {
    RecurrenceRule rule;
    rule.frequency = static_cast<Frequency>(random_->below(7));
    rule.interval = maybe(2) ? 1 : 1 + static_cast<int>(random_->below(maybe(2) ? 4 : 100));
    if (maybe(2)) rule.count = static_cast<int>(random_->below(3000));
    rule.week_start = weekday{static_cast<unsigned>(random_->below(7))};
    take(rule.by_month, 5, 1, 12);
    take(rule.by_month_day, 5, 1, 31, true);
    take(rule.by_hour, 4, 0, 23);
    take(rule.by_minute, 4, 0, 59);
    take(rule.by_second, 4, 0, 60);
    if (maybe(6)) take(rule.by_year_day, 1, 1, 366, true);
    if (maybe(6)) take(rule.by_week_number, 1, 1, 53, true);
    if (maybe(3)) take_weekdays(rule);
    if (maybe(4)) take(rule.by_set_position, 1, 1, 9, true);
    if (maybe(8)) rule.scale = maybe(2) ? "HEBREW" : "ISLAMIC-CIVIL";
    if (maybe(6)) rule.skip = maybe(2) ? InvalidDate::Forward : InvalidDate::Backward;
    return rule;
  }
  std::uint64_t below(std::uint64_t bound) { return random_->below(bound); }

 private:
  bool maybe(std::uint64_t one_in) { return random_->below(one_in) == 0; }

  void take(std::vector<int>& values, std::uint64_t one_in, int least, int most, bool from_both_ends = false) {
    if (!maybe(one_in)) return;
    for (std::uint64_t count = 1 + random_->below(4); count > 0; --count) {
      const int value = least + static_cast<int>(random_->below(static_cast<std::uint64_t>(most - least + 1)));
      values.push_back(from_both_ends && maybe(2) ? -value : value);
    }
  }

  void take_weekdays(RecurrenceRule& rule) {
    for (std::uint64_t count = 1 + random_->below(3); count > 0; --count) {
      const int nth = maybe(2) ? 0 : static_cast<int>(random_->below(9)) - 4;
      rule.by_day.push_back({weekday{static_cast<unsigned>(random_->below(7))}, nth});
    }
  }

  std::unique_ptr<platform::Random> random_;
};

// How far a rule of this frequency is followed.
seconds span_of(Frequency frequency) {
  constexpr seconds kSpans[] = {hours{30}, days{20}, days{200}, days{900}, days{3000}, days{6000}, days{12'000}};
  return kSpans[static_cast<std::size_t>(frequency)];
}

platform::Result<std::vector<LocalTime>> starts_of(const RecurrenceRule& rule, LocalTime from, LocalTime to) {
  WorkBudget budget(50 * kMaxStepsPerEvent);
  return expand_rule({rule, kStart, true, false, from, to, {}, {}}, budget);
}

TEST(RandomRules, ALateWindowGivesWhatTheWalkFromDtstartGives) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    RandomRule random(seed);
    const RecurrenceRule rule = random.rule();
    const LocalTime end = kStart + span_of(rule.frequency);
    const auto all = starts_of(rule, kStart, end);
    if (!all) continue;  // too many of them
    seen += all->size();
    for (int round = 0; round < 8; ++round) {
      const LocalTime from = kStart + span_of(rule.frequency) * static_cast<int>(random.below(100)) / 100;
      const LocalTime to = from + (end - from) * static_cast<int>(random.below(100)) / 100;
      const std::vector<LocalTime> expected(std::lower_bound(all->begin(), all->end(), from),
                                            std::upper_bound(all->begin(), all->end(), to));
      const auto late = starts_of(rule, from, to);
      ASSERT_TRUE(late) << "seed " << seed;
      ASSERT_EQ(*late, expected) << "seed " << seed << " round " << round;
    }
  }
  EXPECT_GT(seen, 100'000U);
}

}  // namespace
}  // namespace tandem::calendar
