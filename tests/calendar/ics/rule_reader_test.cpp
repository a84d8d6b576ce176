#include "calendar/ics/rule_reader.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

TEST(ReadRule, LettersOfAnyCaseAndSpacesAreRead) {
  const auto rule = read_rule(" freq=weekly ; byday = mo, -1fr ;wkst=su;");
  ASSERT_TRUE(rule) << rule.error().message;
  EXPECT_EQ(rule->frequency, Frequency::Weekly);
  EXPECT_EQ(rule->by_day, (std::vector<WeekdayNumber>{{Monday, 0}, {Friday, -1}}));
  EXPECT_EQ(rule->week_start, Sunday);
}

TEST(ReadRule, FrequencyMayStandAnywhere) {
  EXPECT_EQ(read_rule("BYMONTH=1;FREQ=YEARLY").value().frequency, Frequency::Yearly);
}

TEST(ReadRule, AnIntervalMayBeLongerThanADayOfSeconds) {
  EXPECT_EQ(read_rule("FREQ=SECONDLY;INTERVAL=90061").value().interval, 90061);
}

TEST(ReadRule, CountAndUntilTogetherBothHold) {
  const auto rule = read_rule("FREQ=DAILY;COUNT=3;UNTIL=19970904T090000");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->count, 3);
  EXPECT_EQ(rule->until, (RuleUntil{RuleUntil::Kind::Local, local_days{1997y / September / 4} + 9h}));
}

TEST(ReadRule, UntilSaysWhetherItIsADateALocalTimeOrUtc) {
  EXPECT_EQ(read_rule("FREQ=DAILY;UNTIL=19970904").value().until->kind, RuleUntil::Kind::Date);
  EXPECT_EQ(read_rule("FREQ=DAILY;UNTIL=19970904T090000").value().until->kind, RuleUntil::Kind::Local);
  EXPECT_EQ(read_rule("FREQ=DAILY;UNTIL=19970904T090000Z").value().until->kind, RuleUntil::Kind::Utc);
}

TEST(ReadRule, AllDaysOfAMonthFromBothEndsFitInAList) {
  std::string text = "FREQ=MONTHLY;BYMONTHDAY=1,-1";
  for (int day = 2; day <= 31; ++day) text += "," + std::to_string(day) + ",-" + std::to_string(day);
  EXPECT_EQ(read_rule(text).value().by_month_day.size(), 62U);
}

TEST(ReadRule, AnExtensionIsPassedOverAndAnUnknownPartIsNot) {
  EXPECT_TRUE(read_rule("FREQ=DAILY;X-SOMETHING=1"));
  EXPECT_FALSE(read_rule("FREQ=DAILY;BYEASTER=0"));
}

TEST(ReadRule, AListOverItsLimitIsRefused) {
  std::string text = "FREQ=DAILY;BYHOUR=1";
  for (std::size_t i = 0; i < kMaxRuleListValues; ++i) text += ",1";
  EXPECT_FALSE(read_rule(text));
}

class BrokenRule : public testing::TestWithParam<const char*> {};

TEST_P(BrokenRule, IsRefusedWithAReason) {
  const auto rule = read_rule(GetParam());
  ASSERT_FALSE(rule);
  EXPECT_FALSE(rule.error().message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Rules, BrokenRule,
    testing::Values("", ";", "FREQ", "FREQ=", "FREQ=SOMETIMES", "BYDAY=MO", "FREQ=DAILY;FREQ=WEEKLY",
                    "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=99999999999",
                    "FREQ=DAILY;INTERVAL=1.5", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=+", "FREQ=DAILY;COUNT=++1",
                    "FREQ=DAILY;UNTIL=", "FREQ=DAILY;UNTIL=20260230", "FREQ=DAILY;UNTIL=20260101T",
                    "FREQ=DAILY;UNTIL=20260101T250000Z", "FREQ=DAILY;UNTIL=2026-01-01", "FREQ=DAILY;UNTIL=-0260101",
                    "FREQ=DAILY;BYDAY=", "FREQ=DAILY;BYDAY=M", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;BYDAY=54MO",
                    "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;BYMONTH=-1", "FREQ=DAILY;BYMONTH=1,,2",
                    "FREQ=DAILY;BYMONTHDAY=0", "FREQ=DAILY;BYMONTHDAY=32", "FREQ=DAILY;BYYEARDAY=-367",
                    "FREQ=DAILY;BYWEEKNO=54", "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;BYHOUR=-1", "FREQ=DAILY;BYMINUTE=60",
                    "FREQ=DAILY;BYSECOND=61", "FREQ=DAILY;BYSETPOS=0", "FREQ=DAILY;BYSETPOS=367", "FREQ=DAILY;WKST=1MO",
                    "FREQ=DAILY;RSCALE=NOBODYS", "FREQ=DAILY;=;", "FREQ=DAILY;DAILY"));

}  // namespace
}  // namespace tandem::calendar
