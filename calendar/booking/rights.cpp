#include "calendar/booking/rights.h"

#include "calendar/booking/decide.h"

namespace tandem::calendar {
std::optional<RefusalReason> refused_by(const DeviceRights& rights, const World& shown, const Command& command) {
  if (std::holds_alternative<ReleaseNoShow>(command)) return RefusalReason::ServerOnly;
  // Also of a room whose door it was before.
  if (std::holds_alternative<GiveUpLease>(command)) return std::nullopt;
  const std::optional<RoomId> room = room_of(shown, command);
  if (!room) return std::nullopt;
  switch (rights.mode) {
    case DeviceMode::Lobby: return std::nullopt;
    case DeviceMode::Door: break;
  }
  return rights.room == room ? std::nullopt : std::optional{RefusalReason::NotAllowed};
}

const char* name_of(DeviceMode mode) {
  switch (mode) {
    case DeviceMode::Lobby: return "lobby";
    case DeviceMode::Door: return "door";
  }
  return "unknown";
}

}  // namespace tandem::calendar
