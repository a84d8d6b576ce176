#include "sync/log/head_guess.h"

#include <algorithm>

namespace tandem::sync {

std::optional<std::vector<KnownCommand>> HeadGuess::known(const std::vector<calendar::CommandId>& ids) const {
  if (alone_ < needed_) return std::nullopt;
  std::vector<KnownCommand> known;
  for (const auto& id : ids) {
    const auto last = last_numbers_.find(id.device);
    if (last == last_numbers_.end()) return std::nullopt;
    // Number 0 is of a command that gets its number when it is decided; none is stored under it.
    if (id.number != 0 && id.number <= last->second) return std::nullopt;
    known.push_back({std::nullopt, last->second});
  }
  return known;
}

void HeadGuess::stood_still() {
  ++alone_;
  if (alone_ < 2 * needed_) return;
  needed_ = std::max(needed_ / 2, kAloneBeforeGuessing);
  alone_ = needed_;
}

void HeadGuess::moved() {
  last_numbers_.clear();
  alone_ = 0;
}

void HeadGuess::was_wrong() {
  moved();
  needed_ = std::min(needed_ * 2, kMostAloneBeforeGuessing);
}

void HeadGuess::remember(const calendar::DeviceId& device, std::uint64_t last) {
  if (last_numbers_.size() >= kMaxRememberedDevices && !last_numbers_.contains(device)) last_numbers_.clear();
  auto& known = last_numbers_[device];
  known = std::max(known, last);
}

}  // namespace tandem::sync
