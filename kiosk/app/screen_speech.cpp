#include "kiosk/app/screen_speech.h"

namespace tandem::kiosk {

ScreenSpeech::ScreenSpeech(SpeechChoice choice)
    : hearers_(choice == SpeechChoice::Headphones ? Hearers::OnePerson : Hearers::EverybodyNear) {
  if (choice != SpeechChoice::Off) turn(true);
}

void ScreenSpeech::turn(bool on) {
  if (!speaker_ && !on) return;
  if (!speaker_) {
    speaker_ = platform::make_speaker(platform::speech_dispatcher());
    narrator_.emplace(*speaker_, hearers_);
  }
  narrator_->turn(on);
}

void ScreenSpeech::see(const SeenFrame& frame) {
  if (narrator_) narrator_->see(frame);
}

}  // namespace tandem::kiosk
