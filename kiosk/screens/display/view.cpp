#include "kiosk/screens/display/view.h"

#include <algorithm>
#include <array>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// Many lines of large text leave nothing between them.
float gap_of(const Theme& theme) { return theme.compact() ? theme.xs() : theme.m(); }

float choice_height(const Canvas& canvas) { return canvas.line_height(TextRole::Small) + canvas.theme().touch(); }

float sheet_height(const Canvas& canvas, bool high) {
  const Theme& theme = canvas.theme();
  const float choices = high ? 4.0F : 3.0F;
  return canvas.line_height(TextRole::Title) + canvas.line_height(TextRole::Small) +
         choices * (choice_height(canvas) + gap_of(theme)) + gap_of(theme) + theme.touch() + 2 * theme.m();
}

// A line of words and the choices under it.
Rect titled_choice(const std::string& title, Canvas& canvas, Rect& content) {
  canvas.text(cut_top(content, canvas.line_height(TextRole::Small)), title, {TextRole::Small, palette::kMuted});
  const Rect box = cut_top(content, canvas.theme().touch());
  skip_top(content, gap_of(canvas.theme()));
  return box;
}

void draw_languages(const DisplayModel& model, Canvas& canvas, Rect& content, std::vector<Action>& actions) {
  std::vector<Segment> choices;
  for (const auto& language : model.languages) choices.push_back({language.code, language.label, language.current});
  const Rect box = titled_choice(model.language_title, canvas, content);
  if (const auto tapped = segments(canvas, box, "display.language", choices))
    actions.push_back(LanguageTapped{model.languages[*tapped].code});
}

void draw_text_sizes(const DisplayModel& model, Canvas& canvas, Rect& content, std::vector<Action>& actions) {
  std::vector<Segment> choices;
  for (const auto& size : model.text_sizes) choices.push_back({std::to_string(size.percent), size.label, size.current});
  const Rect box = titled_choice(model.text_title, canvas, content);
  if (const auto tapped = segments(canvas, box, "display.text", choices))
    actions.push_back(TextSizeTapped{model.text_sizes[*tapped].percent});
}

void draw_looks(const DisplayModel& model, Canvas& canvas, Rect& content, std::vector<Action>& actions) {
  constexpr std::array kIds = {"light", "dark", "high_contrast"};
  std::vector<Segment> choices;
  for (const auto& look : model.looks)
    choices.push_back({kIds.at(static_cast<std::size_t>(look.look)), look.label, look.current});
  const Rect box = titled_choice(model.look_title, canvas, content);
  if (const auto tapped = segments(canvas, box, "display.look", choices))
    actions.push_back(LookTapped{model.looks[*tapped].look});
}

void draw_reaches(const DisplayModel& model, Canvas& canvas, Rect& content, std::vector<Action>& actions) {
  std::vector<Segment> choices;
  for (const auto& reach : model.reaches) choices.push_back({reach.low ? "low" : "whole", reach.label, reach.current});
  const Rect box = titled_choice(model.reach_title, canvas, content);
  if (const auto tapped = segments(canvas, box, "display.reach", choices))
    actions.push_back(LowReachTapped{model.reaches[*tapped].low});
}

}  // namespace

void draw_display(const DisplayModel& model, Canvas& canvas, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const bool high = Theme::is_high(theme.panel());
  canvas.fill(canvas.whole_panel(), palette::kVeil);
  const Rect around = inset(canvas.screen(), theme.s());
  const bool large = theme.appearance().text_percent > 100;
  const float width = large ? around.width : std::max(theme.mm(130), around.width * 0.6F);
  const Rect sheet = centred(around, width, sheet_height(canvas, high));
  const Part dialog(canvas, {SemanticRole::Dialog, model.title}, sheet);
  canvas.card(sheet);
  Rect content = inset(sheet, theme.l(), theme.m());
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Title)), model.title,
                     {TextRole::Title, palette::kInk}, TextRole::Small);
  canvas.text(cut_top(content, canvas.line_height(TextRole::Small)), model.hint, {TextRole::Small, palette::kMuted});
  skip_top(content, gap_of(theme));
  draw_languages(model, canvas, content, actions);
  draw_text_sizes(model, canvas, content, actions);
  draw_looks(model, canvas, content, actions);
  if (high) draw_reaches(model, canvas, content, actions);
  const Rect buttons = cut_bottom(content, theme.touch());
  const Button usual{"display.usual", model.usual_word, Icon::None, ButtonKind::Secondary, model.unusual};
  const Button close{"display.close", model.close_word, Icon::Check, ButtonKind::Primary};
  if (button(canvas, column(buttons, 0, 2, theme.m()), usual)) actions.push_back(UsualDisplayTapped{});
  if (button(canvas, column(buttons, 1, 2, theme.m()), close)) actions.push_back(DisplayClosed{});
}

}  // namespace tandem::kiosk
