#include "kiosk/screens/book/view.h"

#include <algorithm>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

void draw_reasons(const SuggestionCard& card, Canvas& canvas, Rect area) {
  const Theme& theme = canvas.theme();
  const float small = canvas.line_height(TextRole::Small);
  const float side = small * 0.8F;
  for (const auto& reason : card.reasons) {
    const bool wraps = canvas.text_width(TextRole::Small, reason) > area.width - side - theme.s();
    const float height = (wraps ? 2 * small : small) + theme.xs();
    if (area.height < height) return;
    Rect line = cut_top(area, height);
    canvas.icon(Icon::Check, middle(cut_left(line, side), side), palette::kFree);
    skip_left(line, theme.s());
    canvas.text_fitted(line, reason, {TextRole::Small, palette::kInk}, TextRole::Small);
  }
}

// The whole card is the button; what looks like one says so.
void draw_pretended_button(const BookModel& model, Canvas& canvas, const Rect& box, bool best) {
  const Theme& theme = canvas.theme();
  canvas.fill(box, best ? palette::kAccent : palette::kAccentSoft, theme.radius());
  canvas.text_fitted(inset(box, theme.s(), 0), model.book_word,
                     {TextRole::Strong, best ? palette::kOnColour : palette::kAccent, Align::Centre}, TextRole::Small);
}

void draw_words(const SuggestionCard& card, Canvas& canvas, Rect& content) {
  const float gap = canvas.theme().compact() ? canvas.theme().xs() : canvas.theme().s();
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Strong)), card.day,
                     {TextRole::Strong, palette::kAccent}, TextRole::Small);
  // One size for all three cards, whatever their hours are.
  const TextRole role = canvas.theme().portrait() ? TextRole::Heading : TextRole::Title;
  canvas.text_fitted(cut_top(content, canvas.line_height(role)), card.span, {role, palette::kInk}, TextRole::Small);
  skip_top(content, gap);
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Strong)), card.room_name,
                     {TextRole::Strong, palette::kInk}, TextRole::Small);
  canvas.text(cut_top(content, canvas.line_height(TextRole::Small)), card.floor, {TextRole::Small, palette::kMuted});
  skip_top(content, gap);
}

void draw_suggestion(const BookModel& model, std::size_t index, Canvas& canvas, const Rect& box,
                     std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const SuggestionCard& card = model.suggestions[index];
  const std::string id = "book.suggestion." + std::to_string(index);
  if (card_button(canvas, box, id, card.day + ", " + card.span))
    actions.push_back(SuggestionTapped{card.room, card.when});
  Rect content = inset(box, theme.m(), theme.compact() ? theme.s() : theme.m());
  if (theme.portrait()) {
    const Rect button = cut_right(content, theme.mm(26));
    static_cast<void>(cut_right(content, theme.m()));
    Rect reasons = cut_right(content, content.width * 0.5F);
    draw_words(card, canvas, content);
    draw_reasons(card, canvas, reasons);
    draw_pretended_button(model, canvas, middle(button, theme.touch()), index == 0);
    return;
  }
  const Rect button = cut_bottom(content, theme.touch());
  draw_words(card, canvas, content);
  skip_top(content, theme.s());
  draw_reasons(card, canvas, content);
  draw_pretended_button(model, canvas, button, index == 0);
}

void draw_pairs(const BookModel& model, Canvas& canvas, Rect& area, std::vector<Action>& actions) {
  if (model.pairs.empty()) return;
  std::vector<Segment> choices;
  for (const auto& pair : model.pairs) choices.push_back({pair.pair.text(), pair.label, pair.current});
  const Rect box = cut_top(area, canvas.theme().touch());
  if (const auto tapped = segments(canvas, box, "book.pair", choices))
    actions.push_back(PairTapped{model.pairs[*tapped].pair});
  skip_top(area, canvas.theme().s());
}

// What else can be had: any time, a room alone, only some rooms.
void draw_ways(const BookModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  const int count = model.room_only_word.empty() ? 2 : 3;
  const float gap = canvas.theme().m();
  const Button grid{"book.grid", model.grid_word, Icon::Grid, ButtonKind::Secondary};
  if (button(canvas, column(bar, 0, count, gap), grid)) actions.push_back(GridTapped{});
  const Button filter{"book.filter", model.filter_word, Icon::Filter, ButtonKind::Secondary};
  if (button(canvas, column(bar, 1, count, gap), filter)) actions.push_back(FilterTapped{});
  if (count < 3) return;
  const Button room{"book.room_only", model.room_only_word, Icon::Door, ButtonKind::Secondary};
  if (button(canvas, column(bar, 2, count, gap), room)) actions.push_back(RoomOnlyTapped{});
}

}  // namespace

void draw_suggestions(const BookModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  if (model.suggestions.empty()) {
    canvas.card(area);
    const float height = canvas.paragraph_height(area.width * 0.7F, model.nothing, TextRole::Heading, 3);
    canvas.paragraph(centred(area, area.width * 0.7F, height), model.nothing,
                     {TextRole::Heading, palette::kMuted, Align::Centre}, 3);
    return;
  }
  const auto count = static_cast<int>(std::max<std::size_t>(model.suggestions.size(), 3));
  const float gap = canvas.theme().m();
  const float words = 2 * canvas.line_height(TextRole::Strong) + canvas.line_height(TextRole::Heading) +
                      canvas.line_height(TextRole::Small);
  const float tallest = std::max(canvas.theme().mm(36), words + 2 * canvas.theme().s() + 2 * canvas.theme().m());
  for (std::size_t i = 0; i < model.suggestions.size(); ++i) {
    Rect box = canvas.theme().portrait() ? row(area, static_cast<int>(i), count, gap)
                                         : column(area, static_cast<int>(i), count, gap);
    if (canvas.theme().portrait() && box.height > tallest) {
      box.y = area.y + (tallest + gap) * static_cast<float>(i);
      box.height = tallest;
    }
    draw_suggestion(model, i, canvas, box, actions);
  }
}

void draw_lengths(const std::vector<LengthChoice>& lengths, Canvas& canvas, const Rect& box,
                  std::vector<Action>& actions) {
  std::vector<Segment> choices;
  for (const auto& length : lengths)
    choices.push_back({std::to_string(length.length.count()), length.label, length.current});
  if (const auto tapped = segments(canvas, box, "book.length", choices))
    actions.push_back(LengthTapped{lengths[*tapped].length});
}

void draw_book(const BookModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = area;
  Rect title = cut_top(rest, theme.touch());
  const Rect lengths =
      theme.portrait() ? cut_top(rest, theme.touch()) : cut_right(title, std::min(title.width * 0.5F, theme.mm(100)));
  draw_lengths(model.lengths, canvas, lengths, actions);
  canvas.text_fitted(title, model.title + (model.partner.empty() ? "" : " " + model.partner),
                     {TextRole::Heading, palette::kInk}, TextRole::Strong);
  skip_top(rest, theme.m());
  draw_pairs(model, canvas, rest, actions);
  draw_ways(model, canvas, cut_bottom(rest, theme.touch()), actions);
  static_cast<void>(cut_bottom(rest, theme.m()));
  if (!model.note.empty()) {
    canvas.text_fitted(cut_top(rest, canvas.line_height(TextRole::Body)), model.note, {TextRole::Body, palette::kMind},
                       TextRole::Small);
    skip_top(rest, theme.s());
  }
  draw_suggestions(model, canvas, rest, actions);
}

}  // namespace tandem::kiosk
