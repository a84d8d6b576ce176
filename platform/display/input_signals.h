#pragma once
// What becomes readable when there is input. SDL 2.26 has no way to block on most display systems (it asks every
// millisecond), so we sleep on what its events come from and let it pump only then: the connection to an X or Wayland
// server, or on a bare console the input devices themselves. Inside platform/display only. UI thread.

#include <memory>

#include "platform/display/sleeper.h"

struct SDL_Window;

namespace tandem::platform {

class InputSignals {
 public:
  virtual ~InputSignals() = default;
  // After each sleep: empties what SDL does not empty, and takes in devices that were plugged in.
  virtual void acknowledge() = 0;
  // False: this display system gives no signal, and the caller has to look again now and then.
  [[nodiscard]] virtual bool complete() const = 0;
};

// Adds its descriptors to `sleeper`, which must outlive the result.
[[nodiscard]] std::unique_ptr<InputSignals> watch_input(SDL_Window* window, Sleeper& sleeper);

}  // namespace tandem::platform
