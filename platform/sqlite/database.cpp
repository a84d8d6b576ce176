#include "platform/sqlite/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "platform/sqlite/sqlite_error.h"

namespace tandem::platform {
namespace {

// Sent to every connection. Nobody waits for a lock: the one writer is us, and whoever else has the file is a mistake.
constexpr const char* kEveryConnection = R"sql(
  PRAGMA busy_timeout = 0;
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
)sql";

// The order matters: exclusive locking before WAL keeps the WAL index in our own memory (SQLite's "WAL without shared
// memory"), so that no second connection can take part, and synchronous=FULL syncs the WAL at every commit. What is
// deleted is overwritten with zeros, not left on free pages for whoever reads the disk. The read makes sure the lock is
// taken now and that the file is a database.
constexpr const char* kEveryFile = R"sql(
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA journal_size_limit = 16777216;
  PRAGMA secure_delete = ON;
  BEGIN IMMEDIATE;
  SELECT count(*) FROM sqlite_schema;
  COMMIT;
)sql";

// What is recovered from the log of writes is copied into the database and synced before anybody builds on it. After a
// sync that failed, ext4 and XFS show in their cache what is not on the disk; a program that is started then reads it,
// and everything it committed behind it would be lost with it when power goes.
constexpr const char* kSettleRecovered = "PRAGMA wal_checkpoint(TRUNCATE)";

// O_EXCL, because opening and closing an existing file would drop the POSIX locks that this process holds on it.
Status create_private(const std::filesystem::path& file) {
  std::error_code error;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), error);
  if (error) return fail(ErrorKind::Denied, "cannot create the folder of " + file.string() + ": " + error.message());
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0) {
    ::close(descriptor);
    return {};
  }
  if (errno == EEXIST) return {};
  const auto kind = errno == ENOSPC || errno == EDQUOT ? ErrorKind::Full : ErrorKind::Denied;
  return fail(kind, "cannot create " + file.string() + ": " + std::strerror(errno));
}

Result<std::string> pragma(Database& database, const char* name) {
  auto statement = database.prepare(std::string("PRAGMA ") + name);
  if (!statement) return tl::unexpected(statement.error());
  auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? statement->text(0) : std::string{};
}

Status require_pragma(Database& database, const char* name, std::string_view wanted) {
  auto value = pragma(database, name);
  if (!value) return tl::unexpected(value.error());
  if (*value == wanted) return {};
  return fail(ErrorKind::Unavailable, std::string(name) + " is " + *value + ", not " + std::string(wanted) +
                                          ": this file system cannot keep the database safe");
}

Status make_durable(Database& database) {
  if (auto done = database.execute(kEveryFile); !done) return done;
  if (auto same = require_pragma(database, "journal_mode", "wal"); !same) return same;
  return require_pragma(database, "locking_mode", "exclusive");
}

}  // namespace

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Result<Database> Database::open(const std::filesystem::path& file) {
  if (auto created = create_private(file); !created) return tl::unexpected(created.error());
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return fail_in(file.string(), sqlite_error(raw, code));
  auto ready = database.execute(kEveryConnection);
  if (ready) ready = make_durable(database);
  if (!ready) return fail_in(file.string(), ready.error());
  // With a full disk, what is stored can still be read.
  database.settled_ = false;
  (void)database.settle();
  return database;
}

Result<Database> Database::in_memory() {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(":memory:", &raw, flags, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return tl::unexpected(sqlite_error(raw, code));
  if (auto ready = database.execute(kEveryConnection); !ready) return tl::unexpected(ready.error());
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(sqlite_error(connection_.get(), code));
  if (raw == nullptr) return fail(ErrorKind::Invalid, "an SQL statement without words");
  return Statement(raw);
}

Status Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  auto error = sqlite_error(connection_.get(), code);
  // A script that began a transaction of its own and failed must not leave it open.
  if (sqlite3_get_autocommit(connection_.get()) == 0 && !in_transaction_) roll_back();
  return tl::unexpected(std::move(error));
}

void Database::roll_back() {
  // SQLite has already rolled back by itself after some errors (a full disk among them).
  if (sqlite3_get_autocommit(connection_.get()) == 0) {
    sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

Status Database::settle() {
  if (settled_) return {};
  auto done = execute(kSettleRecovered);
  settled_ = done.has_value();
  return done;
}

Status Database::transaction(const std::function<Status()>& work) {
  if (in_transaction_) return fail(ErrorKind::Invalid, "a transaction inside a transaction");
  if (auto settled = settle(); !settled) return settled;
  if (auto begun = execute("BEGIN IMMEDIATE"); !begun) return begun;
  struct Ending {
    Database& database;
    ~Ending() {
      database.roll_back();  // nothing to do after a commit
      database.in_transaction_ = false;
    }
  } ending{*this};
  in_transaction_ = true;
  if (auto done = work(); !done) return done;
  return execute("COMMIT");
}

Status Database::migrate(std::span<const char* const> steps) {
  auto stored = pragma(*this, "user_version");
  if (!stored) return tl::unexpected(stored.error());
  const auto version = static_cast<std::size_t>(std::stoul(*stored));
  if (version > steps.size()) {
    return fail(ErrorKind::Corrupt, "the data is version " + *stored + " and this program knows versions up to " +
                                        std::to_string(steps.size()) + ": install the newer program again");
  }
  for (std::size_t i = version; i < steps.size(); ++i) {
    auto done = transaction([&]() -> Status {
      if (auto changed = execute(steps[i]); !changed) return changed;
      return execute("PRAGMA user_version = " + std::to_string(i + 1));
    });
    if (!done) return fail_in("migration to version " + std::to_string(i + 1), done.error());
  }
  return {};
}

std::int64_t Database::changed_rows() const { return sqlite3_changes64(connection_.get()); }

}  // namespace tandem::platform
