#include <sqlite3.h>

#include "platform/sqlite/database.h"
#include "platform/sqlite/sqlite_error.h"

namespace tandem::platform {
namespace {

// A statement left in the middle of its rows is started over by its next bind.
void ready_to_bind(sqlite3_stmt* statement) {
  if (sqlite3_stmt_busy(statement) != 0) sqlite3_reset(statement);
}

void keep_first(int& kept, int code) {
  if (kept == SQLITE_OK) kept = code;
}

std::string bytes_of(const void* data, int size) {
  return data == nullptr ? std::string{} : std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int index, std::int64_t value) {
  ready_to_bind(statement_.get());
  keep_first(bind_error_, sqlite3_bind_int64(statement_.get(), index, value));
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  ready_to_bind(statement_.get());
  // A null pointer would bind NULL; empty text is text.
  const char* data = text.data() == nullptr ? "" : text.data();
  keep_first(bind_error_,
             sqlite3_bind_text64(statement_.get(), index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  ready_to_bind(statement_.get());
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  keep_first(bind_error_, sqlite3_bind_blob64(statement_.get(), index, data, bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null(int index) {
  ready_to_bind(statement_.get());
  keep_first(bind_error_, sqlite3_bind_null(statement_.get(), index));
  return *this;
}

Result<bool> Statement::step() {
  sqlite3* connection = sqlite3_db_handle(statement_.get());
  if (bind_error_ != SQLITE_OK) {
    const int code = bind_error_;
    reset();
    return tl::unexpected(bind_failure(statement_.get(), code));
  }
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  auto error = sqlite_error(connection, code);
  reset();
  return tl::unexpected(std::move(error));
}

Status Statement::run() {
  return for_each([](const Statement&) -> Status { return {}; });
}

Status Statement::for_each(const std::function<Status(const Statement&)>& row) {
  for (;;) {
    auto more = step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    if (auto done = row(*this); !done) {
      reset();
      return done;
    }
  }
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  bind_error_ = SQLITE_OK;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Statement::text(int column) const {
  const auto* data = sqlite3_column_text(statement_.get(), column);
  return bytes_of(data, sqlite3_column_bytes(statement_.get(), column));
}

std::string Statement::blob(int column) const {
  const auto* data = sqlite3_column_blob(statement_.get(), column);
  return bytes_of(data, sqlite3_column_bytes(statement_.get(), column));
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

}  // namespace tandem::platform
