#pragma once
// Fields of a request and times of an answer. Inside sync/admin only: the one header of this room that shows
// boost::json.

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "calendar/time/instant.h"
#include "platform/base/result.h"

namespace tandem::sync {

// Invalid, naming the field, when it is missing or no text.
[[nodiscard]] platform::Result<std::string> text_field(const boost::json::object& request, const char* name);
// nullopt when it is missing.
[[nodiscard]] platform::Result<std::optional<std::string>> optional_text(const boost::json::object& request,
                                                                         const char* name);
[[nodiscard]] platform::Result<bool> flag(const boost::json::object& request, const char* name);

// "2026-11-23T14:00:00Z"
[[nodiscard]] std::string utc_text(calendar::Instant at);

}  // namespace tandem::sync
