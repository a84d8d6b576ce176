#pragma once
// UNTIL of a rule, in the forms that feeds write. Internal to calendar/ics.

#include <optional>
#include <string_view>

#include "calendar/ics/rule.h"

namespace tandem::calendar {

// 20261231, 20261231T235959 and 20261231T235959Z; also without seconds, with dashes and colons, and a date with Z,
// which is read as the date. T240000 is midnight at the end of that day, second 60 is read as 59. nullopt for anything
// else. `text` is in capitals.
[[nodiscard]] std::optional<RuleUntil> read_until(std::string_view text);

}  // namespace tandem::calendar
