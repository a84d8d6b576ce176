#pragma once
// Brings a database to this program's schema, one server at a time. Private to this room.

#include "platform/postgres/postgres_connection.h"

namespace tandem::sync {

// In an empty database the schema, a name of the history and the site's key are made. Corrupt when the database is from
// a newer version; Denied without the right to create.
[[nodiscard]] platform::Status migrate(platform::PostgresConnection& connection);

}  // namespace tandem::sync
