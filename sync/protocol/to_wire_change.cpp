#include "sync/protocol/to_wire.h"

namespace tandem::sync {
namespace {

void busy_read(const std::string& owner, const calendar::Interval& window, const calendar::BusySet& busy,
               wire::BusyRead& out) {
  out.set_owner(owner);
  to_wire(window, *out.mutable_window());
  calendar::Instant from = window.start;
  for (const calendar::Interval& interval : busy.intervals()) {
    out.add_steps((interval.start - from).count());
    out.add_steps((interval.end - interval.start).count());
    from = interval.end;
  }
}

void moment(const calendar::BookingId& booking, calendar::Instant at, wire::BookingMoment& out) {
  out.set_booking(booking.text());
  out.set_at(wire_of(at));
}

struct ChangeToWire {
  wire::Change& out;

  void operator()(const calendar::SiteConfigured& change) const {
    to_wire(change.site, *out.mutable_site_configured());
  }
  void operator()(const calendar::RoomPut& change) const { to_wire(change.room, *out.mutable_room_put()); }
  void operator()(const calendar::RoomRemoved& change) const { out.set_room_removed(change.room.text()); }
  void operator()(const calendar::PersonPut& change) const { to_wire(change.person, *out.mutable_person_put()); }
  void operator()(const calendar::PersonRemoved& change) const { out.set_person_removed(change.person.text()); }
  void operator()(const calendar::PairPut& change) const { to_wire(change.pair, *out.mutable_pair_put()); }
  void operator()(const calendar::PairRemoved& change) const { out.set_pair_removed(change.pair.text()); }
  void operator()(const calendar::TopicPut& change) const { to_wire(change.topic, *out.mutable_topic_put()); }
  void operator()(const calendar::RoomBusyRead& change) const {
    busy_read(change.room.text(), change.window, change.busy, *out.mutable_room_busy_read());
  }
  void operator()(const calendar::PersonBusyRead& change) const {
    busy_read(change.person.text(), change.window, change.busy, *out.mutable_person_busy_read());
  }
  void operator()(const calendar::BookingAccepted& change) const {
    to_wire(change.booking, *out.mutable_booking_accepted());
  }
  void operator()(const calendar::SessionPlanned& change) const {
    to_wire(change.session, *out.mutable_session_planned());
  }
  void operator()(const calendar::PersonCheckedIn& change) const {
    wire::CheckedIn& wired = *out.mutable_person_checked_in();
    wired.set_booking(change.booking.text());
    if (change.person) wired.set_person(change.person->text());
    wired.set_at(wire_of(change.at));
  }
  void operator()(const calendar::BookingExtended& change) const {
    moment(change.booking, change.new_end, *out.mutable_booking_extended());
  }
  void operator()(const calendar::BookingEnded& change) const {
    moment(change.booking, change.at, *out.mutable_booking_ended());
  }
  void operator()(const calendar::BookingCancelled& change) const {
    moment(change.booking, change.at, *out.mutable_booking_cancelled());
  }
  void operator()(const calendar::BookingReleased& change) const {
    moment(change.booking, change.at, *out.mutable_booking_released());
  }
  void operator()(const calendar::BookingReclaimed& change) const {
    moment(change.booking, change.at, *out.mutable_booking_reclaimed());
  }
  void operator()(const calendar::RoomLeased& change) const {
    wire::Lease& wired = *out.mutable_room_leased();
    wired.set_room(change.lease.room.text());
    wired.set_holder(change.lease.holder.text());
    to_wire(change.lease.held, *wired.mutable_held());
  }
  void operator()(const calendar::LeaseEnded& change) const { out.set_lease_ended(change.room.text()); }
  void operator()(const calendar::SessionRated& change) const {
    wire::Rated& wired = *out.mutable_session_rated();
    wired.set_booking(change.booking.text());
    wired.set_person(change.person.text());
    wired.set_at(wire_of(change.at));
  }
  void operator()(const calendar::TopicsTicked& change) const {
    moment(change.booking, change.at, *out.mutable_topics_ticked());
  }
  void operator()(const calendar::PastForgotten& change) const { out.set_past_forgotten(wire_of(change.before)); }
  void operator()(const calendar::PairPastNoted& change) const {
    wire::PairPast& wired = *out.mutable_pair_past_noted();
    wired.set_pair(change.past.pair.text());
    wired.set_held(static_cast<std::uint32_t>(change.past.held));
    if (change.past.last_held) wired.set_last_held(wire_of(*change.past.last_held));
    if (change.past.last_planned) wired.set_last_planned(wire_of(*change.past.last_planned));
  }
};

}  // namespace

void to_wire(const calendar::Booking& booking, wire::Booking& out) {
  out.set_id(booking.id.text());
  out.set_room(booking.room.text());
  to_wire(booking.planned, *out.mutable_planned());
  to_wire(booking.held, *out.mutable_held());
  out.set_state(static_cast<std::uint32_t>(booking.state));
  if (booking.session) out.set_session(booking.session->text());
  if (booking.booked_by) out.set_booked_by(booking.booked_by->text());
  out.set_created_at(wire_of(booking.created_at));
  if (booking.first_check_in) out.set_first_check_in(wire_of(*booking.first_check_in));
  if (booking.series) out.set_series(booking.series->text());
}

void to_wire(const calendar::Session& session, wire::Session& out) {
  out.set_id(session.id.text());
  out.set_pair(session.pair.text());
  out.set_booking(session.booking.text());
  if (session.mentor_arrived) out.set_mentor_arrived(wire_of(*session.mentor_arrived));
  if (session.mentee_arrived) out.set_mentee_arrived(wire_of(*session.mentee_arrived));
  out.set_mentor_rated(session.mentor_rated);
  out.set_mentee_rated(session.mentee_rated);
  out.set_topics_ticked(session.topics_ticked);
}

void to_wire(const calendar::Change& change, wire::Change& out) { std::visit(ChangeToWire{out}, change); }

}  // namespace tandem::sync
