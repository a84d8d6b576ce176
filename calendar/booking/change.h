#pragma once
// A fact in the log. apply() (world.h) turns facts into the World; both the server and every replica use the same one, so
// the same facts give the same truth everywhere.

#include <variant>

#include "calendar/booking/booking.h"
#include "calendar/booking/lease.h"
#include "calendar/booking/room.h"
#include "calendar/busy/busy_set.h"
#include "calendar/programme/pair.h"
#include "calendar/programme/pair_past.h"
#include "calendar/programme/person.h"
#include "calendar/programme/session.h"

namespace tandem::calendar {

struct SiteConfigured { Site site; bool operator==(const SiteConfigured&) const = default; };
struct RoomPut { Room room; bool operator==(const RoomPut&) const = default; };
struct RoomRemoved { RoomId room; bool operator==(const RoomRemoved&) const = default; };
struct PersonPut { Person person; bool operator==(const PersonPut&) const = default; };
struct PersonRemoved { PersonId person; bool operator==(const PersonRemoved&) const = default; };
struct PairPut { Pair pair; bool operator==(const PairPut&) const = default; };
struct PairRemoved { PairId pair; bool operator==(const PairRemoved&) const = default; };
struct TopicPut { Topic topic; bool operator==(const TopicPut&) const = default; };

// A feed was read and says something new. The set covers `window`; outside it nothing is known.
struct RoomBusyRead { RoomId room; Interval window; BusySet busy; bool operator==(const RoomBusyRead&) const = default; };
struct PersonBusyRead {
  PersonId person;
  Interval window;
  BusySet busy;
  bool operator==(const PersonBusyRead&) const = default;
};

struct BookingAccepted { Booking booking; bool operator==(const BookingAccepted&) const = default; };
struct SessionPlanned { Session session; bool operator==(const SessionPlanned&) const = default; };
struct PersonCheckedIn {
  BookingId booking;
  std::optional<PersonId> person;
  Instant at;
  bool operator==(const PersonCheckedIn&) const = default;
};
struct BookingExtended { BookingId booking; Instant new_end; bool operator==(const BookingExtended&) const = default; };
struct BookingEnded { BookingId booking; Instant at; bool operator==(const BookingEnded&) const = default; };
struct BookingCancelled { BookingId booking; Instant at; bool operator==(const BookingCancelled&) const = default; };
struct BookingReleased { BookingId booking; Instant at; bool operator==(const BookingReleased&) const = default; };
// The room is held again from the release on, until the planned end.
struct BookingReclaimed { BookingId booking; Instant at; bool operator==(const BookingReclaimed&) const = default; };

// The room's lease is this one now, in place of the one before.
struct RoomLeased { Lease lease; bool operator==(const RoomLeased&) const = default; };
struct LeaseEnded { RoomId room; bool operator==(const LeaseEnded&) const = default; };

// One of the pair has rated the session; what the rating was, only the server knows.
struct SessionRated {
  BookingId booking;
  PersonId person;
  Instant at;
  bool operator==(const SessionRated&) const = default;
};
// The pair has ticked topics; which ones, only the server knows.
struct TopicsTicked { BookingId booking; Instant at; bool operator==(const TopicsTicked&) const = default; };

// Bookings that were planned to end by `before` leave the World with their sessions; what their pairs did stays as
// PairPast. Nothing that ends by then comes back.
struct PastForgotten { Instant before; bool operator==(const PastForgotten&) const = default; };
// What is known of a pair's forgotten sessions: a fact, never a change of its own.
struct PairPastNoted { PairPast past; bool operator==(const PairPastNoted&) const = default; };

using Change = std::variant<SiteConfigured, RoomPut, RoomRemoved, PersonPut, PersonRemoved, PairPut, PairRemoved,
                            TopicPut, RoomBusyRead, PersonBusyRead, BookingAccepted, SessionPlanned, PersonCheckedIn,
                            BookingExtended, BookingEnded, BookingCancelled, BookingReleased, BookingReclaimed,
                            RoomLeased, LeaseEnded, SessionRated, TopicsTicked, PastForgotten, PairPastNoted>;

}  // namespace tandem::calendar
