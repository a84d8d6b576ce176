#include "kiosk/app/effect_runner.h"

#include <pthread.h>

#include <utility>

#include "platform/device/credentials.h"

namespace tandem::kiosk {
namespace {

Action check(const VerifyPin& asked) {
  for (const PinCandidate& candidate : asked.candidates) {
    if (platform::pin_matches(candidate.pin_hash, asked.pin)) return PinChecked{asked.attempt, candidate.person};
  }
  return PinChecked{asked.attempt, std::nullopt};
}

Action check(const HashBadge& asked) {
  return BadgeHashed{asked.attempt, platform::hash_badge(asked.site_key, asked.badge).value_or(std::string{})};
}

}  // namespace

EffectRunner::EffectRunner(Services services)
    : services_(std::move(services)), worker_([this](const std::stop_token& stop) { work(stop); }) {}

void EffectRunner::run(Effect effect) {
  if (auto* const submit = std::get_if<SubmitCommand>(&effect)) {
    services_.submit(std::move(*submit));
    return;
  }
  if (std::holds_alternative<AskNewCode>(effect)) {
    if (services_.ask_new_code) services_.ask_new_code();
    return;
  }
  const std::lock_guard lock{mutex_};
  if (auto* const pin = std::get_if<VerifyPin>(&effect)) queue_.emplace_back(std::move(*pin));
  if (auto* const badge = std::get_if<HashBadge>(&effect)) queue_.emplace_back(std::move(*badge));
  more_.notify_one();
}

std::vector<Action> EffectRunner::take_answers() {
  const std::lock_guard lock{mutex_};
  return std::exchange(answers_, {});
}

bool EffectRunner::idle() const {
  const std::lock_guard lock{mutex_};
  return queue_.empty() && answers_.empty() && !busy_;
}

Action EffectRunner::answer_of(const Work& work) {
  return std::visit([](const auto& asked) { return check(asked); }, work);
}

void EffectRunner::work(const std::stop_token& stop) {
  ::pthread_setname_np(::pthread_self(), "hashing");
  std::unique_lock lock{mutex_};
  while (more_.wait(lock, stop, [this] { return !queue_.empty(); }), !stop.stop_requested()) {
    const Work next = std::move(queue_.front());
    queue_.pop_front();
    busy_ = true;
    lock.unlock();
    Action answer = answer_of(next);
    lock.lock();
    busy_ = false;
    answers_.push_back(std::move(answer));
    services_.answered();
  }
}

}  // namespace tandem::kiosk
