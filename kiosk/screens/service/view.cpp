#include "kiosk/screens/service/view.h"

#include <algorithm>

#include "kiosk/core/service.h"
#include "kiosk/screens/identify/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

Paint paint_of(ServiceTone tone) {
  switch (tone) {
    case ServiceTone::Plain: return palette::kInk;
    case ServiceTone::Good: return palette::kFree;
    case ServiceTone::Mind: return palette::kMind;
  }
  return palette::kInk;
}

void draw_row(const ServiceRow& row, Canvas& canvas, const Rect& box) {
  const Theme& theme = canvas.theme();
  Rect content = box;
  const Part item(canvas, {SemanticRole::ListItem, row.label + ", " + row.value}, box);
  canvas.text_fitted(cut_left(content, box.width * 0.4F), row.label, {TextRole::Small, palette::kMuted},
                     TextRole::Small);
  skip_left(content, theme.s());
  const float side = canvas.line_height(TextRole::Small) * 0.9F;
  if (row.tone != ServiceTone::Plain) {
    const Icon icon = row.tone == ServiceTone::Good ? Icon::Check : Icon::Warning;
    canvas.icon(icon, middle(cut_left(content, side), side), paint_of(row.tone));
    skip_left(content, theme.xs());
  }
  canvas.text_fitted(content, row.value, {TextRole::Small, paint_of(row.tone)}, TextRole::Small);
  canvas.line(box.x, box.bottom(), box.right(), box.bottom(), palette::kLine, theme.hairline());
}

void draw_rows(const ServiceModel& model, Canvas& canvas, const Rect& area) {
  const Theme& theme = canvas.theme();
  canvas.card(area);
  Rect content = inset(area, theme.m(), theme.s());
  const Part list(canvas, {SemanticRole::List, model.title}, area);
  canvas.text(cut_top(content, canvas.line_height(TextRole::Strong)), model.title, {TextRole::Strong, palette::kInk});
  skip_top(content, theme.xs());
  const float fair = content.height / static_cast<float>(std::max<std::size_t>(model.rows.size(), 1));
  const float height = std::clamp(fair, canvas.line_height(TextRole::Small), theme.mm(9));
  for (const ServiceRow& row : model.rows) draw_row(row, canvas, cut_top(content, height));
}

// The newest lines that fit, cut at the right: a line begins with when and who.
void draw_log(const ServiceModel& model, Canvas& canvas, const Rect& area) {
  const Theme& theme = canvas.theme();
  canvas.card(area);
  Rect content = inset(area, theme.m(), theme.s());
  canvas.text(cut_top(content, canvas.line_height(TextRole::Strong)), model.log_title,
              {TextRole::Strong, palette::kInk});
  skip_top(content, theme.xs());
  const float line = canvas.line_height(TextRole::Small);
  const auto fit = static_cast<std::size_t>(std::max(0.0F, content.height / line));
  const std::size_t first = model.log.size() > fit ? model.log.size() - fit : 0;
  for (std::size_t i = first; i < model.log.size(); ++i)
    canvas.text(cut_top(content, line), model.log[i], {TextRole::Small, palette::kMuted});
}

void draw_brightness(const ServiceModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  const float side = canvas.theme().touch();
  Rect rest = bar;
  const Button darker{"service.darker", model.darker_word, Icon::Minus, ButtonKind::Secondary,
                      *model.brightness > kLeastBrightness};
  const Button brighter{"service.brighter", model.brighter_word, Icon::Plus, ButtonKind::Secondary,
                        *model.brightness < 100};
  if (icon_button(canvas, cut_left(rest, side), darker))
    actions.push_back(BrightnessTapped{*model.brightness - kBrightnessStep});
  if (icon_button(canvas, cut_right(rest, side), brighter))
    actions.push_back(BrightnessTapped{*model.brightness + kBrightnessStep});
  canvas.text_fitted(inset(rest, canvas.theme().s(), 0),
                     model.brightness_word + " " + std::to_string(*model.brightness) + " %",
                     {TextRole::Body, palette::kInk, Align::Centre}, TextRole::Small);
}

void draw_taps(const ServiceModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const int columns = model.brightness ? 2 : 1;
  const Button restart{"service.restart", model.restart_word, Icon::Return,
                       model.restart_asked ? ButtonKind::Danger : ButtonKind::Secondary};
  if (button(canvas, column(bar, columns - 1, columns, theme.m()), restart)) actions.push_back(RestartTapped{});
  if (model.brightness) draw_brightness(model, canvas, column(bar, 0, columns, theme.m()), actions);
}

void draw_no_pin(const ServiceModel& model, Canvas& canvas, const Rect& area) {
  canvas.card(area);
  const Theme& theme = canvas.theme();
  Rect content = centred(area, area.width - 2 * theme.l(), canvas.line_height(TextRole::Title) * 4);
  canvas.text(cut_top(content, canvas.line_height(TextRole::Title)), model.title,
              {TextRole::Title, palette::kInk, Align::Centre});
  skip_top(content, theme.m());
  canvas.paragraph(content, model.no_pin, {TextRole::Body, palette::kMuted, Align::Centre}, 3);
}

}  // namespace

void draw_service(const ServiceModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  if (!model.no_pin.empty()) return draw_no_pin(model, canvas, canvas.uncovered(area));
  if (model.pin) return draw_identify(*model.pin, canvas, area, actions);
  const Theme& theme = canvas.theme();
  Rect rest = canvas.uncovered(area);
  const Rect bar = cut_bottom(rest, theme.touch());
  static_cast<void>(cut_bottom(rest, theme.s()));
  const Rect rows = theme.portrait() ? cut_top(rest, rest.height * 0.5F) : cut_left(rest, rest.width * 0.54F);
  if (theme.portrait())
    skip_top(rest, theme.s());
  else
    skip_left(rest, theme.s());
  draw_rows(model, canvas, rows);
  draw_log(model, canvas, rest);
  draw_taps(model, canvas, bar, actions);
}

}  // namespace tandem::kiosk
