#include "kiosk/screens/room/view.h"

#include <algorithm>

#include "kiosk/screens/no_data/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

struct Look {
  Paint ground;
  Icon icon;
  Paint text{palette::kOnColour};
};

Look look_of(RoomLook look) {
  switch (look) {
    case RoomLook::Free: return {palette::kFree, Icon::Circle};
    case RoomLook::CheckIn: return {palette::kWaiting, Icon::Door, palette::kOnWaiting};
    case RoomLook::Busy: return {palette::kBusy, Icon::Disc};
    case RoomLook::Closed: return {palette::kMuted, Icon::Clock};
    case RoomLook::OutOfOrder:
    case RoomLook::Unknown: return {palette::kMuted, Icon::Warning};
  }
  return {palette::kMuted, Icon::Warning};
}

// Stale truth is said on a ground of its own: a room is not simply free when nobody could ask.
void draw_freshness(const RoomModel& model, Paint text, Canvas& canvas, Rect& content) {
  if (model.freshness.empty()) return;
  const float line = canvas.line_height(TextRole::Small);
  if (!model.stale) {
    canvas.text(cut_bottom(content, line), model.freshness, {TextRole::Small, text});
    return;
  }
  const Pill warning{model.freshness, Icon::Warning, Tone::Mind};
  pill(canvas, cut_bottom(content, pill_height(canvas, warning, content.width)), warning);
}

std::string join(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : " · ") + word;
  return all;
}

// The state, read from across the corridor.
void draw_state(const RoomModel& model, Canvas& canvas, const Rect& panel) {
  const Theme& theme = canvas.theme();
  const Look look = look_of(model.look);
  canvas.fill(panel, look.ground, theme.radius() * 1.4F);
  const Part state(canvas, {SemanticRole::Group}, panel);
  Rect content = inset(canvas.uncovered(panel), theme.l(), theme.m() * 1.2F);
  const TextStyle small{TextRole::Small, look.text};
  Rect title = cut_top(content, canvas.line_height(TextRole::Title));
  canvas.icon(look.icon, cut_right(title, title.height * 0.9F), look.text);
  static_cast<void>(cut_right(title, theme.s()));
  canvas.text_fitted(title, model.name, {TextRole::Title, look.text}, TextRole::Small);
  canvas.text(cut_top(content, canvas.line_height(TextRole::Small)), model.place, small);
  if (!model.equipment.empty() && !theme.compact())
    canvas.text(cut_top(content, canvas.line_height(TextRole::Small)), join(model.equipment), small);
  draw_freshness(model, look.text, canvas, content);
  const float giant = canvas.line_height(TextRole::Giant);
  const float heading = canvas.line_height(TextRole::Heading);
  const float who = model.who.empty() ? 0 : canvas.paragraph_height(content.width, model.who, TextRole::Strong, 2);
  Rect words = middle(content, std::min(content.height, giant + heading + who + theme.s()));
  canvas.text_fitted(cut_top(words, giant), model.state_word,
                     {TextRole::Giant, look.text, Align::Left, SemanticRole::Status}, TextRole::Strong);
  canvas.text_fitted(cut_top(words, heading), model.until,
                     {TextRole::Heading, look.text, Align::Left, SemanticRole::Text}, TextRole::Small);
  skip_top(words, theme.s());
  canvas.paragraph(words, model.who, {TextRole::Strong, look.text}, 2);
}

void draw_book_now(const RoomModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.text(cut_top(area, canvas.line_height(TextRole::Strong)), model.book_title, {TextRole::Strong, palette::kInk});
  skip_top(area, theme.s());
  const Rect grid{area.x, area.y, area.width, std::min(area.height, theme.mm(72))};
  for (std::size_t i = 0; i < model.book_now.size(); ++i) {
    const auto& option = model.book_now[i];
    const auto index = static_cast<int>(i);
    const Rect box = column(row(grid, index / 2, 2, theme.m()), index % 2, 2, theme.m());
    const std::string id = "room.book." + std::to_string(option.length.count());
    const Button book{id, option.label, Icon::None,
                      index == 1 && option.possible ? ButtonKind::Primary : ButtonKind::Secondary, option.possible};
    if (button(canvas, box, book)) actions.push_back(BookNowTapped{model.room, option.length});
  }
}

void draw_taps(const RoomModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (model.awaiting) {
    pill(canvas, cut_top(area, canvas.line_height(TextRole::Small) + theme.s()),
         {model.awaiting_word, Icon::Hourglass, Tone::Mind});
    skip_top(area, theme.s());
  }
  if (!model.booking) return;
  const float height = std::min(theme.mm(34), (area.height - theme.m()) / 2);
  if (model.can_check_in) {
    const Button check_in{"room.check_in", model.check_in_word, Icon::Check, ButtonKind::Primary};
    if (button(canvas, cut_top(area, theme.mm(46)), check_in)) actions.push_back(CheckInTapped{*model.booking});
  }
  if (model.can_extend) {
    const Button extend{"room.extend", model.extend_word, Icon::Plus, ButtonKind::Secondary};
    if (button(canvas, cut_top(area, height), extend))
      actions.push_back(ExtendTapped{*model.booking, std::chrono::minutes{15}});
    skip_top(area, theme.m());
  }
  if (model.can_end) {
    const Button end{"room.end", model.end_word, Icon::Cross, ButtonKind::Danger};
    if (button(canvas, cut_top(area, height), end)) actions.push_back(EndTapped{*model.booking});
  }
}

void draw_links(const RoomModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  const float gap = canvas.theme().m();
  const Button today{"room.today", model.today_word, Icon::Grid, ButtonKind::Secondary};
  const Button session{"room.session", model.session_word, Icon::Calendar, ButtonKind::Secondary};
  if (button(canvas, column(bar, 0, 2, gap), today)) actions.push_back(TodayTapped{});
  if (button(canvas, column(bar, 1, 2, gap), session)) actions.push_back(BookTapped{});
}

void draw_side(const RoomModel& model, Canvas& canvas, Rect side, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (model.has_links) {
    draw_links(model, canvas, cut_bottom(side, theme.touch()), actions);
    static_cast<void>(cut_bottom(side, theme.m()));
  }
  if (model.no_data) return draw_no_data(*model.no_data, canvas, canvas.uncovered(side));
  draw_timeline(model, canvas, cut_bottom(side, timeline_height(canvas, side)));
  static_cast<void>(cut_bottom(side, theme.m()));
  if (!model.next.empty()) {
    canvas.text_fitted(cut_bottom(side, canvas.line_height(TextRole::Body)), model.next,
                       {TextRole::Body, palette::kMuted}, TextRole::Small);
    static_cast<void>(cut_bottom(side, theme.s()));
  }
  if (!model.book_now.empty())
    draw_book_now(model, canvas, side, actions);
  else
    draw_taps(model, canvas, side, actions);
}

}  // namespace

void draw_room_screen(const RoomModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect side = area;
  const Rect panel = theme.portrait() ? cut_top(side, area.height * 0.46F) : cut_left(side, area.width * 0.46F);
  if (theme.portrait())
    skip_top(side, theme.l());
  else
    skip_left(side, theme.l());
  draw_state(model, canvas, panel);
  draw_side(model, canvas, side, actions);
}

}  // namespace tandem::kiosk
