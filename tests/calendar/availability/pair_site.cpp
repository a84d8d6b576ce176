#include "tests/calendar/availability/pair_site.h"

#include "calendar/booking/decide.h"

namespace tandem::calendar::test {

Room room(const std::string& id, int floor, int seats, std::set<std::string> equipment) {
  return {RoomId{id}, "Room " + id, floor, seats, std::move(equipment), false};
}

World site(const std::vector<Room>& rooms) {
  World world;
  Site paris;
  paris.zone = "Europe/Paris";
  apply(world, SiteConfigured{paris});
  for (const Room& each : rooms) apply(world, RoomPut{each});
  for (const PersonId& id : {kMentor, kMentee}) {
    Person person;
    person.id = id;
    apply(world, PersonPut{person});
  }
  Pair pair;
  pair.id = kPair;
  pair.mentor = kMentor;
  pair.mentee = kMentee;
  apply(world, PairPut{pair});
  return world;
}

SuggestRequest request() {
  SuggestRequest wanted;
  wanted.pair = kPair;
  wanted.window = kTwoWeeks;
  return wanted;
}

Instant paris(std::chrono::minutes after_midnight) { return kNow - 7h + after_midnight; }

void make_busy(World& world, const RoomId& room, std::vector<Interval> busy) {
  apply(world, RoomBusyRead{room, kTwoWeeks, BusySet(std::move(busy))});
}

void make_busy(World& world, const PersonId& person, std::vector<Interval> busy) {
  apply(world, PersonBusyRead{person, kTwoWeeks, BusySet(std::move(busy))});
}

void book(World& world, const RoomId& room, const Interval& when) {
  Booking booking;
  booking.id = BookingId{"b" + std::to_string(world.bookings.size())};
  booking.room = room;
  booking.planned = booking.held = when;
  apply(world, BookingAccepted{booking});
}

void set_policy(World& world, const BookingPolicy& policy) {
  Site site = world.site;
  site.policy = policy;
  apply(world, SiteConfigured{site});
}

bool accepts(const World& world, const RoomId& where, const Interval& when, Instant now) {
  const NumberedCommand command{{DeviceId{"kiosk"}, 1}, now, PlanSession{kPair, where, when, std::nullopt}};
  return decide(world, command, now).accepted();
}

std::optional<std::int64_t> reason(const Suggestion& suggestion, SuggestionReason what) {
  for (const Reason& each : suggestion.reasons)
    if (each.what == what) return each.number;
  return std::nullopt;
}

}  // namespace tandem::calendar::test
