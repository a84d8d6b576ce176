#pragma once
// An object that knows how many of its kind live. A coroutine that is compiled wrongly destroys one twice, or never, or
// one that was copied byte by byte to another address.

#include <string>
#include <utility>

namespace tandem::platform {

class Counted {
 public:
  explicit Counted(int value) : self_(this), value_(value) { ++alive; }
  Counted(const Counted& other) : self_(this), value_(other.value_) { ++alive; }
  Counted(Counted&& other) noexcept : self_(this), value_(std::exchange(other.value_, 0)) { ++alive; }
  Counted& operator=(const Counted&) = default;
  ~Counted() {
    if (self_ != this) ++moved_behind_its_back;
    self_ = nullptr;
    --alive;
  }
  [[nodiscard]] int value() const { return value_; }

  inline static int alive{0};
  inline static int moved_behind_its_back{0};

 private:
  const Counted* self_;
  int value_;
};

struct Frame {
  Counted first;
  Counted second;
};

}  // namespace tandem::platform
