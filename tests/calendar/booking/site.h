#pragma once
// A small site for the tests of this room: rooms r1 and r2 (broken: r3), pair p1 = ann + bob, pair p2 = ann + cid, open
// Monday to Friday 08:00 to 19:00 in UTC. Times are minutes after 08:00 of Monday 2026-03-02.

#include <gtest/gtest.h>

#include <string>

#include "calendar/booking/decide.h"

namespace tandem::calendar::test {

[[nodiscard]] Instant at(int minutes);
[[nodiscard]] Interval from_to(int start, int end);

struct SmallSite {
  World world;
  std::uint64_t next{1};

  SmallSite();
  // Decides at `now` and applies what was accepted.
  Decision ask(const Command& command, int now, const std::string& device = "kiosk");
  // "Accepted" or the reason.
  std::string answer(const Command& command, int now, const std::string& device = "kiosk");
  // A booking or session that has to be accepted; its id.
  BookingId plan(int start, int end, const std::string& pair = "p1", const std::string& room = "r1");
  BookingId book(int start, int end, const std::string& room = "r1");
  [[nodiscard]] const Booking& booking(const BookingId& id) const { return world.bookings.at(id); }
  [[nodiscard]] const Session& session(const BookingId& id) const { return world.sessions.at(SessionId{id.text()}); }
};

inline const PersonId kAnn{"ann"};
inline const PersonId kBob{"bob"};
inline const PersonId kCid{"cid"};
inline const RoomId kRoom1{"r1"};
inline const RoomId kRoom2{"r2"};
inline const PairId kPair1{"p1"};

}  // namespace tandem::calendar::test
