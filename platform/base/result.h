#pragma once
// How an expected failure travels: Result<T> is a value or an Error. Refusals of a booking are data of their own
// (calendar/booking/verdict.h) and bugs abort (check.h), so what is here is what the outside world can do to us: a
// missing file, a refused connection, text that does not parse. Exceptions of libraries become Errors where they are
// wrapped. Any thread.

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tandem::platform {

enum class ErrorKind : std::uint8_t {
  Invalid,      // what was given does not parse or breaks a rule
  NotFound,     // a file, row or host that is not there
  Unavailable,  // it exists and does not answer now: trying again later may work
  TimedOut,     // a deadline passed
  Denied,       // permission, token, certificate
  TooLarge,     // over a named limit
  Full,         // disk or quota
  Corrupt,      // stored data that fails its own checks
  Closed,       // the other side, or we, ended it
};

// What happened, in words that say what to do where that is known. Log text, never shown raw on a public screen.
struct Error {
  ErrorKind kind{ErrorKind::Invalid};
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

// `return fail(ErrorKind::NotFound, "no such file: " + path);`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message)});
}

// Prefixes where it happened: "people.csv: " + error.
[[nodiscard]] inline tl::unexpected<Error> fail_in(const std::string& where, Error error) {
  error.message = where + ": " + error.message;
  return tl::unexpected<Error>(std::move(error));
}

// "denied", "timed out": for logs.
[[nodiscard]] const char* name_of(ErrorKind kind);

}  // namespace tandem::platform
