#include "kiosk/screens/find_room/view.h"

#include <algorithm>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// The way there, as a sign one follows.
Icon way_icon(int floors_up) {
  if (floors_up == 0) return Icon::Forward;
  return floors_up > 0 ? Icon::Up : Icon::Down;
}

void draw_way(const NearRoomCard& card, Canvas& canvas, const Rect& line) {
  Rect rest = line;
  const float side = canvas.line_height(TextRole::Strong) * 0.9F;
  canvas.icon(way_icon(card.floors_up), middle(cut_left(rest, side), side), palette::kAccent);
  skip_left(rest, canvas.theme().s());
  canvas.text_fitted(rest, card.way, {TextRole::Strong, palette::kInk}, TextRole::Small);
}

void draw_words(const NearRoomCard& card, Canvas& canvas, const Rect& box) {
  const Theme& theme = canvas.theme();
  const float heading = canvas.line_height(TextRole::Heading);
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  std::string detail = card.place + " · " + card.until;
  if (!card.small.empty()) detail = card.small + " · " + detail;
  const float detail_lines = canvas.text_width(TextRole::Small, detail) > box.width ? 2 : 1;
  Rect lines = middle(box, std::min(box.height, heading + strong + detail_lines * small));
  Rect name = cut_top(lines, heading);
  const float side = heading * 0.6F;
  canvas.icon(Icon::Circle, middle(cut_left(name, side), side), palette::kFree);
  skip_left(name, theme.s());
  canvas.text_fitted(name, card.name, {TextRole::Heading, palette::kInk}, TextRole::Small);
  draw_way(card, canvas, cut_top(lines, strong));
  canvas.paragraph(lines, detail, {TextRole::Small, palette::kMuted}, 2);
}

// What a tap on the card does, in the colours of a button.
void draw_offer(const NearRoomCard& card, Canvas& canvas, const Rect& box) {
  canvas.fill(box, palette::kAccent, canvas.theme().radius());
  const float label = canvas.line_height(TextRole::Strong);
  const float note = card.note.empty() ? 0 : canvas.line_height(TextRole::Small);
  Rect lines = middle(inset(box, canvas.theme().s(), 0), std::min(box.height, label + note));
  canvas.text_fitted(cut_top(lines, label), card.book_word, {TextRole::Strong, palette::kOnColour, Align::Centre},
                     TextRole::Small);
  if (!card.note.empty())
    canvas.text_fitted(lines, card.note, {TextRole::Small, palette::kOnColour, Align::Centre}, TextRole::Small);
}

void draw_card(const NearRoomCard& card, Canvas& canvas, const Rect& box, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (card_button(canvas, box, "find_room.book." + card.room.text(), card.book_word + ", " + card.name))
    actions.push_back(OtherRoomTapped{card.room});
  Rect content = inset(box, theme.m(), theme.s());
  const float words =
      std::max(canvas.text_width(TextRole::Strong, card.book_word), canvas.text_width(TextRole::Small, card.note));
  const float width = std::min(content.width * 0.45F, words + 3 * theme.m());
  const float height = std::min(content.height, theme.touch() * 1.4F);
  draw_offer(card, canvas, middle(cut_right(content, width), height));
  static_cast<void>(cut_right(content, theme.m()));
  draw_words(card, canvas, content);
}

void draw_none(const FindRoomModel& model, Canvas& canvas, const Rect& area) {
  const Theme& theme = canvas.theme();
  canvas.card(area);
  const float side = theme.mm(16);
  const float heading = canvas.line_height(TextRole::Heading);
  Rect content = centred(area, area.width - 2 * theme.l(), side + theme.m() + 2 * heading + theme.s());
  const Rect sign = cut_top(content, side);
  canvas.icon(Icon::Disc, centred(sign, side, side), palette::kBusy);
  skip_top(content, theme.m());
  canvas.text_fitted(cut_top(content, heading), model.empty, {TextRole::Heading, palette::kInk, Align::Centre},
                     TextRole::Small);
  skip_top(content, theme.s());
  canvas.text_fitted(cut_top(content, heading), model.soon, {TextRole::Strong, palette::kMuted, Align::Centre},
                     TextRole::Small);
}

}  // namespace

void draw_find_room(const FindRoomModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = canvas.uncovered(area);
  Rect title = cut_top(rest, canvas.line_height(TextRole::Heading));
  const float hint = std::min(canvas.text_width(TextRole::Body, model.hint) + 1, title.width * 0.4F);
  canvas.text(cut_right(title, hint), model.hint, {TextRole::Body, palette::kMuted, Align::Right});
  canvas.text_fitted(title, model.title, {TextRole::Heading, palette::kInk}, TextRole::Small);
  skip_top(rest, theme.m());
  if (model.rooms.empty()) return draw_none(model, canvas, rest);
  const float gap = theme.s();
  const float fair = (rest.height + gap) / static_cast<float>(model.rooms.size()) - gap;
  const float words = canvas.line_height(TextRole::Heading) + canvas.line_height(TextRole::Strong) +
                      2 * canvas.line_height(TextRole::Small);
  const bool large = theme.appearance().text_percent > 100;
  const float least = std::max(theme.touch(), large ? words : 0) + 2 * theme.s();
  const auto fitting = static_cast<std::size_t>((rest.height + gap) / (least + gap));
  const float height = std::clamp(fair, least, std::max(least, theme.mm(30)));
  for (std::size_t i = 0; i < std::min(model.rooms.size(), fitting); ++i) {
    draw_card(model.rooms[i], canvas, cut_top(rest, height), actions);
    skip_top(rest, gap);
  }
}

}  // namespace tandem::kiosk
