#include "tests/sync/log/postgres_place.h"

#include <gtest/gtest.h>

#include "platform/postgres/postgres_connection.h"
#include "tests/platform/postgres/private_server.h"

namespace tandem::tests {

PostgresPlace::PostgresPlace() : url_(PrivateServer::shared().fresh_database()) {}

std::unique_ptr<sync::LogStore> PostgresPlace::after_crash(sync::LogStore&) {
  cut_connections();
  auto store = open();
  EXPECT_TRUE(store.has_value()) << (store ? "" : store.error().message);
  return std::move(*store);
}

bool PostgresPlace::type(const std::string& sql) {
  auto connection = platform::PostgresConnection::open({url_});
  return connection && (*connection)->execute(sql);
}

void PostgresPlace::cut_connections() {
  EXPECT_TRUE(
      type("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() "
           "AND pid <> pg_backend_pid()"));
}

}  // namespace tandem::tests
