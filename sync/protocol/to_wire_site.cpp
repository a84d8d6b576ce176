#include "sync/protocol/to_wire.h"

namespace tandem::sync {
namespace {

std::int64_t seconds(std::chrono::seconds length) { return length.count(); }

void to_wire(const calendar::BookingPolicy& policy, wire::Policy& out) {
  out.set_check_in_opens_before(seconds(policy.check_in_opens_before));
  out.set_warn_after(seconds(policy.warn_after));
  out.set_release_after(seconds(policy.release_after));
  out.set_session_length(seconds(policy.session_length));
  out.set_longest_booking(seconds(policy.longest_booking));
  out.set_shortest_booking(seconds(policy.shortest_booking));
  out.set_furthest_ahead(seconds(policy.furthest_ahead));
  out.set_clock_tolerance(seconds(policy.clock_tolerance));
  out.set_late_check_in(seconds(policy.late_check_in));
  out.set_room_gap(seconds(policy.room_gap));
  out.set_walking_time(seconds(policy.walking_time));
  // The bytes of a site that leaves it alone are those of the versions before.
  const std::chrono::minutes lease_by_default = calendar::BookingPolicy{}.lease_length;
  if (policy.lease_length != lease_by_default) out.set_lease_length(seconds(policy.lease_length));
  if (policy.past_kept != calendar::BookingPolicy{}.past_kept) out.set_past_kept(seconds(policy.past_kept));
}

void to_wire(const std::vector<calendar::DaySpan>& spans, wire::Weekday& out) {
  for (const calendar::DaySpan& span : spans) {
    wire::DaySpan& wired = *out.add_open();
    wired.set_from_minute(static_cast<std::uint32_t>(span.from.count()));
    wired.set_to_minute(static_cast<std::uint32_t>(span.to.count()));
  }
}

}  // namespace

void to_wire(const calendar::Interval& interval, wire::Interval& out) {
  out.set_start(wire_of(interval.start));
  out.set_end(wire_of(interval.end));
}

void to_wire(const calendar::Site& site, wire::Site& out) {
  out.set_name(site.name);
  out.set_zone(site.zone);
  for (const auto& spans : site.opening_hours.week) to_wire(spans, *out.add_week());
  for (const calendar::LocalDate date : site.opening_hours.closed) out.add_closed(date.time_since_epoch().count());
  to_wire(site.policy, *out.mutable_policy());
  out.set_id(site.id.text());
}

void to_wire(const calendar::Room& room, wire::Room& out) {
  out.set_id(room.id.text());
  out.set_name(room.name);
  out.set_floor(room.floor);
  out.set_seats(static_cast<std::uint32_t>(room.seats));
  for (const std::string& item : room.equipment) out.add_equipment(item);
  out.set_out_of_order(room.out_of_order);
  out.set_site(room.site.text());
}

}  // namespace tandem::sync
