#include "kiosk/screens/draw.h"

#include "kiosk/screens/book/grid_view.h"
#include "kiosk/screens/book/view.h"
#include "kiosk/screens/header/view.h"
#include "kiosk/screens/identify/view.h"
#include "kiosk/screens/my_session/view.h"
#include "kiosk/screens/notice/view.h"
#include "kiosk/screens/room/view.h"
#include "kiosk/screens/set_up/view.h"
#include "kiosk/screens/today/view.h"

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
    draw_today(today_model(state, texts), screen.page, canvas, area, actions);
  }
  void operator()(const IdentifyScreen& screen) const {
    draw_identify(identify_model(state, screen, texts), canvas, area, actions);
  }
  void operator()(const MySessionScreen&) const {
    draw_my_session(my_session_model(state, texts), canvas, area, actions);
  }
  void operator()(const BookScreen& screen) const {
    if (screen.step == BookStep::Suggestions) return draw_book(book_model(state, screen, texts), canvas, area, actions);
    const GridModel model = grid_model(state, screen, texts, grid_step(canvas.theme(), open_length(state, screen.day)));
    draw_grid(model, screen.page, canvas, area, actions);
  }
  void operator()(const RoomScreen& screen) const {
    draw_room_screen(room_model(state, screen.room, texts), canvas, area, actions);
  }
};

}  // namespace

std::vector<Action> draw(const AppState& state, const Texts& texts, ui::Context& context) {
  std::vector<Action> actions;
  ui::Canvas& canvas = context.canvas();
  canvas.begin();
  canvas.set_words({texts.tr("Previous page"), texts.tr("Next page")});
  const auto notice = state.set_up ? std::nullopt : notice_model(state, texts);
  canvas.set_touchable(!notice || !is_sheet(*notice));
  if (notice && !is_sheet(*notice)) canvas.set_covered(strip_place(canvas));
  const ui::Theme& theme = canvas.theme();
  ui::Rect area = ui::inset(canvas.screen(), theme.l(), theme.s());
  draw_header(header_model(state, texts), canvas, ui::cut_top(area, header_height(theme)), actions);
  ui::skip_top(area, theme.s());
  static_cast<void>(ui::cut_bottom(area, theme.s()));
  if (state.set_up) {
    draw_set_up(set_up_model(*state.set_up, state.steady, texts), canvas, area, actions);
    canvas.end();
    return actions;
  }
  std::visit(ScreenPainter{state, texts, canvas, area, actions}, state.screen);
  canvas.set_touchable(true);
  canvas.set_covered(std::nullopt);
  if (notice) draw_notice(*notice, canvas, actions);
  canvas.end();
  return actions;
}

}  // namespace tandem::kiosk
