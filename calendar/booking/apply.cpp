// One function per kind of fact. Facts were judged before they were written (decide.h), so here they are only put in.
#include <algorithm>

#include "calendar/booking/world.h"

namespace tandem::calendar {
namespace {

bool is_awaited(const Booking& booking) { return booking.state == BookingState::Booked && !booking.first_check_in; }

// Only the time is indexed besides the name, and no change of a booking moves its start.
void index_awaited(World& world, const Booking& booking) {
  const AwaitedStart key{booking.planned.start, booking.id};
  if (is_awaited(booking)) {
    world.awaited.insert_or_assign(key, booking.id);
  } else {
    world.awaited.erase(key);
  }
}

void index(World& world, const Booking& booking) {
  world.by_room.insert_or_assign({booking.room, booking.planned.start, booking.id}, booking.held);
  world.longest_planned = std::max(world.longest_planned, booking.planned.length());
  index_awaited(world, booking);
}

void drop_from_index(World& world, const Booking& booking) {
  world.awaited.erase({booking.planned.start, booking.id});
  world.by_room.erase({booking.room, booking.planned.start, booking.id});
}

// The session that a booking is held for, when it says so too: only such sessions are indexed.
const Session* session_of(const World& world, const Booking& booking) {
  const Session* session = booking.session ? find(world, *booking.session) : nullptr;
  return session != nullptr && session->booking == booking.id ? session : nullptr;
}

void index_session(World& world, const Booking& booking) {
  if (const Session* session = session_of(world, booking)) {
    world.by_pair.insert_or_assign({session->pair, booking.planned.start, session->id}, booking.id);
  }
}

void drop_session_from_index(World& world, const Booking& booking) {
  if (const Session* session = session_of(world, booking)) {
    world.by_pair.erase({session->pair, booking.planned.start, session->id});
  }
}

void drop_people_from_index(World& world, const PairId& id) {
  const Pair* pair = find(world, id);
  if (pair == nullptr) return;
  world.by_person.erase({pair->mentor, id});
  world.by_person.erase({pair->mentee, id});
}

// Changes a known booking and keeps the indexes right; an unknown one is ignored.
template <class Change>
void edit(World& world, const BookingId& id, const Change& change) {
  Booking* booking = world.bookings.edit(id);
  if (booking == nullptr) return;
  const Interval held = booking->held;
  change(*booking);
  if (booking->held != held) *world.by_room.edit({booking->room, booking->planned.start, id}) = booking->held;
  world.longest_planned = std::max(world.longest_planned, booking->planned.length());
  index_awaited(world, *booking);
}

void note_earliest(std::optional<Instant>& noted, Instant at) { noted = noted ? std::min(*noted, at) : at; }

void note_arrival(World& world, const Booking& booking, const PersonCheckedIn& fact) {
  if (!booking.session || !fact.person) return;
  Session* session = world.sessions.edit(*booking.session);
  if (session == nullptr) return;
  const Pair* pair = find(world, session->pair);
  if (pair == nullptr) return;
  if (*fact.person == pair->mentor) note_earliest(session->mentor_arrived, fact.at);
  if (*fact.person == pair->mentee) note_earliest(session->mentee_arrived, fact.at);
}

template <class Flag>
void edit_session(World& world, const BookingId& id, const Flag& flag) {
  const Booking* booking = find(world, id);
  if (booking == nullptr || !booking->session) return;
  if (Session* session = world.sessions.edit(*booking->session)) flag(*session);
}

void note_past(World& world, const Session& session, const Booking& booking) {
  PairPast past{session.pair, 0, std::nullopt, std::nullopt};
  if (const PairPast* known = find_past(world, session.pair)) past = *known;
  const Instant start = booking.planned.start;
  if (session.mentor_arrived || session.mentee_arrived) {
    ++past.held;
    past.last_held = std::max(past.last_held, std::optional(start));
  }
  if (booking.state != BookingState::Cancelled) past.last_planned = std::max(past.last_planned, std::optional(start));
  world.pair_pasts.insert_or_assign(session.pair, past);
}

void forget(World& world, const Booking& booking) {
  if (const Session* session = session_of(world, booking)) {
    note_past(world, *session, booking);
    drop_session_from_index(world, booking);
    world.sessions.erase(SessionId{*booking.session});
  }
  drop_from_index(world, booking);
  world.bookings.erase(BookingId{booking.id});
}

struct Apply {
  World& world;

  void operator()(const SiteConfigured& fact) const {
    if (fact.site.id.empty()) {
      world.site = fact.site;
    } else {
      world.sites.insert_or_assign(fact.site.id, fact.site);
    }
  }
  void operator()(const RoomPut& fact) const { world.rooms.insert_or_assign(fact.room.id, fact.room); }
  // Its bookings stay: they are history.
  void operator()(const RoomRemoved& fact) const {
    world.rooms.erase(fact.room);
    world.room_feeds.erase(fact.room);
    world.leases.erase(fact.room);
  }
  void operator()(const PersonPut& fact) const { world.people.insert_or_assign(fact.person.id, fact.person); }
  void operator()(const PersonRemoved& fact) const {
    world.people.erase(fact.person);
    world.person_feeds.erase(fact.person);
  }
  void operator()(const PairPut& fact) const {
    drop_people_from_index(world, fact.pair.id);
    world.pairs.insert_or_assign(fact.pair.id, fact.pair);
    world.by_person.insert_or_assign({fact.pair.mentor, fact.pair.id}, PairRole::Mentor);
    world.by_person.insert_or_assign({fact.pair.mentee, fact.pair.id}, PairRole::Mentee);
  }
  // Its sessions stay, and stay indexed: they count again when the pair comes back.
  void operator()(const PairRemoved& fact) const {
    drop_people_from_index(world, fact.pair);
    world.pairs.erase(fact.pair);
  }
  void operator()(const TopicPut& fact) const { world.topics.insert_or_assign(fact.topic.id, fact.topic); }

  void operator()(const RoomBusyRead& fact) const {
    if (!world.rooms.contains(fact.room)) return;
    world.room_feeds.insert_or_assign(fact.room, std::make_shared<const FeedTruth>(FeedTruth{fact.window, fact.busy}));
  }
  void operator()(const PersonBusyRead& fact) const {
    if (!world.people.contains(fact.person)) return;
    world.person_feeds.insert_or_assign(fact.person,
                                        std::make_shared<const FeedTruth>(FeedTruth{fact.window, fact.busy}));
  }

  void operator()(const BookingAccepted& fact) const {
    if (const Booking* old = find(world, fact.booking.id)) {
      drop_session_from_index(world, *old);
      drop_from_index(world, *old);
    }
    world.bookings.insert_or_assign(fact.booking.id, fact.booking);
    index(world, fact.booking);
    index_session(world, fact.booking);
  }
  void operator()(const SessionPlanned& fact) const {
    const Booking* booking = find(world, fact.session.booking);
    if (booking == nullptr) return;
    if (const Session* old = find(world, fact.session.id)) drop_session_from_index(world, *find(world, old->booking));
    world.sessions.insert_or_assign(fact.session.id, fact.session);
    index_session(world, *booking);
  }
  void operator()(const PersonCheckedIn& fact) const {
    edit(world, fact.booking, [&](Booking& booking) {
      if (booking.state == BookingState::Booked) booking.state = BookingState::InUse;
      note_earliest(booking.first_check_in, fact.at);
      note_arrival(world, booking, fact);
    });
  }
  void operator()(const BookingExtended& fact) const {
    edit(world, fact.booking, [&](Booking& booking) { booking.planned.end = booking.held.end = fact.new_end; });
  }
  void operator()(const BookingEnded& fact) const { cut(fact.booking, fact.at, BookingState::Ended); }
  void operator()(const BookingReleased& fact) const { cut(fact.booking, fact.at, BookingState::Released); }
  void operator()(const BookingCancelled& fact) const {
    edit(world, fact.booking, [](Booking& booking) {
      booking.held = {booking.planned.start, booking.planned.start};
      booking.state = BookingState::Cancelled;
    });
  }
  // Whoever takes a room back is there.
  void operator()(const BookingReclaimed& fact) const {
    edit(world, fact.booking, [&](Booking& booking) {
      booking.held = booking.planned;
      booking.state = BookingState::InUse;
      if (!booking.first_check_in) booking.first_check_in = fact.at;
    });
  }

  void operator()(const RoomLeased& fact) const {
    if (world.rooms.contains(fact.lease.room)) world.leases.insert_or_assign(fact.lease.room, fact.lease);
  }
  void operator()(const LeaseEnded& fact) const { world.leases.erase(fact.room); }
  void operator()(const SessionRated& fact) const {
    edit_session(world, fact.booking, [&](Session& session) {
      const Pair* pair = find(world, session.pair);
      if (pair == nullptr) return;
      if (fact.person == pair->mentor) session.mentor_rated = true;
      if (fact.person == pair->mentee) session.mentee_rated = true;
    });
  }
  void operator()(const TopicsTicked& fact) const {
    edit_session(world, fact.booking, [](Session& session) { session.topics_ticked = true; });
  }
  void operator()(const PastForgotten& fact) const {
    std::vector<Booking> past;
    for (const Booking* booking : bookings_planned_until(world, fact.before)) past.push_back(*booking);
    for (const Booking& booking : past) forget(world, booking);
    world.forgotten_before = std::max(world.forgotten_before, fact.before);
  }
  void operator()(const PairPastNoted& fact) const { world.pair_pasts.insert_or_assign(fact.past.pair, fact.past); }

  void cut(const BookingId& id, Instant at, BookingState state) const {
    edit(world, id, [&](Booking& booking) {
      booking.held.end = std::max(booking.held.start, std::min(booking.held.end, at));
      booking.state = state;
    });
  }
};

}  // namespace

void apply(World& world, const Change& change) { std::visit(Apply{world}, change); }

}  // namespace tandem::calendar
