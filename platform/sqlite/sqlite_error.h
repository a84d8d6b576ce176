#pragma once
// SQLite's result codes in our words. Private to platform/sqlite.

#include "platform/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tandem::platform {

// `code` as a call on `connection` just returned it; `connection` may be null when memory ran out.
[[nodiscard]] Error sqlite_error(sqlite3* connection, int code);

// A parameter that could not be bound: a wrong index, or a value over SQLite's limit.
[[nodiscard]] Error bind_failure(sqlite3_stmt* statement, int code);

}  // namespace tandem::platform
