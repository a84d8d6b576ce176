// When the bookings of a series are, and what becomes of those that cannot be had.
#include "calendar/booking/series.h"

#include <gtest/gtest.h>

#include "calendar/recurrence/expand.h"
#include "platform/base/random.h"
#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

Zone paris() { return Zone::locate("Europe/Paris").value(); }

LocalTime local(int year, unsigned month, unsigned day, int hour, int minute = 0) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return LocalTime{LocalDate{date}} + hours{hour} + minutes{minute};
}

// An hour at that time on the clock of Paris.
Interval hour_at(int year, unsigned month, unsigned day, int hour, int minute = 0) {
  const Instant start = paris().to_instant(local(year, month, day, hour, minute));
  return {start, start + hours{1}};
}

std::vector<Interval> times(const Interval& first, const std::string& rule, days ahead = days{120}) {
  const auto found = series_times({first, rule, first.start + ahead}, paris());
  return found ? *found : std::vector<Interval>{};
}

platform::ErrorKind error_of(const std::string& rule) {
  const auto found = series_times({hour_at(2026, 3, 2, 10), rule, at(0) + days{120}}, paris());
  EXPECT_FALSE(found.has_value()) << rule;
  return found ? platform::ErrorKind::Unavailable : found.error().kind;
}

// Clocks go forward on 29 March 2026 and back on 25 October.
TEST(SeriesTimes, TenOClockStaysTenOClockAcrossTheChangeToSummerTime) {
  const auto found = times(hour_at(2026, 3, 16, 10), "FREQ=WEEKLY;COUNT=4");
  EXPECT_EQ(found, (std::vector{hour_at(2026, 3, 16, 10), hour_at(2026, 3, 23, 10), hour_at(2026, 3, 30, 10),
                                hour_at(2026, 4, 6, 10)}));
  EXPECT_EQ(found[2].start - found[1].start, days{7} - hours{1});
}

TEST(SeriesTimes, AndAcrossTheChangeBack) {
  const auto found = times(hour_at(2026, 10, 19, 10), "FREQ=WEEKLY;COUNT=2");
  EXPECT_EQ(found, (std::vector{hour_at(2026, 10, 19, 10), hour_at(2026, 10, 26, 10)}));
  EXPECT_EQ(found[1].start - found[0].start, days{7} + hours{1});
}

TEST(SeriesTimes, AnHourStaysAnHourInTheNightOfTheChange) {
  for (const Interval& when : times(hour_at(2026, 3, 28, 2, 30), "FREQ=DAILY;COUNT=3")) {
    EXPECT_EQ(when.length(), hours{1});
  }
}

TEST(SeriesTimes, TheSecondOfARepeatedHourStaysTheSecond) {
  const Interval second{paris().to_instant(local(2026, 10, 25, 2, 30)) + hours{1},
                        paris().to_instant(local(2026, 10, 25, 2, 30)) + hours{2}};
  EXPECT_EQ(times(second, "FREQ=WEEKLY;COUNT=2").front(), second);
}

TEST(SeriesTimes, ALeapDayComesEveryFourYears) {
  const Interval leap_day = hour_at(2028, 2, 29, 10);
  EXPECT_EQ(times(leap_day, "FREQ=YEARLY;COUNT=2", days{10}), (std::vector{leap_day, hour_at(2032, 2, 29, 10)}));
}

TEST(SeriesTimes, WithoutAnEndTheHorizonIsTheEnd) {
  const Interval first = hour_at(2026, 3, 2, 10);
  EXPECT_EQ(times(first, "FREQ=WEEKLY", days{28}).size(), 5U) << "the fifth starts on the horizon itself";
  EXPECT_EQ(times(first, "FREQ=WEEKLY", days{27}).size(), 4U);
}

TEST(SeriesTimes, WithAnEndWhatLiesBeyondTheHorizonIsTold) {
  EXPECT_EQ(times(hour_at(2026, 3, 2, 10), "FREQ=WEEKLY;COUNT=10", days{14}).size(), 10U);
}

TEST(SeriesTimes, TheFirstCountsWhetherOrNotTheRuleGivesIt) {
  const Interval tuesday = hour_at(2026, 3, 3, 10);
  EXPECT_EQ(times(tuesday, "FREQ=WEEKLY;BYDAY=MO;COUNT=2"), (std::vector{tuesday, hour_at(2026, 3, 9, 10)}));
}

TEST(SeriesTimes, SixtyFourAreASeriesAndSixtyFiveAreNot) {
  const Interval first = hour_at(2026, 3, 2, 10);
  EXPECT_EQ(times(first, "FREQ=DAILY;COUNT=64").size(), kMaxSeriesInstances);
  EXPECT_EQ(error_of("FREQ=DAILY;COUNT=65"), platform::ErrorKind::TooLarge);
  EXPECT_EQ(error_of("FREQ=DAILY"), platform::ErrorKind::TooLarge) << "in 120 days";
}

TEST(SeriesTimes, ARuleThatIsNoneIsRefused) {
  for (const char* rule : {"", "WEEKLY", "FREQ=FORTNIGHTLY", "FREQ=WEEKLY\r\nRDATE:20260303T100000", "freq=weekly",
                           "FREQ=HOURLY;COUNT=3", "FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=9,10",
                           "FREQ=DAILY;BYMINUTE=0,30;BYSETPOS=1", "RSCALE=HEBREW;FREQ=YEARLY"}) {
    EXPECT_EQ(error_of(rule), platform::ErrorKind::Invalid) << rule;
  }
  EXPECT_EQ(error_of(std::string(kMaxSeriesRuleLength + 1, 'A')), platform::ErrorKind::Invalid);
}

TEST(SeriesTimes, ARuleThatNeverComesAgainGivesTheFirstAlone) {
  const Interval first = hour_at(2026, 3, 2, 10);
  EXPECT_EQ(times(first, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), std::vector{first});
}

// The engine that reads the company's calendars, asked in its own way.
std::vector<Instant> starts_by_calendar(const std::string& rule, LocalTime start, const Interval& window) {
  const auto day = std::chrono::floor<days>(start);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{start - day};
  std::array<char, 64> stamp{};
  std::snprintf(stamp.data(), stamp.size(), "%04d%02u%02uT%02d%02d00", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()}, static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()));
  const auto parsed =
      parse("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Europe/Paris:" + std::string{stamp.data()} +
            "\r\nDURATION:PT1H\r\nRRULE:" + rule + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  std::vector<Instant> starts;
  const auto expanded = expand(*parsed, window, Zone{});
  for (const Occurrence& each : expanded->occurrences) {
    if (each.when.start >= window.start) starts.push_back(each.when.start);
  }
  return starts;
}

TEST(SeriesTimes, AreThoseThatTheCalendarEngineFinds) {
  const auto random = platform::make_seeded_random(4);
  const std::vector<std::string> rules{
      "FREQ=WEEKLY",  "FREQ=WEEKLY;INTERVAL=2",     "FREQ=WEEKLY;INTERVAL=4",     "FREQ=WEEKLY;BYDAY=MO,TH",
      "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR",    "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=DAILY;INTERVAL=3",
      "FREQ=YEARLY",  "FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=DAILY;BYDAY=MO,WE,FR"};
  for (int round = 0; round < 500; ++round) {
    const std::string ends = random->below(2) == 0 ? "" : ";COUNT=" + std::to_string(1 + random->below(20));
    const std::string rule = rules[random->below(rules.size())] + ends;
    const LocalTime start = local(2026, 1, 1, 8) + days{static_cast<int>(random->below(1500))} +
                            minutes{static_cast<int>(random->below(40)) * 15};
    const Instant first = paris().to_instant(start);
    const Instant horizon = first + days{static_cast<int>(random->below(150))};
    const auto found = series_times({{first, first + hours{1}}, rule, horizon}, paris());
    const Instant end = ends.empty() ? horizon + std::chrono::seconds{1} : horizon + kSeriesLookAhead;
    const auto expected = starts_by_calendar(rule, start, {first, end});
    if (expected.size() > kMaxSeriesInstances) {
      EXPECT_FALSE(found.has_value()) << rule;
      continue;
    }
    ASSERT_TRUE(found.has_value()) << rule;
    std::vector<Instant> starts;
    for (const Interval& when : *found) starts.push_back(when.start);
    EXPECT_EQ(starts, expected) << rule << " from " << start.time_since_epoch().count();
  }
}

// --- decided ---------------------------------------------------------------------------------------------------------

constexpr int kDay = 1440;
constexpr int kWeek = 7 * kDay;

struct SeriesSite : SmallSite {
  BookSeries weekly(int start, int end, const std::string& count, SeriesMode mode) {
    return {kRoom1, from_to(start, end), "FREQ=WEEKLY;COUNT=" + count, kAnn, mode};
  }
  [[nodiscard]] BookingId instance(std::uint64_t number, std::size_t which) const {
    return booking_id_of({DeviceId{"kiosk"}, number}, which);
  }
};

TEST(Series, OneCommandBooksEveryInstance) {
  SeriesSite site;
  const Decision decision = site.ask(site.weekly(60, 120, "3", SeriesMode::AllOrNothing), 0);
  EXPECT_EQ(decision.verdict, Verdict{Accepted{}});
  ASSERT_EQ(site.world.bookings.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    const Booking& booking = site.booking(site.instance(1, i + 1));
    const int offset = kWeek * static_cast<int>(i);
    EXPECT_EQ(booking.planned, from_to(60 + offset, 120 + offset));
    EXPECT_EQ(booking.series, BookingId{"kiosk-1"});
    EXPECT_EQ(booking.booked_by, kAnn);
  }
}

TEST(Series, NoneIsBookedWhenOneInTheMiddleIsTaken) {
  SeriesSite site;
  site.book(kWeek + 30, kWeek + 90);
  const Decision decision = site.ask(site.weekly(60, 120, "3", SeriesMode::AllOrNothing), 0);
  const std::vector<MissedInstance> in_the_way{{from_to(kWeek + 60, kWeek + 120), RefusalReason::RoomTaken}};
  EXPECT_EQ(decision.verdict, (Verdict{Refused{RefusalReason::SeriesInTheWay, in_the_way}}));
  EXPECT_EQ(site.world.bookings.size(), 1U);
}

TEST(Series, WhatIsFreeIsBookedWithAReportOfTheRest) {
  SeriesSite site;
  site.book(kWeek + 30, kWeek + 90);
  const Decision decision = site.ask(site.weekly(60, 120, "3", SeriesMode::WhatIsFree), 0);
  const std::vector<MissedInstance> missed{{from_to(kWeek + 60, kWeek + 120), RefusalReason::RoomTaken}};
  EXPECT_EQ(decision.verdict, Verdict{Accepted{missed}});
  EXPECT_EQ(site.world.bookings.size(), 3U);
  EXPECT_EQ(find(site.world, site.instance(2, 2)), nullptr) << "numbers are those of the occurrences";
  EXPECT_NE(find(site.world, site.instance(2, 3)), nullptr);
}

TEST(Series, NothingFreeIsARefusalInBothWays) {
  SeriesSite site;
  site.book(60, 120);
  site.book(kWeek + 60, kWeek + 120);
  const Decision decision = site.ask(site.weekly(60, 120, "2", SeriesMode::WhatIsFree), 0);
  ASSERT_FALSE(decision.accepted());
  EXPECT_EQ(missed_of(decision.verdict).size(), 2U);
}

TEST(Series, InstancesBeyondTheHorizonAreTooFarAhead) {
  SeriesSite site;
  site.world.site.policy.furthest_ahead = days{14};
  const Decision decision = site.ask(site.weekly(60, 120, "4", SeriesMode::WhatIsFree), 60);
  const std::vector<MissedInstance> missed{{from_to(3 * kWeek + 60, 3 * kWeek + 120), RefusalReason::TooFarAhead}};
  EXPECT_EQ(decision.verdict, Verdict{Accepted{missed}});
}

TEST(Series, InstancesThatOverlapOneAnotherAreNotBookedTwice) {
  SeriesSite site;
  site.world.site.policy.longest_booking = hours{24};
  for (auto& day : site.world.site.opening_hours.week) day = {{minutes{0}, minutes{1440}}};
  const BookSeries daily{kRoom1, {at(60), at(60) + hours{24}}, "FREQ=DAILY;COUNT=3", kAnn, SeriesMode::AllOrNothing};
  EXPECT_EQ(site.answer(daily, 0), "Accepted") << "they touch";
  site.world.site.policy.room_gap = minutes{10};
  const BookSeries other{kRoom2, daily.first, daily.rule, kAnn, SeriesMode::WhatIsFree};
  const Decision decision = site.ask(other, 0);
  EXPECT_EQ(missed_of(decision.verdict).size(), 1U) << "with a gap the second is in the way of the first";
}

TEST(Series, WhatIsWrongWithAllOfThemIsNoReport) {
  SeriesSite site;
  BookSeries broken = site.weekly(60, 120, "3", SeriesMode::WhatIsFree);
  broken.room = RoomId{"r3"};
  EXPECT_EQ(site.ask(broken, 0).verdict, Verdict{Refused{RefusalReason::RoomOutOfOrder}});
  broken.room = RoomId{"nowhere"};
  EXPECT_EQ(site.answer(broken, 0), "RoomUnknown");
  broken.room = kRoom1;
  broken.rule = "FREQ=NEVER";
  EXPECT_EQ(site.answer(broken, 0), "SeriesRule");
}

TEST(Series, APairsSeriesIsASeriesOfSessions) {
  SeriesSite site;
  const PlanSeries series{
      kPair1, kRoom1, from_to(60, 120), "FREQ=WEEKLY;INTERVAL=2;COUNT=2", kBob, SeriesMode::AllOrNothing};
  EXPECT_EQ(site.answer(series, 0), "Accepted");
  const Session& second = site.session(site.instance(1, 2));
  EXPECT_EQ(second.pair, kPair1);
  EXPECT_EQ(site.booking(second.booking).planned, from_to(2 * kWeek + 60, 2 * kWeek + 120));
}

TEST(Series, APersonsOtherSessionStandsInTheWayOfOneInstance) {
  SeriesSite site;
  site.plan(kWeek + 60, kWeek + 120, "p2", "r2");  // ann, too
  const PlanSeries series{kPair1, kRoom1, from_to(60, 120), "FREQ=WEEKLY;COUNT=3", kBob, SeriesMode::WhatIsFree};
  const Decision decision = site.ask(series, 0);
  ASSERT_EQ(missed_of(decision.verdict).size(), 1U);
  EXPECT_EQ(missed_of(decision.verdict).front().reason, RefusalReason::MentorBusy);
}

TEST(Series, OneInstanceCanBeCalledOff) {
  SeriesSite site;
  site.ask(site.weekly(60, 120, "3", SeriesMode::AllOrNothing), 0);
  EXPECT_EQ(site.answer(CancelBooking{site.instance(1, 2), kAnn}, 10), "Accepted");
  EXPECT_EQ(site.booking(site.instance(1, 2)).state, BookingState::Cancelled);
  EXPECT_EQ(site.booking(site.instance(1, 3)).state, BookingState::Booked);
}

TEST(Series, TheRestCanBeCalledOff) {
  SeriesSite site;
  site.ask(site.weekly(60, 120, "4", SeriesMode::AllOrNothing), 0);
  site.ask(CheckIn{site.instance(1, 1), kAnn, at(60)}, 60);
  const Decision decision = site.ask(CancelRest{site.instance(1, 2), kAnn}, 200);
  EXPECT_EQ(decision.changes.size(), 3U);
  EXPECT_EQ(site.booking(site.instance(1, 1)).state, BookingState::InUse);
  for (const std::size_t i : {2U, 3U, 4U}) EXPECT_EQ(site.booking(site.instance(1, i)).state, BookingState::Cancelled);
}

TEST(Series, TheRestOfSomebodyElsesSeriesCannot) {
  SeriesSite site;
  site.ask(site.weekly(60, 120, "2", SeriesMode::AllOrNothing), 0);
  EXPECT_EQ(site.answer(CancelRest{site.instance(1, 1), kBob}, 10), "NotYours");
}

TEST(Series, WithoutARestThereIsNothingToCallOff) {
  SeriesSite site;
  site.ask(site.weekly(60, 120, "2", SeriesMode::AllOrNothing), 0);
  EXPECT_EQ(site.answer(CancelRest{site.instance(1, 2), kAnn}, kWeek + 90), "BookingOver");
}

TEST(Series, OfABookingAloneTheRestIsTheBooking) {
  SeriesSite site;
  const BookingId alone = site.book(60, 120);
  EXPECT_EQ(site.answer(CancelRest{alone, std::nullopt}, 10), "Accepted");
  EXPECT_EQ(site.booking(alone).state, BookingState::Cancelled);
}

TEST(Series, NamesOfInstancesFitAndNeverMeetOthers) {
  const std::string longest(kMaxDeviceIdLength, 'd');
  const CommandId id{DeviceId{longest}, std::numeric_limits<std::uint64_t>::max()};
  EXPECT_LE(booking_id_of(id, kMaxSeriesInstances).text().size(), platform::kMaxIdLength);
  EXPECT_NE(booking_id_of({DeviceId{"a-1.2"}, 3}), booking_id_of({DeviceId{"a"}, 1}, 2));
  EXPECT_TRUE(was_made_by(DeviceId{"a"}, booking_id_of({DeviceId{"a"}, 1}, 2)));
}

}  // namespace
}  // namespace tandem::calendar::test
