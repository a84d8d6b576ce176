#include <gtest/gtest.h>

#include <array>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

std::string name_of_screen(const AppState& state) {
  constexpr std::array kNames = {"Today", "Identify", "MySession", "Book", "Room"};
  return kNames.at(state.screen.index());
}

struct Transition {
  std::string name;
  Place place;
  bool identified;
  std::vector<Action> taps;
  std::string ends_on;
};

class Navigation : public testing::TestWithParam<Transition> {};

TEST_P(Navigation, EndsOn) {
  TestKiosk kiosk(snapshot_of(test_world()), GetParam().place);
  if (GetParam().identified) kiosk.identify(kBob);
  for (const Action& tap : GetParam().taps) kiosk.tap(tap);
  EXPECT_EQ(name_of_screen(kiosk.state), GetParam().ends_on);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Navigation,
    testing::Values(
        Transition{"LobbyStartsOnToday", Lobby{}, false, {}, "Today"},
        Transition{"DoorStartsOnItsRoom", Door{kOak}, false, {}, "Room"},
        Transition{"HereAsksWho", Lobby{}, false, {IdentifyTapped{}}, "Identify"},
        Transition{"HereWhenIdentifiedShowsTheSession", Lobby{}, true, {TodayTapped{}, IdentifyTapped{}}, "MySession"},
        Transition{"BookAsksWho", Lobby{}, false, {BookTapped{}}, "Identify"},
        Transition{"BookWhenIdentified", Lobby{}, true, {BookTapped{}}, "Book"},
        Transition{"RoomOfTheLobby", Lobby{}, false, {RoomTapped{kElm}}, "Room"},
        Transition{"BackFromARoom", Lobby{}, false, {RoomTapped{kElm}, BackTapped{}}, "Today"},
        Transition{"BackFromIdentify", Lobby{}, false, {IdentifyTapped{}, BackTapped{}}, "Today"},
        Transition{"BackFromIdentifyAtADoor", Door{kOak}, false, {IdentifyTapped{}, BackTapped{}}, "Room"},
        Transition{"BackFromBook", Lobby{}, true, {BookTapped{}, BackTapped{}}, "MySession"},
        Transition{"BackFromTheGrid", Lobby{}, true, {BookTapped{}, GridTapped{}, BackTapped{}}, "Book"},
        Transition{"BackFromMySession", Lobby{}, true, {BackTapped{}}, "Today"},
        Transition{"Done", Lobby{}, true, {BookTapped{}, SignOutTapped{}}, "Today"},
        Transition{"DoneAtADoor", Door{kOak}, true, {SignOutTapped{}}, "Room"},
        Transition{"TodayAtADoor", Door{kOak}, false, {TodayTapped{}}, "Today"},
        Transition{"MySessionNeedsSomebody", Lobby{}, false, {MySessionTapped{}}, "Identify"}),
    [](const testing::TestParamInfo<Transition>& one) { return one.param.name; });

TEST(Language, TapSwitchesIt) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(LanguageTapped{"fr"});
  EXPECT_EQ(kiosk.state.language, "fr");
}

TEST(Language, UnknownOneIsIgnored) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(LanguageTapped{"xx"});
  EXPECT_EQ(kiosk.state.language, "en");
}

TEST(Language, ReturnsToTheKiosksOwnWhenThePersonLeaves) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob);
  EXPECT_EQ(kiosk.state.language, "fr");
  kiosk.tap(SignOutTapped{});
  EXPECT_EQ(kiosk.state.language, "en");
}

TEST(Pages, NeverGoBelowTheFirst) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(PageTapped{-1});
  EXPECT_EQ(kiosk.screen<TodayScreen>()->page, 0);
}

}  // namespace
}  // namespace tandem::kiosk::test
