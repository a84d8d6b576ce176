#pragma once
// The one way to say "this cannot happen": a failed TANDEM_CHECK is a bug, prints where, and aborts, in every build.
// The supervisor restarts the process, and what was durable is still there. Never for input from outside.

namespace tandem::platform {

[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace tandem::platform

#define TANDEM_CHECK(expression)                                                      \
  do {                                                                                \
    if (!(expression)) ::tandem::platform::check_failed(#expression, __FILE__, __LINE__); \
  } while (false)
