#include "platform/postgres/postgres_connector.h"

#include <future>
#include <utility>

namespace tandem::platform {
namespace {

class ThreadedConnector final : public PostgresConnector {
 public:
  explicit ThreadedConnector(PostgresOptions options) : options_(std::move(options)) {}

  std::optional<Made> connect(std::chrono::milliseconds patience) override {
    if (!under_way_.valid()) under_way_ = std::async(std::launch::async, PostgresConnection::open, options_);
    if (under_way_.wait_for(patience) != std::future_status::ready) return std::nullopt;
    return under_way_.get();
  }

 private:
  const PostgresOptions options_;
  std::future<Made> under_way_;  // its destructor waits
};

}  // namespace

std::unique_ptr<PostgresConnector> make_postgres_connector(PostgresOptions options) {
  return std::make_unique<ThreadedConnector>(std::move(options));
}

}  // namespace tandem::platform
