#include "kiosk/screens/my_session/view_model.h"

#include <algorithm>

#include "calendar/booking/decide.h"
#include "kiosk/core/book.h"
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
constexpr std::size_t kLaterShown = 3;

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

std::string topic_words(const World& world, const calendar::Pair& pair, const Texts& texts) {
  std::string words;
  for (const auto& id : pair.topics) {
    const auto topic = world.topics.find(id);
    if (topic == world.topics.end()) continue;
    if (!words.empty()) words += " · ";
    words += texts.language() == "fr" ? topic->second.name_fr : topic->second.name_en;
  }
  return words;
}

void add_presence(CurrentSession& current, const World& world, const Session& session, const PersonId& me,
                  const Texts& texts) {
  const calendar::Pair* pair = find(world, session.pair);
  if (pair == nullptr) return;
  const Presence mentor = presence(world, pair->mentor, session.mentor_arrived, texts);
  const Presence mentee = presence(world, pair->mentee, session.mentee_arrived, texts);
  current.me = pair->mentor == me ? mentor : mentee;
  current.partner = pair->mentor == me ? mentee : mentor;
  current.topics = topic_words(world, *pair, texts);
}

void add_choices(CurrentSession& current, const AppState& state, const Booking& booking, const Texts& texts) {
  const PersonId me = state.identified->person;
  current.can_check_in = !current.me.here && allowed(state, calendar::CheckIn{booking.id, me, state.now});
  const bool on = booking.state == calendar::BookingState::InUse;
  for (const std::chrono::minutes by : {std::chrono::minutes{15}, std::chrono::minutes{30}})
    if (on && allowed(state, calendar::ExtendBooking{booking.id, booking.planned.end + by, me}))
      current.extend.push_back({by, fill(texts.tr("Extend {time}"), "time", texts.length(by))});
  current.can_end = on && allowed(state, calendar::EndBooking{booking.id, state.now, me});
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
  return current;
}

LaterSession later_session(const AppState& state, const Session& session, const Texts& texts) {
  const World& world = *state.snapshot->world;
  const Booking& booking = world.bookings.at(session.booking);
  const calendar::Pair* pair = find(world, session.pair);
  LaterSession later;
  later.day = day_word(state, booking.planned.start, texts);
  later.when = texts.span(booking.planned, site_zone(world));
  later.room = room_name(world, booking.room);
  if (pair == nullptr) return later;
  const PersonId& other = pair->mentor == state.identified->person ? pair->mentee : pair->mentor;
  const calendar::Person* partner = find(world, other);
  if (partner != nullptr) later.partner = full_name(*partner);
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
  model.end_word = texts.tr("Release now");
  model.reclaim_word = texts.tr("Take the room back");
  model.book_word = texts.tr("Book the next session");
}

}  // namespace

MySessionModel my_session_model(const AppState& state, const Texts& texts) {
  MySessionModel model;
  const calendar::Person* me = state.identified ? find(*state.snapshot->world, state.identified->person) : nullptr;
  if (me == nullptr) return model;
  add_words(model, texts);
  model.greeting = fill(texts.tr("Hello {name}"), "name", me->given_name);
  const auto sessions = sessions_ahead(state, me->id);
  if (!sessions.empty()) model.current = current_session(state, *sessions.front(), texts);
  for (std::size_t i = 1; i < sessions.size() && i <= kLaterShown; ++i)
    model.later.push_back(later_session(state, *sessions[i], texts));
  if (model.later.empty() && model.current) model.due = due_words(state, *sessions.front(), texts);
  return model;
}

}  // namespace tandem::kiosk
