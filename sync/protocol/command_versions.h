#pragma once
// Which servers understand a command. Pure.

#include <cstdint>

#include "calendar/booking/command.h"

namespace tandem::sync {

// The protocol version that brought it. An older server could only take it for a protocol error.
[[nodiscard]] std::uint32_t version_of(const calendar::Command& command);

}  // namespace tandem::sync
