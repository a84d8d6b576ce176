#pragma once
// PostgreSQL's SQLSTATE codes (PostgreSQL 15 manual, appendix A) in our words. Private to this room.

#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/postgres/postgres_connection.h"

namespace tandem::platform {

[[nodiscard]] PostgresFault fault_of(std::string_view state);
[[nodiscard]] Error postgres_error(std::string_view state, const std::string& message);
// libpq's message of a connection that could not be made, which carries no SQLSTATE.
[[nodiscard]] Error connect_error(const std::string& message);

}  // namespace tandem::platform
