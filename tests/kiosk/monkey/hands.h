#pragma once
// Random hands, keyboards and badges at a panel. Most touch what can be touched, some touch anything, drag, lean on
// keys; some know their badge or PIN. From a seed.

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "calendar/booking/world.h"
#include "kiosk/ui/panel.h"
#include "kiosk/ui/targets.h"
#include "platform/base/random.h"
#include "platform/display/input.h"

namespace tandem::kiosk::test {

// The PIN of everybody in the tests with random hands.
inline constexpr const char* kMonkeyPin = "2468";
// What a reader types of the badge of "p01"; its hash is "badge p01".
[[nodiscard]] std::string badge_of(const calendar::PersonId& person);
[[nodiscard]] std::string hash_of_badge(const std::string& badge);

// One thing that a person does: events, each so long after the one before.
struct Gesture {
  struct Part {
    std::chrono::milliseconds after;
    platform::InputEvent event;
  };
  std::string name;  // "tap today.book"
  std::vector<Part> parts;
};

class Hands {
 public:
  // `random` must outlive it.
  Hands(ui::Panel panel, platform::Random& random) : panel_(panel), random_(random) {}

  // Something to do with what a frame shows.
  [[nodiscard]] Gesture next(const ui::Targets& targets, const calendar::World& world);

 private:
  [[nodiscard]] Gesture tap_target(const ui::Targets& targets);
  [[nodiscard]] Gesture tap_anywhere();
  [[nodiscard]] Gesture drag(const ui::Targets& targets);
  [[nodiscard]] Gesture navigate();
  [[nodiscard]] Gesture press_key();
  [[nodiscard]] Gesture type();
  [[nodiscard]] Gesture read_badge(const calendar::World& world);
  [[nodiscard]] Gesture broken_badge();
  [[nodiscard]] Gesture sign_in(const ui::Targets& targets, const calendar::World& world);

  [[nodiscard]] platform::PointerMoved somewhere();
  [[nodiscard]] const ui::Target* some_target(const ui::Targets& targets);
  [[nodiscard]] std::chrono::milliseconds up_to(std::chrono::milliseconds most);

  ui::Panel panel_;
  platform::Random& random_;
  std::map<std::string, int> touched_;  // by kind of target
};

}  // namespace tandem::kiosk::test
