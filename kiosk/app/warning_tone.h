#pragma once
// A tone when the countdown comes: the warning before a screen closes reaches a second sense (WCAG 2.2, 2.2.1). UI
// thread.

#include <memory>

#include "kiosk/core/state.h"
#include "platform/display/tone.h"

namespace tandem::kiosk {

class WarningTone {
 public:
  // Null: silent.
  explicit WarningTone(std::unique_ptr<platform::Tone> tone) : tone_(std::move(tone)) {}
  // After each frame. Sounds once for each warning.
  void see(const AppState& state);

 private:
  std::unique_ptr<platform::Tone> tone_;
  bool warned_{false};
};

}  // namespace tandem::kiosk
