#include "kiosk/screens/notice/view.h"

#include <algorithm>

#include "kiosk/screens/header/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

struct Sign {
  Icon icon;
  Tone tone;
};

Sign sign_of(const NoticeModel& model) {
  if (model.neutral) return {Icon::Person, Tone::Mind};
  switch (model.progress) {
    case NoticeProgress::Saving: return {Icon::Hourglass, Tone::Neutral};
    case NoticeProgress::Awaiting: return {Icon::Hourglass, Tone::Mind};
    case NoticeProgress::Confirmed: return {Icon::Check, Tone::Free};
    case NoticeProgress::Refused: return {Icon::Warning, Tone::Busy};
  }
  return {Icon::Warning, Tone::Busy};
}

void draw_sign(Canvas& canvas, const Rect& box, const NoticeModel& model) {
  const Sign sign = sign_of(model);
  const float side = std::min(box.width, box.height);
  canvas.circle(box.middle_x(), box.middle_y(), side / 2, paints_of(sign.tone).soft);
  canvas.icon(sign.icon, centred(box, side * 0.56F, side * 0.56F), paints_of(sign.tone).strong);
}

bool pending(const NoticeModel& model) {
  return model.progress == NoticeProgress::Saving || model.progress == NoticeProgress::Awaiting;
}

void draw_strip(const NoticeModel& model, Canvas& canvas, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const Rect strip = strip_place(canvas);
  canvas.fill(inset(strip, -theme.mm(0.5F)), mixed(palette::kPaper, palette::kInk, 0.12F), theme.radius() * 1.2F);
  canvas.card(strip);
  const Part alert(canvas, {SemanticRole::Alert, model.headline, {}, pending(model)}, strip);
  Rect content = inset(strip, theme.m(), theme.s());
  draw_sign(canvas, cut_left(content, content.height), model);
  skip_left(content, theme.m());
  const Button close{"notice.close", model.dismiss_word, Icon::Cross, ButtonKind::Secondary};
  if (icon_button(canvas, middle(cut_right(content, theme.touch()), theme.touch()), close))
    actions.push_back(NoticeDismissed{model.ticket});
  static_cast<void>(cut_right(content, theme.s()));
  // More lines of each where they need them.
  const float small = canvas.line_height(TextRole::Small);
  const auto height_of = [&](const std::string& text, int lines) {
    return std::max(canvas.paragraph_height(content.width, text, TextRole::Small, lines), small);
  };
  const float headline = std::max(canvas.line_height(TextRole::Strong), height_of(model.headline, 2));
  const float detail = std::min(height_of(model.detail, 3), std::max(content.height - headline, small));
  Rect lines = middle(content, std::min(content.height, headline + detail));
  canvas.text_fitted(cut_top(lines, headline), model.headline, {TextRole::Strong, palette::kInk}, TextRole::Small);
  canvas.text_fitted(lines, model.detail, {TextRole::Small, palette::kMuted}, TextRole::Small);
}

void draw_alternative(const NoticeModel& model, const AlternativeModel& choice, Canvas& canvas, const Rect& box,
                      std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const std::string id = "notice.alternative." + std::to_string(choice.index);
  if (card_button(canvas, box, id, choice.when)) actions.push_back(AlternativeTapped{model.ticket, choice.index});
  Rect content = inset(box, theme.m(), 0);
  const float side = canvas.line_height(TextRole::Strong);
  canvas.icon(Icon::Forward, middle(cut_right(content, side), side), palette::kAccent);
  Rect lines = middle(content, canvas.line_height(TextRole::Strong) + canvas.line_height(TextRole::Small));
  canvas.text_fitted(cut_top(lines, canvas.line_height(TextRole::Strong)), choice.when,
                     {TextRole::Strong, palette::kInk}, TextRole::Small);
  canvas.text(lines, choice.where, {TextRole::Small, palette::kMuted});
}

// The height of everything in the sheet, so that it stands in the middle.
float sheet_height(const NoticeModel& model, const Canvas& canvas, float width) {
  const Theme& theme = canvas.theme();
  const auto choices = static_cast<float>(model.alternatives.size());
  const float words = canvas.line_height(TextRole::Title) + theme.s() +
                      canvas.paragraph_height(width, model.reason, TextRole::Body, 3) +
                      canvas.line_height(TextRole::Small);
  const float choices_height =
      choices > 0 ? theme.l() + canvas.line_height(TextRole::Strong) + choices * (theme.touch() * 1.1F + theme.s()) : 0;
  const auto lines = static_cast<float>(model.missed.size());
  const float missed_height =
      lines > 0 ? theme.s() + canvas.line_height(TextRole::Strong) + lines * canvas.line_height(TextRole::Small) : 0;
  return words + missed_height + choices_height + theme.touch() + 3 * theme.l();
}

// What of a series could not be had, and why.
void draw_missed(const NoticeModel& model, Canvas& canvas, Rect& content) {
  if (model.missed.empty()) return;
  skip_top(content, canvas.theme().s());
  canvas.text(cut_top(content, canvas.line_height(TextRole::Strong)), model.missed_title,
              {TextRole::Strong, palette::kInk});
  for (const auto& line : model.missed)
    canvas.text(cut_top(content, canvas.line_height(TextRole::Small)), line, {TextRole::Small, palette::kInk});
}

void draw_sheet(const NoticeModel& model, Canvas& canvas, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.fill(canvas.whole_panel(), palette::kVeil);
  const float width = std::min(canvas.screen().width - 2 * theme.l(), theme.mm(130));
  const float inner = width - 2 * theme.l();
  const Rect sheet = centred(canvas.screen(), width, sheet_height(model, canvas, inner));
  canvas.card(sheet);
  const Part dialog(canvas, {SemanticRole::Dialog, model.headline}, sheet);
  Rect content = inset(sheet, theme.l());
  Rect title = cut_top(content, canvas.line_height(TextRole::Title));
  draw_sign(canvas, cut_left(title, title.height), model);
  skip_left(title, theme.m());
  canvas.text_fitted(title, model.headline, {TextRole::Title, palette::kInk}, TextRole::Strong);
  skip_top(content, theme.s());
  if (!model.reason.empty())
    skip_top(content, canvas.paragraph(content, model.reason, {TextRole::Body, palette::kInk}, 3));
  canvas.text(cut_top(content, canvas.line_height(TextRole::Small)), model.detail, {TextRole::Small, palette::kMuted});
  const Rect close = cut_bottom(content, theme.touch());
  draw_missed(model, canvas, content);
  if (!model.alternatives.empty()) {
    skip_top(content, theme.l() * 0.6F);
    canvas.text(cut_top(content, canvas.line_height(TextRole::Strong)), model.alternatives_title,
                {TextRole::Strong, palette::kInk});
    skip_top(content, theme.s());
  }
  for (const auto& choice : model.alternatives) {
    draw_alternative(model, choice, canvas, cut_top(content, theme.touch() * 1.1F), actions);
    skip_top(content, theme.s());
  }
  const Button button{"notice.close", model.dismiss_word, Icon::None, ButtonKind::Secondary};
  if (ui::button(canvas, close, button)) actions.push_back(NoticeDismissed{model.ticket});
}

}  // namespace

bool is_sheet(const NoticeModel& model) {
  return !model.neutral && (model.progress == NoticeProgress::Refused || !model.missed.empty());
}

Rect strip_place(const Canvas& canvas) {
  const Theme& theme = canvas.theme();
  const float inside = canvas.screen().width - 2 * theme.l();
  const float width = theme.portrait() ? inside : inside * 0.46F;
  const float details = theme.portrait() ? 2.0F : 3.0F;
  const float words = canvas.line_height(TextRole::Strong) + details * canvas.line_height(TextRole::Small);
  const bool large = theme.appearance().text_percent > 100;
  const float height = (large ? std::max(theme.touch(), words) : theme.touch()) + 2 * theme.s();
  return {theme.l(), canvas.screen().y + header_height(theme) + theme.s(), width, height};
}

void draw_notice(const NoticeModel& model, Canvas& canvas, std::vector<Action>& actions) {
  if (is_sheet(model))
    draw_sheet(model, canvas, actions);
  else
    draw_strip(model, canvas, actions);
}

}  // namespace tandem::kiosk
