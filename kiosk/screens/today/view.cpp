#include "kiosk/screens/today/view.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/no_data/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

Pill pill_of(const SessionCard& card) {
  switch (card.status) {
    case PublicStatus::ToCome: return {card.status_word, Icon::Clock, Tone::Neutral};
    case PublicStatus::CheckInOpen: return {card.status_word, Icon::Door, Tone::Accent};
    case PublicStatus::Ready: return {card.status_word, Icon::Check, Tone::Free};
    case PublicStatus::Running: return {card.status_word, Icon::People, Tone::Free};
  }
  return {card.status_word, Icon::Clock, Tone::Neutral};
}

// The state under the place, where both do not fit on a line.
bool is_stacked(const SessionCard& card, const Canvas& canvas, float width) {
  return pill_width(canvas, pill_of(card)) > width * 0.3F;
}

float least_card(const TodayModel& model, const Canvas& canvas, float width) {
  const Theme& theme = canvas.theme();
  const float small = canvas.line_height(TextRole::Small);
  const bool stacked =
      std::ranges::any_of(model.sessions, [&](const SessionCard& card) { return is_stacked(card, canvas, width); });
  const float words = 2 * canvas.line_height(TextRole::Strong) + small + (stacked ? small + theme.s() : 0) + theme.s();
  return std::max({theme.touch() * 1.16F, theme.mm(13.5F), words});
}

void draw_session(const SessionCard& card, Canvas& canvas, const Rect& box, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (card_button(canvas, box, "today.session." + card.session.text(), card.pair)) actions.push_back(IdentifyTapped{});
  Rect content = inset(box, theme.m(), 0);
  const float heading = canvas.line_height(TextRole::Heading);
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  Rect times = middle(cut_left(content, canvas.text_width(TextRole::Heading, "00:00")), heading + small);
  canvas.text(cut_top(times, heading), card.start, {TextRole::Heading, palette::kInk});
  canvas.text(times, card.end, {TextRole::Small, palette::kMuted});
  skip_left(content, theme.m());
  canvas.line(content.x, box.y + theme.s(), content.x, box.bottom() - theme.s(), palette::kLine, theme.hairline());
  skip_left(content, theme.m());
  const Pill status = pill_of(card);
  const float pill_line = small + theme.s();
  const bool stacked = is_stacked(card, canvas, box.width);
  if (stacked) {
    content = middle(content, std::min(content.height, 2 * strong + small + pill_line));
    pill(canvas, cut_bottom(content, pill_line), status);
  } else {
    pill(canvas, cut_right(content, pill_width(canvas, status)), status, Align::Right);
    static_cast<void>(cut_right(content, theme.s()));
  }
  // Two long names take two lines.
  const int names =
      canvas.text_width(TextRole::Strong, card.pair) > content.width && content.height >= 2 * strong + small ? 2 : 1;
  Rect lines = middle(content, static_cast<float>(names) * strong + small);
  canvas.paragraph(cut_top(lines, static_cast<float>(names) * strong), card.pair, {TextRole::Strong, palette::kInk},
                   names);
  canvas.text(lines, card.room_name + " · " + card.floor, {TextRole::Small, palette::kMuted});
}

void draw_empty(const TodayModel& model, Canvas& canvas, const Rect& area) {
  canvas.card(area);
  const float side = canvas.theme().mm(14);
  Rect content = centred(area, area.width, side + canvas.theme().m() + canvas.line_height(TextRole::Heading));
  canvas.icon(Icon::Calendar, cut_top(content, side), palette::kMuted);
  canvas.text(cut_bottom(content, canvas.line_height(TextRole::Heading)), model.empty,
              {TextRole::Heading, palette::kMuted, Align::Centre});
}

void draw_sessions(const TodayModel& model, int page, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  area = canvas.uncovered(area);
  const Part list(canvas, {SemanticRole::List, model.title}, area);
  canvas.text(cut_top(area, canvas.line_height(TextRole::Heading)), model.title, {TextRole::Heading, palette::kInk});
  skip_top(area, theme.s());
  if (model.sessions.empty()) return draw_empty(model, canvas, area);
  const float gap = theme.s();
  float height = least_card(model, canvas, area.width);
  const auto fits = [&](float room) { return std::max(1, static_cast<int>((room + gap) / (height + gap))); };
  const auto count = static_cast<int>(model.sessions.size());
  int per_page = fits(area.height);
  if (count > per_page) {
    const Rect strip = cut_bottom(area, theme.touch());
    per_page = fits(area.height - gap);
    const int pages = (count + per_page - 1) / per_page;
    page = std::clamp(page, 0, pages - 1);
    if (const auto tapped = pager(canvas, strip, "today.page", page, pages)) actions.push_back(PageTapped{*tapped});
    static_cast<void>(cut_bottom(area, gap));
    height = (area.height + gap) / static_cast<float>(per_page) - gap;
  } else {
    page = 0;
  }
  for (int i = page * per_page; i < std::min(count, (page + 1) * per_page); ++i) {
    draw_session(model.sessions[static_cast<std::size_t>(i)], canvas, cut_top(area, height), actions);
    skip_top(area, gap);
  }
}

void draw_buttons(const TodayModel& model, Canvas& canvas, const Rect& here, const Rect& book,
                  std::vector<Action>& actions) {
  const Button check_in{"today.here", model.here_word, Icon::Badge, ButtonKind::Primary};
  if (button(canvas, here, check_in)) actions.push_back(IdentifyTapped{});
  const Button booking{"today.book", model.book_word, Icon::Calendar, ButtonKind::Secondary};
  if (button(canvas, book, booking)) actions.push_back(BookTapped{});
}

void draw_room(const RoomChip& room, Canvas& canvas, const Rect& box, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const Touch touch = canvas.touch("today.room." + room.room.text(), room.name, box);
  if (touch.pressed) canvas.fill(box, palette::kAccentSoft, theme.radius() * 0.8F);
  if (touch.focused) canvas.focus_ring(box, theme.radius() * 0.8F);
  if (touch.tapped) actions.push_back(RoomTapped{room.room});
  Rect content = inset(box, theme.s(), 0);
  const float side = canvas.line_height(TextRole::Small) * 0.9F;
  const Icon icon = room.out_of_order ? Icon::Warning : room.free ? Icon::Circle : Icon::Disc;
  const Paint colour = room.out_of_order ? palette::kMuted : room.free ? palette::kFree : palette::kBusy;
  canvas.icon(icon, middle(cut_left(content, side), side), colour);
  skip_left(content, theme.s());
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  const float both = canvas.text_width(TextRole::Strong, room.name) + canvas.text_width(TextRole::Small, room.detail);
  if (both + side + 2 * theme.s() > content.width && box.height >= 0.9F * (strong + small)) {
    content = middle(content, std::min(content.height, strong + small));
    canvas.text_fitted(cut_bottom(content, small), room.detail, {TextRole::Small, palette::kMuted}, TextRole::Small);
  }
  const bool stacked = content.height < box.height;
  const float detail =
      stacked ? 0 : std::min(canvas.text_width(TextRole::Small, room.detail) + 1, content.width * 0.7F);
  if (!stacked) {
    canvas.text(cut_right(content, detail), room.detail, {TextRole::Small, palette::kMuted, Align::Right});
    static_cast<void>(cut_right(content, theme.s()));
  }
  if (room.stale) {
    canvas.icon(Icon::Warning, middle(cut_right(content, side), side), palette::kMind);
    static_cast<void>(cut_right(content, theme.xs()));
  }
  canvas.text_fitted(content, room.name, {TextRole::Strong, palette::kInk}, TextRole::Small);
}

float least_row(const Canvas& canvas) {
  return canvas.line_height(TextRole::Strong) + canvas.line_height(TextRole::Small);
}

void draw_rooms(const TodayModel& model, int columns, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.card(area);
  const Part list(canvas, {SemanticRole::Group, model.rooms_title}, area);
  Rect content = inset(area, theme.s(), theme.m());
  canvas.text(inset(cut_top(content, canvas.line_height(TextRole::Strong)), theme.s(), 0), model.rooms_title,
              {TextRole::Strong, palette::kMuted});
  skip_top(content, theme.s());
  // Large text puts the state under the name.
  const float words = theme.appearance().text_percent > 100 ? least_row(canvas) : 0;
  const float least = std::max({kMinTouchPixels, theme.mm(8.6F), words});
  const auto count = static_cast<int>(model.rooms.size());
  int lines = std::max(1, static_cast<int>(content.height / least));
  int shown = std::min(count, lines * columns);
  const float small = canvas.line_height(TextRole::Small);
  if (shown < count) {
    const Rect more = cut_bottom(content, small);
    lines = std::max(1, static_cast<int>(content.height / least));
    shown = std::min(count, lines * columns);
    canvas.text(inset(more, theme.s(), 0), model.more_rooms[static_cast<std::size_t>(count - shown)],
                {TextRole::Small, palette::kMuted});
  }
  const int used = (shown + columns - 1) / columns;
  for (int i = 0; i < shown; ++i) {
    Rect line = cut_top(content, 0);
    line.height = std::min(least * 1.15F, content.height / static_cast<float>(std::max(used, 1)));
    line.y += line.height * static_cast<float>(i % used);
    draw_room(model.rooms[static_cast<std::size_t>(i)], canvas, column(line, i / used, columns, theme.m()), actions);
  }
}

void draw_wide(const TodayModel& model, int page, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect side = cut_right(area, area.width * 0.36F);
  static_cast<void>(cut_right(area, theme.l()));
  draw_sessions(model, page, canvas, area, actions);
  const Rect here = cut_top(side, theme.touch() * 1.45F);
  skip_top(side, theme.xs());
  canvas.text(cut_top(side, canvas.line_height(TextRole::Small)), model.here_hint,
              {TextRole::Small, palette::kMuted, Align::Centre});
  skip_top(side, theme.s());
  const Rect book = cut_top(side, theme.touch());
  draw_buttons(model, canvas, here, book, actions);
  skip_top(side, theme.m());
  draw_rooms(model, 1, canvas, side, actions);
}

void draw_tall(const TodayModel& model, int page, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  area = canvas.uncovered(area);
  const Rect buttons = cut_top(area, theme.touch() * 1.4F);
  draw_buttons(model, canvas, column(buttons, 0, 2, theme.m()), column(buttons, 1, 2, theme.m()), actions);
  skip_top(area, theme.xs());
  canvas.text(column(cut_top(area, canvas.line_height(TextRole::Small)), 0, 2, theme.m()), model.here_hint,
              {TextRole::Small, palette::kMuted, Align::Centre});
  skip_top(area, theme.l());
  const Rect rooms = cut_bottom(area, area.height * 0.34F);
  static_cast<void>(cut_bottom(area, theme.l()));
  draw_sessions(model, page, canvas, area, actions);
  draw_rooms(model, 2, canvas, rooms, actions);
}

}  // namespace

void draw_today(const TodayModel& model, int page, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  if (model.no_data) return draw_no_data(*model.no_data, canvas, canvas.uncovered(area));
  if (canvas.theme().portrait())
    draw_tall(model, page, canvas, area, actions);
  else
    draw_wide(model, page, canvas, area, actions);
}

}  // namespace tandem::kiosk
