#include "sync/log/postgres_schema.h"

#include <iterator>
#include <string>

#include "platform/device/credentials.h"
#include "sync/log/postgres_queries.h"
#include "sync/log/rows.h"

namespace tandem::sync {
namespace {

using platform::PostgresConnection;
using platform::PostgresParameters;
using platform::Status;

namespace queries = postgres_queries;

Status take_steps(PostgresConnection& connection, std::size_t from) {
  for (std::size_t step = from; step < std::size(queries::kSchema); ++step) {
    auto done = connection.execute(queries::kSchema[step]);
    if (!done) return platform::fail_in("migration to version " + std::to_string(step + 1), done.error());
    connection.queue(queries::kNoteVersion, PostgresParameters{}.number(static_cast<std::int64_t>(step + 1)));
  }
  connection.queue(queries::kMakeHead, PostgresParameters{}.text(fresh_epoch()));
  connection.queue(queries::kMakeMeta, PostgresParameters{}.text("site_key").text(platform::random_secret()));
  return connection.flush();
}

Status migrate_in_transaction(PostgresConnection& connection) {
  connection.queue(queries::kLockSchema);
  connection.queue(queries::kMakeVersions);
  auto version = connection.run(queries::kVersion);
  if (!version) return tl::unexpected(version.error());
  const auto stored = static_cast<std::size_t>(version->number(0, 0));
  if (stored > std::size(queries::kSchema)) {
    return platform::fail(platform::ErrorKind::Corrupt, "the database is version " + std::to_string(stored) +
                                                            " and this program knows versions up to " +
                                                            std::to_string(std::size(queries::kSchema)) +
                                                            ": install the newer program again");
  }
  return take_steps(connection, stored);
}

}  // namespace

Status migrate(PostgresConnection& connection) {
  connection.queue(queries::kBegin);
  auto done = migrate_in_transaction(connection);
  if (!done) {
    if (!connection.lost()) (void)connection.run(queries::kRollback);
    return done;
  }
  connection.queue(queries::kCommit);
  return connection.flush();
}

}  // namespace tandem::sync
