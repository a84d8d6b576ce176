#include "kiosk/screens/room/choices.h"

#include <algorithm>
#include <array>

#include "kiosk/core/door_leases.h"
#include "kiosk/screens/room/availability_words.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;
using calendar::Instant;
using std::chrono::minutes;

constexpr std::array<minutes, 4> kBookNow = {minutes{15}, minutes{30}, minutes{45}, minutes{60}};
constexpr std::array<minutes, 2> kExtendAtDoor = {minutes{15}, minutes{30}};

// What a walk-up of this length would hold: it ends on a full minute.
calendar::Interval walk_up(const AppState& state, minutes length) {
  return {state.now, std::chrono::floor<minutes>(state.now) + length};
}

BookNowOption option(const AppState& state, const calendar::RoomId& room, minutes length, const Texts& texts) {
  const calendar::Interval when = walk_up(state, length);
  BookNowOption option{
      .length = length, .id = std::to_string(length.count()), .label = texts.length(length), .note = {}};
  option.possible = allowed(state, calendar::BookRoom{room, when, {}}) && !is_out_of_reach(state, room, when);
  option.sure = is_guaranteed(state, room, when);
  if (is_cut_off(state) && option.possible)
    option.note = option.sure ? texts.tr("confirmed at once") : texts.tr("confirmed later");
  return option;
}

// Until `end`, where that is a length of its own.
void add_until(RoomModel& model, const AppState& state, Instant end, const std::string& id, const Texts& texts) {
  const auto length = std::chrono::floor<minutes>(end - std::chrono::floor<minutes>(state.now));
  const auto same = [length](const BookNowOption& other) { return other.length == length; };
  if (length <= minutes{0} || std::ranges::any_of(model.book_now, same)) return;
  BookNowOption until = option(state, model.room, length, texts);
  if (!until.possible) return;
  until.id = id;
  until.label = fill(texts.tr("Until {time}"), "time", texts.time(end, site_zone(*state.snapshot->world)));
  model.book_now.push_back(std::move(until));
}

// What comes next: a booking, or closing time.
std::optional<Instant> next_end(const AppState& state, const calendar::RoomId& room) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Interval rest{state.now, today_of(state).end};
  const auto open = world.site.opening_hours.open_within(rest, site_zone(world));
  if (open.empty() || open.front().start > state.now) return std::nullopt;
  const auto busy = room_busy(world, room, rest).at_or_after(state.now);
  return busy ? std::min(busy->start, open.front().end) : open.front().end;
}

// Whoever of a session's people would be asked for it.
std::optional<calendar::PersonId> somebody_of(const calendar::World& world, const Booking& booking) {
  const calendar::Session* session = booking.session ? find(world, *booking.session) : nullptr;
  const calendar::Pair* pair = session != nullptr ? find(world, session->pair) : nullptr;
  return pair != nullptr ? std::optional{pair->mentor} : booking.booked_by;
}

void add_extend(RoomModel& model, const AppState& state, const Booking& booking, const Texts& texts) {
  const auto by = somebody_of(*state.snapshot->world, booking);
  for (const minutes length : kExtendAtDoor) {
    const bool possible = allowed(state, calendar::ExtendBooking{booking.id, booking.planned.end + length, by});
    model.extend.push_back({length, fill(texts.tr("Extend {time}"), "time", texts.length(length)), possible});
  }
}

}  // namespace

bool may_be_booked(RoomLook look) {
  return look == RoomLook::Free || look == RoomLook::Freed || look == RoomLook::Unsure;
}

void add_book_now(RoomModel& model, const AppState& state, const Texts& texts) {
  if (!may_be_booked(model.look)) return;
  model.book_title = texts.tr("Book now for");
  for (const minutes length : kBookNow) model.book_now.push_back(option(state, model.room, length, texts));
  if (const auto end = next_end(state, model.room)) add_until(model, state, *end, "next", texts);
  // Less than the shortest length is sure: what little there is, is offered by itself.
  const bool some_sure = std::ranges::any_of(model.book_now, &BookNowOption::sure);
  const auto sure = state.snapshot->guaranteed.find(model.room);
  if (!model.cut_off || some_sure || sure == state.snapshot->guaranteed.end()) return;
  add_until(model, state, sure->second.end, "sure", texts);
}

// Anything that belongs to somebody leads to identification first; the button is offered all the same.
void add_taps(RoomModel& model, const AppState& state, const DoorBookings& bookings, const Texts& texts) {
  model.check_in_word = texts.tr("I'm here");
  model.here_word = texts.tr("I'm here");
  model.end_word = texts.tr("Release now");
  model.reclaim_word = texts.tr("Take the room back");
  model.can_find =
      model.look == RoomLook::Busy || model.look == RoomLook::CheckIn || model.look == RoomLook::OutOfOrder;
  if (model.look == RoomLook::CheckIn) {
    model.booking = bookings.awaited->id;
    model.can_check_in = true;
  } else if (bookings.now != nullptr && bookings.now->state == calendar::BookingState::InUse) {
    model.booking = bookings.now->id;
    model.can_end = true;
    add_extend(model, state, *bookings.now, texts);
  } else if (model.look == RoomLook::Freed) {
    model.booking = bookings.freed->id;
    model.can_reclaim = true;
  }
  model.awaiting = model.booking && state.snapshot->pending.contains(*model.booking);
  model.awaiting_word = texts.tr("Awaiting confirmation");
}

}  // namespace tandem::kiosk
