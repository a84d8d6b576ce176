#pragma once
// When a certificate is renewed: both sides ask their own clock, and the server's counts. Pure.

#include "platform/certificates/certificates.h"

namespace tandem::sync {

// The moment from which on.
[[nodiscard]] inline std::chrono::sys_seconds half_life_of(const platform::Validity& validity) {
  return validity.not_before + (validity.not_after - validity.not_before) / 2;
}

}  // namespace tandem::sync
