#include "kiosk/screens/my_session/view_model.h"

#include <algorithm>

#include "calendar/booking/decide.h"
#include "calendar/programme/presence.h"
#include "kiosk/core/agenda.h"
#include "kiosk/core/book.h"
#include "kiosk/core/own_booking.h"
#include "kiosk/core/topic_taps.h"
#include "kiosk/core/wrap_up.h"
#include "kiosk/screens/room/availability_words.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;
using calendar::PersonId;
using calendar::Session;
using calendar::SessionStatus;
using calendar::World;

constexpr std::chrono::days kLookAhead{200};

bool is_over(SessionStatus status) { return status == SessionStatus::Ended || status == SessionStatus::Cancelled; }

// Sessions of today and later that are not over, by start. A freed one stays until its planned end: it can be taken
// back.
std::vector<const Session*> sessions_ahead(const AppState& state, const PersonId& person) {
  const World& world = *state.snapshot->world;
  auto sessions = sessions_of(world, person, {state.now, state.now + kLookAhead});
  std::erase_if(sessions, [&](const Session* session) {
    return find(world, session->booking) == nullptr || is_over(status_of(world, *session, state.now));
  });
  return sessions;
}

std::string headline(SessionStatus status, bool me_here, const Texts& texts) {
  switch (status) {
    case SessionStatus::ToCome: return texts.tr("Your next session");
    case SessionStatus::CheckInOpen: return texts.tr("Your session: are you here?");
    case SessionStatus::OnePresent:
      return me_here ? texts.tr("Waiting for your partner") : texts.tr("Your partner is waiting for you");
    case SessionStatus::BothPresent: return texts.tr("You are both here");
    case SessionStatus::Running: return texts.tr("Session in progress");
    case SessionStatus::Ended: return texts.tr("Session over");
    case SessionStatus::Freed: return texts.tr("The room was released");
    case SessionStatus::Cancelled: return texts.tr("Session cancelled");
  }
  return {};
}

Presence presence(const World& world, const PersonId& id, std::optional<calendar::Instant> arrived,
                  const Texts& texts) {
  const calendar::Person* person = find(world, id);
  Presence presence;
  presence.name = person != nullptr ? full_name(*person) : std::string{};
  presence.here = arrived.has_value();
  presence.detail = presence.here ? fill(texts.tr("here since {time}"), "time", texts.time(*arrived, site_zone(world)))
                                  : texts.tr("not here yet");
  return presence;
}

void add_presence(CurrentSession& current, const World& world, const Session& session, const PersonId& me,
                  const Texts& texts) {
  const calendar::Pair* pair = find(world, session.pair);
  if (pair == nullptr) return;
  const Presence mentor = presence(world, pair->mentor, session.mentor_arrived, texts);
  const Presence mentee = presence(world, pair->mentee, session.mentee_arrived, texts);
  current.me = pair->mentor == me ? mentor : mentee;
  current.partner = pair->mentor == me ? mentee : mentor;
  current.has_topics = !topics_of(world, *pair).empty();
}

std::string part_word(AgendaPart part, const Texts& texts) {
  switch (part) {
    case AgendaPart::GettingToKnow: return texts.tr("Getting to know");
    case AgendaPart::Topic: return texts.tr("Topic");
    case AgendaPart::Practice: return texts.tr("Practice");
    case AgendaPart::WrapUp: return texts.tr("Wrap-up");
  }
  return {};
}

// What is on is said in words, with its end; a bar shows the rest.
void add_agenda(CurrentSession& current, const AppState& state, const Session& session, const Texts& texts) {
  const World& world = *state.snapshot->world;
  const calendar::Interval& when = world.bookings.at(session.booking).planned;
  const SessionKind kind = kind_of(world, session);
  const bool somebody_here = present_count(session) > 0;
  current.agenda_title = kind == SessionKind::First ? texts.tr("Agenda of the first session") : texts.tr("Agenda");
  const auto share = [&when](calendar::Instant at) {
    return static_cast<float>((at - when.start).count()) / static_cast<float>(when.length().count());
  };
  for (const AgendaItem& item : agenda_of(kind, when)) {
    const auto length = std::chrono::ceil<std::chrono::minutes>(item.when.length());
    const std::string part = part_word(item.part, texts);
    const bool now = somebody_here && item.when.contains(state.now);
    current.agenda.push_back({part, texts.length(length), share(item.when.start), share(item.when.end),
                              somebody_here && item.when.end <= state.now, now});
    if (now)
      current.agenda_title = fill(fill(texts.tr("Now: {part}, until {time}"), "part", part), "time",
                                  texts.time(item.when.end, site_zone(world)));
  }
}

std::string left_words(const AppState& state, calendar::Instant until, const Texts& texts) {
  return texts.length(std::chrono::ceil<std::chrono::minutes>(until - state.now));
}

// Nobody is there yet: the room is given back at the end of the grace. Given back: until when it can be taken again.
std::string countdown(const AppState& state, const CurrentSession& current, const Booking& booking,
                      const Texts& texts) {
  const World& world = *state.snapshot->world;
  const auto zone = site_zone(world);
  const auto release = booking.planned.start + site_of(world, booking.room).policy.release_after;
  if (current.status == SessionStatus::CheckInOpen && release > state.now)
    return fill(fill(texts.tr("Released at {time}, in {left}, if nobody checks in"), "time", texts.time(release, zone)),
                "left", left_words(state, release, texts));
  if (current.status == SessionStatus::OnePresent) return texts.tr("The room is kept for you both");
  if (current.can_reclaim)
    return fill(texts.tr("Still free: you can take it back until {time}"), "time",
                texts.time(booking.planned.end, zone));
  return {};
}

void add_choices(CurrentSession& current, const AppState& state, const Booking& booking, const Texts& texts) {
  const PersonId me = state.identified->person;
  current.can_check_in = !current.me.here && current.status != SessionStatus::Freed &&
                         allowed(state, calendar::CheckIn{booking.id, me, state.now});
  const bool on = booking.state == calendar::BookingState::InUse;
  for (const std::chrono::minutes by : {std::chrono::minutes{15}, std::chrono::minutes{30}})
    if (on && allowed(state, calendar::ExtendBooking{booking.id, booking.planned.end + by, me}))
      current.extend.push_back({by, fill(texts.tr("Extend {time}"), "time", texts.length(by))});
  current.can_end = on && allowed(state, calendar::EndBooking{booking.id, state.now, me});
  current.can_change = booking.state == calendar::BookingState::Booked && booking.planned.start > state.now &&
                       current.status == SessionStatus::ToCome;
  current.can_reclaim = booking.state == calendar::BookingState::Released &&
                        allowed(state, calendar::ReclaimBooking{booking.id, state.now, me});
}

CurrentSession current_session(const AppState& state, const Session& session, const Texts& texts) {
  const World& world = *state.snapshot->world;
  const Booking& booking = world.bookings.at(session.booking);
  CurrentSession current;
  current.booking = booking.id;
  current.room = booking.room;
  current.status = status_of(world, session, state.now);
  current.day = day_word(state, booking.planned.start, texts);
  current.when = texts.span(booking.planned, site_zone(world));
  current.room_name = room_name(world, booking.room);
  current.floor = room_floor(world, booking.room, texts);
  current.awaiting = state.snapshot->pending.contains(booking.id);
  current.awaiting_word = texts.tr("Awaiting confirmation");
  add_presence(current, world, session, state.identified->person, texts);
  current.headline = headline(current.status, current.me.here, texts);
  add_choices(current, state, booking, texts);
  if (current.status != SessionStatus::Freed) add_agenda(current, state, session, texts);
  current.countdown = countdown(state, current, booking, texts);
  return current;
}

std::string partner_words(const World& world, const Booking& booking, const PersonId& me, const Texts& texts) {
  const calendar::Pair* pair = pair_of(world, booking.id);
  if (pair == nullptr) return texts.tr("Room without a session");
  const calendar::Person* partner = find(world, pair->mentor == me ? pair->mentee : pair->mentor);
  return partner != nullptr ? full_name(*partner) : std::string{};
}

LaterBooking later_booking(const AppState& state, const Booking& booking, const Texts& texts) {
  const World& world = *state.snapshot->world;
  LaterBooking later;
  later.booking = booking.id;
  later.day = day_word(state, booking.planned.start, texts);
  later.when = texts.span(booking.planned, site_zone(world));
  later.room = room_name(world, booking.room);
  later.what = partner_words(world, booking, state.identified->person, texts);
  return later;
}

std::string due_words(const AppState& state, const Session& session, const Texts& texts) {
  const World& world = *state.snapshot->world;
  const calendar::Pair* pair = find(world, session.pair);
  if (pair == nullptr) return {};
  return fill(texts.tr("Next session due around {date}"), "date",
              texts.date(next_due(world, *pair, state.now), site_zone(world)));
}

void add_words(MySessionModel& model, const Texts& texts) {
  model.nothing = texts.tr("No session is planned.");
  model.later_title = texts.tr("Later");
  model.check_in_word = texts.tr("I'm here");
  model.end_word = texts.tr("End the session");
  model.change_word = texts.tr("Move or cancel");
  model.topics_word = texts.tr("Topic cards");
  model.wrap_up_word = texts.tr("Wrap up the session");
  model.reclaim_word = texts.tr("Take the room back");
  model.book_word = texts.tr("Book the next session");
}

}  // namespace

MySessionModel my_session_model(const AppState& state, const MySessionScreen& screen, const Texts& texts) {
  MySessionModel model;
  model.page = screen.page;
  const calendar::Person* me = state.identified ? find(*state.snapshot->world, state.identified->person) : nullptr;
  if (me == nullptr) return model;
  add_words(model, texts);
  model.greeting = fill(texts.tr("Hello {name}"), "name", me->given_name);
  const auto sessions = sessions_ahead(state, me->id);
  if (!sessions.empty()) model.current = current_session(state, *sessions.front(), texts);
  for (const Booking* booking : own_bookings(state, me->id))
    if (!model.current || booking->id != model.current->booking)
      model.later.push_back(later_booking(state, *booking, texts));
  if (const Booking* ended = wrap_up_due(state)) model.wrap_up = ended->id;
  if (model.later.empty() && model.current) model.due = due_words(state, *sessions.front(), texts);
  return model;
}

}  // namespace tandem::kiosk
