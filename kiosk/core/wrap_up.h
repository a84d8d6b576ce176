#pragma once
// The wrap-up of a session in three taps: a rating, the topics, the next session. Each person gives their own, alone;
// what was rated is never shown again. Every step can be left out.

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

// After a session has ended its people are asked when they identify themselves.
inline constexpr std::chrono::hours kWrapUpOffered{1};

// The session that ended no longer than kWrapUpOffered ago and that who is identified has not rated; nullptr when there
// is none. Points into the state's world.
[[nodiscard]] const calendar::Booking* wrap_up_due(const AppState& state);
// Whether who is identified can rate the session of this booking now and has not yet.
[[nodiscard]] bool can_wrap_up(const AppState& state, const calendar::Booking& booking);
// The next session of the pair that is planned already; nullptr when there is none.
[[nodiscard]] const calendar::Booking* next_planned(const AppState& state, const calendar::PairId& pair);
// The pair of the booking's session; nullptr for an ad hoc one.
[[nodiscard]] const calendar::Pair* pair_of(const calendar::World& world, const calendar::BookingId& booking);

void open_wrap_up(Turn& turn, const calendar::BookingId& booking);
// Opens it for who has just been identified, once, unless another session waits for them.
void offer_wrap_up(Turn& turn);
void rate(Turn& turn, int rating);
void mark_in_wrap_up(Turn& turn, const TopicMarked& tap);
void wrap_up_step_done(Turn& turn);
void book_next(Turn& turn, const SuggestionTapped& tap);
void refresh_next_sessions(Turn& turn);

// Puts the mark there, or takes the same one away.
void toggle(TopicMarks& marks, const TopicMarked& tap);

}  // namespace tandem::kiosk
