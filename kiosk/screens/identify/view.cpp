#include "kiosk/screens/identify/view.h"

#include <algorithm>

#include "kiosk/core/reduce.h"
#include "kiosk/ui/keyboards.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// One box a letter; at least kNameLetters of them, so that it is seen how many are wanted.
void draw_letters(const IdentifyModel& model, Canvas& canvas, const Rect& area) {
  const Theme& theme = canvas.theme();
  const auto typed = static_cast<int>(model.letters.size());
  const int boxes = std::max(kNameLetters, std::min(typed + 1, 10));
  const float gap = theme.s();
  const float side =
      std::min(area.height, (area.width - gap * static_cast<float>(boxes - 1)) / static_cast<float>(boxes));
  const float width = side * static_cast<float>(boxes) + gap * static_cast<float>(boxes - 1);
  const Rect line = centred(area, width, side);
  const int first = std::max(0, typed - boxes + 1);
  const Part field(canvas, {SemanticRole::TextField, model.instruction, model.letters}, line);
  for (int i = 0; i < boxes; ++i) {
    const Rect box = column(line, i, boxes, gap);
    const bool next = first + i == typed;
    canvas.fill(box, palette::kSurface, theme.radius());
    canvas.outline(box, next ? palette::kAccent : palette::kLine, next ? theme.mm(0.5F) : theme.hairline(),
                   theme.radius());
    if (first + i >= typed) continue;
    const std::string letter = model.letters.substr(static_cast<std::size_t>(first + i), 1);
    canvas.text(box, letter, {TextRole::Title, palette::kInk, Align::Centre});
  }
}

void draw_dots(const IdentifyModel& model, Canvas& canvas, const Rect& area) {
  const Theme& theme = canvas.theme();
  const int places = std::max(kPinMinLength, model.pin_digits);
  const float step = theme.mm(8);
  const float radius = theme.mm(2);
  const float width = step * static_cast<float>(places);
  canvas.mean({SemanticRole::TextField, model.instruction, model.pin_words}, centred(area, width, 2 * radius));
  float x = area.middle_x() - step * static_cast<float>(places - 1) / 2;
  for (int i = 0; i < places; ++i, x += step) {
    const bool typed = i < model.pin_digits;
    canvas.circle(x, area.middle_y(), radius, typed ? palette::kInk : palette::kSunken);
    if (!typed)
      canvas.arc(x, area.middle_y(), radius, 1, mixed(palette::kLine, palette::kMuted, 0.5F), theme.hairline());
  }
}

void draw_problem(const IdentifyModel& model, Canvas& canvas, const Rect& area) {
  if (model.problem.empty()) return;
  const Theme& theme = canvas.theme();
  const float side = canvas.line_height(TextRole::Strong);
  const float width =
      std::min(area.width, canvas.text_width(TextRole::Body, model.problem) + side + theme.s() + 2 * theme.m());
  const float inner = width - side - theme.s() - 2 * theme.m() + 1;
  const float text = canvas.paragraph_height(inner, model.problem, TextRole::Body, 3);
  Rect box{area.middle_x() - width / 2, area.y, width, text + theme.s()};
  canvas.fill(box, palette::kMindSoft, theme.radius());
  Rect content = inset(box, theme.m(), theme.s() / 2);
  const Rect sign = cut_left(content, side);
  canvas.icon(Icon::Warning, {sign.x, sign.y, side, side}, palette::kMind);
  skip_left(content, theme.s());
  content.width += 1;
  canvas.paragraph(content, model.problem, {TextRole::Body, palette::kMind, Align::Left, SemanticRole::Status}, 3);
}

void emit(const ScreenKey& key, EntryStep step, std::vector<Action>& actions) {
  if (const auto* text = std::get_if<std::string>(&key)) {
    if (step == EntryStep::Letters)
      actions.push_back(LetterTapped{*text});
    else
      actions.push_back(DigitTapped{text->front()});
  }
  if (std::holds_alternative<EraseKey>(key)) actions.push_back(EraseTapped{});
  if (std::holds_alternative<ConfirmKey>(key)) actions.push_back(EntryConfirmed{});
}

void draw_keys(const IdentifyModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const KeyboardLook look{model.confirm_word, model.erase_word, model.keys_enabled, model.can_confirm};
  std::optional<ScreenKey> key;
  if (model.step == EntryStep::Letters) {
    const Rect keys = centred(area, std::min(area.width, theme.mm(176)), std::min(area.height, theme.mm(48.5F)));
    key = letter_keys(canvas, keys, model.keyboard, look);
  } else {
    const Rect keys = centred(area, std::min(area.width, theme.mm(72)), std::min(area.height, theme.mm(68)));
    key = digit_keys(canvas, keys, look);
  }
  if (key) emit(*key, model.step, actions);
}

void draw_badge_hint(const IdentifyModel& model, Canvas& canvas, const Rect& area) {
  if (model.badge_hint.empty()) return;
  const Theme& theme = canvas.theme();
  const Pill hint{model.badge_hint, Icon::Badge, Tone::Accent};
  pill(canvas, {area.x, area.y, area.width, canvas.line_height(TextRole::Small) + theme.s()}, hint, Align::Centre);
}

// Words and what was typed so far, from the top of `area`.
void draw_entry(const IdentifyModel& model, Canvas& canvas, Rect area) {
  const Theme& theme = canvas.theme();
  canvas.text_fitted(cut_top(area, canvas.line_height(TextRole::Title)), model.title,
                     {TextRole::Title, palette::kInk, Align::Centre}, TextRole::Strong);
  skip_top(area, theme.m());
  draw_badge_hint(model, canvas, cut_top(area, canvas.line_height(TextRole::Small) + theme.s()));
  skip_top(area, theme.m());
  skip_top(area, canvas.paragraph(area, model.instruction, {TextRole::Body, palette::kMuted, Align::Centre}, 2));
  skip_top(area, theme.s());
  const Rect entry = cut_top(area, std::min(theme.mm(14), area.height));
  if (model.step == EntryStep::Letters)
    draw_letters(model, canvas, entry);
  else
    draw_dots(model, canvas, entry);
  skip_top(area, theme.s());
  draw_problem(model, canvas, area);
}

float entry_height(const IdentifyModel& model, const Canvas& canvas, float width) {
  const Theme& theme = canvas.theme();
  return canvas.line_height(TextRole::Title) + canvas.line_height(TextRole::Small) + theme.s() + 2 * theme.m() +
         canvas.paragraph_height(width, model.instruction, TextRole::Body, 2) + 2 * theme.s() + theme.mm(14) +
         2 * canvas.line_height(TextRole::Body) + theme.m();
}

}  // namespace

void draw_identify(const IdentifyModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = area;
  const bool beside = model.step != EntryStep::Letters && area.width > area.height;
  Rect words = beside ? cut_left(rest, area.width * 0.52F)
                      : cut_top(rest, std::min(area.height * 0.55F, entry_height(model, canvas, area.width)));
  if (beside)
    words = centred(words, words.width - theme.m(), std::min(words.height, entry_height(model, canvas, words.width)));
  draw_entry(model, canvas, words);
  draw_keys(model, canvas, rest, actions);
}

}  // namespace tandem::kiosk
