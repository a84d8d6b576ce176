#include "platform/speech/speaker.h"

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "platform/base/log.h"
#include "platform/base/stopwatch.h"

namespace tandem::platform {
namespace {

// A character is not cut in two.
void shorten(std::string& text) {
  if (text.size() <= kMaxUtteranceBytes) return;
  std::size_t end = kMaxUtteranceBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
}

class ThreadedSpeaker final : public Speaker {
 public:
  explicit ThreadedSpeaker(std::unique_ptr<SpeechEngine> engine)
      : engine_(std::move(engine)), worker_([this](const std::stop_token& stop) { work(stop); }) {}
  ThreadedSpeaker(const ThreadedSpeaker&) = delete;
  ThreadedSpeaker& operator=(const ThreadedSpeaker&) = delete;
  ~ThreadedSpeaker() override {
    worker_.request_stop();
    worker_.join();
    engine_->cancel();
  }

  void say(Utterance utterance) override {
    shorten(utterance.text);
    const std::lock_guard lock{mutex_};
    if (utterance.interrupts) drop_all();
    if (queue_.size() == kMaxQueuedUtterances) queue_.pop_front();
    queue_.push_back(std::move(utterance));
    more_.notify_one();
  }

  void stop() override {
    const std::lock_guard lock{mutex_};
    drop_all();
    more_.notify_one();
  }

 private:
  void drop_all() {
    queue_.clear();
    silence_ = true;
  }

  // Silence first, then the next thing to say.
  void work(const std::stop_token& stop) {
    ::pthread_setname_np(::pthread_self(), "speech");
    std::unique_lock lock{mutex_};
    while (more_.wait(lock, stop, [this] { return silence_ || !queue_.empty(); }), !stop.stop_requested()) {
      const bool silence = std::exchange(silence_, false);
      std::optional<Utterance> next;
      if (!queue_.empty()) {
        next = std::move(queue_.front());
        queue_.pop_front();
      }
      lock.unlock();
      if (silence) engine_->cancel();
      if (next) try_to_say(*next);
      lock.lock();
    }
  }

  void try_to_say(const Utterance& utterance) {
    if (failed_ && failed_->elapsed() < kSpeechRetryAfter) return;
    const Status said = engine_->say(utterance);
    if (said) {
      failed_.reset();
      return;
    }
    if (!failed_) log_warning("speech", said.error().message);
    failed_.emplace();
  }

  std::unique_ptr<SpeechEngine> engine_;
  std::optional<Stopwatch> failed_;  // since the last failure; the worker's
  std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<Utterance> queue_;
  bool silence_{false};
  std::jthread worker_;  // last: it uses everything above
};

}  // namespace

std::unique_ptr<Speaker> make_speaker(std::unique_ptr<SpeechEngine> engine) {
  return std::make_unique<ThreadedSpeaker>(std::move(engine));
}

}  // namespace tandem::platform
