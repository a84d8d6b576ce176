#pragma once
// "When are we both free, and where?" Candidate times where both people are free inside opening hours, crossed with the
// rooms that are free and fit, scored, best first, each with its reasons as data for the screen to word.

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "calendar/booking/world.h"

namespace tandem::calendar {

struct SuggestRequest {
  PairId pair;
  Interval window;                       // search inside it
  std::chrono::minutes length{60};
  int seats{2};                          // at least
  std::set<std::string> equipment;       // all of them
  std::optional<int> near_floor;         // prefer rooms near this floor: where the kiosk stands
  std::optional<Instant> near_time;      // prefer times near this: the cadence date, or now
  std::size_t count{3};
};

enum class SuggestionReason : std::uint8_t {
  BothFree,        // always true of a suggestion
  RightSize,       // no more than two seats over what was asked
  HasEquipment,    // everything asked for, when something was
  SameFloor,
  NearCadenceDate, // within a working week of near_time
  Soonest,         // the earliest of all candidates
};

struct Suggestion {
  RoomId room;
  Interval when;
  double score{0};  // lower is better; README.md of this room has the formula
  std::vector<SuggestionReason> reasons;
  bool operator==(const Suggestion&) const = default;
};

// Intervals of at least `length` in which everything in `busy` is free and `hours` are open.
[[nodiscard]] std::vector<Interval> free_slots(const BusySet& busy, const Interval& window, const OpeningHours& hours,
                                               const Zone& zone, std::chrono::minutes length);

// At most `count`, best first, at different times when there are enough; empty when nothing fits or the pair is unknown.
// Each one is accepted by decide() as a PlanSession at `now` = window.start.
[[nodiscard]] std::vector<Suggestion> suggest(const World& world, const SuggestRequest& request);

// For a refused ad hoc booking or a busy room: rooms free for `when`, nearest floor first.
[[nodiscard]] std::vector<RoomId> free_rooms(const World& world, const Interval& when, int near_floor, std::size_t count);

}  // namespace tandem::calendar
