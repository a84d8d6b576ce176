// The VTIMEZONEs that we write, for every zone of the system: written, parsed, and read by the clock that feeds use.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "calendar/ics/parse.h"
#include "calendar/ics/write.h"
#include "calendar/ics/zone_definition.h"
#include "calendar/recurrence/zone_clock.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

constexpr Interval kYears{sys_days{2020y / January / 1}, sys_days{2041y / January / 1}};

Zone zone(const std::string& name) { return Zone::locate(name).value(); }

// Zones and their other names, from the text that tzdata is compiled from.
std::vector<std::string> all_zone_names() {
  std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
  std::vector<std::string> names;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string kind, first, second;
    words >> kind >> first >> second;
    if (kind == "Z" && first != "Factory") names.push_back(first);  // what a new computer is set to; not installed
    if (kind == "L") names.push_back(second);
  }
  return names;
}

// As a subscriber gets it who has no tzdata.
ZoneDefinition read_back(const std::string& name) {
  PublishedEvent event;
  event.event.uid = "one";
  event.event.start = {EventTime::Kind::Zoned, LocalTime{kYears.start.time_since_epoch()}, name};
  event.event.end = {EventTime::Kind::Zoned, LocalTime{kYears.end.time_since_epoch()}, name};
  const Feed feed = parse(write_object({event}).value()).value();
  EXPECT_TRUE(feed.problems.empty()) << name << ": " << feed.problems.at(0).reason;
  return feed.zones.at(0);
}

std::vector<Instant> changes_of(const Zone& zone) {
  std::vector<Instant> changes;
  for (Instant at = zone.period_at(kYears.start).when.end; at < kYears.end; at = zone.period_at(at).when.end) {
    changes.push_back(at);
  }
  return changes;
}

TEST(DefineZone, GivesTheOffsetsOfEveryZoneAroundEveryChange) {
  const auto names = all_zone_names();
  ASSERT_GT(names.size(), 400U);
  for (const std::string& name : names) {
    const Zone original = zone(name);
    WorkBudget budget(1'000'000);
    const ZoneClock clock(read_back(name), kYears.end, budget);
    std::vector<Instant> looked_at = changes_of(original);
    looked_at.insert(looked_at.end(), {kYears.start + 1s, kYears.end - 2s});
    for (const Instant change : looked_at) {
      for (const Instant at : {change - 1s, change, change + 1s}) {
        ASSERT_EQ(clock.to_local(at), original.to_local(at)) << name << " at " << at.time_since_epoch().count();
        const LocalTime local = original.to_local(at);
        ASSERT_EQ(clock.to_instant(local), original.to_instant(local))
            << name << " at " << at.time_since_epoch().count();
      }
    }
  }
}

TEST(DefineZone, AYearlyChangeIsARuleWithoutEnd) {
  const ZoneDefinition paris = define_zone(zone("Europe/Paris"), kYears);
  ASSERT_EQ(paris.observances.size(), 2U);
  RecurrenceRule rule;
  rule.frequency = Frequency::Yearly;
  rule.by_month = {10};
  rule.by_day = {{Sunday, -1}};
  EXPECT_EQ(paris.observances[0],
            (ZoneObservance{false, "CET", local_days{2019y / October / 27} + 3h, 2h, 1h, {rule}, {}}));
  rule.by_month = {3};
  EXPECT_EQ(paris.observances[1],
            (ZoneObservance{true, "CEST", local_days{2020y / March / 29} + 2h, 1h, 2h, {rule}, {}}));
}

TEST(DefineZone, AZoneThatNeverChangesHasOneObservance) {
  const ZoneDefinition tokyo = define_zone(zone("Asia/Tokyo"), kYears);
  ASSERT_EQ(tokyo.observances.size(), 1U);
  EXPECT_EQ(tokyo.observances[0].offset_from, 9h);
  EXPECT_EQ(tokyo.observances[0].offset_to, 9h);
  EXPECT_FALSE(tokyo.observances[0].daylight);
}

TEST(DefineZone, RamadanIsListed) {
  const Interval before_the_end{sys_days{2020y / January / 1}, sys_days{2026y / January / 1}};
  const ZoneDefinition casablanca = define_zone(zone("Africa/Casablanca"), before_the_end);
  ASSERT_EQ(casablanca.observances.size(), 2U);
  for (const ZoneObservance& observance : casablanca.observances) {
    EXPECT_TRUE(observance.rules.empty());
    EXPECT_GE(observance.extra_dates.size(), 5U);
  }
}

TEST(DefineZone, DublinsSummerIsItsDaylightSaving) {
  for (const ZoneObservance& observance : define_zone(zone("Europe/Dublin"), kYears).observances) {
    EXPECT_EQ(observance.daylight, observance.name == "IST");
  }
}

TEST(DefineZone, ARuleThatWasGivenUpEnds) {
  // Iran had summer time by the Persian calendar until 2022, Brazil until 2019.
  const Interval old{sys_days{2010y / January / 1}, sys_days{2012y / January / 1}};
  for (const char* name : {"Asia/Tehran", "America/Sao_Paulo"}) {
    for (const ZoneObservance& observance : define_zone(zone(name), old).observances) {
      for (const RecurrenceRule& rule : observance.rules) EXPECT_TRUE(rule.until.has_value()) << name;
    }
  }
}

TEST(DefineZone, AWeekThatIsNotOneOfTheMonthsIsWrittenWithItsDays) {
  // Nuuk: the Saturday before the last Sunday of March, 22:00.
  const ZoneDefinition nuuk = define_zone(zone("America/Nuuk"), {sys_days{2026y / January / 1}, kYears.end});
  const auto spring = std::find_if(nuuk.observances.begin(), nuuk.observances.end(),
                                   [](const ZoneObservance& observance) { return observance.daylight; });
  ASSERT_NE(spring, nuuk.observances.end());
  ASSERT_EQ(spring->rules.size(), 1U);
  EXPECT_EQ(spring->rules[0].by_month_day, (std::vector{24, 25, 26, 27, 28, 29, 30}));
  EXPECT_EQ(spring->rules[0].by_day, (std::vector<WeekdayNumber>{{Saturday, 0}}));
}

TEST(DefineZone, HalfAnHourIsAChangeToo) {
  for (const ZoneObservance& observance : define_zone(zone("Australia/Lord_Howe"), kYears).observances) {
    EXPECT_EQ(abs(observance.offset_to - observance.offset_from), 30min);
    EXPECT_EQ(observance.rules.size(), 1U);
  }
}

TEST(DefineZone, BeforeTheFirstKnownChangeThereIsStillAnOffset) {
  const ZoneDefinition early =
      define_zone(zone("Europe/Paris"), {sys_days{1601y / January / 1}, sys_days{1602y / January / 1}});
  ASSERT_FALSE(early.observances.empty());
  EXPECT_LE(early.observances[0].start, LocalTime{local_days{1601y / January / 1}} + 24h);
}

}  // namespace
}  // namespace tandem::calendar
