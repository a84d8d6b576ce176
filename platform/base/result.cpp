#include "platform/base/result.h"

namespace tandem::platform {

const char* name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Invalid: return "invalid";
    case ErrorKind::NotFound: return "not found";
    case ErrorKind::Unavailable: return "unavailable";
    case ErrorKind::TimedOut: return "timed out";
    case ErrorKind::Denied: return "denied";
    case ErrorKind::TooLarge: return "too large";
    case ErrorKind::Full: return "full";
    case ErrorKind::Corrupt: return "corrupt";
    case ErrorKind::Closed: return "closed";
  }
  return "unknown";
}

}  // namespace tandem::platform
