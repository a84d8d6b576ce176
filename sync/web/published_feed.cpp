#include "sync/web/published_feed.h"

#include <algorithm>
#include <utility>

#include "calendar/ics/write.h"
#include "platform/base/check.h"

namespace tandem::sync {
namespace {

// Read by people of either language in the company's calendar; says nothing about who meets or why.
constexpr const char* kSessionTitle = "Tandem · séance / session";
constexpr const char* kAdHocTitle = "Tandem · salle réservée / room booked";

calendar::Instant changed_at(const calendar::Booking& booking) {
  auto changed = booking.created_at;
  if (booking.first_check_in) changed = std::max(changed, *booking.first_check_in);
  // Cut short or released: that moment is the end of what is held.
  if (!calendar::is_open(booking)) changed = std::max(changed, booking.held.end);
  return changed;
}

// How far along its life a booking is. Every step it can take is to a later one.
int phase_of(calendar::BookingState state) {
  switch (state) {
    case calendar::BookingState::Booked: return 0;
    case calendar::BookingState::Released: return 1;  // and taken back: InUse
    case calendar::BookingState::InUse: return 2;
    case calendar::BookingState::Ended:
    case calendar::BookingState::Cancelled: break;
  }
  return 3;
}

// Grows with every change that a subscriber can see: extending makes the planned time longer, and nothing shortens it.
int sequence_of(const calendar::Booking& booking) {
  constexpr int kPhases = 4;
  const auto planned = std::chrono::floor<std::chrono::minutes>(booking.planned.length());
  return static_cast<int>(planned.count()) * kPhases + phase_of(booking.state);
}

calendar::PublishedEvent event_of(const calendar::Booking& booking, const calendar::Room& room,
                                  const calendar::Zone& zone) {
  calendar::PublishedEvent published;
  published.event.uid = booking.id.text() + std::string(calendar::kOwnUidSuffix);
  published.event.stamp = changed_at(booking);
  published.event.sequence = sequence_of(booking);
  published.event.start = calendar::on_clock_of(zone, booking.held.start);
  published.event.end = calendar::on_clock_of(zone, booking.held.end);
  published.summary = booking.session ? kSessionTitle : kAdHocTitle;
  published.location = room.name;
  return published;
}

}  // namespace

std::string published_feed(const calendar::World& world, const calendar::Room& room, calendar::Instant now) {
  const calendar::Instant today = std::chrono::floor<std::chrono::days>(now);
  // No booking lies further ahead than the policy's limit by more than its own length.
  const calendar::Site& site = calendar::site_of(world, room.site);
  const auto ahead = site.policy.furthest_ahead + site.policy.longest_booking + std::chrono::days{1};
  const calendar::Zone zone = calendar::zone_of(site);
  calendar::PublishedCalendar published;
  published.name = "Tandem · " + room.name;
  published.refresh_after = kPublishedRefresh;
  for (const auto* booking : calendar::bookings_in(world, room.id, {today - kPublishedPast, today + ahead})) {
    published.events.push_back(event_of(*booking, room, zone));
  }
  auto text = calendar::write_calendar(published);
  TANDEM_CHECK(text.has_value());  // the only TZID is the name of a zone that was found
  return std::move(*text);
}

}  // namespace tandem::sync
