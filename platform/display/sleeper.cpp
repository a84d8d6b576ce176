#include "platform/display/sleeper.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "platform/base/check.h"

namespace tandem::platform {

Sleeper::Sleeper() : wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { TANDEM_CHECK(wake_ >= 0); }

Sleeper::~Sleeper() { ::close(wake_); }

void Sleeper::watch(int descriptor) { watched_.push_back(descriptor); }

void Sleeper::unwatch(int descriptor) { std::erase(watched_, descriptor); }

void Sleeper::sleep(std::optional<std::chrono::milliseconds> timeout) {
  constexpr std::chrono::milliseconds kLongest = std::chrono::hours{1};  // what an int surely holds
  std::vector<pollfd> descriptors{{wake_, POLLIN, 0}};
  for (const int descriptor : watched_) descriptors.push_back({descriptor, POLLIN, 0});
  const int wait =
      timeout ? static_cast<int>(std::clamp(*timeout, std::chrono::milliseconds{0}, kLongest).count()) : -1;
  ::poll(descriptors.data(), descriptors.size(), wait);
  std::uint64_t count = 0;
  [[maybe_unused]] const auto emptied = ::read(wake_, &count, sizeof count);
  // A descriptor that is closed or broken would make every poll return at once.
  for (const pollfd& polled : descriptors) {
    if ((polled.revents & POLLNVAL) != 0) unwatch(polled.fd);
  }
}

void Sleeper::wake() const noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

}  // namespace tandem::platform
