#include "sync/web/published_feed.h"

#include <gtest/gtest.h>

#include "calendar/ics/parse.h"
#include "calendar/ics/write.h"

namespace tandem::sync {
namespace {

using namespace std::chrono;
using namespace calendar;

constexpr Instant kNine = sys_days{2026y / July / 6} + 7h;  // in Paris

class PublishedFeed : public testing::Test {
 protected:
  PublishedFeed() {
    Site site;
    site.zone = "Europe/Paris";
    apply(world_, SiteConfigured{site});
    Room room;
    room.id = RoomId{"ada"};
    room.name = "Salle Ada, 2e étage";
    apply(world_, RoomPut{room});
    Booking booking;
    booking.id = id_;
    booking.room = room.id;
    booking.planned = booking.held = {kNine, kNine + 1h};
    booking.created_at = kNine - days{3};
    apply(world_, BookingAccepted{booking});
  }

  std::string text() const { return published_feed(world_, *find(world_, RoomId{"ada"}), kNine + days{1}); }
  Event event() const { return parse(text()).value().events.at(0); }

  World world_;
  BookingId id_{"k1-42"};
};

TEST_F(PublishedFeed, ShowsTimesOnTheSitesClockAndSaysWhatThatIs) {
  EXPECT_EQ(event().start, (EventTime{EventTime::Kind::Zoned, local_days{2026y / July / 6} + 9h, "Europe/Paris"}));
  EXPECT_EQ(event().end, (EventTime{EventTime::Kind::Zoned, local_days{2026y / July / 6} + 10h, "Europe/Paris"}));
  const Feed feed = parse(text()).value();
  ASSERT_EQ(feed.zones.size(), 1U);
  EXPECT_EQ(feed.zones[0].tzid, "Europe/Paris");
}

TEST_F(PublishedFeed, ASiteInUtcNeedsNoZone) {
  Site site;
  site.zone = "Etc/UTC";
  apply(world_, SiteConfigured{site});
  EXPECT_TRUE(parse(text())->zones.empty());
  EXPECT_EQ(event().start.kind, EventTime::Kind::Utc);
}

TEST_F(PublishedFeed, ABookingKeepsItsUidAndEveryStepOfItGrowsTheSequence) {
  const std::vector<Change> steps = {BookingExtended{id_, kNine + 65min}, BookingReleased{id_, kNine + 10min},
                                     BookingReclaimed{id_, kNine + 12min}, BookingExtended{id_, kNine + 66min},
                                     BookingEnded{id_, kNine + 30min}};
  const std::string uid = event().uid;
  EXPECT_EQ(uid, "k1-42" + std::string(kOwnUidSuffix));
  for (const Change& step : steps) {
    const Event before = event();
    apply(world_, step);
    EXPECT_GT(event().sequence, before.sequence) << step.index();
    EXPECT_GE(event().stamp, before.stamp) << step.index();
    EXPECT_EQ(event().uid, uid);
  }
}

TEST_F(PublishedFeed, WhatWasCancelledIsNotInIt) {
  apply(world_, BookingCancelled{id_, kNine - 1h});
  EXPECT_TRUE(parse(text())->events.empty());
}

TEST_F(PublishedFeed, AsksToBeReadEveryQuarterOfAnHour) {
  EXPECT_NE(text().find("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n"), std::string::npos);
  EXPECT_NE(text().find("\r\nX-WR-CALNAME:Tandem · Salle Ada\\, 2e étage\r\n"), std::string::npos);
}

}  // namespace
}  // namespace tandem::sync
