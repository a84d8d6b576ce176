#include <filesystem>

#include "platform/sqlite/database.h"
#include "tests/sync/log/store_place.h"
#include "tests/sync/scratch_file.h"

namespace tandem::tests {
namespace {

class SqlitePlace final : public StorePlace {
 public:
  platform::Result<std::unique_ptr<sync::LogStore>> open() override { return sync::open_log_store(file_); }

  std::unique_ptr<sync::LogStore> after_crash(sync::LogStore&) override {
    const auto left = folder_ / "left.sqlite";
    for (const char* part : {"", "-wal"}) {
      const auto from = file_.string() + part;
      if (std::filesystem::exists(from)) std::filesystem::copy_file(from, left.string() + part);
    }
    auto store = sync::open_log_store(left);
    EXPECT_TRUE(store.has_value());
    return std::move(*store);
  }

  bool type(const std::string& sql) override {
    auto database = platform::Database::open(file_);
    return database && database->execute(sql);
  }

 private:
  ScratchFolder folder_;
  std::filesystem::path file_{folder_ / sync::kLogFile};
};

}  // namespace

std::unique_ptr<StorePlace> make_sqlite_place() { return std::make_unique<SqlitePlace>(); }

}  // namespace tandem::tests
