#pragma once
// The coordinator's planning: which pairs are due for a session, and when on a day they could have it. Pure; the caller
// commits what comes out, one session at a time, so that each sees the ones before it.

#include <optional>
#include <vector>

#include "calendar/availability/suggest.h"
#include "calendar/booking/world.h"

namespace tandem::sync {

// A pair may have its next session this much before its cadence says so, so that "every four weeks" can mean another
// weekday.
inline constexpr std::chrono::days kCadenceSlack{3};

struct DuePair {
  calendar::PairId pair;
  calendar::LocalDate since;  // the day it became due
  bool operator==(const DuePair&) const = default;
};

// Active pairs that have no session to come, have sessions left, and whose last session that somebody came to is about
// a cadence ago on `date`; most overdue first.
[[nodiscard]] std::vector<DuePair> due_pairs(const calendar::World& world, calendar::LocalDate date,
                                             calendar::Instant now);

// From now, or opening, to closing of `date`; without a date, of the first day from today on with room for a session.
// nullopt when the site is closed then or too little of the day is left.
[[nodiscard]] std::optional<calendar::Interval> planning_window(const calendar::World& world,
                                                                std::optional<calendar::LocalDate> date,
                                                                calendar::Instant now);

// Sessions of a day that stand, took place, or were missed: all but the cancelled ones.
[[nodiscard]] std::size_t sessions_on(const calendar::World& world, calendar::LocalDate date);

// The best slot of a pair near the `index`-th of `count` moments spread over the window; nullopt when there is none.
[[nodiscard]] std::optional<calendar::Suggestion> spread_slot(const calendar::World& world,
                                                              const calendar::PairId& pair,
                                                              const calendar::Interval& window, std::size_t index,
                                                              std::size_t count);

}  // namespace tandem::sync
