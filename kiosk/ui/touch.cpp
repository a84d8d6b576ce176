// The part of Canvas and Context that knows fingers and keys.

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "kiosk/ui/canvas.h"

namespace tandem::kiosk::ui {

void Canvas::read_pointer() {
  const ImGuiIO& io = ImGui::GetIO();
  pointer_.was_down = pointer_.down;
  pointer_.down = io.MouseDown[0];
  pointer_.x = io.MousePos.x;
  pointer_.y = io.MousePos.y;
  if (pointer_.down) focus_visible_ = false;
  if (!pointer_.down || pointer_.was_down) return;
  pointer_.pressed_x = pointer_.x;
  pointer_.pressed_y = pointer_.y;
}

std::optional<Drag> Canvas::drag(const Rect& rect) const {
  const bool let_go = !pointer_.down && pointer_.was_down;
  const bool covered = covered_ && covered_->contains(pointer_.pressed_x, pointer_.pressed_y);
  if (!touchable_ || covered || !rect.contains(pointer_.pressed_x, pointer_.pressed_y)) return std::nullopt;
  const bool moved = std::abs(pointer_.x - pointer_.pressed_x) > theme_.touch();
  if (!moved || !(pointer_.down || let_go)) return std::nullopt;
  return Drag{pointer_.pressed_x, pointer_.x, let_go};
}

Touch Canvas::touch(std::string_view id, std::string_view label, const Rect& whole, bool enabled) {
  if (!touchable_) return {};
  const Rect rect = viewport_ ? shared(whole, *viewport_) : whole;
  // A sliver is no target: scrolling shows the rest.
  if (rect.height < std::min(kMinTouchPixels, whole.height)) {
    last_target_ = kNoParent;
    return {};
  }
  targets_.add({std::string(id), std::string(label), rect, enabled});
  last_target_ = semantics_.add({SemanticRole::Button, label, {}, id, whole, {.enabled = enabled}, part_});
  if (!enabled) return {};
  const bool covered = covered_ && covered_->contains(pointer_.x, pointer_.y);
  const bool inside = !covered && rect.contains(pointer_.x, pointer_.y);
  const bool goes_down = pointer_.down && !pointer_.was_down;
  const bool goes_up = !pointer_.down && pointer_.was_down;
  if (goes_down && inside) pressed_ = id;
  Touch touch;
  touch.pressed = pointer_.down && inside && pressed_ == id;
  touch.tapped = (goes_up && inside && pressed_ == id) || (activated_ && *activated_ == id);
  touch.focused = focus_visible_ && focus_ == id;
  semantics_.state(last_target_).pressed = touch.pressed;
  semantics_.state(last_target_).focused = touch.focused;
  return touch;
}

bool Canvas::long_press(const Rect& rect) const {
  const ImGuiIO& io = ImGui::GetIO();
  const bool just_now = io.MouseDownDuration[0] >= kLongPress && io.MouseDownDuration[0] - io.DeltaTime < kLongPress;
  const bool stayed =
      rect.contains(io.MouseClickedPos[0].x, io.MouseClickedPos[0].y) && rect.contains(pointer_.x, pointer_.y);
  return touchable_ && pointer_.down && just_now && stayed;
}

void Canvas::focus_ring(const Rect& rect, float radius) {
  ring_drawn_ = true;
  const float gap = theme_.mm(0.7F);
  const Rect around = inset(rect, -gap);
  outline(around, palette::kAccentDark, theme_.mm(0.6F), radius + gap);
}

const Target* Canvas::focused_target() const {
  const Target* target = targets_.find(focus_);
  return target != nullptr && target->enabled ? target : nullptr;
}

void Canvas::focus_nearest(NavKey key) {
  const Target* from = focused_target();
  if (from == nullptr) return move_focus(NavKey::Next);
  const bool sideways = key == NavKey::Left || key == NavKey::Right;
  const float sign = key == NavKey::Left || key == NavKey::Up ? -1.0F : 1.0F;
  float best = std::numeric_limits<float>::max();
  for (const Target& target : targets_.all()) {
    const float dx = target.rect.middle_x() - from->rect.middle_x();
    const float dy = target.rect.middle_y() - from->rect.middle_y();
    const float along = sign * (sideways ? dx : dy);
    if (!target.enabled || along < 1) continue;
    // Sideways steps count double: an arrow goes to what lies straight ahead.
    const float cost = along + 2 * std::abs(sideways ? dy : dx);
    if (cost >= best) continue;
    best = cost;
    focus_ = target.id;
  }
  // Nothing lies that way: on in the order of reading, so that arrows alone reach everything.
  if (best == std::numeric_limits<float>::max()) move_focus(sign < 0 ? NavKey::Previous : NavKey::Next);
}

std::vector<std::string> Canvas::focus_order() const {
  std::vector<std::string> ids;
  for (const int index : semantics_.reading_order()) {
    const SemanticNode node = semantics_.node(index);
    if (!node.id.empty() && node.state.enabled) ids.emplace_back(node.id);
  }
  return ids;
}

void Canvas::move_focus(NavKey key) {
  const std::vector<std::string> reachable = focus_order();
  if (reachable.empty()) return;
  auto at = static_cast<std::size_t>(std::ranges::find(reachable, focus_) - reachable.begin());
  if (at == reachable.size()) at = key == NavKey::Next ? reachable.size() - 1 : 0;
  const std::size_t step = key == NavKey::Next ? 1 : reachable.size() - 1;
  focus_ = reachable[(at + step) % reachable.size()];
}

Context::Context(Panel panel) : canvas_(std::make_unique<Canvas>(panel)) {}
Context::~Context() = default;

std::vector<FontRequest> Context::font_requests() const {
  std::vector<FontRequest> requests;
  for (std::size_t i = 0; i < kTextRoles; ++i) {
    const auto role = static_cast<TextRole>(i);
    requests.push_back({role, Theme::weight_of(role), canvas_->theme_.font_size(role)});
  }
  return requests;
}

void Context::set_fonts(const Fonts& fonts) { canvas_->fonts_ = fonts; }
void Context::set_panel(Panel panel) { canvas_->theme_ = Theme(panel, canvas_->theme_.appearance()); }
const Panel& Context::panel() const { return canvas_->theme_.panel(); }

bool Context::set_appearance(const Appearance& appearance) {
  const Theme before = std::exchange(canvas_->theme_, Theme(panel(), appearance));
  return before.appearance().text_percent != appearance.text_percent;
}

void Context::navigate(NavKey key) {
  Canvas& canvas = *canvas_;
  if (key == NavKey::Activate) {
    if (canvas.focus_visible_ && canvas.focused_target() != nullptr) canvas.activated_ = canvas.focus_;
    return;
  }
  const bool was_hidden = !canvas.focus_visible_;
  canvas.focus_visible_ = true;
  if (was_hidden && canvas.focused_target() != nullptr) return;  // the first key shows where one is
  if (key == NavKey::Next || key == NavKey::Previous)
    canvas.move_focus(key);
  else
    canvas.focus_nearest(key);
}

bool Context::focus_visible() const { return canvas_->focus_visible_ && canvas_->focused_target() != nullptr; }
void Context::hide_focus() { canvas_->focus_visible_ = false; }
bool Context::wants_frame() const { return canvas_->wants_frame_ || canvas_->pointer_.down; }
const Targets& Context::targets() const { return canvas_->targets_; }
const Semantics& Context::semantics() const { return canvas_->semantics_; }
bool Context::ring_drawn() const { return canvas_->ring_drawn_; }
std::string Context::focused() const { return focus_visible() ? canvas_->focus_ : std::string{}; }
void Context::keep_texts() { canvas_->keeps_texts_ = true; }
const DrawnTexts& Context::texts() const { return canvas_->texts_; }
Canvas& Context::canvas() { return *canvas_; }

}  // namespace tandem::kiosk::ui
