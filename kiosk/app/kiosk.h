#pragma once
// The frame loop: sleep until something happens, let reduce() act on it, run what it asks for, draw while something
// changes, sleep again. UI thread; it never touches a database or the network.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/effect_runner.h"
#include "kiosk/app/keyboard.h"
#include "kiosk/app/options.h"
#include "kiosk/app/screen_speech.h"
#include "kiosk/app/script.h"
#include "kiosk/app/stage.h"
#include "kiosk/app/state_report.h"
#include "kiosk/app/truth.h"
#include "kiosk/app/warning_tone.h"
#include "kiosk/core/reduce.h"
#include "platform/base/clock.h"
#include "platform/base/led_clock.h"
#include "platform/base/stopwatch.h"

namespace tandem::kiosk {

// A wake-up draws at most this many frames before it looks at the outside again.
inline constexpr int kFramesAWake = 3;
// Between two frames of something that moves.
inline constexpr std::chrono::milliseconds kAnimationFrame{16};

// What run() gives when somebody at the service screen asked for a restart.
inline constexpr int kRestartCode = 100;

class Kiosk {
 public:
  // `stage` and `clock` must outlive it. `led`: the same clock, when a script may lead it.
  Kiosk(const Options& options, Stage& stage, const platform::Clock& clock, platform::LedClock* led = nullptr);
  Kiosk(const Kiosk&) = delete;
  Kiosk& operator=(const Kiosk&) = delete;

  // Until a signal, the window's close button, or the script's end. 0, 1 when the panel is lost, or kRestartCode.
  // `since_start` was made when the program began.
  [[nodiscard]] int run(const platform::Stopwatch& since_start);

 private:
  struct Waiting {
    sync::LinkState link;
    platform::SteadyTime until;
  };
  // Does a script's command; the error is what it prints.
  struct ScriptRunner;

  [[nodiscard]] std::optional<std::chrono::milliseconds> sleep_time() const;
  void wake_up();
  void take_news(platform::WindowNews news);
  void take_snapshot();
  void take_enrolment();
  void take_input(const std::vector<platform::InputEvent>& events);
  void act(const Action& action);
  void turn_speech(bool on);
  void draw_frames();
  void draw_frame();

  void read_signals();
  void read_script();
  void run_script();
  [[nodiscard]] bool script_may_go_on() const;
  [[nodiscard]] platform::Status execute(const ScriptCommand& command);

  Options options_;
  Stage& stage_;
  const platform::Clock& clock_;
  platform::LedClock* led_;
  std::unique_ptr<Truth> truth_;
  Truth::Enrolment enrolment_;
  EffectRunner effects_;
  Keyboard keyboard_;
  ScreenSpeech speech_;
  WarningTone tone_;
  AppState state_;
  ScriptReader script_;
  std::optional<Waiting> waiting_;
  FrameFigures figures_;
  std::optional<platform::Stopwatch> since_input_;
  int signals_{-1};
  bool dirty_{true};
  bool moving_{false};
  bool script_ended_{false};
  bool quit_{false};
  int exit_code_{0};
};

// SIGTERM and SIGINT end the program in order: blocks them for this thread and those it starts. Call first.
void block_signals();

}  // namespace tandem::kiosk
