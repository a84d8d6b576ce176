#pragma once
// What the screens are shown: the last server truth with the commands that still wait for a verdict replayed on top, in
// order, by the same decide() that the server will run. Pure.

#include <deque>
#include <memory>
#include <set>
#include <vector>

#include "calendar/booking/world.h"
#include "sync/outbox/outbox.h"

namespace tandem::sync {

struct Rebased {
  std::shared_ptr<const calendar::World> world;
  std::vector<calendar::Verdict> verdicts;  // provisional, one for each pending command
  std::set<calendar::BookingId> touched;    // bookings that show something the server may still refuse
};

// Each command is judged at the time it was issued, so the same truth and outbox always show the same world. A command
// that the truth no longer allows changes nothing; it still waits for the server's own word. Minutes leased to other
// doors are no obstacle here: their doors may give them up.
[[nodiscard]] Rebased rebase(const std::shared_ptr<const calendar::World>& truth,
                             const std::deque<OutboxItem>& pending);

// Booked under the door's own lease: the server's verdict is known before it comes.
[[nodiscard]] bool is_promised(const calendar::Command& command);
// Adds the bookings that an accepted command makes, changes or is about; none of one that is
// promised, which leaves nothing unsure.
void note_touched(const calendar::NumberedCommand& command, const calendar::Decision& decision,
                  std::set<calendar::BookingId>& touched);

// The booking a command makes or is about; of a series, its name; empty when it is about none.
[[nodiscard]] calendar::BookingId booking_of(const calendar::NumberedCommand& command);

}  // namespace tandem::sync
