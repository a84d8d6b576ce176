#include "kiosk/screens/set_up/view.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/qr_code.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {

using namespace ui;

namespace {

// Whole pixels a square, dark on white, in the middle of `box`.
void draw_qr(const std::string& text, const std::string& name, Canvas& canvas, const Rect& box) {
  const QrCode code = make_qr_code(text);
  if (code.side == 0) return;
  const auto squares = static_cast<float>(code.side + 2 * kQrQuietZone);
  const float square = std::max(1.0F, std::floor(std::min(box.width, box.height) / squares));
  const Rect ground = centred(box, square * squares, square * squares);
  canvas.fill(ground, palette::kCodeGround);
  canvas.mean({SemanticRole::Image, name}, ground);
  const float left = std::floor(ground.x) + square * kQrQuietZone;
  const float top = std::floor(ground.y) + square * kQrQuietZone;
  for (int y = 0; y < code.side; ++y) {
    for (int x = 0; x < code.side; ++x) {
      if (!code.at(x, y)) continue;
      canvas.fill({left + square * static_cast<float>(x), top + square * static_cast<float>(y), square, square},
                  palette::kCodeModule);
    }
  }
}

void draw_fingerprint(const std::string& word, const std::vector<std::string>& lines, Canvas& canvas, Rect& area) {
  if (lines.empty()) return;
  const Theme& theme = canvas.theme();
  canvas.text(cut_top(area, canvas.line_height(TextRole::Small)), word, {TextRole::Small, palette::kMuted});
  for (const auto& line : lines) {
    canvas.text_fitted(cut_top(area, canvas.line_height(TextRole::Body)), line, {TextRole::Body, palette::kInk},
                       TextRole::Small);
  }
  skip_top(area, theme.s());
}

void draw_code(const SetUpModel& model, Canvas& canvas, Rect& area) {
  if (model.code.empty()) return;
  const Theme& theme = canvas.theme();
  Rect line = cut_top(area, canvas.line_height(TextRole::Small));
  canvas.text(line, model.code_word, {TextRole::Small, palette::kMuted});
  canvas.text(line, model.minutes_left, {TextRole::Small, palette::kMuted, Align::Right});
  canvas.text_fitted(cut_top(area, canvas.line_height(TextRole::Giant)), model.code, {TextRole::Giant, palette::kInk},
                     TextRole::Title);
  skip_top(area, theme.s());
}

Tone tone_of(SetUpTone tone) {
  switch (tone) {
    case SetUpTone::Good: return Tone::Free;
    case SetUpTone::Bad: return Tone::Mind;
    case SetUpTone::Busy: break;
  }
  return Tone::Neutral;
}

Icon icon_of(SetUpTone tone) {
  switch (tone) {
    case SetUpTone::Good: return Icon::Check;
    case SetUpTone::Bad: return Icon::Warning;
    case SetUpTone::Busy: break;
  }
  return Icon::Hourglass;
}

void draw_words(const SetUpModel& model, Canvas& canvas, Rect& area) {
  constexpr int kAdviceLines = 4;
  const Theme& theme = canvas.theme();
  canvas.text_fitted(cut_top(area, canvas.line_height(TextRole::Title)), model.title, {TextRole::Title, palette::kInk},
                     TextRole::Body);
  skip_top(area, theme.s());
  pill(canvas, cut_top(area, canvas.line_height(TextRole::Body) + theme.s()),
       {model.status, icon_of(model.tone), tone_of(model.tone)});
  skip_top(area, theme.s());
  skip_top(area, canvas.paragraph(area, model.advice, {TextRole::Body, palette::kMuted}, kAdviceLines));
  skip_top(area, theme.m());
}

}  // namespace

void draw_set_up(const SetUpModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.card(area);
  area = inset(area, theme.m());
  const bool tall = area.height > area.width;
  if (!tall && !model.qr.empty()) {
    const Rect beside = cut_right(area, std::min(area.width * 0.4F, area.height));
    draw_qr(model.qr, model.qr_word, canvas, beside);
    static_cast<void>(cut_right(area, theme.m()));
  }
  draw_words(model, canvas, area);
  draw_code(model, canvas, area);
  draw_fingerprint(model.device_word, model.device_fingerprint, canvas, area);
  const std::string server = model.server_word + (model.server.empty() ? "" : " · " + model.server);
  draw_fingerprint(server, model.server_fingerprint, canvas, area);
  if (tall && !model.qr.empty()) draw_qr(model.qr, model.qr_word, canvas, centred(area, theme.mm(90), theme.mm(90)));
  if (model.new_code_word.empty()) return;
  skip_top(area, theme.m());
  const Button again{"set_up.new_code", model.new_code_word, Icon::None, ButtonKind::Primary, true};
  if (button(canvas, inset(cut_top(area, theme.touch()), 0), again)) actions.emplace_back(NewCodeTapped{});
}

}  // namespace tandem::kiosk
