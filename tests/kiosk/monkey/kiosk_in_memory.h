#pragma once
// The kiosk's frame loop under virtual time: the real reduce(), keyboard, input feed and draw() on a real ImGui
// context, with a Company for the truth. Nothing is rasterised. What kiosk/app/kiosk.cpp does with the machine is done
// here with a clock that stands still until told.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/keyboard.h"
#include "kiosk/core/reduce.h"
#include "tests/golden/screens/paint.h"
#include "tests/kiosk/monkey/company.h"
#include "tests/kiosk/monkey/hands.h"

namespace tandem::kiosk::test {

class KioskInMemory {
 public:
  // `random` must outlive it. `place`: where it says it stands.
  KioskInMemory(const sync::Snapshot& site, Place place, ui::Panel panel, platform::WallTime start,
                platform::Random& random);

  // Called after each frame, with the state that was drawn.
  std::function<void(const AppState&)> after_frame;

  void live_for(std::chrono::milliseconds time);
  void feel(const Gesture& gesture);
  void act(const Action& action);
  // Draws what has changed.
  void draw_frames();

  [[nodiscard]] const AppState& state() const { return state_; }
  [[nodiscard]] Painter& painter() { return painter_; }
  [[nodiscard]] const ui::Targets& targets() { return painter_.context().targets(); }
  [[nodiscard]] std::uint64_t frames() const { return frames_; }
  // Codes that the administrator was asked for anew.
  [[nodiscard]] int codes_asked() const { return codes_asked_; }
  // Answers on their way: for a copy of the state, of which is asked what becomes of it.
  [[nodiscard]] std::vector<Action> coming_answers() const;
  // What a worker says to VerifyPin and HashBadge; nothing to others.
  [[nodiscard]] static std::optional<Action> answer_to(const Effect& effect);

 private:
  struct Answer {
    platform::SteadyTime at;
    Action action;
  };
  void take(const platform::InputEvent& event);
  void wake_up();
  void pass(std::chrono::milliseconds time);
  void take_answers();
  void draw_frame();
  [[nodiscard]] Moment now() const { return {clock_.wall(), clock_.steady()}; }
  [[nodiscard]] platform::SteadyTime next_wake_up() const;
  void run(const Effect& effect);

  platform::ManualClock clock_;
  Company company_;
  Painter painter_;
  platform::InputFeed input_;
  Keyboard keyboard_;
  AppState state_;
  std::vector<Answer> answers_;
  std::uint64_t frames_{0};
  int codes_asked_{0};
  bool dirty_{true};
};

}  // namespace tandem::kiosk::test
