#include "kiosk/screens/my_session/view.h"

#include <algorithm>

#include "kiosk/screens/my_session/current_view.h"
#include "kiosk/screens/notice/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;
void draw_nothing(const MySessionModel& model, Canvas& canvas, const Rect& area) {
  canvas.card(area);
  const float side = canvas.theme().mm(14);
  Rect content = centred(area, area.width, side + canvas.theme().m() + canvas.line_height(TextRole::Heading));
  canvas.icon(Icon::Calendar, cut_top(content, side), palette::kMuted);
  canvas.text_fitted(cut_bottom(content, canvas.line_height(TextRole::Heading)), model.nothing,
                     {TextRole::Heading, palette::kMuted, Align::Centre}, TextRole::Small);
}

void draw_due(const MySessionModel& model, Canvas& canvas, const Rect& area) {
  if (model.due.empty()) return;
  const Theme& theme = canvas.theme();
  const float width = area.width - 2 * theme.l();
  const float text = canvas.paragraph_height(width, model.due, TextRole::Body, 3);
  const float side = theme.mm(9);
  Rect content = centred(area, width, std::min(area.height, side + theme.s() + text));
  canvas.icon(Icon::Calendar, cut_top(content, side), palette::kMuted);
  skip_top(content, theme.s());
  canvas.paragraph(content, model.due, {TextRole::Body, palette::kMuted, Align::Centre}, 3);
}

void draw_one_later(const LaterBooking& later, Canvas& canvas, const Rect& box, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  const std::string id = "session.later." + later.booking.text();
  if (card_button(canvas, box, id, later.day + ", " + later.when + ", " + later.what))
    actions.push_back(OwnBookingTapped{later.booking});
  Rect lines = inset(box, theme.m(), theme.m() / 2);
  canvas.icon(Icon::Forward, middle(cut_right(lines, small), small), palette::kAccent);
  canvas.text_fitted(cut_top(lines, strong), later.day, {TextRole::Strong, palette::kInk}, TextRole::Small);
  canvas.text(cut_top(lines, small), later.when + " · " + later.room, {TextRole::Small, palette::kInk});
  canvas.text(lines, later.what, {TextRole::Small, palette::kMuted});
}

void draw_later(const MySessionModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (model.later.empty()) return draw_due(model, canvas, area);
  canvas.text(cut_top(area, canvas.line_height(TextRole::Strong)), model.later_title,
              {TextRole::Strong, palette::kMuted});
  skip_top(area, theme.s());
  const float height = canvas.line_height(TextRole::Strong) + 2 * canvas.line_height(TextRole::Small) + theme.m();
  const auto count = static_cast<int>(model.later.size());
  const auto fitting = [&](float room) { return static_cast<int>((room + theme.s()) / (height + theme.s())); };
  int shown = fitting(area.height);
  if (shown < count) shown = std::max(1, fitting(area.height - theme.touch() - theme.s()));
  const int pages = (count + shown - 1) / std::max(1, shown);
  const int page = std::clamp(model.page, 0, pages - 1);
  if (const auto tapped =
          pager(canvas, pages > 1 ? cut_bottom(area, theme.touch()) : Rect{}, "session.page", page, pages))
    actions.push_back(PageTapped{*tapped});
  for (int i = page * shown; i < std::min(count, (page + 1) * shown); ++i) {
    if (area.height < height) return;
    draw_one_later(model.later[static_cast<std::size_t>(i)], canvas, cut_top(area, height), actions);
    skip_top(area, theme.s());
  }
}

// From the bottom up: the next session, the topics, the session that waits for its wrap-up.
void draw_side(const MySessionModel& model, Canvas& canvas, Rect side, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const auto place = [&](float height) {
    const Rect box = cut_bottom(side, height);
    static_cast<void>(cut_bottom(side, theme.s()));
    return box;
  };
  const Button book{"session.book", model.book_word, Icon::Calendar,
                    model.current || model.wrap_up ? ButtonKind::Secondary : ButtonKind::Primary};
  if (button(canvas, place(theme.touch() * 1.25F), book)) actions.push_back(BookTapped{});
  if (model.current && model.current->has_topics) {
    const Button topics{"session.topics", model.topics_word, Icon::Grid, ButtonKind::Secondary};
    if (button(canvas, place(theme.touch()), topics)) actions.push_back(TopicsTapped{model.current->booking});
  }
  if (model.wrap_up) {
    const Button wrap_up{"session.wrap_up", model.wrap_up_word, Icon::Check, ButtonKind::Primary};
    if (button(canvas, place(theme.touch()), wrap_up)) actions.push_back(WrapUpTapped{*model.wrap_up});
  }
  draw_later(model, canvas, side, actions);
}

}  // namespace

void draw_my_session(const MySessionModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect main = area;
  // As high as a notice, which lies over the greeting and over nothing else: no button moves when it comes or goes.
  const float greeting = strip_place(canvas).bottom() - area.y;
  const Rect line = cut_top(main, std::max(greeting, canvas.line_height(TextRole::Heading)));
  canvas.text(line, model.greeting, {TextRole::Heading, palette::kInk});
  skip_top(main, theme.s());
  Rect side = theme.portrait() ? cut_bottom(main, main.height * 0.42F) : cut_right(main, main.width * 0.33F);
  static_cast<void>(theme.portrait() ? cut_bottom(main, theme.l()) : cut_right(main, theme.l()));
  if (model.current)
    draw_current(model, *model.current, canvas, main, actions);
  else
    draw_nothing(model, canvas, main);
  draw_side(model, canvas, side, actions);
}

}  // namespace tandem::kiosk
