#pragma once
// Fields of a small JSON object whose sender is not trusted, or that was stored. For sync/enrolment and sync/authority.

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "calendar/time/instant.h"
#include "platform/base/result.h"

namespace tandem::sync {

// TooLarge over `most` bytes; Invalid when it is no JSON object.
[[nodiscard]] platform::Result<boost::json::object> json_object_of(std::string_view text, std::size_t most);

// Reads one field after the other and keeps the first problem.
class JsonFields {
 public:
  explicit JsonFields(const boost::json::object& object) : object_(object) {}
  // Missing is empty; over `most` bytes, or anything but text, is Invalid.
  [[nodiscard]] std::string text(const char* name, std::size_t most);
  // Missing is false.
  [[nodiscard]] bool flag(const char* name);
  // Missing is 0; out of [0, most] is Invalid.
  [[nodiscard]] std::int64_t number(const char* name, std::int64_t most);
  // Seconds since 1970; missing is 1970.
  [[nodiscard]] calendar::Instant time(const char* name);
  void wrong(const std::string& what);
  [[nodiscard]] platform::Status finish() const { return status_; }

 private:
  const boost::json::object& object_;
  platform::Status status_;
};

[[nodiscard]] std::int64_t json_time(calendar::Instant at);

}  // namespace tandem::sync
