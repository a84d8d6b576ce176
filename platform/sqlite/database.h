#pragma once
// SQLite, wrapped. One connection on one thread per file, nothing else opens a live file: locking_mode=EXCLUSIVE is set
// before journal_mode=WAL, so SQLite 3.40.1's WAL-reset bug cannot happen (DESIGN.md, toolchain facts), and
// synchronous=FULL makes a commit durable when it returns. Statements are prepared once and reset after use.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tandem::platform {

class DatabaseCopy;

// A prepared statement. Parameters count from 1, columns from 0, as SQLite does. Must not outlive its Database.
class Statement {
 public:
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view text);
  Statement& bind_blob(int index, std::string_view bytes);
  Statement& bind_null(int index);

  // True: a row is there to read. False: done, and the statement is reset for its next use.
  [[nodiscard]] Result<bool> step();
  // Runs to the end, dropping rows; for INSERT, UPDATE, DELETE.
  [[nodiscard]] Status run();
  // For each row; stops at the first error the function returns.
  [[nodiscard]] Status for_each(const std::function<Status(const Statement&)>& row);
  // Ready for its next use; parameters are NULL again. A bind in the middle of the rows starts over too.
  void reset();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::string blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bind_error_{0};
};

class Database {
 public:
  // Creates the file (mode 0600) and its folder when missing. Denied when another process has it open, Corrupt when it
  // is not a database, Full when the disk is.
  [[nodiscard]] static Result<Database> open(const std::filesystem::path& file);
  [[nodiscard]] static Result<Database> in_memory();

  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  // One or more statements without parameters.
  [[nodiscard]] Status execute(const std::string& sql);
  // BEGIN IMMEDIATE, then `work`, then COMMIT; any error, of the COMMIT too, rolls everything back and is returned.
  // Invalid for a transaction inside another.
  [[nodiscard]] Status transaction(const std::function<Status()>& work);
  // Step i brings user_version from i to i + 1, each in its own transaction. Corrupt when the file is newer than
  // `steps`.
  [[nodiscard]] Status migrate(std::span<const char* const> steps);
  // Begins a copy as a new file of mode 0600 (database_copy.h), which must not outlive this. Invalid when `file`
  // exists; Denied, Full.
  [[nodiscard]] Result<std::unique_ptr<DatabaseCopy>> begin_copy(const std::filesystem::path& file);
  // Rows changed by the last INSERT, UPDATE or DELETE.
  [[nodiscard]] std::int64_t changed_rows() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  explicit Database(sqlite3* connection) : connection_(connection) {}
  void roll_back();
  // What was recovered when the file was opened is on the disk; until then no transaction begins.
  [[nodiscard]] Status settle();

  std::unique_ptr<sqlite3, Close> connection_;
  bool in_transaction_{false};
  bool settled_{true};
};

// Reads every page of a database that nothing has open. Corrupt when something is damaged or it is no database.
[[nodiscard]] Status verify_database(const std::filesystem::path& file);

}  // namespace tandem::platform
