#pragma once
// Reads checked values out of generated messages and remembers the first rule that was broken. Everything read after a
// failure is harmless and thrown away. Private to the codec.

#include <optional>
#include <string>

#include "calendar/booking/change.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/protocol/limits.h"
#include "tandem.pb.h"

namespace tandem::sync {

class Reader {
 public:
  [[nodiscard]] bool ok() const { return !error_; }
  [[nodiscard]] const std::optional<platform::Error>& error() const { return error_; }
  // Kinds of changes that this version does not know and that were left out.
  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  void leave_out() { ++left_out_; }

  void invalid(const char* what, const char* why);
  void require(bool rule, const char* what);
  // False, and TooLarge, when there are more than `limit`.
  bool count(std::ptrdiff_t items, std::size_t limit, const char* what);

  // 1 to kMaxIdLength bytes.
  template <class Id>
  Id id(const std::string& text, const char* what) {
    check_id(text, what);
    return Id{text};
  }
  // The same, or nothing.
  template <class Id>
  Id id_or_none(const std::string& text, const char* what) {
    return text.empty() ? Id{} : id<Id>(text, what);
  }
  std::string text(const std::string& text, const char* what, std::size_t limit = kMaxTextLength);
  calendar::Instant instant(std::int64_t seconds, const char* what);
  calendar::Interval interval(const wire::Interval& interval, const char* what);
  calendar::LocalDate date(std::int64_t days, const char* what);
  platform::WallTime wall_time(std::int64_t milliseconds, const char* what);
  // 0 up to `most`.
  int number(std::uint32_t value, std::uint32_t most, const char* what);
  // An enum by its number; `last` is its highest one.
  template <class Enum>
  Enum choice(std::uint32_t value, Enum last, const char* what) {
    return static_cast<Enum>(number(value, static_cast<std::uint32_t>(last), what));
  }

 private:
  void check_id(const std::string& text, const char* what);

  std::optional<platform::Error> error_;
  std::size_t left_out_{0};
};

}  // namespace tandem::sync
