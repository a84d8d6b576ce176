#pragma once
// A day and a night of random hands at one kiosk: 24 h of virtual time, the same from the same seed.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kiosk/ui/panel.h"
#include "platform/base/clock.h"
#include "tests/kiosk/monkey/watch.h"

namespace tandem::kiosk::test {

enum class Mode : std::uint8_t { Lobby, Door, SetUp };
[[nodiscard]] const char* name_of(Mode mode);

struct DayOptions {
  Mode mode{Mode::Lobby};
  std::uint64_t seed{1};
  int gestures{5000};
  ui::Panel panel{ui::panel_of_pixels(1280, 800)};
  platform::WallTime start{};
};
// What a seed stands for: its panel and its date, which is one where Paris changes its clocks two times in three.
[[nodiscard]] DayOptions day_of(Mode mode, std::uint64_t seed);

struct Day {
  std::vector<std::string> violations;
  std::map<std::string, std::uint64_t> seen;  // states and the frames that showed them
  Largest largest;
  std::uint64_t frames{0};
  std::uint64_t targets_tried{0};  // on copies, besides the gestures
  int dates{0};                    // the site's calendar showed
  int codes_asked{0};
};
[[nodiscard]] Day live_a_day(const DayOptions& options);

}  // namespace tandem::kiosk::test
