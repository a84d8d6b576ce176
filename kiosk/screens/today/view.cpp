#include "kiosk/screens/today/view.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/no_data/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

Pill pill_of(const SessionCard& card) {
  if (card.awaiting) return {card.status_word, Icon::Hourglass, Tone::Mind};
  switch (card.status) {
    case PublicStatus::ToCome: return {card.status_word, Icon::Clock, Tone::Neutral};
    case PublicStatus::CheckInOpen: return {card.status_word, Icon::Door, Tone::Accent};
    case PublicStatus::OneThere: return {card.status_word, Icon::Person, Tone::Accent};
    case PublicStatus::Ready: return {card.status_word, Icon::Check, Tone::Free};
    case PublicStatus::Running: return {card.status_word, Icon::People, Tone::Free};
    case PublicStatus::Over: return {card.status_word, Icon::Minus, Tone::Neutral};
  }
  return {card.status_word, Icon::Clock, Tone::Neutral};
}

// Room, floor, and the way there from where the kiosk stands.
void draw_place(const SessionCard& card, Canvas& canvas, const Rect& box) {
  const TextStyle muted{TextRole::Small, palette::kMuted};
  const std::string words = card.room_name + " · " + card.floor;
  if (card.floors_up == 0 || card.status == PublicStatus::Over) {
    canvas.text(box, words, muted);
    return;
  }
  Rect line = box;
  const float side = canvas.line_height(TextRole::Small) * 0.8F;
  const float way = canvas.text_width(TextRole::Small, card.way) + side + canvas.theme().xs();
  const float width = canvas.text_width(TextRole::Small, words) + 1;
  canvas.text(cut_left(line, std::min(width, line.width)), words, muted);
  skip_left(line, canvas.theme().s());
  if (line.width < way) return;
  canvas.icon(card.floors_up > 0 ? Icon::Up : Icon::Down, middle(cut_left(line, side), side), palette::kAccent);
  skip_left(line, canvas.theme().xs());
  canvas.text(line, card.way, {TextRole::Small, palette::kAccent});
}

void draw_session(const SessionCard& card, Canvas& canvas, const Rect& box, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (card_button(canvas, box, "today.session." + card.session.text(), card.pair)) actions.push_back(IdentifyTapped{});
  Rect content = inset(box, theme.m(), 0);
  const float heading = canvas.line_height(TextRole::Heading);
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  const Paint ink = card.status == PublicStatus::Over ? palette::kMuted : palette::kInk;
  Rect times = middle(cut_left(content, canvas.text_width(TextRole::Heading, "00:00")), heading + small);
  canvas.text(cut_top(times, heading), card.start, {TextRole::Heading, ink});
  canvas.text(times, card.end, {TextRole::Small, palette::kMuted});
  skip_left(content, theme.m());
  canvas.line(content.x, box.y + theme.s(), content.x, box.bottom() - theme.s(), palette::kLine, theme.hairline());
  skip_left(content, theme.m());
  const Pill status = pill_of(card);
  const float pill_line = small + theme.s();
  if (status_stands_below(canvas, card.status_word, box.width)) {
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
  canvas.paragraph(cut_top(lines, static_cast<float>(names) * strong), card.pair, {TextRole::Strong, ink}, names);
  draw_place(card, canvas, lines);
}

void draw_empty(const TodayModel& model, Canvas& canvas, const Rect& area) {
  canvas.card(area);
  const float side = canvas.theme().mm(14);
  Rect content = centred(area, area.width, side + canvas.theme().m() + canvas.line_height(TextRole::Heading));
  canvas.icon(Icon::Calendar, cut_top(content, side), palette::kMuted);
  canvas.text(cut_bottom(content, canvas.line_height(TextRole::Heading)), model.empty,
              {TextRole::Heading, palette::kMuted, Align::Centre});
}

// All floors side by side where they fit, else one button that goes from one to the next.
void draw_floors(const TodayModel& model, Canvas& canvas, Rect& bar, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  std::vector<Segment> choices;
  float widest = theme.touch();
  std::size_t current = 0;
  for (const FloorChoice& choice : model.floors) {
    if (choice.current) current = choices.size();
    const std::string id = choice.floor ? std::to_string(*choice.floor) : "all";
    choices.push_back({id, choice.label, choice.current, choice.name});
    widest = std::max(widest, canvas.text_width(TextRole::Body, choice.label) + 3 * theme.xs());
  }
  const float title = canvas.text_width(TextRole::Heading, model.title) + theme.m();
  const float wanted = widest * static_cast<float>(choices.size());
  if (wanted <= bar.width - title) {
    if (const auto tapped = segments(canvas, cut_right(bar, wanted), "today.floor", choices))
      actions.push_back(LobbyFloorTapped{model.floors[*tapped].floor});
    return;
  }
  const Button next{"today.floor", model.floors[current].name, Icon::None, ButtonKind::Secondary};
  const float width = std::min(button_width(canvas, next), bar.width * 0.5F);
  if (button(canvas, cut_right(bar, width), next))
    actions.push_back(LobbyFloorTapped{model.floors[(current + 1) % model.floors.size()].floor});
}

void draw_sessions(const TodayModel& model, const TodayLayout& layout, Canvas& canvas, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect area = layout.sessions;
  const Part list(canvas, {SemanticRole::List, model.title}, area);
  Rect title = cut_top(area, sessions_title_height(canvas, !model.floors.empty()));
  if (!model.floors.empty()) draw_floors(model, canvas, title, actions);
  canvas.text_fitted(title, model.title, {TextRole::Heading, palette::kInk}, TextRole::Small);
  skip_top(area, theme.s());
  if (model.sessions.empty()) return draw_empty(model, canvas, area);
  const float gap = theme.s();
  float height = layout.card_height;
  if (layout.session_pages > 1) {
    const Rect strip = cut_bottom(area, theme.touch());
    static_cast<void>(cut_bottom(area, gap));
    if (const auto tapped = pager(canvas, strip, "today.page", layout.session_page, layout.session_pages))
      actions.push_back(PageTapped{*tapped});
    height = (area.height + gap) / static_cast<float>(layout.page.sessions) - gap;
  }
  for (const SessionCard& card : model.sessions) {
    draw_session(card, canvas, cut_top(area, height), actions);
    skip_top(area, gap);
  }
}

struct RoomSign {
  Icon icon;
  Paint paint;
};

RoomSign sign_of(const RoomChip& room) {
  if (room.out_of_order) return {Icon::Warning, palette::kMuted};
  if (room.held) return {Icon::Lock, palette::kMind};
  return room.free ? RoomSign{Icon::Circle, palette::kFree} : RoomSign{Icon::Disc, palette::kBusy};
}

void draw_room(const RoomChip& room, Canvas& canvas, const Rect& box, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const Touch touch = canvas.touch("today.room." + room.room.text(), room.name, box);
  if (touch.pressed) canvas.fill(box, palette::kAccentSoft, theme.radius() * 0.8F);
  if (touch.focused) canvas.focus_ring(box, theme.radius() * 0.8F);
  if (touch.tapped) actions.push_back(RoomTapped{room.room});
  Rect content = inset(box, theme.s(), 0);
  const float side = canvas.line_height(TextRole::Small) * 0.9F;
  const RoomSign sign = sign_of(room);
  canvas.icon(sign.icon, middle(cut_left(content, side), side), sign.paint);
  skip_left(content, theme.s());
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  const float both = canvas.text_width(TextRole::Strong, room.name) + canvas.text_width(TextRole::Small, room.detail);
  const bool stacked = both + side + 2 * theme.s() > content.width && box.height >= 0.9F * (strong + small);
  if (stacked) {
    content = middle(content, std::min(content.height, strong + small));
    canvas.text_fitted(cut_bottom(content, small), room.detail, {TextRole::Small, palette::kMuted}, TextRole::Small);
  } else {
    const float detail = std::min(canvas.text_width(TextRole::Small, room.detail) + 1, content.width * 0.7F);
    canvas.text(cut_right(content, detail), room.detail, {TextRole::Small, palette::kMuted, Align::Right});
    static_cast<void>(cut_right(content, theme.s()));
  }
  if (room.stale && !room.held) {
    canvas.icon(Icon::Warning, middle(cut_right(content, side), side), palette::kMind);
    static_cast<void>(cut_right(content, theme.xs()));
  }
  canvas.text_fitted(content, room.name, {TextRole::Strong, palette::kInk}, TextRole::Small);
}

// As pager(), with names that are not those of the sessions' pages.
void draw_room_pages(const TodayModel& model, const TodayLayout& layout, Canvas& canvas, Rect& bar,
                     std::vector<Action>& actions) {
  const float side = canvas.theme().touch();
  const int last = layout.room_pages - 1;
  const Button next{"today.rooms.next", model.next_rooms, Icon::Forward, ButtonKind::Secondary,
                    layout.room_page < last};
  const Button previous{"today.rooms.previous", model.previous_rooms, Icon::Back, ButtonKind::Secondary,
                        layout.room_page > 0};
  if (icon_button(canvas, cut_right(bar, side), next)) actions.push_back(RoomsPageTapped{layout.room_page + 1});
  static_cast<void>(cut_right(bar, canvas.theme().s()));
  if (icon_button(canvas, cut_right(bar, side), previous)) actions.push_back(RoomsPageTapped{layout.room_page - 1});
  static_cast<void>(cut_right(bar, canvas.theme().s()));
}

void draw_rooms(const TodayModel& model, const TodayLayout& layout, Canvas& canvas, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.card(layout.rooms);
  const Part list(canvas, {SemanticRole::Group, model.rooms_title}, layout.rooms);
  Rect content = inset(layout.rooms, theme.s(), theme.m());
  Rect title = inset(cut_top(content, rooms_title_height(canvas, layout.room_pages)), theme.s(), 0);
  if (layout.room_pages > 1) draw_room_pages(model, layout, canvas, title, actions);
  canvas.text_fitted(title, model.rooms_title, {TextRole::Strong, palette::kMuted}, TextRole::Small);
  skip_top(content, theme.s());
  const int columns = layout.room_columns;
  const int lines = std::max(1, static_cast<int>(layout.page.rooms) / columns);
  const auto shown = static_cast<int>(model.rooms.size());
  const int used = layout.room_pages > 1 ? lines : std::max(1, (shown + columns - 1) / columns);
  const float height = std::min(layout.room_height * 1.15F, content.height / static_cast<float>(used));
  for (int i = 0; i < shown; ++i) {
    const Rect line{content.x, content.y + height * static_cast<float>(i % used), content.width, height};
    draw_room(model.rooms[static_cast<std::size_t>(i)], canvas, column(line, i / used, columns, theme.m()), actions);
  }
}

void draw_buttons(const TodayModel& model, const TodayLayout& layout, Canvas& canvas, std::vector<Action>& actions) {
  const Button check_in{"today.here", model.here_word, Icon::Badge, ButtonKind::Primary};
  if (button(canvas, layout.here, check_in)) actions.push_back(IdentifyTapped{});
  canvas.text(layout.hint, model.here_hint, {TextRole::Small, palette::kMuted, Align::Centre});
  const Button booking{"today.book", model.book_word, Icon::Calendar, ButtonKind::Secondary};
  if (button(canvas, layout.book, booking)) actions.push_back(BookTapped{});
}

}  // namespace

void draw_today(const TodayModel& model, const TodayLayout& layout, Canvas& canvas, const Rect& area,
                std::vector<Action>& actions) {
  if (model.no_data) return draw_no_data(*model.no_data, canvas, canvas.uncovered(area));
  draw_sessions(model, layout, canvas, actions);
  draw_buttons(model, layout, canvas, actions);
  draw_rooms(model, layout, canvas, actions);
}

}  // namespace tandem::kiosk
