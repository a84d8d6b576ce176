#pragma once
// Every touchable thing drawn in a frame, by a stable id ("today.identify", "room.book.30"), so that a test, a script
// or an accessibility tool can find it and touch its middle. Filled while drawing, valid until the next frame. UI
// thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/rect.h"

namespace tandem::kiosk::ui {

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
