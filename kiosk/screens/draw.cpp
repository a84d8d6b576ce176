#include "kiosk/screens/draw.h"

#include "kiosk/core/first_data.h"
#include "kiosk/screens/book/filter_view.h"
#include "kiosk/screens/book/grid_view.h"
#include "kiosk/screens/book/repeat_view.h"
#include "kiosk/screens/book/view.h"
#include "kiosk/screens/display/view.h"
#include "kiosk/screens/find_room/view.h"
#include "kiosk/screens/header/view.h"
#include "kiosk/screens/identify/view.h"
#include "kiosk/screens/my_session/view.h"
#include "kiosk/screens/notice/view.h"
#include "kiosk/screens/own_booking/view.h"
#include "kiosk/screens/room/view.h"
#include "kiosk/screens/scroll.h"
#include "kiosk/screens/service/view.h"
#include "kiosk/screens/set_up/view.h"
#include "kiosk/screens/today/view.h"
#include "kiosk/screens/topics/view.h"
#include "kiosk/screens/wrap_up/view.h"
#include "kiosk/screens/wall/view.h"

namespace tandem::kiosk {
namespace {

// Makes the view model of the screen that is on, and draws it.
struct ScreenPainter {
  const AppState& state;
  const Texts& texts;
  ui::Canvas& canvas;
  ui::Rect area;
  std::vector<Action>& actions;

  void operator()(const TodayScreen& screen) const {
    const TodayList list = today_list(state, screen);
    const TodayLayout layout = today_layout(canvas, area, screen, list, status_words(texts));
    draw_today(today_model(state, list, layout.page, texts), layout, canvas, area, actions);
  }
  void operator()(const IdentifyScreen& screen) const {
    draw_identify(identify_model(state, screen, texts), canvas, area, actions);
  }
  void operator()(const MySessionScreen& screen) const {
    draw_my_session(my_session_model(state, screen, texts), canvas, area, actions);
  }
  void operator()(const TopicScreen& screen) const {
    draw_topic_cards(topics_model(state, screen, texts), canvas, area, actions);
  }
  void operator()(const WrapUpScreen& screen) const {
    draw_wrap_up(wrap_up_model(state, screen, texts), canvas, area, actions);
  }
  void operator()(const OwnBookingScreen& screen) const {
    draw_own_booking(own_booking_model(state, screen, texts), canvas, area, actions);
  }
  void operator()(const BookScreen& screen) const {
    switch (screen.step) {
      case BookStep::Suggestions: return draw_book(book_model(state, screen, texts), canvas, area, actions);
      case BookStep::Filter: return draw_filter(filter_model(state, screen, texts), canvas, area, actions);
      case BookStep::Repeat: return draw_repeat(repeat_model(state, screen, texts), canvas, area, actions);
      case BookStep::Grid: break;
    }
    const GridModel model = grid_model(state, screen, texts, grid_step(canvas.theme(), open_length(state, screen.day)));
    draw_grid(model, screen.page, canvas, area, actions);
  }
  void operator()(const RoomScreen& screen) const {
    draw_room_screen(room_model(state, screen.room, texts), canvas, area, actions);
  }
  void operator()(const ServiceScreen& screen) const {
    draw_service(service_model(state, screen, texts), canvas, area, actions);
  }
  void operator()(const WallScreen&) const {}  // covers the panel by itself
  void operator()(const FindRoomScreen& screen) const {
    draw_find_room(find_room_model(state, screen, texts), canvas, area, actions);
  }
};

// What low reach leaves empty.
void draw_out_of_reach(const HeaderModel& header, ui::Canvas& canvas) {
  const ui::Theme& theme = canvas.theme();
  if (theme.top() <= 0) return;
  ui::Rect part = canvas.whole_panel();
  part.height = theme.top();
  const float giant = canvas.line_height(ui::TextRole::Giant);
  const float title = canvas.line_height(ui::TextRole::Title);
  ui::Rect words = ui::middle(part, giant + title);
  canvas.text(ui::cut_top(words, giant), header.time, {ui::TextRole::Giant, ui::palette::kInk, ui::Align::Centre});
  canvas.text_fitted(words, header.date, {ui::TextRole::Title, ui::palette::kMuted, ui::Align::Centre},
                     ui::TextRole::Small);
}

ScrollWords scroll_words(const Texts& texts) { return {texts.tr("Further up"), texts.tr("Further down")}; }

// Keyboards stay under the fingers, the grid turns pages of its own, and without data there are a few words.
bool needs_no_scrolling(const AppState& state) {
  const auto* book = std::get_if<BookScreen>(&state.screen);
  if (std::holds_alternative<TodayScreen>(state.screen) && !has_data(state)) return true;
  const auto* service = std::get_if<ServiceScreen>(&state.screen);
  const bool keyboard = service != nullptr && service->step != ServiceStep::Report;
  return keyboard || std::holds_alternative<IdentifyScreen>(state.screen) ||
         (book != nullptr && book->step == BookStep::Grid);
}

}  // namespace

ui::Appearance appearance_of(const AppState& state) {
  const Display display = display_of(state);
  const auto scheme = [&display] {
    switch (display.look) {
      case Look::Light: return ui::Scheme::Light;
      case Look::Dark: return ui::Scheme::Dark;
      case Look::HighContrast: return ui::Scheme::HighContrast;
    }
    return ui::Scheme::Light;
  };
  if (!std::holds_alternative<WallScreen>(state.screen)) return {scheme(), display.text_percent, display.low_reach};
  // Calm, and dark where that is not asked for otherwise.
  return {display.look == Look::HighContrast ? ui::Scheme::HighContrast : ui::Scheme::Dark, display.text_percent,
          false};
}

std::vector<Action> draw(const AppState& state, const Texts& texts, ui::Context& context) {
  std::vector<Action> actions;
  context.set_appearance(appearance_of(state));
  ui::Canvas& canvas = context.canvas();
  canvas.begin();
  canvas.set_words({texts.tr("Previous page"), texts.tr("Next page")});
  if (!state.set_up && std::holds_alternative<WallScreen>(state.screen)) {
    draw_wall(wall_model(state, texts), canvas, actions);
    canvas.end();
    return actions;
  }
  const auto notice = state.set_up ? std::nullopt : notice_model(state, texts);
  const bool refused = notice && is_sheet(*notice);
  canvas.set_touchable(!refused && !state.display_open);
  if (notice && !refused) canvas.set_covered(strip_place(canvas));
  const HeaderModel header = header_model(state, texts);
  draw_out_of_reach(header, canvas);
  const ui::Theme& theme = canvas.theme();
  ui::Rect area = ui::inset(canvas.screen(), theme.l(), theme.s());
  draw_header(header, canvas, ui::cut_top(area, header_height(theme)), actions);
  ui::skip_top(area, theme.s());
  static_cast<void>(ui::cut_bottom(area, theme.s()));
  const bool whole = !state.set_up && needs_no_scrolling(state);
  ScrolledPart part = whole ? ScrolledPart{area, 0, 1} : begin_scroll(canvas, area, state.scroll);
  if (state.set_up)
    draw_set_up(set_up_model(*state.set_up, state.steady, texts), canvas, part.page, actions);
  else
    std::visit(ScreenPainter{state, texts, canvas, part.page, actions}, state.screen);
  if (!whole) end_scroll(canvas, area, part, scroll_words(texts), actions);
  canvas.set_covered(std::nullopt);
  if (notice && !refused) draw_notice(*notice, canvas, actions);
  canvas.set_touchable(true);
  if (refused)
    draw_notice(*notice, canvas, actions);
  else if (state.display_open)
    draw_display(display_model(state, texts), canvas, actions);
  canvas.end();
  return actions;
}

}  // namespace tandem::kiosk
