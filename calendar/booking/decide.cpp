#include "calendar/booking/decide.h"

#include <algorithm>

#include "calendar/booking/judges.h"

namespace tandem::calendar {
namespace {

bool well_formed(const CommandId& id) { return !id.device.empty() && id.device.text().size() <= kMaxDeviceIdLength; }

// An offline device's command is judged as of when it was given, within limits that a wrong clock cannot stretch.
Instant asked_at(const Site& site, const NumberedCommand& command, Instant now) {
  return std::clamp(command.issued_at, now - site.policy.late_check_in, now);
}

struct RoomOf {
  const World& world;

  std::optional<RoomId> operator()(const UnreadableCommand&) const { return std::nullopt; }
  template <class Content>
  std::optional<RoomId> operator()(const Content& command) const {
    if constexpr (requires { command.room; }) {
      return command.room;
    } else {
      const Booking* booking = find(world, command.booking);
      return booking == nullptr ? std::nullopt : std::optional{booking->room};
    }
  }
};

}  // namespace

std::optional<RoomId> room_of(const World& world, const Command& command) { return std::visit(RoomOf{world}, command); }

Decision decide(const World& world, const NumberedCommand& command, Instant now, LeasesOfOthers leases) {
  if (!well_formed(command.id)) return rules::refused(RefusalReason::Malformed);
  const std::optional<RoomId> room = room_of(world, command.command);
  const Site& site = room ? site_of(world, *room) : world.site;
  const rules::Case c{world, command.id, asked_at(site, command, now), now, leases, command.issued_at, site};
  return std::visit([&c](const auto& asked) { return rules::judge(c, asked); }, command.command);
}

}  // namespace tandem::calendar
