#include "platform/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace tandem::platform {

void check_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "tandem: bug: %s is false at %s:%d\n", expression, file, line);
  std::fflush(stderr);
  std::abort();
}

}  // namespace tandem::platform
