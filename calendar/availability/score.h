#pragma once
// The numbers behind suggest(). README.md of this room has the formula. A cost is a time: what a second of waiting
// costs is a second, and everything else says how long one would rather wait. Whole seconds, so that sums are exact and
// equal costs are equal.

#include <chrono>

namespace tandem::calendar {

using Cost = std::chrono::seconds;

namespace score {

// People meet at quarters of an hour.
inline constexpr std::chrono::minutes kGrid{15};

// For what is not wholly inside ordinary working time: Monday to Friday, 9:00 to 17:00 on the site's clock. Over a
// weekend nobody is kept from Monday.
inline constexpr Cost kOutsideWorkingTime = std::chrono::days{3};
inline constexpr std::chrono::hours kWorkFrom{9};
inline constexpr std::chrono::hours kWorkUntil{17};

// A flight of stairs is worth a later hour of the day; beyond five floors one takes the lift anyway.
inline constexpr Cost kPerFloor = std::chrono::hours{2};
inline constexpr int kMostFloorsCounted = 5;

// A room with the seats that were asked for, two as a rule, comes before any larger one at the same time, wherever both
// are; among larger ones the smaller. Half a day and an hour a seat: nobody is sent to next week to spare a board room.
inline constexpr Cost kLargerThanAsked = std::chrono::hours{12};
inline constexpr Cost kPerSpareSeat = std::chrono::hours{1};
inline constexpr int kMostSpareSeatsCounted = 20;

// Of rooms that are alike, the one that was and will be used least. So little that it never moves a meeting.
inline constexpr Cost kPerHourUsed{10};
inline constexpr int kMostHoursCounted = 80;
inline constexpr std::chrono::days kUseBack{14};
inline constexpr std::chrono::days kUseAhead{14};

// Added while choosing, for being like one that is already chosen: three suggestions should be a choice.
inline constexpr Cost kOverlapsChosen = std::chrono::days{1000};
inline constexpr Cost kSameDay = std::chrono::days{5};
inline constexpr Cost kSameTimeOfDay = std::chrono::hours{12};
inline constexpr std::chrono::minutes kSimilarTimeOfDay{120};

static_assert(kPerHourUsed * kMostHoursCounted < kGrid, "use breaks ties of time");
static_assert(kPerHourUsed * kMostHoursCounted < kPerFloor, "use breaks ties of rooms");
static_assert(kPerHourUsed * kMostHoursCounted < kPerSpareSeat, "use breaks ties of rooms");
static_assert(kLargerThanAsked > kPerFloor * kMostFloorsCounted + kPerHourUsed * kMostHoursCounted,
              "a room of the right size comes first");

// RightSize: at most so many seats over what was asked.
inline constexpr int kRightSizeSpare = 2;
// KeepsLargeRoomsFree: from so many seats on a room is worth keeping for a group.
inline constexpr int kLargeRoomSeats = 8;
// NearCadenceDate: five working days, with the weekend in between.
inline constexpr std::chrono::days kNearCadence{7};
// NeutralFloor: the two walk equally far, give or take.
inline constexpr int kNeutralDifference = 1;

}  // namespace score
}  // namespace tandem::calendar
