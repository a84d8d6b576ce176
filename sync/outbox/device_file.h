#pragma once
// The one file a device keeps: outbox and replica together, so that taking a verdict and dropping its command from the
// outbox are one transaction. Used on the client's thread only.

#include <filesystem>

#include "calendar/programme/ids.h"
#include "platform/base/result.h"
#include "platform/sqlite/database.h"

namespace tandem::sync {

// Opens, creates or migrates it; an empty path is a file in memory. Denied when it belongs to another device or another
// process has it open, Corrupt when it is not ours, Full when the disk is.
[[nodiscard]] platform::Result<platform::Database> open_device_file(const std::filesystem::path& file,
                                                                    const calendar::DeviceId& device);

}  // namespace tandem::sync
