#include "sync/admin/admin_answers.h"

#include <boost/json.hpp>
#include <iostream>

namespace tandem::sync {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

std::string text(const json::object& object, const char* field) {
  const json::value* value = object.if_contains(field);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number(const json::object& object, const char* field) {
  const json::value* value = object.if_contains(field);
  return value != nullptr && value->is_number() ? value->to_number<std::int64_t>() : 0;
}

bool yes(const json::object& object, const char* field) {
  const json::value* value = object.if_contains(field);
  return value != nullptr && value->is_bool() && value->get_bool();
}

ExitCode failed(const platform::Error& error) {
  std::cerr << "tandem-admin: " << error.message << "\n";
  const bool refused = error.kind == ErrorKind::Invalid || error.kind == ErrorKind::NotFound;
  return refused ? ExitCode::Refused : ExitCode::Unreachable;
}

Result<json::object> ask(AdminChannel& channel, const json::object& request) {
  const Result<std::string> answer = channel.ask(json::serialize(request));
  if (!answer) return tl::unexpected(answer.error());
  boost::system::error_code error;
  json::value value = json::parse(*answer, error);
  if (error || !value.is_object()) {
    return platform::fail(ErrorKind::Unavailable, channel.name() + " answered something that is not ours");
  }
  return std::move(value.get_object());
}

}  // namespace tandem::sync
