#pragma once
// Says things aloud. Who speaks never waits: say() and stop() put work into a bounded queue, a thread of its own does
// it. make_speaker() gives the one in use, over a SpeechEngine; tests hand in an engine, or a Speaker, that records.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "platform/base/result.h"

namespace tandem::platform {

struct Utterance {
  std::string text;        // plain, UTF-8
  std::string language;    // "fr"
  bool interrupts{false};  // what is being said, and what waits, gives way to it
  bool operator==(const Utterance&) const = default;
};

inline constexpr std::size_t kMaxQueuedUtterances = 16;  // beyond, the oldest that waits is dropped
inline constexpr std::size_t kMaxUtteranceBytes = 4000;  // the rest is left out

// UI thread.
class Speaker {
 public:
  virtual ~Speaker() = default;
  virtual void say(Utterance utterance) = 0;
  // Silence, now; what waits is dropped.
  virtual void stop() = 0;
};

// What makes sound. Used by one thread, which it may keep waiting.
class SpeechEngine {
 public:
  virtual ~SpeechEngine() = default;
  // Unavailable, with the reason: nothing was said, and the next try may connect again.
  [[nodiscard]] virtual Status say(const Utterance& utterance) = 0;
  virtual void cancel() = 0;
};

// After a failure nothing is tried for this long.
inline constexpr std::chrono::seconds kSpeechRetryAfter{10};

// Ends its thread, and what is being said, when it goes. Failures are logged, each kind once in a row; never the text.
[[nodiscard]] std::unique_ptr<Speaker> make_speaker(std::unique_ptr<SpeechEngine> engine);

// Speech Dispatcher, over its own library (SSIP); its server starts when it is first needed. The voice is its default
// of the language.
[[nodiscard]] std::unique_ptr<SpeechEngine> speech_dispatcher();

}  // namespace tandem::platform
