#pragma once
// A connection that is made again when it was lost: at once, then a little later each time, for kReconnectFor in one
// call; after that calls fail without waiting until the next try is due, so that a database that is away never holds up
// the core. One thread. Private to this room.

#include <chrono>
#include <functional>
#include <memory>

#include "platform/postgres/postgres_connection.h"

namespace tandem::sync {

// How long one call waits for the database to come back.
inline constexpr std::chrono::milliseconds kReconnectFor{2'000};
inline constexpr std::chrono::milliseconds kFirstReconnectPause{50};
// Between two tries of a database that stayed away, at most.
inline constexpr std::chrono::milliseconds kLongestReconnectPause{5'000};

class PostgresSession {
 public:
  // Brings a new connection to where the store needs it, before anybody uses it.
  using Prepare = std::function<platform::Status(platform::PostgresConnection&)>;

  PostgresSession(platform::PostgresOptions options, Prepare prepare)
      : options_(std::move(options)), prepare_(std::move(prepare)) {}

  // A connection that is not known to be lost; valid until the next call. Errors of PostgresConnection::open() and of
  // `prepare`; Unavailable while the database is away.
  [[nodiscard]] platform::Result<platform::PostgresConnection*> connection();

 private:
  using SteadyClock = std::chrono::steady_clock;

  [[nodiscard]] platform::Status try_connect();
  void stay_away();

  platform::PostgresOptions options_;
  Prepare prepare_;
  std::unique_ptr<platform::PostgresConnection> connection_;
  SteadyClock::time_point next_try_{};
  std::chrono::milliseconds pause_{0};  // until the try after; 0: the database was there the last time
};

}  // namespace tandem::sync
