#pragma once
// What libical's parser leaves out without a word, or takes minutes over: lists of more than 500 values, lines of more
// than 100 parameters, and work that grows with the square of the parameters' length. Internal to calendar/ics.

#include <cstddef>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace tandem::calendar {

// Of one line. Published ones have about ten, a few hundred bytes long.
inline constexpr std::size_t kMaxParameters = 64;
inline constexpr std::size_t kMaxParameterBytes = 4096;

// The unfolded lines of a component so that libical reads all of them: EXDATE, RDATE and FREEBUSY with long lists
// become several lines. Invalid when a line is over one of the limits above.
[[nodiscard]] platform::Result<std::string> within_parser_limits(std::string_view text);

}  // namespace tandem::calendar
