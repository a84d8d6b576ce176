// The part of Canvas that fits text into boxes.

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/ui/canvas.h"

namespace tandem::kiosk::ui {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr float kRounding = 0.01F;  // pixels that divisions lose
constexpr float kShrinkStep = 0.1F;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The longest prefix of `text` that ends on a character and for which fits() holds; fits() is true of short prefixes.
template <class Fits>
std::size_t longest_prefix(std::string_view text, const Fits& fits) {
  std::size_t low = 0;
  std::size_t high = text.size();
  while (low < high) {
    const std::size_t half = (low + high + 1) / 2;
    if (fits(text.substr(0, half)))
      low = half;
    else
      high = half - 1;
  }
  while (low > 0 && low < text.size() && continues_character(text[low])) --low;
  return low;
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

float line_x(const Rect& box, float width, Align align) {
  if (align == Align::Centre) return box.x + (box.width - width) / 2;
  return align == Align::Right ? box.right() - width : box.x;
}

// Takes the words that fit into `width` off `text`; a word longer than a line is broken.
template <class Measure>
std::string_view take_line(std::string_view& text, float width, const Measure& measure) {
  const std::size_t fitting =
      longest_prefix(text, [&](std::string_view part) { return measure(trim_end(part)) <= width; });
  std::size_t end = fitting;
  if (fitting < text.size()) {
    const std::size_t space = text.rfind(' ', fitting);
    if (space != std::string_view::npos && space > 0) end = space;
  }
  if (end == 0) end = text.size();
  const std::string_view line = trim_end(text.substr(0, end));
  text.remove_prefix(end);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return line;
}

}  // namespace

float Canvas::line_height(TextRole role) const { return theme_.text_size(role); }

std::string Canvas::cut(TextRole role, std::string_view text, float width) const {
  if (text_width(role, text) <= width) return std::string(text);
  const float room = width - text_width(role, kEllipsis);
  const std::size_t kept = longest_prefix(text, [&](std::string_view part) { return text_width(role, part) <= room; });
  return std::string(trim_end(text.substr(0, kept))) + std::string(kEllipsis);
}

void Canvas::keep(const Rect& box, std::string_view text, const TextStyle& style, float height, bool cut) {
  if (keeps_texts_) texts_.push_back({std::string(text), style.role, box, height, cut});
}

float Canvas::least_scale(TextRole role) const {
  return std::min(1.0F, theme_.usual_text_size(role) / theme_.text_size(role));
}

float Canvas::text(const Rect& box, std::string_view text, const TextStyle& style) {
  const float wanted =
      std::min(box.width / std::max(text_width(style.role, text), 1.0F), box.height / line_height(style.role));
  const float scale = std::clamp(wanted, least_scale(style.role), 1.0F);
  const std::string shown = cut(style.role, text, box.width / scale + kRounding);
  const float width = text_width(style.role, shown) * scale;
  const float height = line_height(style.role) * scale;
  const Rect place{line_x(box, width, style.align), box.middle_y() - height / 2, width, height};
  draw_line(place.x, place.y, shown, style, scale);
  keep(box, text, style, height, shown != text);
  add_text(place, text, style, shown != text);
  return width;
}

float Canvas::text_fitted(const Rect& box, std::string_view text, TextStyle style, TextRole smallest) {
  while (style.role < smallest && text_width(style.role, text) > box.width)
    style.role = static_cast<TextRole>(static_cast<std::uint8_t>(style.role) + 1);
  const auto lines = static_cast<int>(box.height / line_height(style.role));
  if (lines < 2 || text_width(style.role, text) <= box.width) return this->text(box, text, style);
  paragraph(middle(box, paragraph_height(box.width, text, style.role, lines)), text, style, lines);
  return box.width;
}

float Canvas::paragraph(const Rect& box, std::string_view text, const TextStyle& style, int max_lines) {
  const auto measure = [&](std::string_view part) { return text_width(style.role, part); };
  float scale = 1;
  while (scale > least_scale(style.role) && lines_of(box.width / scale, text, style.role, max_lines + 1) > max_lines)
    scale = std::max(scale - kShrinkStep, least_scale(style.role));
  const float width = box.width / scale;
  const float height = line_height(style.role) * scale;
  const std::string_view whole = text;
  bool shortened = false;
  float y = box.y;
  for (int i = 0; i < max_lines && !text.empty(); ++i, y += height) {
    const bool last = i + 1 == max_lines;
    const std::string line = last ? cut(style.role, text, width) : std::string(take_line(text, width, measure));
    draw_line(line_x(box, measure(line) * scale, style.align), y, line, style, scale);
    shortened = last && line != text;
    if (last) text = {};
  }
  add_text({box.x, box.y, box.width, y - box.y}, whole, style, shortened);
  keep(box, whole, style, y - box.y, shortened);
  return y - box.y;
}

int Canvas::lines_of(float width, std::string_view text, TextRole role, int most) const {
  const auto measure = [&](std::string_view part) { return text_width(role, part); };
  int lines = 0;
  for (; lines < most && !text.empty(); ++lines) static_cast<void>(take_line(text, width, measure));
  return lines;
}

float Canvas::paragraph_height(float width, std::string_view text, TextRole role, int max_lines) const {
  return static_cast<float>(lines_of(width, text, role, max_lines)) * line_height(role);
}

}  // namespace tandem::kiosk::ui
