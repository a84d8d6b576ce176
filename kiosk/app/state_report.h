#pragma once
// What the kiosk shows and knows, as one line of JSON: the answer to the script's `state`. Ids and times, no names but
// those that are on the screen.

#include <chrono>
#include <cstdint>
#include <string>

#include "kiosk/core/state.h"
#include "kiosk/ui/targets.h"

namespace tandem::kiosk {

struct FrameFigures {
  std::uint64_t frames{0};
  std::chrono::microseconds last_frame{0};    // drawing and showing
  std::chrono::microseconds tap_to_frame{0};  // from the last input to the end of the frame that answered it
  std::chrono::milliseconds first_frame{0};   // from the start of the program
};

// {"screen","lang","link","link_message","now","identified","cursor","notices","outcomes","bookings","sessions",
//  "targets","frames"}
[[nodiscard]] std::string state_report(const AppState& state, const ui::Targets& targets, const FrameFigures& figures);

}  // namespace tandem::kiosk
