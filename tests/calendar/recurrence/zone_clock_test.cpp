#include "calendar/recurrence/zone_clock.h"

#include <gtest/gtest.h>

#include <random>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// Far from changes and around them, inside the years that are looked up in the list and outside.
TEST(ZoneClock, ShowsWhatItsZoneShows) {
  std::mt19937_64 random(3);
  for (const char* name :
       {"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Africa/Cairo", "Asia/Tokyo",
        "Pacific/Apia", "Europe/Dublin", "America/Sao_Paulo", "Etc/UTC", "Antarctica/Troll", "Asia/Kolkata"}) {
    const Zone zone = Zone::locate(name).value();
    for (const int last_year : {1950, 2012, 2027, 2036, 2037, 2045}) {
      const ZoneClock clock(zone, sys_days{year{last_year} / March / 1});
      for (int i = 0; i < 3000; ++i) {
        const auto span = static_cast<std::uint64_t>(seconds{days{365 * 8}}.count());
        const seconds since_epoch = sys_days{year{last_year - 6} / January / 1}.time_since_epoch() +
                                    minutes{static_cast<std::int64_t>(random() % (span / 60))};
        EXPECT_EQ(clock.to_instant(LocalTime{since_epoch}), zone.to_instant(LocalTime{since_epoch})) << name;
        EXPECT_EQ(clock.to_local(Instant{since_epoch}), zone.to_local(Instant{since_epoch})) << name;
      }
    }
  }
}

TEST(ZoneClock, ReadsEveryMinuteOfAChangeAsItsZoneDoes) {
  const Zone zone = Zone::locate("Europe/Paris").value();
  const ZoneClock clock(zone, sys_days{year{2027} / January / 1});
  for (const sys_days change : {sys_days{year{2026} / March / 29}, sys_days{year{2026} / October / 25}}) {
    for (minutes at{0}; at < hours{6}; at += minutes{1}) {
      const LocalTime local{change.time_since_epoch() + at};
      EXPECT_EQ(clock.to_instant(local), zone.to_instant(local));
      EXPECT_EQ(clock.to_local(change + at), zone.to_local(change + at));
    }
  }
}

}  // namespace
}  // namespace tandem::calendar
