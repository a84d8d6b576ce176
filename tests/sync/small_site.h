#pragma once
// A site of two rooms on a Monday morning, for tests of the device's side: rooms r1 and r2, open around the clock, UTC.

#include <string>

#include "calendar/booking/command.h"
#include "calendar/booking/decide.h"
#include "calendar/booking/world.h"

namespace tandem::tests {

// 2026-03-02, a Monday.
inline calendar::Instant at(int hour, int minute = 0) {
  constexpr std::chrono::sys_days kMonday{std::chrono::year{2026} / std::chrono::March / 2};
  return kMonday + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

inline calendar::Interval from_to(int hour, int end_hour) { return {at(hour), at(end_hour)}; }

inline calendar::Room room(const std::string& id) {
  calendar::Room made;
  made.id = calendar::RoomId{id};
  made.name = "Room " + id;
  return made;
}

inline std::vector<calendar::Change> small_site_facts() {
  calendar::Site site;
  site.name = "Small";
  site.zone = "UTC";
  for (auto& day : site.opening_hours.week) day = {{std::chrono::minutes{0}, std::chrono::minutes{1440}}};
  return {calendar::SiteConfigured{site}, calendar::RoomPut{room("r1")}, calendar::RoomPut{room("r2")}};
}

inline calendar::World small_site() {
  calendar::World world;
  for (const auto& fact : small_site_facts()) calendar::apply(world, fact);
  return world;
}

inline calendar::BookRoom book(const std::string& room_id, const calendar::Interval& when) {
  return {calendar::RoomId{room_id}, when, std::nullopt};
}

inline calendar::NumberedCommand numbered(const std::string& device, std::uint64_t number, calendar::Command command,
                                          calendar::Instant issued_at = at(9)) {
  return {{calendar::DeviceId{device}, number}, issued_at, std::move(command)};
}

inline calendar::BookingId booking_of(const std::string& device, std::uint64_t number) {
  return calendar::booking_id_of({calendar::DeviceId{device}, number});
}

inline calendar::Verdict refused(calendar::RefusalReason reason) { return calendar::Refused{reason}; }

}  // namespace tandem::tests
