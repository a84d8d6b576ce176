#pragma once
// The names of all zones that tzdata has, found as people write them. Internal to calendar/time; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace tandem::calendar {

// The name as tzdata writes it, whatever case `name` is in and with spaces for underscores; empty when there is none.
[[nodiscard]] std::string_view system_zone_like(std::string_view name);
// All zones whose last part is `place`, found likewise: "brussels" gives Europe/Brussels, "Central" US/Central and
// Canada/Central.
[[nodiscard]] const std::vector<std::string>& system_zones_at(std::string_view place);

}  // namespace tandem::calendar
