#pragma once
// The screens said aloud: the speaker, opened when it is first needed, and the narrator over it. UI thread.

#include <memory>
#include <optional>

#include "kiosk/app/options.h"
#include "kiosk/speech/narrator.h"
#include "platform/speech/speaker.h"

namespace tandem::kiosk {

class ScreenSpeech {
 public:
  // Off says nothing until it is turned on, and then as at a loudspeaker.
  explicit ScreenSpeech(SpeechChoice choice);

  [[nodiscard]] bool on() const { return narrator_ && narrator_->speaking(); }
  void turn(bool on);
  // After each frame.
  void see(const SeenFrame& frame);

 private:
  Hearers hearers_;
  std::unique_ptr<platform::Speaker> speaker_;
  std::optional<Narrator> narrator_;  // after speaker_: it uses it
};

}  // namespace tandem::kiosk
