#include "kiosk/screens/book/repeat_view.h"

#include <algorithm>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

void draw_every(const RepeatModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  canvas.text(cut_top(area, canvas.line_height(TextRole::Body)), model.every_word, {TextRole::Body, palette::kMuted});
  std::vector<Segment> choices;
  for (const auto& option : model.every)
    choices.push_back({std::to_string(option.every.count()), option.label, option.current});
  if (const auto tapped = segments(canvas, area, "repeat.every", choices))
    actions.push_back(RepeatEveryTapped{model.every[*tapped].every});
}

void draw_count(const RepeatModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  canvas.text(cut_top(area, canvas.line_height(TextRole::Body)), model.count_word, {TextRole::Body, palette::kMuted});
  std::vector<Segment> choices;
  for (const auto& option : model.counts)
    choices.push_back({std::to_string(option.count), option.label, option.current});
  if (const auto tapped = segments(canvas, area, "repeat.count", choices))
    actions.push_back(RepeatCountTapped{model.counts[*tapped].count});
}

void draw_choices(const RepeatModel& model, Canvas& canvas, Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const float height = canvas.line_height(TextRole::Body) + theme.touch();
  Rect choices = cut_top(area, theme.portrait() ? 2 * height + theme.s() : height);
  const Rect every = theme.portrait() ? cut_top(choices, height) : cut_left(choices, choices.width * 0.52F);
  if (theme.portrait())
    skip_top(choices, theme.s());
  else
    skip_left(choices, theme.m());
  draw_every(model, canvas, every, actions);
  draw_count(model, canvas, choices, actions);
  skip_top(area, theme.s());
}

void draw_date(const RepeatDate& date, Canvas& canvas, Rect line) {
  const Part item(canvas, {SemanticRole::ListItem, date.day}, line);
  const float side = line.height * 0.8F;
  canvas.icon(date.free ? Icon::Check : Icon::Cross, middle(cut_left(line, line.height), side),
              date.free ? palette::kFree : palette::kBusy);
  skip_left(line, canvas.theme().s());
  const float width = canvas.text(line, date.day, {TextRole::Small, palette::kInk});
  skip_left(line, width + canvas.theme().m());
  canvas.text(line, date.why, {TextRole::Small, palette::kMuted});
}

void draw_dates(const RepeatModel& model, Canvas& canvas, Rect area) {
  const float least = canvas.line_height(TextRole::Small);
  const auto count = static_cast<float>(std::max<std::size_t>(model.dates.size(), 1));
  canvas.card(area);
  area = inset(area, canvas.theme().m(), canvas.theme().xs());
  const float height = std::clamp(area.height / count, least, least * 1.7F);
  for (const RepeatDate& date : model.dates)
    if (area.height + 0.5F >= least) draw_date(date, canvas, cut_top(area, height));
}

}  // namespace

void draw_repeat(const RepeatModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = area;
  canvas.text_fitted(cut_top(rest, canvas.line_height(TextRole::Heading)), model.title,
                     {TextRole::Heading, palette::kInk}, TextRole::Small);
  skip_top(rest, theme.xs());
  Rect bar = cut_bottom(rest, theme.touch());
  static_cast<void>(cut_bottom(rest, theme.s()));
  const Button book{"repeat.book", model.book_word, Icon::Check, ButtonKind::Primary, model.can_book};
  if (button(canvas, cut_right(bar, std::max(theme.mm(52), button_width(canvas, book))), book))
    actions.push_back(SeriesBookTapped{});
  canvas.text_fitted(bar, model.summary, {TextRole::Strong, palette::kInk}, TextRole::Small);
  draw_choices(model, canvas, rest, actions);
  draw_dates(model, canvas, rest);
}

}  // namespace tandem::kiosk
