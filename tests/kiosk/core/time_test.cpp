#include <gtest/gtest.h>

#include "calendar/booking/decide.h"
#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Time, IdentificationEndsAfterTwentyIdleSeconds) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).wait(kIdentifiedFor - milliseconds{1});
  EXPECT_TRUE(kiosk.state.identified);
  kiosk.wait(milliseconds{1});
  EXPECT_FALSE(kiosk.state.identified);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Time, EveryTouchExtendsTheIdentification) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob);
  for (int i = 0; i < 5; ++i) kiosk.wait(kIdentifiedFor - seconds{1}).tap(Touched{});
  EXPECT_TRUE(kiosk.state.identified);
}

TEST(Time, SnapshotDoesNotExtendTheIdentification) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).wait(kIdentifiedFor - seconds{1}).arrive(snapshot_of(test_world())).wait(seconds{1});
  EXPECT_FALSE(kiosk.state.identified);
}

TEST(Time, ClockSetByAnHourDoesNotEndTheIdentification) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob);
  kiosk.wall += std::chrono::hours{1};
  kiosk.wait(seconds{1});
  EXPECT_TRUE(kiosk.state.identified);
}

TEST(Time, HalfAPinIsForgotten) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).tap(LetterTapped{"a"}).wait(kEntryIdle);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Time, HomeScreenSpeaksItsOwnLanguageAgainWhenNobodyIsThere) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(LanguageTapped{"fr"}).wait(kBrowseIdle - seconds{1});
  EXPECT_EQ(kiosk.state.language, "fr");
  kiosk.wait(seconds{1});
  EXPECT_EQ(kiosk.state.language, "en");
}

TEST(Time, HomeScreenShowsItsFirstPageAgainWhenNobodyIsThere) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(PageTapped{1}).wait(kBrowseIdle);
  ASSERT_NE(kiosk.screen<TodayScreen>(), nullptr);
  EXPECT_EQ(kiosk.screen<TodayScreen>()->page, 0);
}

TEST(Time, LanguageOfTheSetUpScreenStaysAsItWasChosen) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(SetUpChanged{kiosk::SetUp{}, std::nullopt}).tap(LanguageTapped{"fr"}).wait(kBrowseIdle);
  EXPECT_EQ(kiosk.state.language, "fr");
}

TEST(Time, RoomScreenOfTheLobbyGoesHomeByItself) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(RoomTapped{kElm}).wait(kBrowseIdle - seconds{1});
  EXPECT_NE(kiosk.screen<RoomScreen>(), nullptr);
  kiosk.wait(seconds{1});
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Time, PersonRemovedFromTheProgrammeIsSignedOut) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob);
  calendar::World world = test_world();
  apply(world, calendar::PersonRemoved{kBob});
  kiosk.arrive(snapshot_of(std::move(world)));
  EXPECT_FALSE(kiosk.state.identified);
}

// The server's clock is ten minutes behind this kiosk's.
sync::Snapshot ten_minutes_fast(calendar::World world) {
  sync::Snapshot snapshot = snapshot_of(std::move(world), at(8, 50));
  snapshot.server_clock_offset = std::chrono::minutes{-10};
  return snapshot;
}

TEST(ServerTime, KioskTenMinutesFastShowsTheServersTime) {
  TestKiosk kiosk(ten_minutes_fast(test_world()));
  EXPECT_EQ(kiosk.state.now, at(8, 50));
  kiosk.wait(seconds{90});
  EXPECT_EQ(kiosk.state.now, at(8, 51) + seconds{30});
}

TEST(ServerTime, IsKnownWithTheSnapshotThatTellsIt) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.arrive(ten_minutes_fast(test_world()));
  EXPECT_EQ(kiosk.state.now, at(8, 50));
}

TEST(ServerTime, CheckInOfAKioskTenMinutesFastIsAccepted) {
  calendar::World world = test_world();
  add_session(world, "meeting", kAnnBob, kOak, span(9, 10));
  TestKiosk kiosk(ten_minutes_fast(world));
  kiosk.identify(kBob).tap(CheckInTapped{calendar::BookingId{"meeting"}});
  const calendar::NumberedCommand sent{{calendar::DeviceId{"kiosk"}, 1}, at(8, 50), kiosk.asked()};
  EXPECT_TRUE(decide(world, sent, at(8, 50)).accepted());
}

TEST(ServerTime, TurnsTheMinuteWithTheServersClock) {
  sync::Snapshot snapshot = snapshot_of(test_world());
  snapshot.server_clock_offset = seconds{18};
  const TestKiosk kiosk(std::move(snapshot), Lobby{}, at(9) + seconds{12});
  EXPECT_EQ(next_deadline(kiosk.state) - kiosk.steady, seconds{30});
}

TEST(Deadline, IsTheNextMinuteWhenNothingGoesOn) {
  TestKiosk kiosk(snapshot_of(test_world()), Lobby{}, at(9) + seconds{12});
  EXPECT_EQ(next_deadline(kiosk.state) - kiosk.steady, seconds{48});
}

TEST(Deadline, CountsSecondsWhileSomebodyIsIdentified) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).wait(milliseconds{300});
  EXPECT_EQ(next_deadline(kiosk.state) - kiosk.steady, milliseconds{700});
}

TEST(Deadline, IsAlwaysAhead) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob);
  for (int i = 0; i < 40; ++i) {
    const auto deadline = next_deadline(kiosk.state);
    ASSERT_GT(deadline, kiosk.steady);
    kiosk.wait(deadline - kiosk.steady);
  }
  EXPECT_FALSE(kiosk.state.identified);
}

}  // namespace
}  // namespace tandem::kiosk::test
