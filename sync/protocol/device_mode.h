#pragma once
// Where a device stands. Stored by number, by the server and by the device.

#include "calendar/booking/rights.h"

namespace tandem::sync {

using DeviceMode = calendar::DeviceMode;

}  // namespace tandem::sync
