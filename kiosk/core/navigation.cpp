#include <utility>

#include "kiosk/core/turn.h"
#include "kiosk/text/pseudo.h"

namespace tandem::kiosk {

Screen home_of(const Place& place) {
  if (const auto* door = std::get_if<Door>(&place)) return RoomScreen{door->room};
  return TodayScreen{};
}

bool is_home(const AppState& state) {
  if (const auto* door = std::get_if<Door>(&state.place)) {
    const auto* room = std::get_if<RoomScreen>(&state.screen);
    return room != nullptr && room->room == door->room;
  }
  return std::holds_alternative<TodayScreen>(state.screen);
}

void go_home(Turn& turn) {
  AppState& state = turn.state;
  state.identified.reset();
  state.screen = home_of(state.place);
  state.language = state.home_language;
  state.display_wishes = {};
  state.display_open = false;
  ++state.attempt;  // an answer still on its way is for nobody now
  std::erase_if(state.notices, [](const Notice& notice) {
    return notice.person.has_value() && notice.progress == NoticeProgress::Confirmed;
  });
}

namespace {

bool back_inside_screen(AppState& state) {
  if (auto* book = std::get_if<BookScreen>(&state.screen)) {
    if (book->step == BookStep::Grid && !book->pair.empty()) {
      book->step = BookStep::Suggestions;
      book->chosen.reset();
    } else {
      state.screen = MySessionScreen{};
    }
    return true;
  }
  auto* identify = std::get_if<IdentifyScreen>(&state.screen);
  if (identify == nullptr || identify->step == EntryStep::Letters) return false;
  state.screen = IdentifyScreen{.then = identify->then};
  ++state.attempt;
  return true;
}

}  // namespace

void go_back(Turn& turn) {
  if (std::exchange(turn.state.display_open, false)) return;
  if (back_inside_screen(turn.state)) return;
  // Who has not said who he is has not gone either: the next screen is for the same eyes.
  const DisplayWishes wishes = turn.state.identified ? DisplayWishes{} : turn.state.display_wishes;
  go_home(turn);
  turn.state.display_wishes = wishes;
}

bool knows_language(const std::string& language) {
  return language == "en" || language == "fr" || language == kPseudoLocale;
}

}  // namespace tandem::kiosk
