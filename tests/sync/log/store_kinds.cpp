#include "tests/sync/log/postgres_place.h"
#include "tests/sync/log/store_place.h"

namespace tandem::tests {

std::vector<StoreKind> store_kinds() {
  return {{"Sqlite", make_sqlite_place, "PRAGMA user_version = 1000"},
          {"Postgres", [] { return std::make_unique<PostgresPlace>(); }, "INSERT INTO schema_version VALUES (1000)"}};
}

}  // namespace tandem::tests
