#pragma once
// A kiosk that has no certificate yet: what it shows until an administrator lets it in. Values, UI thread.

#include <cstdint>
#include <string>

#include "platform/base/clock.h"

namespace tandem::kiosk {

enum class SetUpStep : std::uint8_t {
  Asking,    // the server has not said who it is
  Waiting,   // the code is on the screen
  Approved,  // the certificate is here, everything else comes in a moment
  Denied,
  Expired,
};

struct SetUp {
  SetUpStep step{SetUpStep::Asking};
  bool unreachable{false};
  std::string code{};                // "ABCD-EFGH" while Waiting
  std::string device_fingerprint{};  // as people compare them, empty until known
  std::string server_fingerprint{};
  std::string server{};  // HOST:PORT
  platform::SteadyTime code_until{};
  bool operator==(const SetUp&) const = default;
};

}  // namespace tandem::kiosk
