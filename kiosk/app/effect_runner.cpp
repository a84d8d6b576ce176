#include "kiosk/app/effect_runner.h"

#include <pthread.h>

#include <memory>
#include <type_traits>
#include <utility>

#include "platform/base/log.h"
#include "platform/device/credentials.h"
#include "platform/device/machine.h"

namespace tandem::kiosk {
namespace {

using Answer = std::optional<Action>;

Answer check(const VerifyPin& asked) {
  for (const PinCandidate& candidate : asked.candidates) {
    if (platform::pin_matches(candidate.pin_hash, asked.pin)) return PinChecked{asked.attempt, candidate.person};
  }
  return PinChecked{asked.attempt, std::nullopt};
}

Answer check(const CheckServicePin& asked) {
  return ServicePinChecked{asked.attempt, platform::pin_matches(asked.pin_hash, asked.pin)};
}

Answer check(const SetBrightness& asked) {
  const platform::Status set = platform::set_brightness_percent(asked.percent);
  if (!set) platform::log_warning("kiosk", "brightness: " + set.error().message);
  return std::nullopt;
}

Answer check(const HashBadge& asked) {
  return BadgeHashed{asked.attempt, platform::hash_badge(asked.site_key, asked.badge).value_or(std::string{})};
}

}  // namespace

EffectRunner::EffectRunner(Services services)
    : services_(std::move(services)), worker_([this](const std::stop_token& stop) { work(stop); }) {}

void EffectRunner::queue(Work work) {
  const std::lock_guard lock{mutex_};
  queue_.push_back(std::move(work));
  more_.notify_one();
}

void EffectRunner::run(Effect effect) {
  std::visit(
      [this]<class T>(T& asked) {
        if constexpr (std::is_same_v<T, SubmitCommand>) {
          services_.submit(std::move(asked));
        } else if constexpr (std::is_same_v<T, AskNewCode>) {
          if (services_.ask_new_code) services_.ask_new_code();
        } else if constexpr (std::is_same_v<T, RestartProgram>) {
          if (services_.restart) services_.restart();
        } else {
          queue(std::move(asked));
        }
      },
      effect);
}

std::vector<Action> EffectRunner::take_answers() {
  const std::lock_guard lock{mutex_};
  return std::exchange(answers_, {});
}

bool EffectRunner::idle() const {
  const std::lock_guard lock{mutex_};
  return queue_.empty() && answers_.empty() && !busy_;
}

std::optional<Action> EffectRunner::answer_of(const Work& work) const {
  if (std::holds_alternative<ReadMachine>(work)) {
    if (!services_.machine) return std::nullopt;
    return MachineRead{std::make_shared<const ServiceReport>(services_.machine())};
  }
  return std::visit(
      []<class T>(const T& asked) -> Answer {
        if constexpr (std::is_same_v<T, ReadMachine>)
          return std::nullopt;
        else
          return check(asked);
      },
      work);
}

void EffectRunner::work(const std::stop_token& stop) {
  ::pthread_setname_np(::pthread_self(), "hashing");
  std::unique_lock lock{mutex_};
  while (more_.wait(lock, stop, [this] { return !queue_.empty(); }), !stop.stop_requested()) {
    const Work next = std::move(queue_.front());
    queue_.pop_front();
    busy_ = true;
    lock.unlock();
    std::optional<Action> answer = answer_of(next);
    lock.lock();
    busy_ = false;
    if (answer) answers_.push_back(std::move(*answer));
    services_.answered();
  }
}

}  // namespace tandem::kiosk
