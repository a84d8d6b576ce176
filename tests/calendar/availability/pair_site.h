#pragma once
// A site in Paris with one pair, both free all day, for the tests of this room. Open Monday to Friday 08:00 to 19:00.
// It is Monday 2 March 2026, 07:00 in Paris.

#include "calendar/availability/suggest.h"

namespace tandem::calendar::test {

using namespace std::chrono_literals;

inline const PairId kPair{"pair"};
inline const PersonId kMentor{"mentor"};
inline const PersonId kMentee{"mentee"};
inline const Instant kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 6h;
inline const Interval kTwoWeeks{kNow, kNow + std::chrono::days{14}};

[[nodiscard]] Room room(const std::string& id, int floor, int seats, std::set<std::string> equipment = {});
[[nodiscard]] World site(const std::vector<Room>& rooms);
// For the pair, in the two weeks, an hour for two.
[[nodiscard]] SuggestRequest request();

// Monday's hours in Paris.
[[nodiscard]] Instant paris(std::chrono::minutes after_midnight);
void make_busy(World& world, const RoomId& room, std::vector<Interval> busy);
void make_busy(World& world, const PersonId& person, std::vector<Interval> busy);
// A booking of the room by nobody in particular.
void book(World& world, const RoomId& room, const Interval& when);
void set_policy(World& world, const BookingPolicy& policy);

// Is it accepted as a PlanSession of the pair at `now`?
[[nodiscard]] bool accepts(const World& world, const RoomId& where, const Interval& when, Instant now = kNow);
// The number of a reason; nullopt when it is not given.
[[nodiscard]] std::optional<std::int64_t> reason(const Suggestion& suggestion, SuggestionReason what);

}  // namespace tandem::calendar::test
