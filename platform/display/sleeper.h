#pragma once
// The one poll() of the UI thread: our own eventfd, so that other threads can wake it, and any descriptors besides.
// Inside platform/display only.

#include <chrono>
#include <optional>
#include <vector>

namespace tandem::platform {

class Sleeper {
 public:
  Sleeper();
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;
  ~Sleeper();

  void watch(int descriptor);
  void unwatch(int descriptor);
  // Until a descriptor is readable, wake(), or the timeout. Wake-ups before the call count.
  void sleep(std::optional<std::chrono::milliseconds> timeout);
  // Any thread, also from a signal handler.
  void wake() const noexcept;

 private:
  int wake_;
  std::vector<int> watched_;
};

}  // namespace tandem::platform
