#include "calendar/booking/facts.h"

#include <set>
#include <utility>

namespace tandem::calendar {
namespace {

template <class Fact, class Map>
void add_facts(std::vector<Change>& facts, const Map& entities) {
  for (const auto& [id, entity] : entities) facts.push_back(Fact{entity});
}

template <class Fact, class Feeds>
void add_feeds(std::vector<Change>& facts, const Feeds& feeds) {
  for (const auto& [owner, truth] : feeds) facts.push_back(Fact{owner, truth->window, truth->busy});
}

template <class Fact, class Map, class Id>
FactNow entity_now(FactKind kind, const Map& entities, const Id& id) {
  FactNow now{{kind, id.text()}, std::nullopt};
  const auto found = entities.find(id);
  if (found != entities.end()) now.fact = Fact{found->second};
  return now;
}

template <class Fact, class Feeds, class Id>
FactNow feed_now(FactKind kind, const Feeds& feeds, const Id& owner) {
  FactNow now{{kind, owner.text()}, std::nullopt};
  const auto found = feeds.find(owner);
  if (found != feeds.end()) now.fact = Fact{owner, found->second->window, found->second->busy};
  return now;
}

struct Touched {
  const World& world;
  using Facts = std::vector<FactNow>;

  Facts operator()(const SiteConfigured& change) const { return {site(change.site.id)}; }
  Facts operator()(const RoomPut& change) const { return {room(change.room.id)}; }
  Facts operator()(const RoomRemoved& change) const {
    return {room(change.room), room_feed(change.room), lease(change.room)};
  }
  Facts operator()(const PersonPut& change) const { return {person(change.person.id)}; }
  Facts operator()(const PersonRemoved& change) const { return {person(change.person), person_feed(change.person)}; }
  Facts operator()(const PairPut& change) const { return {pair(change.pair.id)}; }
  Facts operator()(const PairRemoved& change) const { return {pair(change.pair)}; }
  Facts operator()(const TopicPut& change) const { return {topic(change.topic.id)}; }
  Facts operator()(const RoomBusyRead& change) const { return {room_feed(change.room)}; }
  Facts operator()(const PersonBusyRead& change) const { return {person_feed(change.person)}; }
  Facts operator()(const BookingAccepted& change) const { return {booking(change.booking.id)}; }
  Facts operator()(const SessionPlanned& change) const { return {session(change.session.id)}; }
  Facts operator()(const PersonCheckedIn& change) const {
    Facts facts{booking(change.booking)};
    const Booking* touched = find(world, change.booking);
    if (touched != nullptr && touched->session) facts.push_back(session(*touched->session));
    return facts;
  }
  Facts operator()(const RoomLeased& change) const { return {lease(change.lease.room)}; }
  Facts operator()(const LeaseEnded& change) const { return {lease(change.room)}; }
  Facts operator()(const SessionRated& change) const { return session_held_by(change.booking); }
  Facts operator()(const TopicsTicked& change) const { return session_held_by(change.booking); }
  Facts operator()(const PastForgotten& change) const {
    Facts facts{forgotten()};
    std::set<PairId> pairs;
    for (const Booking* each : bookings_planned_until(world, change.before)) {
      facts.push_back(booking(each->id));
      const Session* held = each->session ? find(world, *each->session) : nullptr;
      if (held == nullptr) continue;
      facts.push_back(session(held->id));
      pairs.insert(held->pair);
    }
    for (const PairId& pair : pairs) facts.push_back(pair_past(pair));
    return facts;
  }
  Facts operator()(const PairPastNoted& change) const { return {pair_past(change.past.pair)}; }
  // The changes that concern a booking alone.
  template <class BookingChange>
  Facts operator()(const BookingChange& change) const {
    return {booking(change.booking)};
  }

  Facts session_held_by(const BookingId& id) const {
    const Booking* holder = find(world, id);
    return holder == nullptr || !holder->session ? Facts{} : Facts{session(*holder->session)};
  }
  FactNow site(const SiteId& id) const {
    FactNow now{{FactKind::Site, id.text()}, std::nullopt};
    if (id.empty() || world.sites.contains(id)) now.fact = SiteConfigured{site_of(world, id)};
    return now;
  }
  FactNow topic(const TopicId& id) const { return entity_now<TopicPut>(FactKind::Topic, world.topics, id); }
  FactNow forgotten() const {
    FactNow now{{FactKind::Past, {}}, std::nullopt};
    if (world.forgotten_before != Instant{}) now.fact = PastForgotten{world.forgotten_before};
    return now;
  }
  FactNow pair_past(const PairId& id) const {
    return entity_now<PairPastNoted>(FactKind::PairPast, world.pair_pasts, id);
  }
  FactNow room(const RoomId& id) const { return entity_now<RoomPut>(FactKind::Room, world.rooms, id); }
  FactNow person(const PersonId& id) const { return entity_now<PersonPut>(FactKind::Person, world.people, id); }
  FactNow pair(const PairId& id) const { return entity_now<PairPut>(FactKind::Pair, world.pairs, id); }
  FactNow room_feed(const RoomId& id) const { return feed_now<RoomBusyRead>(FactKind::RoomFeed, world.room_feeds, id); }
  FactNow person_feed(const PersonId& id) const {
    return feed_now<PersonBusyRead>(FactKind::PersonFeed, world.person_feeds, id);
  }
  FactNow lease(const RoomId& id) const { return entity_now<RoomLeased>(FactKind::Lease, world.leases, id); }
  FactNow booking(const BookingId& id) const {
    return entity_now<BookingAccepted>(FactKind::Booking, world.bookings, id);
  }
  FactNow session(const SessionId& id) const {
    return entity_now<SessionPlanned>(FactKind::Session, world.sessions, id);
  }
};

}  // namespace

FactKey key_of(const Change& change) {
  static const World kNothing;
  const auto of_booking = [](const auto& content) -> std::optional<FactKey> {
    if constexpr (requires { BookingId{content.booking.text()}; }) {
      return FactKey{FactKind::Booking, content.booking.text()};
    } else {
      return std::nullopt;
    }
  };
  if (auto booking = std::visit(of_booking, change)) return *std::move(booking);
  return facts_touched(kNothing, change).front().key;
}

std::vector<Change> facts_of(const World& world) {
  std::vector<Change> facts{SiteConfigured{world.site}};
  add_facts<SiteConfigured>(facts, world.sites);
  add_facts<RoomPut>(facts, world.rooms);
  add_facts<PersonPut>(facts, world.people);
  add_facts<TopicPut>(facts, world.topics);
  add_facts<PairPut>(facts, world.pairs);
  add_feeds<RoomBusyRead>(facts, world.room_feeds);
  add_feeds<PersonBusyRead>(facts, world.person_feeds);
  add_facts<BookingAccepted>(facts, world.bookings);
  add_facts<SessionPlanned>(facts, world.sessions);
  add_facts<RoomLeased>(facts, world.leases);
  if (world.forgotten_before != Instant{}) facts.push_back(PastForgotten{world.forgotten_before});
  add_facts<PairPastNoted>(facts, world.pair_pasts);
  return facts;
}

FactNow fact_now(const World& world, const FactKey& key) {
  const Touched now{world};
  switch (key.kind) {
    case FactKind::Site: return now.site(SiteId{key.id});
    case FactKind::Room: return now.room(RoomId{key.id});
    case FactKind::Person: return now.person(PersonId{key.id});
    case FactKind::Pair: return now.pair(PairId{key.id});
    case FactKind::Topic: return now.topic(TopicId{key.id});
    case FactKind::RoomFeed: return now.room_feed(RoomId{key.id});
    case FactKind::PersonFeed: return now.person_feed(PersonId{key.id});
    case FactKind::Booking: return now.booking(BookingId{key.id});
    case FactKind::Session: return now.session(SessionId{key.id});
    case FactKind::Lease: return now.lease(RoomId{key.id});
    case FactKind::Past: return now.forgotten();
    case FactKind::PairPast: return now.pair_past(PairId{key.id});
  }
  return {key, std::nullopt};
}

std::vector<FactNow> facts_touched(const World& world, const Change& change) {
  return std::visit(Touched{world}, change);
}

}  // namespace tandem::calendar
