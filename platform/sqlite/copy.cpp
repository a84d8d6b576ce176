// A copy of a live database, by SQLite's online backup interface over the connection that has it open.

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "platform/sqlite/database.h"
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

Status copy_pages(sqlite3* from, sqlite3* to) {
  constexpr int kAllPages = -1;
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) return tl::unexpected(sqlite_error(to, sqlite3_errcode(to)));
  sqlite3_backup_step(backup, kAllPages);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) return tl::unexpected(sqlite_error(to, code));
  return {};
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

Status Database::copy_to(const std::filesystem::path& file) {
  if (in_transaction_) return fail(ErrorKind::Invalid, "a copy inside a transaction");
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(errno == EEXIST ? ErrorKind::Invalid : ErrorKind::Denied,
                "cannot make " + file.string() + ": " + std::strerror(errno));
  }
  ::close(descriptor);
  auto copy = open_plain(file, SQLITE_OPEN_READWRITE);
  if (!copy) return tl::unexpected(copy.error());
  auto done = copy_pages(connection_.get(), copy->get());
  // One file that stands by itself: no -wal that somebody forgets to take along.
  if (done) {
    if (auto mode = ask(copy->get(), "PRAGMA journal_mode = DELETE"); !mode) done = tl::unexpected(mode.error());
  }
  if (done) done = verify(copy->get(), file);
  copy->reset();
  if (done) done = sync_to_disk(file);
  if (done) done = sync_to_disk(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
  std::error_code ignored;
  if (!done) std::filesystem::remove(file, ignored);
  return done;
}

Status verify_database(const std::filesystem::path& file) {
  auto opened = open_plain(file, SQLITE_OPEN_READONLY);
  if (!opened) return tl::unexpected(opened.error());
  return verify(opened->get(), file);
}

}  // namespace tandem::platform
