#include "sync/server/records_of.h"

#include "calendar/programme/presence.h"

namespace tandem::sync {
namespace {

using calendar::Booking;
using calendar::BookingId;
using calendar::Pair;
using calendar::Session;
using calendar::World;

struct SessionAndPair {
  const Session* session{nullptr};
  const Pair* pair{nullptr};
};

SessionAndPair session_held_by(const World& world, const BookingId& id) {
  const Booking* booking = find(world, id);
  const Session* session = booking != nullptr && booking->session ? find(world, *booking->session) : nullptr;
  return {session, session == nullptr ? nullptr : find(world, session->pair)};
}

struct RecordsOf {
  const World& world;

  ServerRecords operator()(const calendar::RateSession& command) const {
    const auto [session, pair] = session_held_by(world, command.booking);
    const auto role = pair == nullptr ? std::nullopt : role_of(*pair, command.person);
    if (!role) return {};
    return {{{session->id, pair->id, *role, command.rating, command.at}}, {}, {}};
  }
  ServerRecords operator()(const calendar::TickTopics& command) const {
    const auto [session, pair] = session_held_by(world, command.booking);
    ServerRecords records;
    if (pair == nullptr) return records;
    for (const calendar::TickedTopic& one : command.topics) {
      records.topics.push_back({pair->id, one.topic, one.mark, command.at});
    }
    return records;
  }
  template <class Command>
  ServerRecords operator()(const Command&) const {
    return {};
  }
};

UseRecord use_of(const World& world, const Booking& booking) {
  const calendar::Room* room = find(world, booking.room);
  return {booking.room,
          booking.planned,
          booking.held,
          room == nullptr ? 0 : room->seats,
          booking.first_check_in.has_value(),
          booking.state == calendar::BookingState::Cancelled,
          booking.session.has_value()};
}

}  // namespace

ServerRecords records_of(const World& world, const calendar::Command& command) {
  return std::visit(RecordsOf{world}, command);
}

void add_uses(const World& world, const calendar::Change& change, ServerRecords& records) {
  const auto* forgotten = std::get_if<calendar::PastForgotten>(&change);
  if (forgotten == nullptr) return;
  for (const Booking* booking : bookings_planned_until(world, forgotten->before)) {
    records.uses.push_back(use_of(world, *booking));
  }
}

}  // namespace tandem::sync
