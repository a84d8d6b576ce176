#include "kiosk/screens/room/timeline.h"

#include <algorithm>

#include "kiosk/screens/room/availability_words.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::Interval;

// From opening to closing; on a closed day what a working day would be.
Interval axis_of(const AppState& state) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Zone zone = site_zone(world);
  const auto open = world.site.opening_hours.open_within(today_of(state), zone);
  if (!open.empty()) return {open.front().start, open.back().end};
  const auto midnight = today_of(state).start;
  return {midnight + std::chrono::hours{8}, midnight + std::chrono::hours{19}};
}

float share(const Interval& axis, calendar::Instant at) {
  return static_cast<float>((at - axis.start).count()) / static_cast<float>(axis.length().count());
}

TimelineBlock block_of(const AppState& state, const Interval& axis, const Interval& when, const std::string& label,
                       const Texts& texts) {
  const std::string name = texts.span(when, site_zone(*state.snapshot->world)) + ", " + label;
  return {.name = name,
          .from = share(axis, when.start),
          .to = share(axis, when.end),
          .label = label,
          .now = when.contains(state.now)};
}

void add_own(RoomModel& model, const AppState& state, const Interval& axis, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  for (const calendar::Booking* booking : bookings_in(world, model.room, axis)) {
    const auto held = intersection(booking->held, axis);
    // The few minutes of those who did not come would tell just that.
    if (!held || booking->state == calendar::BookingState::Released) continue;
    model.blocks.push_back(block_of(state, axis, *held, booking_label(world, *booking, texts), texts));
  }
}

// What only the company's calendar knows of.
void add_company(RoomModel& model, const AppState& state, const Interval& axis, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  calendar::BusySet own;
  for (const calendar::Booking* booking : bookings_in(world, model.room, axis)) own.add(booking->held);
  const calendar::BusySet company = room_busy(world, model.room, axis).without(own);
  for (const Interval& busy : company.intervals()) {
    TimelineBlock block = block_of(state, axis, busy, texts.tr("Reserved"), texts);
    block.ours = false;
    model.blocks.push_back(std::move(block));
  }
}

}  // namespace

std::string booking_label(const calendar::World& world, const calendar::Booking& booking, const Texts& texts) {
  const calendar::Session* session = booking.session ? find(world, *booking.session) : nullptr;
  const calendar::Pair* pair = session != nullptr ? find(world, session->pair) : nullptr;
  if (pair != nullptr) return public_pair(world, *pair, texts);
  if (booking.booked_by) return public_name(world, *booking.booked_by, texts);
  return texts.tr("Reserved");
}

void add_timeline(RoomModel& model, const AppState& state, const Texts& texts) {
  const Interval axis = axis_of(state);
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  add_own(model, state, axis, texts);
  add_company(model, state, axis, texts);
  std::ranges::sort(model.blocks, {}, &TimelineBlock::from);
  for (auto at = std::chrono::ceil<std::chrono::hours>(axis.start); at <= axis.end; at += std::chrono::hours{1})
    model.hours.push_back({share(axis, at), texts.time(at, zone)});
  if (axis.contains(state.now)) model.now_at = share(axis, state.now);
}

}  // namespace tandem::kiosk
