#pragma once
// Decides what is said when: a screen that comes, the control that gets the focus, what changes by itself, and the
// warning before the kiosk closes what somebody has open. Watches the frames as they are drawn; says things through a
// Speaker. UI thread.
//
// On a loudspeaker nothing private is said (DESIGN: nothing private on the wall): while somebody is identified only the
// warning is, and never what is typed. Over headphones everything is.

#include <optional>
#include <set>
#include <string>

#include "kiosk/core/state.h"
#include "kiosk/core/timeouts.h"
#include "kiosk/speech/phrases.h"
#include "platform/speech/speaker.h"

namespace tandem::kiosk {

// One frame, as it was drawn. Everything in it is needed during the call only.
struct SeenFrame {
  const AppState& state;
  const ui::Semantics& tree;
  std::string focused;  // a target's id; empty without focus
  const Texts& texts;
};

class Narrator {
 public:
  // `speaker` must outlive it.
  Narrator(platform::Speaker& speaker, Hearers hearers) : speaker_(speaker), hearers_(hearers) {}

  [[nodiscard]] bool speaking() const { return on_; }
  // Turned off, it falls silent at once; turned on, it begins with the screen that is there.
  void turn(bool on);
  // After each frame.
  void see(const SeenFrame& frame);

 private:
  struct Memory {
    std::string screen{};
    std::string language{};
    std::string focused{};
    std::string typed{};
    std::set<std::string> live{};
    bool identified{false};
    bool warned{false};
  };

  [[nodiscard]] bool may_say(const AppState& state) const;
  void say(const SeenFrame& frame, const std::string& text, bool interrupts);
  void say_screen(const SeenFrame& frame);
  void say_focus(const SeenFrame& frame);
  void say_typed(const SeenFrame& frame);
  void say_changes(const SeenFrame& frame);
  void warn(const SeenFrame& frame);

  platform::Speaker& speaker_;
  Hearers hearers_;
  bool on_{false};
  std::optional<Memory> last_;
};

}  // namespace tandem::kiosk
