#include "kiosk/screens/room/view_model.h"

#include <algorithm>

#include "kiosk/core/door_leases.h"
#include "kiosk/screens/room/availability_words.h"
#include "kiosk/screens/room/choices.h"
#include "kiosk/screens/room/timeline.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;
using calendar::World;
using std::chrono::minutes;

// A released room is told as such for this long.
constexpr minutes kFreedShown{10};

bool awaits_people(const AppState& state, const Booking& booking) {
  return booking.state == calendar::BookingState::Booked &&
         state.now >= booking.planned.start - state.snapshot->world->site.policy.check_in_opens_before;
}

// The open booking people may check in to now: the one that holds the room, or the next if its check-in is open.
const Booking* awaited(const AppState& state, const calendar::RoomId& room) {
  const World& world = *state.snapshot->world;
  const calendar::Interval soon{state.now, state.now + world.site.policy.check_in_opens_before};
  for (const Booking* booking : bookings_in(world, room, soon))
    if (awaits_people(state, *booking)) return booking;
  return nullptr;
}

bool is_closed(const AppState& state) {
  const World& world = *state.snapshot->world;
  const calendar::Interval moment{state.now, state.now + minutes{1}};
  return world.site.opening_hours.open_within(moment, site_zone(world)).empty();
}

// The booking that nobody came to, while its time still runs.
const Booking* just_freed(const AppState& state, const calendar::RoomId& room) {
  const calendar::Interval lately{state.now - kFreedShown, state.now};
  for (const Booking* booking : bookings_in(*state.snapshot->world, room, lately))
    if (booking->state == calendar::BookingState::Released && booking->planned.contains(state.now)) return booking;
  return nullptr;
}

RoomLook look_of(const AppState& state, const calendar::Room& room, const RoomNow& now, const DoorBookings& bookings) {
  if (room.out_of_order) return RoomLook::OutOfOrder;
  if (now.busy)
    return bookings.awaited != nullptr && bookings.awaited == now.booking ? RoomLook::CheckIn : RoomLook::Busy;
  if (bookings.awaited != nullptr) return RoomLook::CheckIn;
  if (is_closed(state)) return RoomLook::Closed;
  const minutes shortest = state.snapshot->world->site.policy.shortest_booking;
  if (is_cut_off(state) && !is_guaranteed(state, room.id, {state.now, state.now + shortest})) return RoomLook::Unsure;
  return bookings.freed != nullptr ? RoomLook::Freed : RoomLook::Free;
}

std::string state_word(RoomLook look, const Texts& texts) {
  switch (look) {
    case RoomLook::Free: return texts.tr("Free");
    case RoomLook::Freed: return texts.tr("Freed");
    case RoomLook::Unsure: return texts.tr("Offline");
    case RoomLook::CheckIn: return texts.tr("Booked");
    case RoomLook::Busy: return texts.tr("In use");
    case RoomLook::Closed: return texts.tr("Closed");
    case RoomLook::OutOfOrder: return texts.tr("Out of order");
    case RoomLook::Unknown: return texts.tr("Unknown room");
  }
  return {};
}

// "until 15:00", said so that it is true of a room of this look.
std::string until_words(RoomLook look, const std::optional<calendar::Instant>& until, const calendar::Zone& zone,
                        const Texts& texts) {
  const bool plain = look == RoomLook::Free || look == RoomLook::Busy;
  if (!until && plain) return texts.tr("for the rest of the day");
  if (!until) return look == RoomLook::Freed ? texts.tr("free for the rest of the day") : texts.tr("probably free");
  const std::string words = plain                     ? texts.tr("until {time}")
                            : look == RoomLook::Freed ? texts.tr("free until {time}")
                                                      : texts.tr("probably free until {time}");
  return fill(words, "time", texts.time(*until, zone));
}

void add_state(RoomModel& model, const AppState& state, const RoomNow& now, const Booking* waiting,
               const Texts& texts) {
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  model.state_word = state_word(model.look, texts);
  if (model.look == RoomLook::CheckIn) {
    model.until = fill(texts.tr("{span}: check in now"), "span", texts.span(waiting->planned, zone));
    model.who = booking_label(*state.snapshot->world, *waiting, texts);
    return;
  }
  if (model.look == RoomLook::OutOfOrder || model.look == RoomLook::Closed) return;
  model.until = until_words(model.look, now.until, zone, texts);
  if (now.busy)
    model.who =
        now.booking != nullptr ? booking_label(*state.snapshot->world, *now.booking, texts) : texts.tr("Reserved");
}

// What holds the room after now, be it ours or only the company's calendar's.
void add_next(RoomModel& model, const AppState& state, const RoomNow& now, const Booking* waiting, const Texts& texts) {
  const World& world = *state.snapshot->world;
  auto after = now.busy && now.until ? *now.until : state.now;
  if (waiting != nullptr) after = std::max(after, waiting->planned.end);
  const auto next = room_busy(world, model.room, {after, today_of(state).end}).at_or_after(after);
  if (!next) return;
  const auto bookings = bookings_in(world, model.room, {next->start, next->start + minutes{1}});
  const calendar::Interval when = bookings.empty() ? *next : bookings.front()->planned;
  const std::string who = bookings.empty() ? texts.tr("Reserved") : booking_label(world, *bookings.front(), texts);
  model.next = fill(texts.tr("Next: {what}"), "what", texts.span(when, site_zone(world)) + ", " + who);
}

void add_freshness(RoomModel& model, const AppState& state, const Texts& texts) {
  model.stale = is_stale(state, model.room);
  if (!state.snapshot->room_feeds.contains(model.room)) return;
  const auto confirmed = feed_confirmed_at(state, model.room);
  if (!confirmed) {
    model.freshness = texts.tr("Company calendar not read yet");
    return;
  }
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  const bool today = today_of(state).contains(*confirmed);
  const std::string words = model.stale ? texts.tr("Company calendar not confirmed since {time}")
                                        : texts.tr("Company calendar confirmed at {time}");
  model.freshness = fill(words, "time", today ? texts.time(*confirmed, zone) : texts.short_date(*confirmed, zone));
}

// What may be relied on while nobody can be asked; else, what the room's own door holds against others.
void add_assurance(RoomModel& model, const AppState& state, const Texts& texts) {
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  const auto sure = state.snapshot->guaranteed.find(model.room);
  model.cut_off = is_cut_off(state);
  if (const calendar::Lease* lease = held_elsewhere(state, model.room); lease != nullptr && may_be_booked(model.look)) {
    model.assurance = held_words(*lease, zone, texts);
  } else if (model.cut_off && sure != state.snapshot->guaranteed.end() && may_be_booked(model.look)) {
    model.assurance =
        fill(texts.tr("Guaranteed until {time}, also without the network"), "time", texts.time(sure->second.end, zone));
  } else if (model.cut_off) {
    model.assurance = texts.tr("Without the network: what is asked here is confirmed later");
  }
}

// Not a room of this site, or nothing is known of the site yet: then no link leads anywhere.
void add_unknown(RoomModel& model, const AppState& state, const Texts& texts) {
  model.name = model.room.text();
  model.no_data = no_data_model(state, texts);
  model.has_links = !model.no_data;
  model.state_word = model.no_data ? texts.tr("No data yet") : state_word(model.look, texts);
  if (!model.no_data) model.no_data = unknown_room_model(model.room, texts);
}

}  // namespace

RoomModel room_model(const AppState& state, const calendar::RoomId& id, const Texts& texts) {
  RoomModel model;
  model.room = id;
  model.today_word = texts.tr("Today's sessions");
  model.session_word = texts.tr("Book a session");
  model.find_word = texts.tr("Find another room");
  const calendar::Room* room = find(*state.snapshot->world, id);
  if (room == nullptr) {
    add_unknown(model, state, texts);
    return model;
  }
  const RoomNow now = room_now(state, id);
  const DoorBookings bookings{now.booking, awaited(state, id), just_freed(state, id)};
  model.name = room->name;
  model.place = texts.floor(room->floor) + " · " + texts.tr_n("{n} seat", "{n} seats", room->seats);
  for (const auto& equipment : room->equipment) model.equipment.push_back(equipment_word(equipment, texts));
  model.look = look_of(state, *room, now, bookings);
  add_state(model, state, now, bookings.awaited, texts);
  add_next(model, state, now, bookings.awaited, texts);
  add_freshness(model, state, texts);
  add_assurance(model, state, texts);
  add_book_now(model, state, texts);
  add_taps(model, state, bookings, texts);
  add_timeline(model, state, texts);
  return model;
}

}  // namespace tandem::kiosk
