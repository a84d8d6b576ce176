#pragma once
// Every touchable thing drawn in a frame, by a stable id ("today.identify", "room.book.30"), so that a test, a script
// or an accessibility tool can find it and touch its middle. Filled while drawing, valid until the next frame. UI
// thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::kiosk::ui {

struct Rect {
  float x{0};
  float y{0};
  float width{0};
  float height{0};
  [[nodiscard]] float right() const { return x + width; }
  [[nodiscard]] float bottom() const { return y + height; }
  [[nodiscard]] float middle_x() const { return x + width / 2; }
  [[nodiscard]] float middle_y() const { return y + height / 2; }
  [[nodiscard]] bool contains(float px, float py) const { return x <= px && px < right() && y <= py && py < bottom(); }
};

struct Target {
  std::string id;
  std::string label;  // what it says, in the language of the screen
  Rect rect;          // pixels
  bool enabled{true};
};

class Targets {
 public:
  void clear() { targets_.clear(); }
  void add(Target target) { targets_.push_back(std::move(target)); }
  [[nodiscard]] const std::vector<Target>& all() const { return targets_; }
  [[nodiscard]] const Target* find(std::string_view id) const {
    for (const auto& target : targets_)
      if (target.id == id) return &target;
    return nullptr;
  }

 private:
  std::vector<Target> targets_;
};

}  // namespace tandem::kiosk::ui
