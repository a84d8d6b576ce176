#pragma once
// SDL's events in our words. Inside platform/display only.

#include <cstdint>
#include <optional>

#include "platform/display/window.h"

union SDL_Event;

namespace tandem::platform {

// Keeps which finger is the pointer: the first one down, until it is lifted. Others are ignored, so a palm on the glass
// does not move what a finger holds.
class SdlEvents {
 public:
  // Adds what `event` means, if anything, to `news`. `size` turns SDL's relative touch positions into pixels.
  void translate(const SDL_Event& event, PixelSize size, WindowNews& news);

 private:
  void translate_finger(const SDL_Event& event, PixelSize size, WindowNews& news);

  std::optional<std::int64_t> finger_;
};

}  // namespace tandem::platform
