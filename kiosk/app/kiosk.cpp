#include "kiosk/app/kiosk.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <utility>

#include "kiosk/app/machine_report.h"
#include "kiosk/app/service_pin.h"
#include "platform/base/check.h"
#include "platform/base/log.h"
#include "platform/device/time_zone.h"

namespace tandem::kiosk {
namespace {

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

Place place_of(const Options& options) {
  if (options.room.empty()) return Lobby{};
  return Door{calendar::RoomId{options.room}};
}

// UTC where the system does not say.
calendar::Zone device_zone() {
  const auto zone = calendar::Zone::locate(platform::system_zone_name());
  return zone ? *zone : calendar::Zone{};
}

// A kiosk whose service PIN cannot be read works without a service screen.
std::string service_pin_of(const Options& options) {
  if (options.service_pin_file.empty()) return {};
  auto hash = read_service_pin(options.service_pin_file);
  if (!hash) platform::log_error("kiosk", hash.error().message);
  return hash ? std::move(*hash) : std::string{};
}

void log_link(const sync::Snapshot& before, const sync::Snapshot& now) {
  if (before.link == now.link && before.link_message == now.link_message) return;
  std::string text = std::string{"link: "} + name_of(now.link);
  if (!now.link_message.empty()) text += ", " + now.link_message;
  if (now.link == sync::LinkState::Denied) {
    platform::log_error("kiosk", text);
  } else {
    platform::log_info("kiosk", text);
  }
}

}  // namespace

void block_signals() {
  const sigset_t signals = ending_signals();
  TANDEM_CHECK(::pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0);
  std::signal(SIGPIPE, SIG_IGN);
}

Kiosk::Kiosk(const Options& options, Stage& stage, const platform::Clock& clock, platform::LedClock* led)
    : options_(options),
      stage_(stage),
      clock_(clock),
      led_(led),
      truth_(open_truth(options, clock, [&stage] { stage.window().wake(); })),
      effects_({[this](SubmitCommand command) { truth_->submit(std::move(command)); },
                [&stage] { stage.window().wake(); }, [this] { truth_->ask_new_code(); },
                [this] { exit_code_ = kRestartCode, quit_ = true; },
                [this] { return machine_report(options_, truth_->enrolment().certificate_until); }}),
      speech_(options.speech),
      tone_(options.tone ? platform::make_tone() : nullptr),
      state_(initial_state({place_of(options), options.floor, options.language, device_zone(), options.display,
                            service_pin_of(options), options.wall_after},
                           truth_->snapshot(), clock.wall(), clock.steady())),
      script_(STDIN_FILENO) {}

int Kiosk::run(const platform::Stopwatch& since_start) {
  const sigset_t signals = ending_signals();
  signals_ = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
  stage_.window().watch(signals_);
  if (options_.script) stage_.window().watch(STDIN_FILENO);
  if (speech_.on()) act(SpeechTurned{true});
  draw_frames();
  figures_.first_frame = std::chrono::duration_cast<std::chrono::milliseconds>(since_start.elapsed());
  platform::log_info("kiosk", "first frame after " + std::to_string(figures_.first_frame.count()) + " ms");
  while (!quit_) wake_up();
  stage_.window().unwatch(signals_);
  ::close(signals_);
  return exit_code_;
}

std::optional<std::chrono::milliseconds> Kiosk::sleep_time() const {
  if (dirty_ || stage_.input().pending()) return std::chrono::milliseconds{0};
  if (moving_) return kAnimationFrame;
  auto until = next_deadline(state_);
  if (waiting_) until = std::min(until, waiting_->until);
  const auto sleep = std::max(std::chrono::milliseconds{0}, until - clock_.steady());
  return led_ != nullptr ? std::min(sleep, platform::kLedLook) : sleep;
}

void Kiosk::wake_up() {
  const bool moved = moving_;
  platform::WindowNews news = stage_.window().wait(sleep_time());
  const bool due = clock_.steady() >= next_deadline(state_);
  act(ClockTicked{clock_.wall(), clock_.steady()});
  dirty_ = dirty_ || due || moved;
  take_news(std::move(news));
  take_enrolment();
  take_snapshot();
  for (const Action& answer : effects_.take_answers()) {
    act(answer);
    dirty_ = true;
  }
  read_signals();
  if (options_.script) read_script();
  draw_frames();
  if (options_.script) run_script();
}

void Kiosk::take_news(platform::WindowNews news) {
  quit_ = quit_ || news.close_requested;
  dirty_ = dirty_ || news.redraw;
  if (news.resized) {
    if (const platform::Status resized = stage_.resize(); !resized) {
      platform::log_error("kiosk", resized.error().message);
    }
  }
  take_input(news.input);
}

void Kiosk::take_input(const std::vector<platform::InputEvent>& events) {
  if (events.empty()) return;
  since_input_.emplace();
  std::vector<Action> actions;
  for (const platform::InputEvent& event : events) {
    const auto* const key = std::get_if<platform::KeyPressed>(&event);
    if (key != nullptr && key->key == platform::Key::F2) turn_speech(!speech_.on());
    keyboard_.take(event, clock_.steady(), stage_.context(), actions);
    stage_.input().add(event);
  }
  for (const Action& action : actions) act(action);
  dirty_ = true;
}

void Kiosk::take_snapshot() {
  auto snapshot = truth_->snapshot();
  if (snapshot == state_.snapshot) return;
  log_link(*state_.snapshot, *snapshot);
  dirty_ = dirty_ || changes_the_screen(*state_.snapshot, *snapshot);
  act(SnapshotArrived{std::move(snapshot)});
}

void Kiosk::take_enrolment() {
  auto now = truth_->enrolment();
  if (now == enrolment_) return;
  enrolment_ = std::move(now);
  act(SetUpChanged{enrolment_.set_up, enrolment_.place});
  dirty_ = true;
}

void Kiosk::act(const Action& action) {
  Step step = reduce(std::move(state_), action);
  state_ = std::move(step.state);
  for (Effect& effect : step.effects) effects_.run(std::move(effect));
}

void Kiosk::turn_speech(bool on) {
  speech_.turn(on);
  act(SpeechTurned{on});
}

void Kiosk::draw_frames() {
  for (int frame = 0; frame < kFramesAWake && (dirty_ || stage_.input().pending()) && !quit_; ++frame) draw_frame();
}

void Kiosk::draw_frame() {
  const platform::Stopwatch since_begun;
  dirty_ = false;
  const auto actions = stage_.draw(state_);
  if (!actions) {
    platform::log_error("display", actions.error().message);
    exit_code_ = 1;
    quit_ = true;
    return;
  }
  figures_.last_frame = since_begun.elapsed();
  figures_.frames = stage_.frames();
  const ui::Context& context = stage_.context();
  speech_.see({state_, context.semantics(), context.focused(), stage_.texts_of(state_.language)});
  tone_.see(state_);
  for (const Action& action : *actions) {
    act(action);
    dirty_ = true;
  }
  moving_ = stage_.context().wants_frame();
  if (!dirty_ && !stage_.input().pending() && since_input_) {
    figures_.tap_to_frame = std::exchange(since_input_, std::nullopt)->elapsed();
  }
}

void Kiosk::read_signals() {
  signalfd_siginfo signal{};
  if (::read(signals_, &signal, sizeof signal) != static_cast<ssize_t>(sizeof signal)) return;
  platform::log_info("kiosk", "stopping");
  quit_ = true;
}

}  // namespace tandem::kiosk
