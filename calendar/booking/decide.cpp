#include "calendar/booking/decide.h"

#include <algorithm>

#include "calendar/booking/judges.h"

namespace tandem::calendar {
namespace {

bool well_formed(const CommandId& id) { return !id.device.empty() && id.device.text().size() <= kMaxDeviceIdLength; }

// An offline device's command is judged as of when it was given, within limits that a wrong clock cannot stretch.
Instant asked_at(const World& world, const NumberedCommand& command, Instant now) {
  return std::clamp(command.issued_at, now - world.site.policy.late_check_in, now);
}

}  // namespace

Decision decide(const World& world, const NumberedCommand& command, Instant now, LeasesOfOthers leases) {
  if (!well_formed(command.id)) return rules::refused(RefusalReason::Malformed);
  const rules::Case c{world, command.id, asked_at(world, command, now), now, leases, command.issued_at};
  return std::visit([&c](const auto& asked) { return rules::judge(c, asked); }, command.command);
}

}  // namespace tandem::calendar
