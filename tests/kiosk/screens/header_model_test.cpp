#include "kiosk/screens/header/view_model.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

HeaderModel header(sync::LinkState link, std::optional<calendar::Instant> heard) {
  sync::Snapshot snapshot = snapshot_of(test_world());
  snapshot.link = link;
  snapshot.last_heard = heard;
  const TestKiosk kiosk(std::move(snapshot), Lobby{}, at(9, 30));
  return header_model(kiosk.state, english());
}

TEST(HeaderModel, TimeIsTheSites) { EXPECT_EQ(header(sync::LinkState::Online, at(9, 30)).time, "09:30"); }

TEST(HeaderModel, OnlineAndFreshIsUpToDate) { EXPECT_EQ(header(sync::LinkState::Online, at(9, 30)).age, "up to date"); }

TEST(HeaderModel, OfflineTellsTheAgeOfTheData) {
  const HeaderModel model = header(sync::LinkState::Offline, at(9, 12));
  EXPECT_EQ(model.link_word, "Offline");
  EXPECT_EQ(model.age, "data from 09:12");
  EXPECT_EQ(model.link, LinkLook::Broken);
}

TEST(HeaderModel, OfflineIsNeverUpToDate) {
  EXPECT_EQ(header(sync::LinkState::Offline, at(9, 30)).age, "data from 09:30");
}

TEST(HeaderModel, DataOfYesterdayHasItsDate) {
  EXPECT_EQ(header(sync::LinkState::Offline, at(-10)).age.find("data from 2"), std::string::npos);
}

TEST(HeaderModel, NeverHeardSaysSo) { EXPECT_EQ(header(sync::LinkState::Connecting, std::nullopt).age, "no data yet"); }

TEST(HeaderModel, RefusedDeviceAsksForHelp) {
  EXPECT_EQ(header(sync::LinkState::Denied, std::nullopt).link_word, "Not connected: call the facilities team");
}

TEST(HeaderModel, CountdownShowsTheSecondsLeft) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).wait(std::chrono::seconds{5});
  EXPECT_EQ(header_model(kiosk.state, english()).seconds_left, 15);
}

TEST(HeaderModel, HomeHasNoWayBack) {
  TestKiosk kiosk(snapshot_of(test_world()));
  EXPECT_FALSE(header_model(kiosk.state, english()).can_go_back);
  kiosk.tap(IdentifyTapped{});
  EXPECT_TRUE(header_model(kiosk.state, english()).can_go_back);
}

}  // namespace
}  // namespace tandem::kiosk::test
