#include "sync/admin/request_json.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace tandem::sync {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

Result<std::string> text_field(const json::object& request, const char* name) {
  Result<std::optional<std::string>> text = optional_text(request, name);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return platform::fail(ErrorKind::Invalid, std::string("\"") + name + "\" is missing");
  return **std::move(text);
}

Result<std::optional<std::string>> optional_text(const json::object& request, const char* name) {
  const json::value* value = request.if_contains(name);
  if (value == nullptr || value->is_null()) return std::optional<std::string>();
  if (!value->is_string()) return platform::fail(ErrorKind::Invalid, std::string("\"") + name + "\" must be text");
  return std::optional(std::string(value->get_string()));
}

Result<bool> flag(const json::object& request, const char* name) {
  const json::value* value = request.if_contains(name);
  if (value == nullptr) return false;
  if (!value->is_bool()) {
    return platform::fail(ErrorKind::Invalid, std::string("\"") + name + "\" must be true or false");
  }
  return value->get_bool();
}

std::string utc_text(calendar::Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

}  // namespace tandem::sync
