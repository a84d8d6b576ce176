#pragma once
// When the kiosk closes what somebody has open, and how long before it warns (WCAG 2.2, 2.2.1: any touch or key gives
// the whole time again). Pure.

#include <chrono>
#include <optional>

#include "kiosk/core/state.h"

namespace tandem::kiosk {

// This long before, the countdown shows and, where there is speech, a warning is said.
inline constexpr std::chrono::seconds kTimeoutWarning{10};
// Who listens to the screens gets this many times the usual time.
inline constexpr int kSpokenTimes = 3;

struct Timeout {
  platform::SteadyTime at{};
  std::chrono::seconds whole{};  // what a touch gives
  // Whole seconds, the begun one counted; never negative.
  [[nodiscard]] std::chrono::seconds left(platform::SteadyTime now) const;
  [[nodiscard]] bool warns(platform::SteadyTime now) const { return left(now) <= kTimeoutWarning; }
};

// Of the identification, of a half-typed PIN, of a screen that somebody has left, of a home screen that somebody has
// turned to another language or page. None where there is nothing to close.
[[nodiscard]] std::optional<Timeout> timeout_of(const AppState& state);

// When what is shown of it changes next: the warning comes, a second of the countdown goes, it closes.
[[nodiscard]] std::optional<platform::SteadyTime> next_timeout_step(const AppState& state);

// From now on, by a touch.
[[nodiscard]] platform::SteadyTime identified_until(const AppState& state);

}  // namespace tandem::kiosk
