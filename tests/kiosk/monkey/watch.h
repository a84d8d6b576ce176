#pragma once
// What must hold whatever hands do, looked at in every frame and after every gesture; and which states were seen.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "kiosk/core/reduce.h"
#include "kiosk/ui/panel.h"
#include "kiosk/ui/targets.h"

namespace tandem::kiosk::test {

// The kiosk is at home again, with nobody identified, this long after the last touch, whatever time somebody was given.
inline constexpr std::chrono::seconds kHomeWithin = 4 * kBrowseIdle;
// Somebody learns of a few hundred violations no more than of the first ones.
inline constexpr std::size_t kViolationsTold = 10;

// The largest that was seen of what must not grow.
struct Largest {
  std::size_t notices{0};
  std::size_t burst{0};
  std::size_t pin_failures{0};
  std::size_t suggestions{0};
  std::size_t targets{0};
};

class Watch {
 public:
  explicit Watch(ui::Panel panel) : panel_(panel) {}

  // Said in front of a violation: the gesture and the time.
  std::function<std::string()> where;

  void see_frame(const AppState& state, const ui::Targets& targets);
  // Leaves a copy of the state alone: home in time, nobody identified. `answers`: what is still being computed.
  void see_it_go_home(AppState state, const std::vector<Action>& answers);
  void fail(const std::string& what);

  [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }
  // "identify.pin" and how many frames showed it.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& seen() const { return seen_; }
  [[nodiscard]] const Largest& largest() const { return largest_; }

 private:
  void see_targets(const ui::Targets& targets);
  void see_sizes(const AppState& state);
  void see_notices(const AppState& state);

  ui::Panel panel_;
  std::vector<std::string> violations_;  // each kind once
  std::set<std::string> told_;
  std::map<std::string, std::uint64_t> seen_;
  Largest largest_;
};

// Of every alternative of Screen: "Today", "Identify".
[[nodiscard]] std::vector<std::string> all_screen_names();

}  // namespace tandem::kiosk::test
