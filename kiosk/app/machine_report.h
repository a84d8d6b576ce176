#pragma once
// What the service screen tells of this machine and this program. Reads files: not for the user interface's thread.

#include <chrono>
#include <optional>

#include "kiosk/app/options.h"
#include "kiosk/core/service_report.h"

namespace tandem::kiosk {

[[nodiscard]] ServiceReport machine_report(const Options& options,
                                           std::optional<std::chrono::sys_seconds> certificate_until);

}  // namespace tandem::kiosk
