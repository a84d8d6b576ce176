#pragma once
// The rules that several commands share, each answering with the reason it refuses for, or nothing. Private to
// decide().

#include <optional>

#include "calendar/booking/command.h"
#include "calendar/booking/decide.h"
#include "calendar/booking/verdict.h"
#include "calendar/booking/world.h"

namespace tandem::calendar::rules {

// One command under judgement. `asked` is when it was given: never in the future, and no further back than a late
// offline command may come from, so that an offline device's "now" is judged as of then.
struct Case {
  const World& world;
  CommandId id;
  Instant asked;
  Instant now;
  LeasesOfOthers leases;
  Instant issued;           // what the command says itself, unchecked
  const Site& site;         // of the room that the command is about
  std::size_t instance{0};  // of a series, from 1 on
  [[nodiscard]] const BookingPolicy& policy() const { return site.policy; }
};

using Refusal = std::optional<RefusalReason>;

// Around "now" in which a booking's start means "from now on": the taps of a person at a door take a moment.
inline constexpr std::chrono::minutes kWalkUpBack{2};
inline constexpr std::chrono::minutes kWalkUpAhead{1};

[[nodiscard]] bool well_formed(const std::string& id);
template <class Tag>
[[nodiscard]] bool well_formed(const platform::Id<Tag>& id) {
  return well_formed(id.text());
}

[[nodiscard]] bool starts_now(const Case& c, const Interval& when);
[[nodiscard]] bool is_over(const Case& c, const Booking& booking);
// May `by` change this booking? The two of its session, or who booked it; a walk-up anybody; the server always.
[[nodiscard]] bool may_act(const Case& c, const Booking& booking, const std::optional<PersonId>& by);
// The pair of the booking's session; null for an ad hoc one or when the pair was removed.
[[nodiscard]] const Pair* pair_of(const World& world, const Booking& booking);

// For a booking that is not there: Forgotten when the command is from before what is kept.
[[nodiscard]] Refusal unknown_booking(const Case& c);
// What the command makes.
[[nodiscard]] BookingId new_booking_id(const Case& c);

[[nodiscard]] Refusal room_exists(const Case& c, const RoomId& room);
[[nodiscard]] Refusal in_time(const Case& c, const Interval& when);
[[nodiscard]] Refusal within_hours(const Case& c, const Interval& when);
[[nodiscard]] Refusal length_allowed(const Case& c, const Interval& when);
[[nodiscard]] Refusal room_free(const Case& c, const RoomId& room, const Interval& when);
// Nothing of `when` is promised to another device. Asked last of what concerns the room: a lease can be given up.
[[nodiscard]] Refusal not_leased(const Case& c, const RoomId& room, const Interval& when);
[[nodiscard]] Refusal pair_free(const Case& c, const Pair& pair, const Interval& when);
// Something happened at `at`, says the device: not in the server's future.
[[nodiscard]] Refusal clock_right(const Case& c, Instant at);

[[nodiscard]] Decision refused(RefusalReason reason);
[[nodiscard]] Decision accepted(std::vector<Change> changes);

}  // namespace tandem::calendar::rules
