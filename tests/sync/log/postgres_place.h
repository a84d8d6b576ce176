#pragma once
// A database of the tests' own PostgreSQL server as a place for a store.

#include <string>

#include "tests/sync/log/store_place.h"

namespace tandem::tests {

class PostgresPlace final : public StorePlace {
 public:
  PostgresPlace();
  platform::Result<std::unique_ptr<sync::LogStore>> open() override {
    return sync::open_shared_log_store({url_}, clock_);
  }
  std::unique_ptr<sync::LogStore> after_crash(sync::LogStore& open_now) override;
  bool type(const std::string& sql) override;

  // Ends every connection to the database but this call's own, as a network that breaks does.
  void cut_connections();
  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  std::string url_;
  const platform::SystemClock clock_;
};

}  // namespace tandem::tests
