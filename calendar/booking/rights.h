#pragma once
// What a device may ask for. A lobby serves the people and rooms of its site, a door its own room. Device and server
// ask the same question before decide(): the device for its provisional verdict, the server, of the World that the
// device is shown (its site), for the final one. Pure.

#include <cstdint>
#include <optional>

#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"
#include "calendar/booking/world.h"

namespace tandem::calendar {

// Stored and sent by number: values never change their meaning.
enum class DeviceMode : std::uint8_t { Lobby = 0, Door = 1 };

struct DeviceRights {
  SiteId site{};  // empty: the company's first site
  DeviceMode mode{DeviceMode::Lobby};
  std::optional<RoomId> room{};  // of a door; a door without one may do nothing
  bool operator==(const DeviceRights&) const = default;
};

// NotAllowed for what the rights do not reach, ServerOnly for what no device may ask; nothing otherwise, also when the
// command names what `shown` does not know: decide() has a reason for that. `shown` is the World as the device sees it.
[[nodiscard]] std::optional<RefusalReason> refused_by(const DeviceRights& rights, const World& shown,
                                                      const Command& command);

// "lobby", "door": in administration and logs.
[[nodiscard]] const char* name_of(DeviceMode mode);

}  // namespace tandem::calendar
