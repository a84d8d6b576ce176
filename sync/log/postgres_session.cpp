#include "sync/log/postgres_session.h"

#include <algorithm>
#include <thread>

#include "platform/base/log.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::PostgresConnection;
using platform::Result;
using platform::Status;

Result<PostgresConnection*> PostgresSession::connection() {
  if (connection_ != nullptr && !connection_->lost()) return connection_.get();
  if (SteadyClock::now() < next_try_) return platform::fail(ErrorKind::Unavailable, "the database is away");
  const bool patient = pause_.count() == 0;
  const auto give_up = SteadyClock::now() + kReconnectFor;
  for (auto pause = kFirstReconnectPause;; pause *= 2) {
    auto connected = try_connect();
    if (connected) {
      pause_ = {};
      return connection_.get();
    }
    if (connected.error().kind != ErrorKind::Unavailable) return tl::unexpected(connected.error());
    if (!patient || SteadyClock::now() + pause >= give_up) {
      stay_away();
      return tl::unexpected(connected.error());
    }
    std::this_thread::sleep_for(pause);
  }
}

Status PostgresSession::try_connect() {
  if (connection_ != nullptr) platform::log_warning("store", "the connection to the database was lost");
  connection_.reset();
  auto opened = PostgresConnection::open(options_);
  if (!opened) return tl::unexpected(opened.error());
  if (auto ready = prepare_(**opened); !ready) return ready;
  connection_ = std::move(*opened);
  return {};
}

void PostgresSession::stay_away() {
  pause_ = std::clamp(pause_ * 2, kFirstReconnectPause * 4, kLongestReconnectPause);
  next_try_ = SteadyClock::now() + pause_;
}

}  // namespace tandem::sync
