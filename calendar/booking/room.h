#pragma once
// A room that can be booked, and the sites of a company. The first site has no id, the others have one; in a company
// of one site nobody sees an id.

#include <chrono>
#include <cstdint>
#include <set>
#include <string>

#include "calendar/programme/ids.h"
#include "calendar/time/opening_hours.h"

namespace tandem::calendar {

struct Room {
  RoomId id;
  std::string name;
  int floor{0};
  int seats{2};
  std::set<std::string> equipment;  // "screen", "whiteboard", "video", "accessible"
  bool out_of_order{false};
  SiteId site{};  // empty: the company's first site
  bool operator==(const Room&) const = default;
};

// What a site allows. Every value is configuration; these are the defaults.
struct BookingPolicy {
  std::chrono::minutes check_in_opens_before{15};
  std::chrono::minutes warn_after{5};
  std::chrono::minutes release_after{10};
  std::chrono::minutes session_length{60};
  std::chrono::minutes longest_booking{240};
  std::chrono::minutes shortest_booking{5};
  std::chrono::days furthest_ahead{120};
  // A device's clock may be this far ahead of the server's before its times are refused.
  std::chrono::minutes clock_tolerance{2};
  // How long after its start an offline check-in may still arrive.
  std::chrono::days late_check_in{7};
  // What is planned ahead keeps this free between two uses of a room, and between a session and anything else that
  // either person has. Who stands at the door may use a free room as it is, and extending is up to those inside.
  std::chrono::minutes room_gap{0};
  std::chrono::minutes walking_time{0};
  // How far ahead a kiosk at a door holds its room (lease.h); renewed when half of it is left, 0: never.
  std::chrono::minutes lease_length{30};
  // How long after its planned end a booking stays in the World. See past_kept().
  std::chrono::days past_kept{8};
  bool operator==(const BookingPolicy&) const = default;
};

// A booking stays at least this long after its planned end, so that late check-ins and wrap-ups find it.
inline constexpr std::chrono::days kShortestPastKept{8};
// What really holds: the policy's time, never under kShortestPastKept and a day more than late check-ins may take.
[[nodiscard]] std::chrono::days past_kept(const BookingPolicy& policy);

struct Site {
  std::string name;
  std::string zone;  // IANA name
  OpeningHours opening_hours{OpeningHours::weekdays()};
  BookingPolicy policy;
  SiteId id{};  // empty: the first site
  bool operator==(const Site&) const = default;
};

}  // namespace tandem::calendar
