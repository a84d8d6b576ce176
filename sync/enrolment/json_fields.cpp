#include "sync/enrolment/json_fields.h"

#include <boost/json.hpp>

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::fail;

constexpr std::size_t kMaxDepth = 4;
// The year 2200, as sync/protocol has it.
constexpr std::int64_t kLastSecond = 7'258'118'400;

}  // namespace

platform::Result<json::object> json_object_of(std::string_view text, std::size_t most) {
  if (text.size() > most) return fail(ErrorKind::TooLarge, "more than " + std::to_string(most) + " bytes");
  json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code bad;
  json::value value = json::parse({text.data(), text.size()}, bad, {}, options);
  if (bad) return fail(ErrorKind::Invalid, "not JSON: " + bad.message());
  if (!value.is_object()) return fail(ErrorKind::Invalid, "not a JSON object");
  return std::move(value.as_object());
}

void JsonFields::wrong(const std::string& what) {
  if (status_) status_ = fail(ErrorKind::Invalid, what);
}

std::string JsonFields::text(const char* name, std::size_t most) {
  const json::value* const value = object_.if_contains(name);
  if (value == nullptr) return {};
  if (!value->is_string() || value->get_string().size() > most) {
    wrong(std::string(name) + " is no text of at most " + std::to_string(most) + " bytes");
    return {};
  }
  return std::string(value->get_string());
}

bool JsonFields::flag(const char* name) {
  const json::value* const value = object_.if_contains(name);
  if (value == nullptr) return false;
  if (!value->is_bool()) wrong(std::string(name) + " is neither true nor false");
  return value->is_bool() && value->get_bool();
}

std::int64_t JsonFields::number(const char* name, std::int64_t most) {
  const json::value* const value = object_.if_contains(name);
  if (value == nullptr) return 0;
  boost::system::error_code bad;
  const auto number = value->to_number<std::int64_t>(bad);
  if (!bad && number >= 0 && number <= most) return number;
  wrong(std::string(name) + " is no number from 0 to " + std::to_string(most));
  return 0;
}

calendar::Instant JsonFields::time(const char* name) {
  return calendar::Instant{std::chrono::seconds{number(name, kLastSecond)}};
}

std::int64_t json_time(calendar::Instant at) { return at.time_since_epoch().count(); }

}  // namespace tandem::sync
