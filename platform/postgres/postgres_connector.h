#pragma once
// Makes a connection beside the thread that wants one: connecting takes seconds when a host is silent, and the core
// serves devices meanwhile. One thread calls it; the connecting itself runs on a thread of its own, at most one.

#include <chrono>
#include <memory>
#include <optional>

#include "platform/postgres/postgres_connection.h"

namespace tandem::platform {

class PostgresConnector {
 public:
  using Made = Result<std::unique_ptr<PostgresConnection>>;

  // Waits for a connection under way: at most the time limit of PostgresConnection::open().
  virtual ~PostgresConnector() = default;
  // Begins one unless it is under way, and waits at most `patience` for what it comes to. Nullopt: not known yet, the
  // next call goes on waiting for the same one. Errors of PostgresConnection::open().
  [[nodiscard]] virtual std::optional<Made> connect(std::chrono::milliseconds patience) = 0;
};

[[nodiscard]] std::unique_ptr<PostgresConnector> make_postgres_connector(PostgresOptions options);

}  // namespace tandem::platform
