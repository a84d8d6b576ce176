#pragma once
// Does what reduce() asked for (kiosk/core/effect.h). Commands go to the truth, which returns at once; hashing PINs and
// badges takes tens of milliseconds, so a worker thread does it and the answer comes back as an Action.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/core/effect.h"

namespace tandem::kiosk {

class EffectRunner {
 public:
  struct Services {
    std::function<void(SubmitCommand)> submit;  // called by run(), must not block
    std::function<void()> answered;             // any thread: take_answers() has something
    std::function<void()> ask_new_code{};       // as submit
    std::function<void()> restart{};            // as submit
    std::function<ServiceReport()> machine{};   // the worker's thread; may read files
  };
  explicit EffectRunner(Services services);
  EffectRunner(const EffectRunner&) = delete;
  EffectRunner& operator=(const EffectRunner&) = delete;
  // Waits for the hash being computed; the rest is dropped.
  ~EffectRunner() = default;

  // UI thread.
  void run(Effect effect);
  [[nodiscard]] std::vector<Action> take_answers();
  // Nothing is being computed or waits to be taken.
  [[nodiscard]] bool idle() const;

 private:
  using Work = std::variant<VerifyPin, HashBadge, CheckServicePin, ReadMachine, SetBrightness>;
  void queue(Work work);
  void work(const std::stop_token& stop);
  // Nothing for what has no answer.
  [[nodiscard]] std::optional<Action> answer_of(const Work& work) const;

  Services services_;
  mutable std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<Work> queue_;
  std::vector<Action> answers_;
  bool busy_{false};
  std::jthread worker_;  // last: it uses everything above
};

}  // namespace tandem::kiosk
