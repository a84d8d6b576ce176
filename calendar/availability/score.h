#pragma once
// The numbers behind suggest(). README.md of this room explains them. Lower is better; one point is one day away from
// the wished time.

#include <chrono>

namespace tandem::calendar::score {

inline constexpr std::chrono::minutes kGrid{15};

inline constexpr double kPerDayAway = 1.0;
inline constexpr double kPerSpareSeat = 0.1;
inline constexpr int kMostSpareSeatsCounted = 20;
inline constexpr double kPerFloorAway = 0.3;

// For what is not wholly inside ordinary working time: Monday to Friday, 9:00 to 17:00 on the site's clock.
inline constexpr double kOutsideWorkingTime = 3.0;
inline constexpr std::chrono::hours kWorkFrom{9};
inline constexpr std::chrono::hours kWorkUntil{17};

// Added while choosing, for being like one that is already chosen.
inline constexpr double kOverlapsChosen = 1000.0;
inline constexpr double kSameDay = 5.0;
inline constexpr double kSameTimeOfDay = 0.5;
inline constexpr std::chrono::minutes kSimilarTimeOfDay{120};

// RightSize: at most so many seats over what was asked.
inline constexpr int kRightSizeSpare = 2;
// NearCadenceDate: five working days, with the weekend in between.
inline constexpr std::chrono::days kNearCadence{7};

}  // namespace tandem::calendar::score
