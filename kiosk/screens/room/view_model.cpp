#include "kiosk/screens/room/view_model.h"

#include <algorithm>
#include <array>

#include "calendar/booking/decide.h"
#include "kiosk/screens/room/availability_words.h"
#include "kiosk/screens/room/timeline.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;
using calendar::World;
using std::chrono::minutes;

constexpr std::array<minutes, 4> kBookNow = {minutes{15}, minutes{30}, minutes{45}, minutes{60}};
constexpr minutes kExtendAtDoor{15};

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

RoomLook look_of(const AppState& state, const calendar::Room& room, const RoomNow& now, const Booking* waiting) {
  if (room.out_of_order) return RoomLook::OutOfOrder;
  if (now.busy) return waiting != nullptr && waiting == now.booking ? RoomLook::CheckIn : RoomLook::Busy;
  if (waiting != nullptr) return RoomLook::CheckIn;
  return is_closed(state) ? RoomLook::Closed : RoomLook::Free;
}

std::string state_word(RoomLook look, const Texts& texts) {
  switch (look) {
    case RoomLook::Free: return texts.tr("Free");
    case RoomLook::CheckIn: return texts.tr("Booked");
    case RoomLook::Busy: return texts.tr("In use");
    case RoomLook::Closed: return texts.tr("Closed");
    case RoomLook::OutOfOrder: return texts.tr("Out of order");
    case RoomLook::Unknown: return texts.tr("Unknown room");
  }
  return {};
}

void add_state(RoomModel& model, const AppState& state, const RoomNow& now, const Booking* waiting,
               const Texts& texts) {
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  model.state_word = state_word(model.look, texts);
  if (model.look == RoomLook::CheckIn) {
    model.until = texts.span(waiting->planned, zone);
    model.who = booking_label(*state.snapshot->world, *waiting, texts);
    return;
  }
  if (model.look == RoomLook::OutOfOrder || model.look == RoomLook::Closed) return;
  model.until = now.until ? fill(texts.tr("until {time}"), "time", texts.time(*now.until, zone))
                          : texts.tr("for the rest of the day");
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

void add_book_now(RoomModel& model, const AppState& state, const Texts& texts) {
  if (model.look != RoomLook::Free) return;
  model.book_title = texts.tr("Book now for");
  for (const minutes length : kBookNow) {
    const auto end = std::chrono::floor<minutes>(state.now) + length;
    const calendar::BookRoom command{model.room, {state.now, end}, {}};
    model.book_now.push_back({length, texts.length(length), allowed(state, command)});
  }
}

// Anything that belongs to somebody leads to identification first; the button is offered all the same.
void add_taps(RoomModel& model, const AppState& state, const RoomNow& now, const Booking* waiting, const Texts& texts) {
  model.check_in_word = texts.tr("I'm here");
  model.here_word = texts.tr("I'm here");
  model.extend_word = fill(texts.tr("Extend {time}"), "time", texts.length(kExtendAtDoor));
  model.end_word = texts.tr("Release now");
  if (model.look == RoomLook::CheckIn) {
    model.booking = waiting->id;
    model.can_check_in = true;
  } else if (now.booking != nullptr && now.booking->state == calendar::BookingState::InUse) {
    const Booking& booking = *now.booking;
    const auto by = booking.booked_by;
    model.booking = booking.id;
    model.can_end = true;
    model.can_extend = booking.session.has_value() ||
                       allowed(state, calendar::ExtendBooking{booking.id, booking.planned.end + kExtendAtDoor, by});
  }
  model.awaiting = model.booking && state.snapshot->pending.contains(*model.booking);
  model.awaiting_word = texts.tr("Awaiting confirmation");
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
  const calendar::Room* room = find(*state.snapshot->world, id);
  if (room == nullptr) {
    add_unknown(model, state, texts);
    return model;
  }
  const RoomNow now = room_now(state, id);
  const Booking* waiting = awaited(state, id);
  model.name = room->name;
  model.place = texts.floor(room->floor) + " · " + texts.tr_n("{n} seat", "{n} seats", room->seats);
  for (const auto& equipment : room->equipment) model.equipment.push_back(equipment_word(equipment, texts));
  model.look = look_of(state, *room, now, waiting);
  add_state(model, state, now, waiting, texts);
  add_next(model, state, now, waiting, texts);
  add_freshness(model, state, texts);
  add_book_now(model, state, texts);
  add_taps(model, state, now, waiting, texts);
  add_timeline(model, state, texts);
  return model;
}

}  // namespace tandem::kiosk
