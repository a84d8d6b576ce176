#include "kiosk/core/reduce.h"

#include <algorithm>
#include <type_traits>

#include "kiosk/core/book.h"
#include "kiosk/core/first_data.h"
#include "kiosk/core/identify.h"
#include "kiosk/core/keys.h"
#include "kiosk/core/near_rooms.h"
#include "kiosk/core/notices.h"
#include "kiosk/core/own_booking.h"
#include "kiosk/core/room_taps.h"
#include "kiosk/core/service.h"
#include "kiosk/core/timeouts.h"
#include "kiosk/core/topic_taps.h"
#include "kiosk/core/wrap_up.h"
#include "platform/base/check.h"

namespace tandem::kiosk {
namespace {

using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// A kiosk that needs help, or has something to tell, keeps its screen.
std::optional<platform::SteadyTime> wall_at(const AppState& state) {
  const bool lobby = std::holds_alternative<TodayScreen>(state.screen) && is_home(state) && !timeout_of(state);
  const bool wanted = state.wall_after > seconds{0};
  if (!lobby || !wanted || state.set_up || state.identified || !has_data(state)) return std::nullopt;
  if (state.snapshot->link == sync::LinkState::Denied) return std::nullopt;
  if (visible_notice(state) != nullptr || announced_notice(state) != nullptr) return std::nullopt;
  return std::max(state.last_touch, state.home_since) + state.wall_after;
}

// The time of the server, from the device's clock and the newest snapshot.
void tell_time(AppState& state) {
  const platform::WallTime wall = state.device_wall + state.snapshot->server_clock_offset;
  state.now = floor<seconds>(wall);
  const auto minute_over = floor<minutes>(wall) + minutes{1};
  state.next_minute = state.steady + (minute_over - wall);
}

void set_time(AppState& state, const ClockTicked& tick) {
  state.device_wall = tick.wall;
  state.steady = std::max(state.steady, tick.steady);
  tell_time(state);
}

void touch(AppState& state) {
  state.last_touch = state.steady;
  if (state.identified) state.identified->expires = identified_until(state);
}

void tell(AppState& state, const std::string& language) {
  if (knows_language(language)) state.language = language;
}

void turn_page(AppState& state, int page) {
  if (auto* today = std::get_if<TodayScreen>(&state.screen)) today->page = std::max(page, 0);
  if (auto* mine = std::get_if<MySessionScreen>(&state.screen)) mine->page = std::max(page, 0);
  if (auto* book = std::get_if<BookScreen>(&state.screen)) book->page = std::max(page, 0);
}

void refresh_choices(Turn& turn) {
  refresh_suggestions(turn);
  refresh_next_sessions(turn);
}

void act(Turn& turn, const ClockTicked& tick) {
  const auto minute_before = floor<minutes>(turn.state.now);
  set_time(turn.state, tick);
  flush_slow_keys(turn);
  lift_lock(turn);
  drop_old_notices(turn);
  tick_service(turn);
  if (floor<minutes>(turn.state.now) != minute_before) refresh_choices(turn);
  const auto timeout = timeout_of(turn.state);
  if (timeout && timeout->at <= turn.state.steady) go_home(turn);
  const auto wall = wall_at(turn.state);
  if (wall && *wall <= turn.state.steady) turn.state.screen = WallScreen{};
}
void act(Turn& turn, const RoomsPageTapped& tap) {
  if (auto* today = std::get_if<TodayScreen>(&turn.state.screen)) today->rooms_page = std::max(tap.page, 0);
}
void act(Turn& turn, const LobbyFloorTapped& tap) {
  if (auto* today = std::get_if<TodayScreen>(&turn.state.screen)) *today = TodayScreen{.floor = tap.floor};
}
void act(Turn& turn, const ServiceTapped&) { open_service(turn); }
void act(Turn& turn, const ServicePinChecked& answer) { on_service_pin_checked(turn, answer); }
void act(Turn& turn, const MachineRead& answer) { on_machine_read(turn, answer); }
void act(Turn& turn, const BrightnessTapped& tap) { change_brightness(turn, tap.percent); }
void act(Turn& turn, const RestartTapped&) { restart_tapped(turn); }
void act(Turn& turn, const WakeTapped&) {
  if (std::holds_alternative<WallScreen>(turn.state.screen)) turn.state.screen = TodayScreen{};
}
void act(Turn& turn, const SnapshotArrived& arrived) {
  TANDEM_CHECK(arrived.snapshot != nullptr && arrived.snapshot->world != nullptr);
  const auto before = std::exchange(turn.state.snapshot, arrived.snapshot);
  tell_time(turn.state);
  follow_outcomes(turn, before.get());
  refresh_choices(turn);
  const bool gone = turn.state.identified && find(turn.world(), turn.state.identified->person) == nullptr;
  if (gone) go_home(turn);
}
void act(Turn& turn, const SetUpChanged& now) {
  turn.state.set_up = now.set_up;
  if (!now.place || *now.place == turn.state.place) return;
  turn.state.place = *now.place;
  go_home(turn);
}
void act(Turn& turn, const NewCodeTapped&) {
  if (turn.state.set_up) turn.effects.emplace_back(std::in_place_type<AskNewCode>);
}
void act(Turn&, const Touched&) {}
void act(Turn& turn, const SpeechTurned& turned) {
  turn.state.spoken = turned.on;
  if (turn.state.identified) turn.state.identified->expires = identified_until(turn.state);
}
void act(Turn& turn, const KeyTyped& key) { on_key(turn, key); }

void act(Turn& turn, const TodayTapped&) { turn.state.screen = TodayScreen{}; }
void act(Turn& turn, const MySessionTapped&) {
  if (turn.state.identified)
    turn.state.screen = MySessionScreen{};
  else
    ask_who(turn, AfterIdentify::MySession);
}
void act(Turn& turn, const IdentifyTapped&) { act(turn, MySessionTapped{}); }
void act(Turn& turn, const BookTapped&) { open_book(turn); }
void act(Turn& turn, const RoomTapped& tap) { turn.state.screen = RoomScreen{tap.room}; }
void act(Turn& turn, const BackTapped&) { go_back(turn); }
void act(Turn& turn, const SignOutTapped&) { go_home(turn); }
void act(Turn& turn, const LanguageTapped& tap) { tell(turn.state, tap.language); }

void act(Turn& turn, const DisplayTapped&) { turn.state.display_open = true; }
void act(Turn& turn, const DisplayClosed&) { turn.state.display_open = false; }
void act(Turn& turn, const LookTapped& tap) { turn.state.display_wishes.look = tap.look; }
void act(Turn& turn, const TextSizeTapped& tap) {
  if (is_text_size(tap.percent)) turn.state.display_wishes.text_percent = tap.percent;
}
void act(Turn& turn, const LowReachTapped& tap) { turn.state.display_wishes.low_reach = tap.low; }
void act(Turn& turn, const UsualDisplayTapped&) { turn.state.display_wishes = {}; }

void act(Turn& turn, const PageTapped& tap) { turn_page(turn.state, tap.page); }
void act(Turn& turn, const ScrollTapped& tap) { turn.state.scroll = std::max(tap.page, 0); }
void act(Turn& turn, const NoticeDismissed& tap) { dismiss(turn, tap.ticket); }

void act(Turn& turn, const LetterTapped& tap) { enter_letter(turn, tap.letter); }
void act(Turn& turn, const DigitTapped& tap) { enter_digit(turn, tap.digit); }
void act(Turn& turn, const EraseTapped&) { erase_entry(turn); }
void act(Turn& turn, const EntryConfirmed&) { confirm_entry(turn); }
void act(Turn& turn, const PinChecked& answer) { on_pin_checked(turn, answer); }
void act(Turn& turn, const BadgeHashed& answer) { on_badge_hashed(turn, answer); }

void act(Turn& turn, const CheckInTapped& tap) { check_in(turn, tap.booking); }
void act(Turn& turn, const ExtendTapped& tap) { extend(turn, tap); }
void act(Turn& turn, const EndTapped& tap) { end_now(turn, tap.booking); }
void act(Turn& turn, const ReclaimTapped& tap) { reclaim(turn, tap.booking); }
void act(Turn& turn, const CancelTapped& tap) { cancel(turn, tap.booking); }
void act(Turn& turn, const BookNowTapped& tap) { book_now(turn, tap); }
void act(Turn& turn, const OwnBookingTapped& tap) { open_own_booking(turn, tap.booking); }
void act(Turn& turn, const MoveTapped& tap) { move(turn, tap.booking); }
void act(Turn& turn, const CancelRestTapped& tap) { cancel_rest(turn, tap.booking); }

void act(Turn& turn, const TopicsTapped& tap) { open_topics(turn, tap.booking); }
void act(Turn& turn, const TopicTapped& tap) { turn_to_topic(turn, tap.topic); }
void act(Turn& turn, const RolesSwapped&) { swap_roles(turn); }
void act(Turn& turn, const TopicMarked& tap) {
  std::holds_alternative<WrapUpScreen>(turn.state.screen) ? mark_in_wrap_up(turn, tap) : mark_on_card(turn, tap);
}
void act(Turn& turn, const WrapUpTapped& tap) { open_wrap_up(turn, tap.booking); }
void act(Turn& turn, const RatingTapped& tap) { rate(turn, tap.rating); }
void act(Turn& turn, const WrapUpStepDone&) { wrap_up_step_done(turn); }

void act(Turn& turn, const FindRoomTapped& tap) { turn.state.screen = FindRoomScreen{tap.from}; }
void act(Turn& turn, const OtherRoomTapped& tap) { book_other_room(turn, tap.room); }

void act(Turn& turn, const PairTapped& tap) { choose_pair(turn, tap.pair); }
void act(Turn& turn, const LengthTapped& tap) { choose_length(turn, tap.length); }
void act(Turn& turn, const SuggestionTapped& tap) {
  std::holds_alternative<WrapUpScreen>(turn.state.screen) ? book_next(turn, tap) : book_suggestion(turn, tap);
}
void act(Turn& turn, const RoomOnlyTapped&) { choose_room_only(turn); }
void act(Turn& turn, const GridTapped&) { show_grid(turn); }
void act(Turn& turn, const SuggestionsTapped&) { go_back(turn); }
void act(Turn& turn, const DayTapped& tap) { choose_day(turn, tap.day); }
void act(Turn& turn, const GridCellTapped& tap) { choose_cell(turn, tap); }
void act(Turn& turn, const GridDragged& drag) { choose_stretch(turn, drag); }
void act(Turn& turn, const ChosenBookTapped&) { book_chosen(turn); }
void act(Turn& turn, const FilterTapped&) { show_filter(turn); }
void act(Turn& turn, const SeatsTapped& tap) { want_seats(turn, tap.seats); }
void act(Turn& turn, const FloorTapped& tap) { want_floor(turn, tap.floor); }
void act(Turn& turn, const EquipmentTapped& tap) { want_equipment(turn, tap.equipment); }
void act(Turn& turn, const RepeatTapped&) { show_repeat(turn); }
void act(Turn& turn, const RepeatEveryTapped& tap) { repeat_every(turn, tap.every); }
void act(Turn& turn, const RepeatCountTapped& tap) { repeat_count(turn, tap.count); }
void act(Turn& turn, const SeriesBookTapped&) { book_series(turn); }
void act(Turn& turn, const AlternativeTapped& tap) { book_alternative(turn, tap); }

template <class T>
constexpr bool kFromSomebody =
    !std::is_same_v<T, ClockTicked> && !std::is_same_v<T, SnapshotArrived> && !std::is_same_v<T, SetUpChanged> &&
    !std::is_same_v<T, PinChecked> && !std::is_same_v<T, BadgeHashed> && !std::is_same_v<T, ServicePinChecked> &&
    !std::is_same_v<T, MachineRead>;

// All that can happen to a kiosk that was not let in yet.
template <class T>
constexpr bool kBeforeSetUp =
    std::is_same_v<T, ClockTicked> || std::is_same_v<T, SnapshotArrived> || std::is_same_v<T, SetUpChanged> ||
    std::is_same_v<T, NewCodeTapped> || std::is_same_v<T, LanguageTapped> || std::is_same_v<T, Touched> ||
    std::is_same_v<T, DisplayTapped> || std::is_same_v<T, DisplayClosed> || std::is_same_v<T, LookTapped> ||
    std::is_same_v<T, TextSizeTapped> || std::is_same_v<T, LowReachTapped> || std::is_same_v<T, UsualDisplayTapped> ||
    std::is_same_v<T, ScrollTapped> || std::is_same_v<T, SpeechTurned>;

// The next moment at which the whole seconds left until `end` change.
platform::SteadyTime next_second_before(platform::SteadyTime end, platform::SteadyTime now) {
  const auto left = std::chrono::ceil<seconds>(end - now);
  return end - std::max(left - seconds{1}, seconds{0});
}

std::optional<platform::SteadyTime> countdown(const AppState& state) {
  const auto* entry = std::get_if<IdentifyScreen>(&state.screen);
  if (entry != nullptr && entry->locked_until) return next_second_before(*entry->locked_until, state.steady);
  return std::nullopt;
}

}  // namespace

AppState initial_state(const KioskOptions& options, std::shared_ptr<const sync::Snapshot> snapshot,
                       platform::WallTime wall, platform::SteadyTime steady) {
  AppState state{.place = options.place, .floor = options.floor};
  state.home_language = state.language = knows_language(options.language) ? options.language : "en";
  state.home_display = options.display;
  state.device_zone = options.zone;
  state.service_pin_hash = options.service_pin_hash;
  state.wall_after = options.wall_after;
  state.screen = home_of(options.place);
  state.steady = state.last_touch = state.home_since = steady;
  TANDEM_CHECK(snapshot != nullptr && snapshot->world != nullptr);
  state.snapshot = std::move(snapshot);
  set_time(state, {wall, steady});
  std::vector<Effect> none;
  Turn turn{state, none};
  remember_outcomes(turn);
  return state;
}

bool changes_the_screen(const sync::Snapshot& before, const sync::Snapshot& now) {
  const auto stale = [](const sync::FeedAge& age) { return age.failing || !age.confirmed_at; };
  const auto same_feeds = [&] {
    return std::ranges::equal(before.room_feeds, now.room_feeds, [&](const auto& a, const auto& b) {
      return a.first == b.first && stale(a.second) == stale(b.second);
    });
  };
  const auto same_outcomes = [&] {
    return std::ranges::equal(before.outcomes, now.outcomes, [](const auto& a, const auto& b) {
      return a.ticket == b.ticket && a.command.id == b.command.id && a.progress == b.progress &&
             a.is_final == b.is_final;
    });
  };
  return before.world != now.world || before.link != now.link ||
         before.server_clock_offset != now.server_clock_offset || before.link_message != now.link_message ||
         before.last_heard.has_value() != now.last_heard.has_value() || before.guaranteed != now.guaranteed ||
         before.pending != now.pending || !same_outcomes() || !same_feeds();
}

Step reduce(AppState state, const Action& action) {
  Step step{std::move(state), {}};
  const std::size_t screen_before = step.state.screen.index();
  Turn turn{step.state, step.effects};
  std::visit(
      [&turn]<class T>(const T& happened) {
        if (turn.state.set_up && !kBeforeSetUp<T>) return;
        if constexpr (kFromSomebody<T>) touch(turn.state);
        act(turn, happened);
      },
      action);
  if (step.state.screen.index() != screen_before) step.state.scroll = 0;
  return step;
}

platform::SteadyTime next_deadline(const AppState& state) {
  platform::SteadyTime next = state.next_minute;
  const auto consider = [&](std::optional<platform::SteadyTime> at) {
    if (at && *at > state.steady) next = std::min(next, *at);
  };
  consider(countdown(state));
  consider(next_timeout_step(state));
  consider(wall_at(state));
  consider(service_deadline(state));
  consider(burst_ends(state));
  for (const Notice& notice : state.notices) {
    consider(notice.hide_at);
    consider(notice.announced_until);
  }
  return std::max(next, state.steady + milliseconds{1});
}

}  // namespace tandem::kiosk
