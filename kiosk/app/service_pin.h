#pragma once
// The PIN of the service screen in the configuration: a file with its argon2id hash, as `tandem-kiosk
// --make-service-pin` prints it.

#include <filesystem>
#include <iosfwd>
#include <string>

#include "platform/base/result.h"

namespace tandem::kiosk {

// NotFound; Denied when everybody may read it; Invalid when it holds something else.
[[nodiscard]] platform::Result<std::string> read_service_pin(const std::filesystem::path& file);

// Reads a PIN of four to eight digits from `in` and writes its hash to `out`. Invalid for another one.
[[nodiscard]] platform::Status make_service_pin(std::istream& in, std::ostream& out);

}  // namespace tandem::kiosk
