#include "sync/web/published_feed.h"

#include <algorithm>

#include "calendar/ics/write.h"

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

calendar::PublishedEvent event_of(const calendar::Booking& booking, const calendar::Room& room) {
  calendar::PublishedEvent event;
  event.uid = booking.id.text() + std::string(calendar::kOwnUidSuffix);
  event.stamp = changed_at(booking);
  event.when = booking.held;
  event.summary = booking.session ? kSessionTitle : kAdHocTitle;
  event.location = room.name;
  return event;
}

}  // namespace

std::string published_feed(const calendar::World& world, const calendar::Room& room, calendar::Instant now) {
  const calendar::Instant today = std::chrono::floor<std::chrono::days>(now);
  // No booking lies further ahead than the policy's limit by more than its own length.
  const auto ahead = world.site.policy.furthest_ahead + world.site.policy.longest_booking + std::chrono::days{1};
  calendar::PublishedCalendar published;
  published.name = "Tandem · " + room.name;
  for (const auto* booking : calendar::bookings_in(world, room.id, {today - kPublishedPast, today + ahead})) {
    published.events.push_back(event_of(*booking, room));
  }
  return calendar::write_calendar(published);
}

}  // namespace tandem::sync
