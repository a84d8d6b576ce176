#include "kiosk/ui/canvas.h"

#include <imgui.h>

#include <cmath>

#include "kiosk/ui/icons.h"

namespace tandem::kiosk::ui {
namespace {

constexpr float kPi = 3.14159265F;

ImU32 packed(Colour colour) { return IM_COL32(colour.red, colour.green, colour.blue, colour.alpha); }
ImVec2 top_left(const Rect& rect) { return {rect.x, rect.y}; }
ImVec2 bottom_right(const Rect& rect) { return {rect.right(), rect.bottom()}; }

}  // namespace

Canvas::Canvas(Panel panel, Appearance appearance) : theme_(panel, appearance) {}

void Canvas::begin() {
  list_ = ImGui::GetBackgroundDrawList();
  targets_.clear();
  semantics_.clear();
  part_ = last_target_ = kNoParent;
  ring_drawn_ = false;
  texts_.clear();
  wants_frame_ = false;
  touchable_ = true;
  covered_.reset();
  viewport_.reset();
  read_pointer();
  fill(whole_panel(), palette::kPaper);
}

void Canvas::end() {
  activated_.reset();
  if (!pointer_.down) pressed_.clear();
}

Rect Canvas::uncovered(Rect rect) const {
  if (!covered_ || covered_->right() <= rect.x || rect.right() <= covered_->x) return rect;
  if (covered_->y >= rect.bottom() || covered_->bottom() <= rect.y) return rect;
  skip_top(rect, covered_->bottom() - rect.y);
  return rect;
}

Rect Canvas::screen() const {
  Rect rest = whole_panel();
  skip_top(rest, theme_.top());
  return rest;
}

Rect Canvas::whole_panel() const {
  return {0, 0, static_cast<float>(theme_.panel().width), static_cast<float>(theme_.panel().height)};
}

void Canvas::fill(const Rect& rect, Paint paint, float radius) {
  list_->AddRectFilled(top_left(rect), bottom_right(rect), packed(theme_.colour(paint)), radius);
}

void Canvas::outline(const Rect& rect, Paint paint, float thickness, float radius) {
  list_->AddRect(top_left(rect), bottom_right(rect), packed(theme_.colour(paint)), radius, ImDrawFlags_None, thickness);
}

void Canvas::card(const Rect& rect) {
  fill(rect, palette::kSurface, theme_.radius());
  outline(rect, palette::kLine, theme_.hairline(), theme_.radius());
}

void Canvas::line(float x1, float y1, float x2, float y2, Paint paint, float thickness) {
  list_->AddLine({x1, y1}, {x2, y2}, packed(theme_.colour(paint)), thickness);
}

void Canvas::circle(float x, float y, float radius, Paint paint) {
  list_->AddCircleFilled({x, y}, radius, packed(theme_.colour(paint)));
}

void Canvas::arc(float x, float y, float radius, float share, Paint paint, float thickness) {
  if (share <= 0) return;
  list_->PathArcTo({x, y}, radius, -kPi / 2, -kPi / 2 + 2 * kPi * std::min(share, 1.0F), 48);
  list_->PathStroke(packed(theme_.colour(paint)), ImDrawFlags_None, thickness);
}

void Canvas::icon(Icon icon, const Rect& box, Paint paint) {
  const float side = std::floor(std::min(box.width, box.height));
  const Rect square = centred(box, side, side);
  draw_icon(*list_, icon, {std::floor(square.x), std::floor(square.y), side, side}, packed(theme_.colour(paint)));
}

void Canvas::clip(const Rect& rect) { list_->PushClipRect(top_left(rect), bottom_right(rect), true); }

void Canvas::set_viewport(std::optional<Rect> rect) {
  if (viewport_) unclip();
  viewport_ = rect;
  if (viewport_) clip(*viewport_);
}

void Canvas::unclip() { list_->PopClipRect(); }

ImFont* Canvas::font(TextRole role) const { return fonts_.by_role.at(static_cast<std::size_t>(role)); }

float Canvas::text_width(TextRole role, std::string_view text) const {
  ImFont* const face = font(role);
  return face->CalcTextSizeA(theme_.text_size(role), 1e9F, 0, text.data(), text.data() + text.size()).x;
}

void Canvas::draw_line(float x, float y, std::string_view text, const TextStyle& style, float scale) {
  ImFont* const face = font(style.role);
  const ImVec2 at{std::round(x), std::round(y)};  // whole pixels: glyphs stay sharp
  list_->AddText(face, theme_.text_size(style.role) * scale, at, packed(theme_.colour(style.colour)), text.data(),
                 text.data() + text.size());
}

}  // namespace tandem::kiosk::ui
