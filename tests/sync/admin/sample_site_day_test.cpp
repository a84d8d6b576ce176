// On any day the sample site has sessions to plan, so that a demonstration's lobby is alive.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "calendar/booking/decide.h"
#include "sync/admin/import_plan.h"
#include "sync/admin/plan_sessions.h"
#include "sync/feeds/read_feed.h"
#include "tests/sync/admin/sample_site_rows.h"

namespace tandem::sync {
namespace {

using namespace calendar;

class SampleSiteDay : public SampleSiteRows {};

// What the lobby shows after a first start at `at`: all calendars read, then the day planned.
std::size_t planned_at(Instant at, const SiteRows& rows) {
  Problems problems;
  World world;
  SiteRows without_secrets = rows;
  for (PersonRow& person : without_secrets.people->rows) person.badge = person.pin = std::nullopt;
  const ImportPlan plan = plan_import(without_secrets, {world, {}, "", at, Missing::Keep}, problems);
  for (const Change& change : plan.changes) apply(world, change);
  for (const FeedSource& source : plan.feeds) {
    const FeedReading reading = read_feed(
        {source, "", "", {}, site_zone(world)}, at, std::chrono::days{2},
        [](const platform::HttpGet&) { return platform::fail(platform::ErrorKind::Unavailable, "no network"); });
    EXPECT_FALSE(reading.error) << name_of(source.owner) << ": " << *reading.error;
    if (const auto* room = std::get_if<RoomId>(&source.owner)) {
      apply(world, RoomBusyRead{*room, reading.window, *reading.busy});
    } else {
      apply(world, PersonBusyRead{std::get<PersonId>(source.owner), reading.window, *reading.busy});
    }
  }
  const std::optional<Interval> window = planning_window(world, std::nullopt, at);
  const std::vector<DuePair> due = due_pairs(world, site_zone(world).date_of(at), at);
  constexpr std::size_t kWanted = 16;
  std::size_t planned = 0;
  for (const DuePair& pair : due) {
    const auto slot = spread_slot(world, pair.pair, *window, planned, kWanted);
    if (!slot || planned == kWanted) continue;
    const NumberedCommand command{
        {DeviceId(kServerDevice), ++planned}, at, PlanSession{pair.pair, slot->room, slot->when, std::nullopt}};
    const Decision decision = decide(world, command, at);
    EXPECT_TRUE(decision.accepted());
    for (const Change& change : decision.changes) apply(world, change);
  }
  return planned;
}

TEST_F(SampleSiteDay, HasADayFullOfSessionsOnAnyDayFrom2026On) {
  using namespace std::chrono;
  // A Monday, the day the clocks change, August, Christmas, a Saturday, the 29th of February; 08:00 UTC.
  for (const year_month_day day : {2026y / 11 / 23, 2027y / 3 / 28, 2026y / 8 / 12, 2026y / 12 / 25, 2027y / 1 / 30,
                                   2028y / 2 / 29, 2030y / 6 / 5}) {
    EXPECT_GE(planned_at(sys_days{day} + 8h, rows_), 12U) << int(day.year()) << "-" << unsigned(day.month());
  }
}

TEST_F(SampleSiteDay, StillHasSessionsToComeInTheAfternoon) {
  using namespace std::chrono;
  EXPECT_GE(planned_at(sys_days{2026y / 11 / 23} + 15h, rows_), 12U);
}

}  // namespace
}  // namespace tandem::sync
