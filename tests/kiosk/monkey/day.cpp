#include "tests/kiosk/monkey/day.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "kiosk/core/first_data.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/kiosk/monkey/kiosk_in_memory.h"

namespace tandem::kiosk::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kDay = std::chrono::hours{24};
constexpr int kGesturesBetweenTrials = 50;
constexpr std::size_t kTargetsTried = 40;  // of a frame
constexpr int kGesturesBetweenSetUps = 10;

struct PanelPixels {
  int width;
  int height;
};
constexpr std::array kPanels{PanelPixels{1280, 800}, PanelPixels{800, 480}, PanelPixels{1080, 1920}};
// 15:00 UTC, so that midnight and the change at 01:00 UTC lie in the middle.
constexpr auto kHour = 15h;
constexpr std::array kDates{std::chrono::sys_days{std::chrono::year{2026} / 10 / 24} + kHour,
                            std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + kHour,
                            std::chrono::sys_days{std::chrono::year{2027} / 3 / 27} + kHour};

Place place_of(Mode mode) {
  if (mode == Mode::Door) return Door{calendar::RoomId{"r02"}};
  return Lobby{};
}

class MonkeyDay {
 public:
  explicit MonkeyDay(const DayOptions& options)
      : options_(options),
        random_(platform::make_seeded_random(options.seed)),
        watch_(options.panel),
        hands_(options.panel, *random_),
        kiosk_(*golden_snapshot(), place_of(options.mode), options.panel, options.start, *random_),
        began_(kiosk_.state().steady) {
    watch_.where = [this] { return where(); };
    kiosk_.after_frame = [this](const AppState& state) {
      watch_.see_frame(state, kiosk_.targets());
      dates_.insert(screen_zone(state).date_of(state.now));
    };
  }

  Day live() {
    if (options_.mode == Mode::SetUp) kiosk_.act(SetUpChanged{some_set_up(), std::nullopt});
    kiosk_.draw_frames();
    for (; gesture_ < options_.gestures; ++gesture_) one_gesture();
    kiosk_.live_for(std::max(milliseconds{1}, left()));
    watch_.see_it_go_home(kiosk_.state(), kiosk_.coming_answers());
    return {watch_.violations(), watch_.seen(), watch_.largest(),
            kiosk_.frames(),     tried_,        static_cast<int>(dates_.size()),
            kiosk_.codes_asked()};
  }

 private:
  void one_gesture() {
    if (options_.mode == Mode::SetUp) enrolment_goes_on();
    const Gesture gesture = hands_.next(kiosk_.targets(), *kiosk_.state().snapshot->world);
    doing_ = gesture.name;
    kiosk_.feel(gesture);
    watch_.see_it_go_home(kiosk_.state(), kiosk_.coming_answers());
    if (gesture_ % kGesturesBetweenTrials == 0) try_every_target();
    kiosk_.live_for(pause());
  }

  // Mostly a few seconds, now and then so long that all gestures together fill the day.
  milliseconds pause() {
    const std::uint64_t what = random_->below(20);
    if (what < 14) return milliseconds{200 + random_->below(3800)};
    if (what < 19) return milliseconds{5000 + random_->below(30'000)};
    constexpr milliseconds kUsual = 6500ms;
    const int more = options_.gestures - gesture_;
    const milliseconds quiet = (left() - more * kUsual) * 20 / more;
    return milliseconds{random_->below(static_cast<std::uint64_t>(2 * std::max(quiet, milliseconds{1000}).count()))};
  }

  void try_every_target() {
    std::vector<std::string> ids;
    for (const ui::Target& target : kiosk_.targets().all())
      if (target.enabled) ids.push_back(target.id);
    while (ids.size() > kTargetsTried) ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(random_->below(ids.size())));
    for (const std::string& id : ids) try_target(id);
    kiosk_.painter().point(-1, -1, false);
    static_cast<void>(kiosk_.painter().frame(kiosk_.state()));
  }

  // On a copy of the state, to its next frame.
  void try_target(const std::string& id) {
    doing_ = "trial of " + id;
    ++tried_;
    std::vector<Action> actions;
    if (!kiosk_.painter().tap(kiosk_.state(), id, actions)) watch_.fail("gone from the next frame");
    AppState state = kiosk_.state();
    std::vector<Action> answers = kiosk_.coming_answers();
    for (const Action& action : actions) {
      Step step = reduce(std::move(state), action);
      state = std::move(step.state);
      for (const Effect& effect : step.effects)
        if (auto answer = KioskInMemory::answer_to(effect)) answers.push_back(std::move(*answer));
    }
    static_cast<void>(kiosk_.painter().frame(state));
    watch_.see_frame(state, kiosk_.targets());
    watch_.see_it_go_home(std::move(state), answers);
  }

  // The administrator and the network of a kiosk that is not let in; on the day's last tenth it is, at a door.
  void enrolment_goes_on() {
    const int let_in_at = options_.gestures * 9 / 10;
    if (gesture_ == let_in_at)
      kiosk_.act(SetUpChanged{std::nullopt, Door{calendar::RoomId{"r05"}}});
    else if (gesture_ < let_in_at && gesture_ % kGesturesBetweenSetUps == 0)
      kiosk_.act(SetUpChanged{some_set_up(), std::nullopt});
  }

  SetUp some_set_up() {
    SetUp set_up{.step = static_cast<SetUpStep>(random_->below(5)), .unreachable = random_->below(4) == 0};
    set_up.server = "tandem.example:8443";
    set_up.code_until = kiosk_.state().steady + milliseconds{random_->below(600'000)};
    if (set_up.step == SetUpStep::Waiting) set_up.code = "K7TM-4WQX";
    if (set_up.step == SetUpStep::Asking) return set_up;
    set_up.device_fingerprint = "5E21 0C9B 77F4 A1D3 3B60 E8C5 92AF 4D17";
    set_up.server_fingerprint = "C07A 19E4 D852 6F3B A4B1 0D96 E37C 58F2";
    return set_up;
  }

  [[nodiscard]] milliseconds left() const { return kDay - (kiosk_.state().steady - began_); }

  [[nodiscard]] std::string where() const {
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(kiosk_.state().steady - began_);
    return std::string{name_of(options_.mode)} + " seed " + std::to_string(options_.seed) + ", gesture " +
           std::to_string(gesture_) + " (" + doing_ + ") after " + std::to_string(passed.count()) + " s: ";
  }

  DayOptions options_;
  std::unique_ptr<platform::Random> random_;
  Watch watch_;
  Hands hands_;
  KioskInMemory kiosk_;
  platform::SteadyTime began_;
  std::set<calendar::LocalDate> dates_;
  std::string doing_{"the start"};
  int gesture_{0};
  std::uint64_t tried_{0};
};

}  // namespace

const char* name_of(Mode mode) {
  switch (mode) {
    case Mode::Lobby: return "lobby";
    case Mode::Door: return "door";
    case Mode::SetUp: return "set-up";
  }
  return "lobby";
}

DayOptions day_of(Mode mode, std::uint64_t seed) {
  const auto [width, height] = kPanels.at(seed % kPanels.size());
  return {.mode = mode,
          .seed = seed,
          .panel = ui::panel_of_pixels(width, height),
          .start = kDates.at(seed / kPanels.size() % kDates.size())};
}

Day live_a_day(const DayOptions& options) { return MonkeyDay{options}.live(); }

}  // namespace tandem::kiosk::test
