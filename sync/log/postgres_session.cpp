#include "sync/log/postgres_session.h"

#include <algorithm>
#include <utility>

#include "platform/base/log.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::PostgresConnection;
using platform::Result;
using platform::Status;

Result<PostgresConnection*> PostgresSession::connection(std::chrono::milliseconds patience) {
  if (connection_ != nullptr && !connection_->lost()) return connection_.get();
  if (connection_ != nullptr) platform::log_warning("store", "the connection to the database was lost");
  connection_.reset();
  if (clock_.steady() < next_try_) return tl::unexpected(away_);
  auto made = connector_->connect(std::exchange(waited_, true) ? std::chrono::milliseconds{0} : patience);
  if (!made) return platform::fail(ErrorKind::Unavailable, "a connection to the database is being made");
  waited_ = false;
  if (auto adopted = adopt(std::move(*made)); !adopted) {
    stay_away(adopted.error());
    return tl::unexpected(adopted.error());
  }
  pause_ = {};
  return connection_.get();
}

Status PostgresSession::adopt(platform::PostgresConnector::Made made) {
  if (!made) return tl::unexpected(made.error());
  if (auto ready = prepare_(**made); !ready) return ready;
  connection_ = std::move(*made);
  return {};
}

void PostgresSession::stay_away(platform::Error why) {
  pause_ = std::clamp(pause_ * 2, kFirstReconnectPause, kLongestReconnectPause);
  next_try_ = clock_.steady() + pause_;
  away_ = std::move(why);
}

}  // namespace tandem::sync
