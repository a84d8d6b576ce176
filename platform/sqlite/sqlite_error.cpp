#include "platform/sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <cstring>
#include <string>

namespace tandem::platform {
namespace {

constexpr int kPrimaryCode = 0xff;

ErrorKind kind_of(int code) {
  switch (code & kPrimaryCode) {
    case SQLITE_FULL: return ErrorKind::Full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return ErrorKind::Denied;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorKind::Corrupt;
    case SQLITE_TOOBIG: return ErrorKind::TooLarge;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM: return ErrorKind::Unavailable;
    default: return ErrorKind::Invalid;
  }
}

std::string advice_for(int code) {
  switch (code & kPrimaryCode) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another tandem process has it open: stop that one first";
    case SQLITE_FULL: return "the disk is full, nothing was changed: make room and try again";
    case SQLITE_NOTADB: return "it is not a database of tandem: move it away or give another path";
    case SQLITE_CORRUPT: return "it is damaged: restore it from a backup";
    default: return {};
  }
}

}  // namespace

Error sqlite_error(sqlite3* connection, int code) {
  const char* said = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
  std::string message = said;
  if (const int reason = connection == nullptr ? 0 : sqlite3_system_errno(connection);
      reason != 0 && kind_of(code) == ErrorKind::Unavailable) {
    message += std::string(" (") + std::strerror(reason) + ")";
  }
  if (const auto advice = advice_for(code); !advice.empty()) message = advice + " (" + message + ")";
  return Error{kind_of(code), std::move(message)};
}

Error bind_failure(sqlite3_stmt* statement, int code) {
  return Error{kind_of(code),
               std::string("cannot bind a parameter of \"") + sqlite3_sql(statement) + "\": " + sqlite3_errstr(code)};
}

}  // namespace tandem::platform
