#pragma once
// A connection that is made again when it was lost, and never holds up the core: a call waits kReconnectPatience for it
// once; while it is still being made, or the database is away and its next try is not due, calls fail at once. One
// thread. Private to this room.

#include <chrono>
#include <functional>
#include <memory>

#include "platform/base/clock.h"
#include "platform/postgres/postgres_connector.h"

namespace tandem::sync {

// Longer than a connection takes to a database that is there, shorter than anybody notices.
inline constexpr std::chrono::milliseconds kReconnectPatience{250};
// Between two tries of a database that stayed away; each pause is twice the one before.
inline constexpr std::chrono::milliseconds kFirstReconnectPause{200};
inline constexpr std::chrono::milliseconds kLongestReconnectPause{5'000};

class PostgresSession {
 public:
  // Brings a new connection to where the store needs it, before anybody uses it.
  using Prepare = std::function<platform::Status(platform::PostgresConnection&)>;

  // `clock` must outlive it.
  PostgresSession(std::unique_ptr<platform::PostgresConnector> connector, const platform::Clock& clock, Prepare prepare)
      : connector_(std::move(connector)), clock_(clock), prepare_(std::move(prepare)) {}

  // A connection that is not known to be lost; valid until the next call. Errors of PostgresConnection::open() and of
  // `prepare`, the same one again until the next try is due; Unavailable while a connection is being made.
  [[nodiscard]] platform::Result<platform::PostgresConnection*> connection(
      std::chrono::milliseconds patience = kReconnectPatience);

 private:
  [[nodiscard]] platform::Status adopt(platform::PostgresConnector::Made made);
  void stay_away(platform::Error why);

  std::unique_ptr<platform::PostgresConnector> connector_;
  const platform::Clock& clock_;
  Prepare prepare_;
  std::unique_ptr<platform::PostgresConnection> connection_;
  bool waited_{false};  // for the connection that is being made
  platform::Error away_;
  platform::SteadyTime next_try_{platform::SteadyTime::min()};
  std::chrono::milliseconds pause_{0};  // before next_try_; 0: the database was there the last time
};

}  // namespace tandem::sync
