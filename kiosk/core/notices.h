#pragma once
// "Durable before said": what somebody asked for is Saving until a snapshot holds its ticket, Awaiting while the server
// has not said, then Confirmed or Refused with other rooms or times, each one tap to book.

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

// Asks for the command in the name of who is identified.
void submit(Turn& turn, calendar::Command command);
// The same; once it is confirmed, `old` is cancelled in that person's name, and not before. What was not confirmed yet
// when the program ended leaves both.
void submit_in_place_of(Turn& turn, calendar::Command command, const calendar::BookingId& old);

// Brings the notices up to a new snapshot. `before` is the one it follows: what was confirmed there and is refused now
// was lost with the server's last commits, and whoever asked is told although the notice may be gone; absent at the
// start.
void follow_outcomes(Turn& turn, const sync::Snapshot* before);
// At the start: commands from before it that are pending, or were refused and are about a time still to come, get a
// notice again, so that their people are told when they come back.
void remember_outcomes(Turn& turn);
// Drops what has been shown long enough or is about a time gone by.
void drop_old_notices(Turn& turn);
void dismiss(Turn& turn, std::uint64_t ticket);
void book_alternative(Turn& turn, const AlternativeTapped& tap);

// The newest refusal of somebody who had gone when it came, while the home screen may tell passers-by that there is
// one: nothing of it but that. nullptr when there is none. Points into `state`.
[[nodiscard]] const Notice* announced_notice(const AppState& state);
// The newest notice the screen may show now; nullptr when there is none. Points into `state`.
[[nodiscard]] const Notice* visible_notice(const AppState& state);

// Who asked, and the time it is about; absent where a command has none.
[[nodiscard]] std::optional<calendar::PersonId> asked_by(const calendar::Command& command);
[[nodiscard]] std::optional<calendar::Interval> time_of(const calendar::World& world, const calendar::Command& command);

}  // namespace tandem::kiosk
