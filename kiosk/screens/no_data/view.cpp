#include "kiosk/screens/no_data/view.h"

#include <algorithm>

namespace tandem::kiosk {

using namespace ui;

void draw_no_data(const NoDataModel& model, Canvas& canvas, const Rect& area) {
  constexpr int kTitleLines = 2;
  constexpr int kAdviceLines = 5;
  const Theme& theme = canvas.theme();
  canvas.card(area);
  const float width = std::min(area.width - 2 * theme.m(), theme.mm(130));
  const float title = canvas.paragraph_height(width, model.title, TextRole::Title, kTitleLines);
  const float advice = canvas.paragraph_height(width, model.advice, TextRole::Body, kAdviceLines);
  const float side = std::min(theme.mm(18), area.height * 0.25F);
  Rect content = centred(area, width, std::min(area.height, side + theme.m() + title + theme.s() + advice));
  const Rect sign = cut_top(content, side);
  canvas.icon(model.help_needed ? Icon::Warning : Icon::Hourglass, centred(sign, side, side),
              model.help_needed ? palette::kMind : palette::kMuted);
  skip_top(content, theme.m());
  skip_top(content,
           canvas.paragraph(content, model.title, {TextRole::Title, palette::kInk, Align::Centre}, kTitleLines));
  skip_top(content, theme.s());
  canvas.paragraph(content, model.advice, {TextRole::Body, palette::kMuted, Align::Centre}, kAdviceLines);
}

}  // namespace tandem::kiosk
