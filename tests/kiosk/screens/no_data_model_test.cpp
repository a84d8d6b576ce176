// A kiosk that has never heard from its server says so, and never that a room is free or a day empty.
#include "kiosk/screens/no_data/view_model.h"

#include <gtest/gtest.h>

#include <set>

#include "kiosk/screens/header/view_model.h"
#include "kiosk/screens/room/view_model.h"
#include "kiosk/screens/today/view_model.h"
#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using sync::LinkState;

TestKiosk unheard(LinkState link, Place place = Lobby{}) {
  sync::Snapshot snapshot;
  snapshot.world = std::make_shared<const calendar::World>();
  snapshot.link = link;
  return TestKiosk(std::move(snapshot), std::move(place));
}

TEST(NoDataModel, KnownSiteNeedsNoWords) {
  const TestKiosk kiosk(snapshot_of(test_world()));
  EXPECT_FALSE(no_data_model(kiosk.state, english()));
}

TEST(NoDataModel, UnreachableServerIsWaitedFor) {
  const auto model = no_data_model(unheard(LinkState::Offline).state, english());
  ASSERT_TRUE(model);
  EXPECT_EQ(model->title, "Waiting for the server");
  EXPECT_FALSE(model->help_needed);
}

TEST(NoDataModel, WhatIsMissingDependsOnTheLink) {
  std::set<std::string> advice;
  for (const LinkState link : {LinkState::Offline, LinkState::Connecting, LinkState::Online, LinkState::Denied})
    advice.insert(no_data_model(unheard(link).state, english())->advice);
  EXPECT_EQ(advice.size(), 4U);
}

TEST(NoDataModel, DeniedKioskNeedsSomebody) {
  const auto model = no_data_model(unheard(LinkState::Denied).state, english());
  ASSERT_TRUE(model);
  EXPECT_EQ(model->title, "This kiosk is not authorised");
  EXPECT_TRUE(model->help_needed);
}

TEST(NoDataModel, TodayIsNotSaidToBeEmpty) {
  const TodayModel model = today_model(unheard(LinkState::Offline).state, english());
  EXPECT_TRUE(model.no_data);
  EXPECT_EQ(model.empty, "");
  EXPECT_EQ(model.rooms_title, "");
}

TEST(NoDataModel, DoorIsUnknownAndOffersNothing) {
  const RoomModel model = room_model(unheard(LinkState::Denied, Door{kOak}).state, kOak, english());
  EXPECT_EQ(model.look, RoomLook::Unknown);
  EXPECT_EQ(model.state_word, "No data yet");
  EXPECT_TRUE(model.no_data);
  EXPECT_FALSE(model.has_links);
  EXPECT_TRUE(model.book_now.empty());
  EXPECT_TRUE(model.hours.empty());
}

TEST(NoDataModel, RoomThatIsNotOfThisSiteStillLeadsToTheOthers) {
  const calendar::RoomId nowhere{"nowhere"};
  const TestKiosk kiosk(snapshot_of(test_world()), Door{nowhere});
  const RoomModel model = room_model(kiosk.state, nowhere, english());
  EXPECT_EQ(model.look, RoomLook::Unknown);
  EXPECT_EQ(model.state_word, "Unknown room");
  ASSERT_TRUE(model.no_data);
  EXPECT_NE(model.no_data->advice.find("nowhere"), std::string::npos);
  EXPECT_TRUE(model.has_links);
  EXPECT_EQ(model.today_word, "Today's sessions");
}

TEST(NoDataModel, NobodyIsAskedWhoTheyAreOrToldThatTheirBadgeIsUnknown) {
  constexpr std::chrono::milliseconds kKeys{5};
  TestKiosk kiosk = unheard(LinkState::Offline);
  kiosk.tap(IdentifyTapped{}).tap(BookTapped{}).type("0012345678", kKeys).press(Key::Enter, kKeys);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
  EXPECT_EQ(kiosk.last<HashBadge>(), nullptr);
}

TEST(NoDataModel, TheClockIsTheDevicesUntilTheSiteIsKnown) {
  TestKiosk kiosk = unheard(LinkState::Offline);
  kiosk.state.device_zone = *calendar::Zone::locate("Asia/Tokyo");
  EXPECT_EQ(header_model(kiosk.state, english()).time, "17:00");
  kiosk.arrive(snapshot_of(test_world()));
  EXPECT_EQ(header_model(kiosk.state, english()).time, "09:00");
}

}  // namespace
}  // namespace tandem::kiosk::test
