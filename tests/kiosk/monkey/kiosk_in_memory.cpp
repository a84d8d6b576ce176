#include "tests/kiosk/monkey/kiosk_in_memory.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace tandem::kiosk::test {
namespace {

using std::chrono::milliseconds;

constexpr const char* kCatalogues = TANDEM_BINARY_DIR "/share/locale";
constexpr milliseconds kFrameTime{5};
constexpr milliseconds kHashing{60};  // a PIN or a badge
// The machine has been on for a while.
constexpr milliseconds kUpFor = std::chrono::hours{1};

KioskOptions options_of(Place place) { return {std::move(place), 1, "fr", *calendar::Zone::locate("Europe/Paris")}; }

}  // namespace

KioskInMemory::KioskInMemory(const sync::Snapshot& site, Place place, ui::Panel panel, platform::WallTime start,
                             platform::Random& random)
    : clock_(start - kUpFor),
      company_(site, random, {start, platform::SteadyTime{kUpFor}}),
      painter_(panel, kCatalogues) {
  clock_.advance(kUpFor);
  platform::InputFeed::attach(ImGui::GetIO());
  state_ = initial_state(options_of(std::move(place)), company_.snapshot(), clock_.wall(), clock_.steady());
}

void KioskInMemory::live_for(milliseconds time) {
  const auto end = clock_.steady() + time;
  while (clock_.steady() < end) {
    pass(std::max(milliseconds{0}, std::min(next_wake_up(), end) - clock_.steady()));
    draw_frames();
  }
}

void KioskInMemory::feel(const Gesture& gesture) {
  for (const Gesture::Part& part : gesture.parts) {
    if (part.after > milliseconds{0}) live_for(part.after);
    wake_up();
    take(part.event);
    // A reader's characters come faster than frames: they wait in the queue while one is drawn.
    if (part.after > kFrameTime) draw_frames();
  }
  draw_frames();
}

void KioskInMemory::take(const platform::InputEvent& event) {
  std::vector<Action> actions;
  keyboard_.take(event, clock_.steady(), painter_.context(), actions);
  input_.add(event);
  for (const Action& action : actions) act(action);
  dirty_ = true;
}

platform::SteadyTime KioskInMemory::next_wake_up() const {
  auto next = std::min(next_deadline(state_), company_.next());
  for (const Answer& answer : answers_) next = std::min(next, answer.at);
  return next;
}

void KioskInMemory::pass(milliseconds time) {
  clock_.advance(time);
  wake_up();
}

void KioskInMemory::wake_up() {
  const bool due = clock_.steady() >= next_deadline(state_);
  act(ClockTicked{clock_.wall(), clock_.steady()});
  dirty_ = dirty_ || due;
  if (company_.live(now())) {
    act(SnapshotArrived{company_.snapshot()});
    dirty_ = true;
  }
  take_answers();
}

void KioskInMemory::take_answers() {
  const auto later = std::ranges::partition(answers_, [this](const Answer& one) { return one.at <= clock_.steady(); });
  const std::vector<Answer> due(answers_.begin(), later.begin());
  answers_.erase(answers_.begin(), later.begin());
  for (const Answer& answer : due) act(answer.action);
  dirty_ = dirty_ || !due.empty();
}

std::vector<Action> KioskInMemory::coming_answers() const {
  std::vector<Action> actions;
  for (const Answer& answer : answers_) actions.push_back(answer.action);
  return actions;
}

void KioskInMemory::act(const Action& action) {
  Step step = reduce(std::move(state_), action);
  state_ = std::move(step.state);
  for (const Effect& effect : step.effects) run(effect);
}

void KioskInMemory::draw_frames() {
  while (dirty_ || input_.pending()) {
    draw_frame();
    pass(kFrameTime);
  }
}

void KioskInMemory::draw_frame() {
  dirty_ = false;
  input_.feed(ImGui::GetIO());
  const std::vector<Action> actions = painter_.frame(state_);
  ++frames_;
  if (after_frame) after_frame(state_);
  for (const Action& action : actions) act(action);
  dirty_ = dirty_ || !actions.empty();
}

std::optional<Action> KioskInMemory::answer_to(const Effect& effect) {
  if (const auto* badge = std::get_if<HashBadge>(&effect))
    return BadgeHashed{badge->attempt, hash_of_badge(badge->badge)};
  const auto* pin = std::get_if<VerifyPin>(&effect);
  if (pin == nullptr) return std::nullopt;
  const bool right = pin->pin == kMonkeyPin && !pin->candidates.empty();
  return PinChecked{pin->attempt, right ? std::optional{pin->candidates.front().person} : std::nullopt};
}

void KioskInMemory::run(const Effect& effect) {
  if (const auto* asked = std::get_if<SubmitCommand>(&effect)) company_.submit(*asked, now());
  if (std::holds_alternative<AskNewCode>(effect)) ++codes_asked_;
  if (auto answer = answer_to(effect)) answers_.push_back({clock_.steady() + kHashing, std::move(*answer)});
}

}  // namespace tandem::kiosk::test
