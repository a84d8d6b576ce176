#pragma once
// An Event in as few bytes as a stored feed should keep it in: numbers as LEB128, times as seconds on their clock, what
// is absent in one bit. Only this process reads it back: no version, no byte order. Everything but `line` and `stamp`,
// which change with every reading and are kept beside it. Any thread.
//
//   a weekly event with a zone: UID + about 40 bytes        an override of one occurrence: UID + about 35

#include <memory>

#include "calendar/ics/event.h"

namespace tandem::calendar {

using PackedEvent = std::unique_ptr<const char[]>;

[[nodiscard]] PackedEvent pack(const Event& event);
// `line` 0, no `stamp`. `packed` is what pack() gave.
[[nodiscard]] Event unpack(const char* packed);

}  // namespace tandem::calendar
