#pragma once
// A short soft tone for who does not look at the screen. play() returns at once: a thread of its own opens the sound
// device, for as long as the tone lasts. Without one nothing is heard; the log says so once.

#include <memory>

namespace tandem::platform {

class Tone {
 public:
  virtual ~Tone() = default;
  virtual void play() = 0;
};

// UI thread.
[[nodiscard]] std::unique_ptr<Tone> make_tone();

}  // namespace tandem::platform
