#pragma once
// Which database this is, and how old: PostgreSQL counts a timeline up whenever a replica takes over. An old primary
// that comes back takes writes again and knows nothing of the one that took over; whoever wrote to it would make two
// truths. So a server remembers the newest timeline it has worked on, in a file over its own restarts, and refuses an
// older one of the same database. One thread. Private to this room.

#include <cstdint>
#include <filesystem>
#include <string>

#include "platform/postgres/postgres_connection.h"

namespace tandem::sync {

class PostgresTimeline {
 public:
  // `file`: where it is remembered; empty: only as long as this object lives. A file that cannot be read remembers
  // nothing.
  explicit PostgresTimeline(std::filesystem::path file);

  // Remembers what the connection leads to. Denied when that is older than what was worked on before; the errors of a
  // lost connection. A database that does not tell its timeline is taken as it is.
  [[nodiscard]] platform::Status check(platform::PostgresConnection& connection);

 private:
  void remember() const;

  std::filesystem::path file_;
  std::string system_;  // the database cluster's own number; a replica has its primary's
  std::int64_t timeline_{0};
};

}  // namespace tandem::sync
