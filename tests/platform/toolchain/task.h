#pragma once
// The smallest coroutine type, for the toolchain tests only: lazy, awaited once, no executor, so that what they show is
// the compiler's doing and nobody else's.

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace tandem::platform {

template <class Value>
class Task {
 public:
  struct promise_type {
    std::optional<Value> value;
    std::coroutine_handle<> waiting{std::noop_coroutine()};

    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Resume {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
          return done.promise().waiting;
        }
        void await_resume() noexcept {}
      };
      return Resume{};
    }
    void return_value(Value returned) { value = std::move(returned); }
    void unhandled_exception() { std::terminate(); }
  };

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) {
    handle_.promise().waiting = waiting;
    return handle_;
  }
  Value await_resume() { return std::move(*handle_.promise().value); }

  // Runs a task that never waits for anything outside to its end.
  Value run() {
    handle_.resume();
    return std::move(*handle_.promise().value);
  }

 private:
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};

}  // namespace tandem::platform
