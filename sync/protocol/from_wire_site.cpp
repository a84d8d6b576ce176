#include "sync/protocol/from_wire.h"

namespace tandem::sync {
namespace {

constexpr std::uint32_t kMinutesOfDay = 24 * 60;

template <class Length>
Length policy_time(Reader& reader, std::int64_t seconds) {
  const bool known = seconds >= 0 && seconds <= kMaxPolicyTime.count();
  reader.require(known, "policy time");
  return std::chrono::duration_cast<Length>(std::chrono::seconds{known ? seconds : 0});
}

calendar::BookingPolicy from_wire(Reader& reader, const wire::Policy& in) {
  using std::chrono::minutes;
  calendar::BookingPolicy policy;
  policy.check_in_opens_before = policy_time<minutes>(reader, in.check_in_opens_before());
  policy.warn_after = policy_time<minutes>(reader, in.warn_after());
  policy.release_after = policy_time<minutes>(reader, in.release_after());
  policy.session_length = policy_time<minutes>(reader, in.session_length());
  policy.longest_booking = policy_time<minutes>(reader, in.longest_booking());
  policy.shortest_booking = policy_time<minutes>(reader, in.shortest_booking());
  policy.furthest_ahead = policy_time<std::chrono::days>(reader, in.furthest_ahead());
  policy.clock_tolerance = policy_time<minutes>(reader, in.clock_tolerance());
  policy.late_check_in = policy_time<std::chrono::days>(reader, in.late_check_in());
  policy.room_gap = policy_time<minutes>(reader, in.room_gap());
  policy.walking_time = policy_time<minutes>(reader, in.walking_time());
  if (in.has_lease_length()) policy.lease_length = policy_time<minutes>(reader, in.lease_length());
  // Who does not know of it says nothing.
  const auto past_kept = policy_time<std::chrono::days>(reader, in.past_kept());
  if (past_kept != std::chrono::days{0}) policy.past_kept = past_kept;
  return policy;
}

std::vector<calendar::DaySpan> from_wire(Reader& reader, const wire::Weekday& in) {
  std::vector<calendar::DaySpan> spans;
  if (!reader.count(in.open_size(), kMaxSpansOfDay, "opening hours")) return spans;
  for (const wire::DaySpan& span : in.open()) {
    const int from = reader.number(span.from_minute(), kMinutesOfDay, "opening hours");
    const int to = reader.number(span.to_minute(), kMinutesOfDay, "opening hours");
    const bool after_last = spans.empty() || spans.back().to <= std::chrono::minutes{from};
    reader.require(from < to && after_last, "opening hours");
    spans.push_back({std::chrono::minutes{from}, std::chrono::minutes{to}});
  }
  return spans;
}

}  // namespace

calendar::Site from_wire(Reader& reader, const wire::Site& in) {
  calendar::Site site;
  site.name = reader.text(in.name(), "site name");
  site.zone = reader.text(in.zone(), "site zone");
  site.id = reader.id_or_none<calendar::SiteId>(in.id(), "site");
  const auto days = static_cast<int>(site.opening_hours.week.size());
  reader.require(in.week_size() == days, "days of the week");
  for (int day = 0; day < days && day < in.week_size(); ++day) {
    site.opening_hours.week.at(static_cast<std::size_t>(day)) = from_wire(reader, in.week(day));
  }
  if (!reader.count(in.closed_size(), kMaxClosedDates, "closed dates")) return site;
  for (const std::int64_t date : in.closed()) site.opening_hours.closed.insert(reader.date(date, "closed date"));
  reader.require(in.has_policy(), "policy");
  site.policy = from_wire(reader, in.policy());
  return site;
}

calendar::Room from_wire(Reader& reader, const wire::Room& in) {
  calendar::Room room;
  room.id = reader.id<calendar::RoomId>(in.id(), "room");
  room.name = reader.text(in.name(), "room name");
  reader.require(in.floor() >= -kMaxFloor && in.floor() <= kMaxFloor, "floor");
  room.floor = in.floor();
  room.seats = reader.number(in.seats(), kMaxSeats, "seats");
  if (!reader.count(in.equipment_size(), kMaxEquipment, "equipment")) return room;
  for (const std::string& item : in.equipment()) room.equipment.insert(reader.text(item, "equipment"));
  room.out_of_order = in.out_of_order();
  room.site = reader.id_or_none<calendar::SiteId>(in.site(), "site of room");
  return room;
}

}  // namespace tandem::sync
