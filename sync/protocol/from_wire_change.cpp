#include "sync/protocol/from_wire.h"

namespace tandem::sync {
namespace {

// Each pair of steps must lead forward and stay inside the representable time, so that sums never overflow.
calendar::BusySet busy_of(Reader& reader, const wire::BusyRead& in, calendar::Instant from) {
  std::vector<calendar::Interval> intervals;
  reader.require(in.steps_size() % 2 == 0, "busy steps");
  if (!reader.count(in.steps_size() / 2, kMaxIntervals, "busy intervals")) return {};
  const std::int64_t longest = std::chrono::seconds{kEndOfTime.time_since_epoch()}.count();
  const auto advance = [&](std::int64_t step) {
    const bool known = step >= -longest && step <= longest;
    return known ? reader.instant(from.time_since_epoch().count() + step, "busy time")
                 : reader.instant(-1, "busy time");
  };
  for (int i = 0; i + 1 < in.steps_size() && reader.ok(); i += 2) {
    const calendar::Instant start = from = advance(in.steps(i));
    from = advance(in.steps(i + 1));
    reader.require(start < from, "busy interval");
    intervals.push_back({start, from});
  }
  return calendar::BusySet{std::move(intervals)};
}

template <class Change, class Id>
Change busy_read(Reader& reader, const wire::BusyRead& in) {
  const Id owner = reader.id<Id>(in.owner(), "owner of feed");
  const calendar::Interval window = reader.interval(in.window(), "feed window");
  return Change{owner, window, busy_of(reader, in, window.start)};
}

template <class Change>
Change moment(Reader& reader, const wire::BookingMoment& in) {
  return Change{reader.id<calendar::BookingId>(in.booking(), "booking"), reader.instant(in.at(), "time")};
}

calendar::PersonCheckedIn checked_in(Reader& reader, const wire::CheckedIn& in) {
  calendar::PersonCheckedIn change;
  change.booking = reader.id<calendar::BookingId>(in.booking(), "booking");
  if (in.has_person()) change.person = reader.id<calendar::PersonId>(in.person(), "person");
  change.at = reader.instant(in.at(), "check-in");
  return change;
}

calendar::RoomLeased room_leased(Reader& reader, const wire::Lease& in) {
  const auto room = reader.id<calendar::RoomId>(in.room(), "leased room");
  reader.require(in.holder().size() <= calendar::kMaxDeviceIdLength, "holder of lease");
  const auto holder = reader.id<calendar::DeviceId>(in.holder(), "holder of lease");
  return {{room, holder, reader.interval(in.held(), "lease")}};
}

calendar::SessionRated rated(Reader& reader, const wire::Rated& in) {
  return {reader.id<calendar::BookingId>(in.booking(), "booking"), reader.id<calendar::PersonId>(in.person(), "person"),
          reader.instant(in.at(), "time")};
}

calendar::PairPast pair_past(Reader& reader, const wire::PairPast& in) {
  calendar::PairPast past;
  past.pair = reader.id<calendar::PairId>(in.pair(), "pair");
  past.held = reader.number(in.held(), kMaxHeldSessions, "sessions held");
  if (in.has_last_held()) past.last_held = reader.instant(in.last_held(), "last session");
  if (in.has_last_planned()) past.last_planned = reader.instant(in.last_planned(), "last session");
  return past;
}

}  // namespace

std::optional<calendar::Change> from_wire(Reader& reader, const wire::Change& in) {
  using namespace calendar;
  switch (in.kind_case()) {
    case wire::Change::kSiteConfigured: return SiteConfigured{from_wire(reader, in.site_configured())};
    case wire::Change::kRoomPut: return RoomPut{from_wire(reader, in.room_put())};
    case wire::Change::kRoomRemoved: return RoomRemoved{reader.id<RoomId>(in.room_removed(), "room")};
    case wire::Change::kPersonPut: return PersonPut{from_wire(reader, in.person_put())};
    case wire::Change::kPersonRemoved: return PersonRemoved{reader.id<PersonId>(in.person_removed(), "person")};
    case wire::Change::kPairPut: return PairPut{from_wire(reader, in.pair_put())};
    case wire::Change::kPairRemoved: return PairRemoved{reader.id<PairId>(in.pair_removed(), "pair")};
    case wire::Change::kTopicPut: return TopicPut{from_wire(reader, in.topic_put())};
    case wire::Change::kRoomBusyRead: return busy_read<RoomBusyRead, RoomId>(reader, in.room_busy_read());
    case wire::Change::kPersonBusyRead: return busy_read<PersonBusyRead, PersonId>(reader, in.person_busy_read());
    case wire::Change::kBookingAccepted: return BookingAccepted{from_wire(reader, in.booking_accepted())};
    case wire::Change::kSessionPlanned: return SessionPlanned{from_wire(reader, in.session_planned())};
    case wire::Change::kPersonCheckedIn: return checked_in(reader, in.person_checked_in());
    case wire::Change::kBookingExtended: return moment<BookingExtended>(reader, in.booking_extended());
    case wire::Change::kBookingEnded: return moment<BookingEnded>(reader, in.booking_ended());
    case wire::Change::kBookingCancelled: return moment<BookingCancelled>(reader, in.booking_cancelled());
    case wire::Change::kBookingReleased: return moment<BookingReleased>(reader, in.booking_released());
    case wire::Change::kBookingReclaimed: return moment<BookingReclaimed>(reader, in.booking_reclaimed());
    case wire::Change::kRoomLeased: return room_leased(reader, in.room_leased());
    case wire::Change::kLeaseEnded: return LeaseEnded{reader.id<RoomId>(in.lease_ended(), "leased room")};
    case wire::Change::kSessionRated: return rated(reader, in.session_rated());
    case wire::Change::kTopicsTicked: return moment<TopicsTicked>(reader, in.topics_ticked());
    case wire::Change::kPastForgotten: return PastForgotten{reader.instant(in.past_forgotten(), "what is forgotten")};
    case wire::Change::kPairPastNoted: return PairPastNoted{pair_past(reader, in.pair_past_noted())};
    case wire::Change::KIND_NOT_SET: break;
  }
  reader.leave_out();
  return std::nullopt;
}

}  // namespace tandem::sync
