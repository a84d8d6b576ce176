// A copy of a live database, by SQLite's online backup interface over the connection that has it open.

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "platform/sqlite/database.h"
#include "platform/sqlite/database_copy.h"
#include "platform/sqlite/sqlite_error.h"

namespace tandem::platform {
namespace {

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

Result<Connection> open_plain(const std::filesystem::path& file, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  Connection connection(raw);
  if (code != SQLITE_OK) return fail_in(file.string(), sqlite_error(raw, code));
  return connection;
}

// One text, the first of the first row.
Result<std::string> ask(sqlite3* connection, const char* sql) {
  std::string answer;
  const auto keep = [](void* kept, int, char** values, char**) {
    *static_cast<std::string*>(kept) = values[0] == nullptr ? "" : values[0];
    return 0;
  };
  const int code = sqlite3_exec(connection, sql, keep, &answer, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(sqlite_error(connection, code));
  return answer;
}

Status sync_to_disk(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (synced) return {};
  return fail(ErrorKind::Unavailable, "cannot sync " + path.string() + ": " + std::strerror(reason));
}

Status verify(sqlite3* connection, const std::filesystem::path& file) {
  auto whole = ask(connection, "PRAGMA integrity_check(1)");
  if (!whole) return fail_in(file.string(), whole.error());
  if (*whole != "ok") return fail(ErrorKind::Corrupt, file.string() + " is damaged: " + *whole);
  return {};
}

}  // namespace

void DatabaseCopy::CloseConnection::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

DatabaseCopy::DatabaseCopy(sqlite3* from, sqlite3* to, std::filesystem::path file)
    : from_(from), to_(to), file_(std::move(file)) {}

DatabaseCopy::~DatabaseCopy() {
  end_backup();
  to_.reset();
  std::error_code ignored;
  if (!kept_) std::filesystem::remove(file_, ignored);
}

void DatabaseCopy::end_backup() {
  if (auto* const backup = std::exchange(backup_, nullptr); backup != nullptr) sqlite3_backup_finish(backup);
}

Result<bool> DatabaseCopy::step(int pages) {
  // Pages of an open transaction would be copied as if they were committed.
  if (sqlite3_get_autocommit(from_) == 0) return fail(ErrorKind::Invalid, "a copy inside a transaction");
  if (backup_ == nullptr) backup_ = sqlite3_backup_init(to_.get(), "main", from_, "main");
  if (backup_ == nullptr) return fail_in(file_.string(), sqlite_error(to_.get(), sqlite3_errcode(to_.get())));
  const int code = sqlite3_backup_step(backup_, pages);
  if (code == SQLITE_OK) return false;
  end_backup();
  if (code == SQLITE_DONE) return true;
  return fail_in(file_.string(), sqlite_error(to_.get(), code));
}

Status DatabaseCopy::finish() {
  // One file that stands by itself: no -wal that somebody forgets to take along.
  if (auto mode = ask(to_.get(), "PRAGMA journal_mode = DELETE"); !mode) return tl::unexpected(mode.error());
  if (auto whole = verify(to_.get(), file_); !whole) return whole;
  to_.reset();
  if (auto synced = sync_to_disk(file_); !synced) return synced;
  auto synced = sync_to_disk(file_.has_parent_path() ? file_.parent_path() : std::filesystem::path("."));
  kept_ = synced.has_value();
  return synced;
}

Result<std::unique_ptr<DatabaseCopy>> Database::begin_copy(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(errno == EEXIST ? ErrorKind::Invalid : ErrorKind::Denied,
                "cannot make " + file.string() + ": " + std::strerror(errno));
  }
  ::close(descriptor);
  auto copy = open_plain(file, SQLITE_OPEN_READWRITE);
  if (!copy) return tl::unexpected(copy.error());
  auto begun = std::make_unique<DatabaseCopy>(connection_.get(), copy->release(), file);
  return begun;
}

Status verify_database(const std::filesystem::path& file) {
  auto opened = open_plain(file, SQLITE_OPEN_READONLY);
  if (!opened) return tl::unexpected(opened.error());
  return verify(opened->get(), file);
}

}  // namespace tandem::platform
