// RSCALE and SKIP of RFC 7529: days that the RFC prints, and days of published tables of the calendars.

#include <gtest/gtest.h>

#include "calendar/recurrence/expand.h"
#include "calendar/recurrence/rule_expander.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

std::string text_of(sys_days day) {
  const year_month_day date{day};
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d%02u%02u", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()});
  return text.data();
}

Feed feed_with(const std::string& start, const std::string& rule) {
  return parse("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:rule\r\nDTSTART;VALUE=DATE:" + start + "\r\nRRULE:" + rule +
               "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
      .value();
}

std::string days_of(const std::string& start, const std::string& rule, year from = year{2010}, year to = year{2040}) {
  const Interval window{sys_days{from / January / 1}, sys_days{to / January / 1}};
  std::string days_seen;
  const Expansion expansion = expand(feed_with(start, rule), window, Zone()).value();
  for (const Occurrence& occurrence : expansion.occurrences) {
    days_seen += (days_seen.empty() ? "" : " ") + text_of(floor<days>(occurrence.when.start));
  }
  return days_seen;
}

struct Example {
  const char* name;
  const char* start;
  const char* rule;
  const char* days;
};

class OtherCalendar : public testing::TestWithParam<Example> {};

TEST_P(OtherCalendar, GivesTheDaysThatItsTablesPrint) {
  EXPECT_EQ(days_of(GetParam().start, GetParam().rule), GetParam().days);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc7529Section43, OtherCalendar,
    testing::Values(Example{"ChineseNewYear", "20130210", "RSCALE=CHINESE;FREQ=YEARLY;COUNT=4",
                            "20130210 20140131 20150219 20160208"},
                    Example{"EthiopicThirteenthMonth", "20130906", "RSCALE=ETHIOPIC;FREQ=MONTHLY;BYMONTH=13;COUNT=5",
                            "20130906 20140906 20150906 20160906 20170906"},
                    Example{"HebrewLeapMonthForward", "20140208",
                            "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD;COUNT=5",
                            "20140208 20150227 20160217 20170306 20180223"},
                    Example{"LeapDayForward", "20120229", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=5",
                            "20120229 20130301 20140301 20150301 20160229"},
                    Example{"LastOfTheMonthBackward", "20140131", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4",
                            "20140131 20140228 20140331 20140430"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Skip, OtherCalendar,
    testing::Values(
        Example{"OmitsByDefault", "20120229", "RSCALE=GREGORIAN;FREQ=YEARLY;COUNT=3", "20120229 20160229 20200229"},
        Example{"LeapDayBackward", "20120229", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD;COUNT=5",
                "20120229 20130228 20140228 20150228 20160229"},
        Example{"MonthsEndForward", "20140131", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;COUNT=4",
                "20140131 20140301 20140331 20140501"},
        Example{"AMovedDayThatIsThereAlreadyCountsOnce", "20140101",
                "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=6",
                "20140101 20140131 20140201 20140301 20140331 20140401"},
        Example{"TwoDaysMovedOntoOneCountOnce", "20150201",
                "RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;SKIP=BACKWARD;COUNT=4",
                "20150201 20150228 20160228 20160229"},
        Example{"TheLastDayOfALeapYearForward", "20161231",
                "RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD;COUNT=4",
                "20161231 20180101 20190101 20200101"},
        Example{"AWeekdayIsAskedOfTheMovedDay", "20140131",
                "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=FR;SKIP=BACKWARD;COUNT=4",
                "20140131 20140228 20141031 20150731"},
        Example{"EveryThirdMonthForward", "20140131", "RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=3;SKIP=FORWARD;COUNT=4",
                "20140131 20140501 20140731 20141031"},
        Example{"NothingOfWeeksAndDays", "20140131", "RSCALE=GREGORIAN;FREQ=WEEKLY;SKIP=FORWARD;COUNT=2",
                "20140131 20140207"},
        Example{"WithoutRscaleIsGregorian", "20140131", "FREQ=MONTHLY;SKIP=BACKWARD;COUNT=2", "20140131 20140228"},
        Example{"ChineseLeapMonthForward", "20131025",
                "RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=9L;SKIP=FORWARD;COUNT=3",
                "20131025 20131112 20141102"},
        Example{"ChineseLeapMonthBackward", "20131025",
                "RSCALE=CHINESE;FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=9L;SKIP=BACKWARD;COUNT=3",
                "20131025 20141102 20151022"},
        Example{"HebrewAdarOmitted", "20140205", "RSCALE=HEBREW;FREQ=YEARLY;COUNT=4",
                "20140205 20160214 20190210 20220206"}),
    [](const auto& tested) { return tested.param.name; });

// Nowruz, Rosh Hashanah, 1 Muharram of the tabular calendar, the spring festival, Enkutatash, Nayrouz.
INSTANTIATE_TEST_SUITE_P(
    NewYears, OtherCalendar,
    testing::Values(
        Example{"Persian", "20240320", "RSCALE=PERSIAN;FREQ=YEARLY;COUNT=4", "20240320 20250321 20260321 20270321"},
        Example{"Hebrew", "20241003", "RSCALE=HEBREW;FREQ=YEARLY;COUNT=4", "20241003 20250923 20260912 20271002"},
        Example{"IslamicUmmAlQura", "20240707", "RSCALE=ISLAMIC-UMALQURA;FREQ=YEARLY;COUNT=3",
                "20240707 20250626 20260616"},
        Example{"Chinese", "20240210", "RSCALE=CHINESE;FREQ=YEARLY;COUNT=3", "20240210 20250129 20260217"},
        Example{"Ethiopic", "20230912", "RSCALE=ETHIOPIC;FREQ=YEARLY;COUNT=4", "20230912 20240911 20250911 20260911"},
        Example{"Coptic", "20230912", "RSCALE=COPTIC;FREQ=YEARLY;COUNT=2", "20230912 20240911"},
        Example{"Indian", "20240321", "RSCALE=INDIAN;FREQ=YEARLY;COUNT=2", "20240321 20250322"},
        Example{"JapaneseIsGregorian", "20240229", "RSCALE=JAPANESE;FREQ=YEARLY;COUNT=2", "20240229 20280229"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Parts, OtherCalendar,
    testing::Values(Example{"HebrewMonths", "20250923", "RSCALE=HEBREW;FREQ=MONTHLY;COUNT=5",
                            "20250923 20251023 20251121 20251221 20260119"},
                    Example{"DaysOfTishri", "20260912", "RSCALE=HEBREW;FREQ=DAILY;BYMONTH=1;BYMONTHDAY=1,2;COUNT=4",
                            "20260912 20260913 20271002 20271003"},
                    Example{"LastFridayOfRamadan", "20260313",
                            "RSCALE=ISLAMIC-UMALQURA;FREQ=YEARLY;BYMONTH=9;BYDAY=-1FR;COUNT=2", "20260313 20270305"},
                    Example{"LastDayOfTheChineseYear", "20250128", "RSCALE=CHINESE;FREQ=YEARLY;BYYEARDAY=-1;COUNT=2",
                            "20250128 20260216"},
                    Example{"WeeklyInAMonth", "20260213",
                            "RSCALE=ISLAMIC-UMALQURA;FREQ=WEEKLY;BYMONTH=9;BYDAY=FR;COUNT=3",
                            "20260213 20260220 20260227"}),
    [](const auto& tested) { return tested.param.name; });

TEST(OtherCalendars, AFarWindowGivesTheSameDaysAsCountingThere) {
  const char* rule = "RSCALE=HEBREW;FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=30;SKIP=BACKWARD";
  const std::string all = days_of("19800119", rule, year{1980}, year{2040});
  const std::string late = days_of("19800119", rule, year{2030}, year{2040});
  ASSERT_FALSE(late.empty());
  EXPECT_TRUE(all.ends_with(late)) << all << "\n" << late;
}

TEST(OtherCalendars, AnUnknownOneKeepsTheFirstOccurrenceAndIsReported) {
  const Feed feed = feed_with("20260101", "RSCALE=KLINGON;FREQ=DAILY");
  EXPECT_TRUE(feed.events.front().rules.empty());
  ASSERT_EQ(feed.problems.size(), 1U);
  EXPECT_NE(feed.problems.front().reason.find("KLINGON"), std::string::npos);
}

// Its months are astronomy: a budget of steps, not of days.
TEST(OtherCalendars, ChineseCenturiesAreOverTheBudget) {
  WorkBudget budget(kMaxStepsPerEvent);
  RecurrenceRule rule;
  rule.frequency = Frequency::Yearly;
  rule.scale = "CHINESE";
  const LocalTime start = local_days{1900y / January / 31};
  const auto starts = expand_rule({rule, start, true, true, start, start + days{365 * 300}, {}, {}}, budget);
  ASSERT_FALSE(starts);
  EXPECT_EQ(starts.error().kind, platform::ErrorKind::TooLarge);
}

}  // namespace
}  // namespace tandem::calendar
