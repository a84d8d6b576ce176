#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <array>

namespace tandem::kiosk::ui {
namespace {

using namespace palette;

struct ButtonPaints {
  Paint ground;
  Paint text;
  bool outlined;
};

ButtonPaints paints_of(const Button& button) {
  if (!button.enabled) return {kSunken, mixed(kMuted, kSunken, 0.35F), false};
  switch (button.kind) {
    case ButtonKind::Primary: return {kAccent, kOnColour, false};
    case ButtonKind::Secondary: return {kSurface, kInk, true};
    case ButtonKind::Quiet: return {kPaper, kInk, false};
    case ButtonKind::Danger: return {kSurface, kBusy, true};
  }
  return {kSurface, kInk, true};
}

float icon_side(const Canvas& canvas) { return canvas.line_height(TextRole::Strong) * 0.95F; }

void draw_ground(Canvas& canvas, const Rect& rect, const ButtonPaints& colours, const Touch& touch) {
  const float radius = canvas.theme().radius();
  canvas.fill(rect, pressed_paint(colours.ground, touch), radius);
  if (colours.outlined) canvas.outline(rect, mixed(kLine, kMuted, 0.25F), canvas.theme().hairline(), radius);
  if (touch.focused) canvas.focus_ring(rect, radius);
}

// Tall buttons speak louder.
TextRole label_role(const Canvas& canvas, const Rect& rect) {
  return rect.height >= canvas.theme().touch() * 1.2F ? TextRole::Heading : TextRole::Strong;
}

// On one line where it fits, on two where they fit, else smaller.
void draw_label(Canvas& canvas, const Rect& box, std::string_view label, TextStyle style) {
  const bool fits = canvas.text_width(style.role, label) <= box.width;
  if (!fits) style.role = TextRole::Strong;
  const float two_lines = 2 * canvas.line_height(TextRole::Strong);
  const bool wraps = canvas.text_width(style.role, label) > box.width && label.find(' ') != std::string_view::npos;
  if (fits || !wraps || box.height < two_lines) {
    canvas.text_fitted(box, label, style, TextRole::Small);
    return;
  }
  canvas.paragraph(middle(box, canvas.paragraph_height(box.width, label, style.role, 2)), label, style, 2);
}

// Label and note stand together in the middle.
void draw_with_note(Canvas& canvas, const Rect& box, const Button& button, TextStyle style) {
  const float label = canvas.line_height(style.role);
  const float note = canvas.line_height(TextRole::Small);
  Rect lines = middle(box, std::min(box.height, label + note));
  draw_label(canvas, cut_top(lines, lines.height - note), button.label, style);
  canvas.text_fitted(lines, button.note, {TextRole::Small, style.colour, Align::Centre}, TextRole::Small);
}

// Icon and label together in the middle of the button.
void draw_content(Canvas& canvas, const Rect& rect, const Button& button, Paint colour) {
  Rect content = inset(rect, canvas.theme().s(), 0);
  const TextRole role = label_role(canvas, rect);
  if (!button.note.empty()) return draw_with_note(canvas, content, button, {role, colour, Align::Centre});
  if (button.icon == Icon::None) return draw_label(canvas, content, button.label, {role, colour, Align::Centre});
  const float side = canvas.line_height(role) * 0.95F;
  const float gap = canvas.theme().s();
  const float text = std::min(canvas.text_width(role, button.label), content.width - side - gap);
  content = centred(content, side + gap + text, rect.height);
  canvas.icon(button.icon, middle(cut_left(content, side), side), colour);
  skip_left(content, gap);
  // A hair of slack: the measured width and the box are the same number.
  content.width += 1;
  draw_label(canvas, content, button.label, {role, colour, Align::Left});
}

}  // namespace

Paint pressed_paint(Paint ground, const Touch& touch) { return touch.pressed ? mixed(ground, kInk, 0.14F) : ground; }

bool button(Canvas& canvas, const Rect& rect, const Button& button) {
  const Touch touch = canvas.touch(button.id, button.label, rect, button.enabled);
  const ButtonPaints colours = paints_of(button);
  if (button.kind != ButtonKind::Quiet || touch.pressed)
    draw_ground(canvas, rect, colours, touch);
  else if (touch.focused)
    canvas.focus_ring(rect, canvas.theme().radius());
  draw_content(canvas, rect, button, colours.text);
  return touch.tapped;
}

float button_width(const Canvas& canvas, const Button& button) {
  const float icon = button.icon != Icon::None ? icon_side(canvas) + canvas.theme().s() : 0;
  return canvas.text_width(TextRole::Strong, button.label) + icon + 2 * canvas.theme().m();
}

bool icon_button(Canvas& canvas, const Rect& rect, const Button& button) {
  const Touch touch = canvas.touch(button.id, button.label, rect, button.enabled);
  const ButtonPaints colours = paints_of(button);
  draw_ground(canvas, rect, colours, touch);
  canvas.icon(button.icon, centred(rect, icon_side(canvas), icon_side(canvas)), colours.text);
  return touch.tapped;
}

bool card_button(Canvas& canvas, const Rect& rect, std::string_view id, std::string_view label) {
  const Touch touch = canvas.touch(id, label, rect);
  const float radius = canvas.theme().radius();
  canvas.card(rect);
  if (touch.pressed) canvas.fill(rect, kAccentSoft, radius);
  if (touch.focused) canvas.focus_ring(rect, radius);
  return touch.tapped;
}

float pill_width(const Canvas& canvas, const Pill& pill) {
  const float side = canvas.line_height(TextRole::Small) * 0.85F;
  const float icon = pill.icon != Icon::None ? side + canvas.theme().xs() * 1.2F : 0;
  return canvas.text_width(TextRole::Small, pill.word) + icon + 2 * canvas.theme().s();
}

float pill_height(const Canvas& canvas, const Pill& pill, float width) {
  const float line = canvas.line_height(TextRole::Small);
  return (pill_width(canvas, pill) > width ? 2 * line : line) + canvas.theme().s();
}

float pill(Canvas& canvas, const Rect& box, const Pill& pill, Align align) {
  const Theme& theme = canvas.theme();
  const float line = canvas.line_height(TextRole::Small);
  const float width = std::min(box.width, pill_width(canvas, pill));
  const bool wraps = pill_width(canvas, pill) > box.width && box.height >= 2 * line;
  const float height = std::min(box.height, wraps ? 2 * line + theme.s() : line + theme.s());
  Rect ground = middle(box, height);
  ground.x = align == Align::Right ? box.right() - width : box.x;
  if (align == Align::Centre) ground.x = box.x + (box.width - width) / 2;
  ground.width = width;
  const TonePaints colours = ui::paints_of(pill.tone);
  canvas.fill(ground, colours.soft, std::min(height, line + theme.s()) / 2);
  Rect content = inset(ground, theme.s(), 0);
  if (pill.icon != Icon::None) {
    const float side = line * 0.85F;
    canvas.icon(pill.icon, middle(cut_left(content, side), side), colours.strong);
    skip_left(content, theme.xs() * 1.2F);
  }
  content.width += 1;
  const Part status(canvas, {SemanticRole::Status, pill.word, {}, pill.icon == Icon::Hourglass}, ground);
  const TextStyle style{TextRole::Small, colours.strong, Align::Left};
  if (wraps)
    canvas.paragraph(middle(content, 2 * line), pill.word, style, 2);
  else
    canvas.text(content, pill.word, style);
  return width;
}

std::optional<std::size_t> segments(Canvas& canvas, const Rect& rect, std::string_view id,
                                    const std::vector<Segment>& choices) {
  const Theme& theme = canvas.theme();
  canvas.fill(rect, kSunken, theme.radius());
  std::optional<std::size_t> tapped;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Segment& choice = choices[i];
    const Rect box = column(rect, static_cast<int>(i), static_cast<int>(choices.size()), 0);
    const Touch touch =
        canvas.touch(std::string(id) + "." + choice.id, choice.name.empty() ? choice.label : choice.name, box);
    canvas.target_is(SemanticRole::Choice, choice.current);
    const Rect ground = inset(box, theme.xs() * 0.7F);
    if (choice.current) canvas.fill(ground, kSurface, theme.radius() * 0.8F);
    if (choice.current) canvas.outline(ground, kLine, theme.hairline(), theme.radius() * 0.8F);
    if (touch.pressed) canvas.fill(ground, mixed(kSunken, kInk, 0.14F), theme.radius() * 0.8F);
    if (touch.focused) canvas.focus_ring(ground, theme.radius() * 0.8F);
    const TextStyle style{choice.current ? TextRole::Strong : TextRole::Body, choice.current ? kAccent : kInk,
                          Align::Centre};
    canvas.text_fitted(inset(ground, theme.xs(), 0), choice.label, style, TextRole::Small);
    if (touch.tapped) tapped = i;
  }
  return tapped;
}

std::optional<int> pager(Canvas& canvas, const Rect& rect, std::string_view id, int page, int pages) {
  if (pages <= 1) return std::nullopt;
  const float side = std::min(canvas.theme().touch(), rect.height);
  Rect content = centred(rect, side * 4, side);
  const std::string back = std::string(id) + ".previous";
  const std::string forward = std::string(id) + ".next";
  std::optional<int> tapped;
  const Button previous{back, canvas.words().previous_page, Icon::Back, ButtonKind::Secondary, page > 0};
  const Button next{forward, canvas.words().next_page, Icon::Forward, ButtonKind::Secondary, page + 1 < pages};
  if (icon_button(canvas, cut_left(content, side), previous)) tapped = page - 1;
  if (icon_button(canvas, cut_right(content, side), next)) tapped = page + 1;
  const std::string words = std::to_string(page + 1) + " / " + std::to_string(pages);
  canvas.text(content, words, {TextRole::Body, kMuted, Align::Centre});
  return tapped;
}

}  // namespace tandem::kiosk::ui
