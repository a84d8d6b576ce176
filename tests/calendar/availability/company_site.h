#pragma once
// A large company's site, for counting and measuring what a search costs: rooms of all sizes on ten floors, each with a
// company calendar of some six meetings a working day for four weeks; 500 pairs with 2,000 sessions in the two weeks
// before and the four after; one pair of two people with five meetings a day. Built from a seed: always the same.

#include "calendar/availability/suggest.h"

namespace tandem::calendar::test {

// What the rooms are like.
enum class RoomsAre : std::uint8_t { InUse, Full, FullButOne };

[[nodiscard]] World company_site(int rooms, RoomsAre state = RoomsAre::InUse, int sessions = 2000);

// An hour for two in the four weeks from Monday 08:00, near a date in the third week, at a kiosk on the fourth floor.
[[nodiscard]] SuggestRequest company_request();

}  // namespace tandem::calendar::test
