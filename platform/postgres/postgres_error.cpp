#include "platform/postgres/postgres_error.h"

#include <algorithm>
#include <array>

namespace tandem::platform {
namespace {

struct StateMeaning {
  std::string_view prefix;  // of an SQLSTATE: two characters name a class, five one condition
  ErrorKind kind;
  PostgresFault fault;
};

// The first prefix that fits counts.
constexpr std::array kMeanings{
    StateMeaning{"40001", ErrorKind::Unavailable, PostgresFault::Conflict},  // serialization_failure
    StateMeaning{"40P01", ErrorKind::Unavailable, PostgresFault::Conflict},  // deadlock_detected
    StateMeaning{"55P03", ErrorKind::Unavailable, PostgresFault::Conflict},  // lock_not_available
    StateMeaning{"57014", ErrorKind::TimedOut, PostgresFault::Conflict},     // query_canceled, by statement_timeout
    StateMeaning{"57P", ErrorKind::Unavailable, PostgresFault::Lost},        // shutdown, crash, still starting
    StateMeaning{"25P03", ErrorKind::Unavailable, PostgresFault::Lost},      // idle_in_transaction_session_timeout
    StateMeaning{"25006", ErrorKind::Unavailable, PostgresFault::Lost},      // read-only: this is a standby now
    StateMeaning{"08", ErrorKind::Unavailable, PostgresFault::Lost},         // connection exceptions
    StateMeaning{"53100", ErrorKind::Full, PostgresFault::Refused},          // disk_full
    StateMeaning{"53", ErrorKind::Unavailable, PostgresFault::Refused},      // out of memory, too many connections
    StateMeaning{"28", ErrorKind::Denied, PostgresFault::Refused},           // role or password
    StateMeaning{"42501", ErrorKind::Denied, PostgresFault::Refused},        // insufficient_privilege
    StateMeaning{"3D000", ErrorKind::NotFound, PostgresFault::Refused},      // no such database
    StateMeaning{"XX", ErrorKind::Corrupt, PostgresFault::Refused},          // damaged pages, internal errors
    StateMeaning{"58", ErrorKind::Unavailable, PostgresFault::Refused},      // its disk or operating system
};

const StateMeaning* meaning_of(std::string_view state) {
  const auto* found = std::find_if(kMeanings.begin(), kMeanings.end(), [&](const StateMeaning& meaning) {
    return state.substr(0, meaning.prefix.size()) == meaning.prefix;
  });
  return found == kMeanings.end() ? nullptr : found;
}

bool says(const std::string& message, std::string_view words) { return message.find(words) != std::string::npos; }

}  // namespace

PostgresFault fault_of(std::string_view state) {
  const auto* meaning = meaning_of(state);
  return meaning == nullptr ? PostgresFault::Refused : meaning->fault;
}

Error postgres_error(std::string_view state, const std::string& message) {
  const auto* meaning = meaning_of(state);
  return Error{meaning == nullptr ? ErrorKind::Invalid : meaning->kind, message + " (" + std::string(state) + ")"};
}

Error connect_error(const std::string& message) {
  auto kind = ErrorKind::Unavailable;
  if (says(message, "authentication failed") || says(message, "no password supplied") || says(message, "pg_hba.conf")) {
    kind = ErrorKind::Denied;
  } else if (says(message, "database \"") && says(message, "does not exist")) {
    kind = ErrorKind::NotFound;
  } else if (says(message, "invalid connection option") || says(message, "missing \"=\"") ||
             says(message, "invalid URI")) {
    kind = ErrorKind::Invalid;
  }
  return Error{kind, message.substr(0, message.find_last_not_of('\n') + 1)};
}

}  // namespace tandem::platform
