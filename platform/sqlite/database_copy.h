#pragma once
// A copy of a live database while its one connection goes on committing (SQLite's online backup, over that connection):
// page by page between transactions, and what a commit changes of the pages that are there already is changed in the
// copy too. Whoever ends it early leaves no file.

#include <filesystem>
#include <memory>

#include "platform/base/result.h"

struct sqlite3;
struct sqlite3_backup;

namespace tandem::platform {

class DatabaseCopy {
 public:
  // By Database::begin_copy().
  DatabaseCopy(sqlite3* from, sqlite3* to, std::filesystem::path file);
  ~DatabaseCopy();
  DatabaseCopy(const DatabaseCopy&) = delete;
  DatabaseCopy& operator=(const DatabaseCopy&) = delete;

  // At most `pages` more, on the database's thread. True: all are there, as they were committed at this moment, and the
  // database is not touched any more. Invalid inside a transaction; Full, Unavailable, Corrupt: it cannot go on.
  [[nodiscard]] Result<bool> step(int pages);
  // After the last step, once, on any thread: reads every page again, and makes the file stand by itself, on the disk.
  [[nodiscard]] Status finish();

 private:
  struct CloseConnection {
    void operator()(sqlite3* connection) const;
  };
  void end_backup();

  sqlite3* from_;
  std::unique_ptr<sqlite3, CloseConnection> to_;
  std::filesystem::path file_;
  sqlite3_backup* backup_{nullptr};
  bool kept_{false};
};

}  // namespace tandem::platform
