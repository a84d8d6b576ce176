#include "sync/protocol/reader.h"

#include "platform/base/id.h"

namespace tandem::sync {
namespace {

constexpr std::int64_t kLastSecond = std::chrono::sys_seconds{kEndOfTime}.time_since_epoch().count() - 1;

bool is_second(std::int64_t seconds) { return seconds >= 0 && seconds <= kLastSecond; }

}  // namespace

void Reader::invalid(const char* what, const char* why) {
  if (!error_) error_ = platform::Error{platform::ErrorKind::Invalid, std::string{what} + ": " + why};
}

void Reader::require(bool rule, const char* what) {
  if (!rule) invalid(what, "missing or out of range");
}

bool Reader::count(std::ptrdiff_t items, std::size_t limit, const char* what) {
  if (static_cast<std::size_t>(items) <= limit) return true;
  if (!error_) error_ = platform::Error{platform::ErrorKind::TooLarge, std::string{what} + ": too many"};
  return false;
}

void Reader::check_id(const std::string& text, const char* what) {
  if (text.empty()) invalid(what, "no id");
  if (text.size() > platform::kMaxIdLength) invalid(what, "id too long");
}

std::string Reader::text(const std::string& text, const char* what, std::size_t limit) {
  if (text.size() > limit) invalid(what, "text too long");
  return text;
}

calendar::Instant Reader::instant(std::int64_t seconds, const char* what) {
  if (!is_second(seconds)) invalid(what, "time out of range");
  return calendar::Instant{std::chrono::seconds{is_second(seconds) ? seconds : 0}};
}

calendar::Interval Reader::interval(const wire::Interval& interval, const char* what) {
  const calendar::Interval read{instant(interval.start(), what), instant(interval.end(), what)};
  if (read.end < read.start) invalid(what, "ends before it starts");
  return read;
}

calendar::LocalDate Reader::date(std::int64_t days, const char* what) {
  const bool known = days >= 0 && days < kEndOfTime.time_since_epoch().count();
  if (!known) invalid(what, "date out of range");
  return calendar::LocalDate{std::chrono::days{known ? static_cast<std::chrono::days::rep>(days) : 0}};
}

platform::WallTime Reader::wall_time(std::int64_t milliseconds, const char* what) {
  const bool known = milliseconds >= 0 && is_second(milliseconds / 1000);
  if (!known) invalid(what, "time out of range");
  return platform::WallTime{std::chrono::milliseconds{known ? milliseconds : 0}};
}

int Reader::number(std::uint32_t value, std::uint32_t most, const char* what) {
  if (value <= most) return static_cast<int>(value);
  invalid(what, "number out of range");
  return 0;
}

}  // namespace tandem::sync
