#include <utility>

#include "kiosk/core/book.h"
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
  return std::holds_alternative<TodayScreen>(state.screen) || std::holds_alternative<WallScreen>(state.screen);
}

void go_home(Turn& turn) {
  AppState& state = turn.state;
  state.identified.reset();
  state.screen = home_of(state.place);
  state.home_since = state.steady;
  state.language = state.home_language;
  state.display_wishes = {};
  state.display_open = false;
  ++state.attempt;  // an answer still on its way is for nobody now
  std::erase_if(state.notices, [](const Notice& notice) {
    return notice.person.has_value() && notice.progress == NoticeProgress::Confirmed;
  });
}

namespace {

// From the grid to the suggestions, where there are any; nullopt: the screen is left.
std::optional<BookStep> step_before(const AppState& state, const BookScreen& book) {
  switch (book.step) {
    case BookStep::Repeat: return BookStep::Grid;
    case BookStep::Filter: return book.filtered;
    case BookStep::Suggestions: return std::nullopt;
    case BookStep::Grid: break;
  }
  const bool has_pair = state.identified && !pairs_of(*state.snapshot->world, state.identified->person).empty();
  const bool room_moved = book.moving && book.pair.empty();
  return has_pair && !room_moved ? std::optional{BookStep::Suggestions} : std::nullopt;
}

void back_in_book(Turn& turn) {
  AppState& state = turn.state;
  auto& book = std::get<BookScreen>(state.screen);
  const auto before = step_before(state, book);
  if (!before) {
    state.screen = MySessionScreen{};
    return;
  }
  book.step = *before;
  if (book.step != BookStep::Suggestions) return;
  book.chosen.reset();
  if (book.pair.empty()) choose_pair(turn, pairs_of(turn.world(), state.identified->person).front()->id);
}

bool back_inside_screen(Turn& turn) {
  AppState& state = turn.state;
  if (std::holds_alternative<BookScreen>(state.screen)) {
    back_in_book(turn);
    return true;
  }
  const bool about_session = std::holds_alternative<TopicScreen>(state.screen) ||
                             std::holds_alternative<WrapUpScreen>(state.screen) ||
                             std::holds_alternative<OwnBookingScreen>(state.screen);
  if (about_session) {
    state.screen = MySessionScreen{};
    return true;
  }
  if (const auto* find_room = std::get_if<FindRoomScreen>(&state.screen)) {
    state.screen = RoomScreen{calendar::RoomId{find_room->from}};
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
  if (back_inside_screen(turn)) return;
  // Who has not said who he is has not gone either: the next screen is for the same eyes.
  const DisplayWishes wishes = turn.state.identified ? DisplayWishes{} : turn.state.display_wishes;
  go_home(turn);
  turn.state.display_wishes = wishes;
}

bool knows_language(const std::string& language) {
  return language == "en" || language == "fr" || language == kPseudoLocale;
}

}  // namespace tandem::kiosk
