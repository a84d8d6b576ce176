#include "tests/kiosk/core/test_site.h"

#include "platform/base/check.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

Person person(const PersonId& id, const std::string& given, const std::string& family, const std::string& language) {
  Person person;
  person.id = id;
  person.given_name = given;
  person.family_name = family;
  person.language = language;
  person.badge_hash = "badge of " + id.text();
  person.pin_hash = "pin of " + id.text();
  return person;
}

Room room(const RoomId& id, const std::string& name, int floor) {
  Room room;
  room.id = id;
  room.name = name;
  room.floor = floor;
  room.seats = 4;
  return room;
}

Pair pair(const PairId& id, const PersonId& mentor, const PersonId& mentee) {
  Pair pair;
  pair.id = id;
  pair.mentor = mentor;
  pair.mentee = mentee;
  return pair;
}

}  // namespace

Instant at(int hour, int minute) {
  constexpr std::chrono::sys_days kMonday = std::chrono::year{2026} / 11 / 23;
  return kMonday + std::chrono::hours{hour - 1} + std::chrono::minutes{minute};
}

Interval span(int from_hour, int to_hour) { return {at(from_hour), at(to_hour)}; }

World test_world() {
  World world;
  Site site;
  site.name = "Lyon";
  site.zone = "Europe/Paris";
  apply(world, SiteConfigured{site});
  apply(world, RoomPut{room(kOak, "Oak", 1)});
  apply(world, RoomPut{room(kElm, "Elm", 2)});
  apply(world, PersonPut{person(kAnn, "Ann", "Archer", "en")});
  apply(world, PersonPut{person(kBob, "Bob", "Bérard", "fr")});
  apply(world, PersonPut{person(kCid, "Cid", "Bernard", "fr")});
  apply(world, PairPut{pair(kAnnBob, kAnn, kBob)});
  apply(world, PairPut{pair(kAnnCid, kAnn, kCid)});
  return world;
}

void add_booking(World& world, const std::string& id, const RoomId& room, const Interval& when, BookingState state) {
  Booking booking;
  booking.id = BookingId{id};
  booking.room = room;
  booking.planned = booking.held = when;
  booking.state = state;
  if (state == BookingState::InUse) booking.first_check_in = when.start;
  apply(world, BookingAccepted{booking});
}

void add_session(World& world, const std::string& id, const PairId& pair, const RoomId& room, const Interval& when) {
  Booking booking;
  booking.id = BookingId{id};
  booking.room = room;
  booking.planned = booking.held = when;
  booking.session = SessionId{id};
  apply(world, BookingAccepted{booking});
  apply(world, SessionPlanned{Session{SessionId{id}, pair, BookingId{id}, std::nullopt, std::nullopt}});
}

sync::Snapshot snapshot_of(World world, Instant heard) {
  sync::Snapshot snapshot;
  snapshot.world = std::make_shared<const World>(std::move(world));
  snapshot.link = sync::LinkState::Online;
  snapshot.last_heard = heard;
  snapshot.site_key = "key";
  return snapshot;
}

TestKiosk::TestKiosk(sync::Snapshot snapshot, Place place, Instant now) : wall(now) {
  KioskOptions options;
  options.place = std::move(place);
  options.floor = 1;
  options.language = "en";
  state = initial_state(options, std::make_shared<const sync::Snapshot>(std::move(snapshot)), wall, steady);
}

TestKiosk& TestKiosk::tap(const Action& action) {
  Step step = reduce(std::move(state), action);
  state = std::move(step.state);
  for (Effect& effect : step.effects) effects.push_back(std::move(effect));
  return *this;
}

TestKiosk& TestKiosk::wait(std::chrono::milliseconds time) {
  wall += time;
  steady += time;
  return tap(ClockTicked{wall, steady});
}

TestKiosk& TestKiosk::arrive(sync::Snapshot snapshot) {
  return tap(SnapshotArrived{std::make_shared<const sync::Snapshot>(std::move(snapshot))});
}

TestKiosk& TestKiosk::identify(const PersonId& person) {
  type("0012345678", std::chrono::milliseconds{5});
  press(Key::Enter, std::chrono::milliseconds{5});
  return tap(BadgeHashed{state.attempt, "badge of " + person.text()});
}

TestKiosk& TestKiosk::type(const std::string& text, std::chrono::milliseconds gap) {
  for (const char c : text) {
    wait(gap);
    tap(KeyTyped{Key::Character, std::string(1, c), steady});
  }
  return *this;
}

TestKiosk& TestKiosk::press(Key key, std::chrono::milliseconds gap) {
  wait(gap);
  return tap(KeyTyped{key, {}, steady});
}

const Command& TestKiosk::asked() const {
  const auto* submitted = last<SubmitCommand>();
  TANDEM_CHECK(submitted != nullptr);
  return submitted->command;
}

std::uint64_t TestKiosk::ticket() const {
  const auto* submitted = last<SubmitCommand>();
  return submitted != nullptr ? submitted->ticket : 0;
}

sync::Snapshot TestKiosk::answered(sync::CommandProgress progress, Verdict verdict) {
  sync::Snapshot snapshot = *state.snapshot;
  sync::CommandOutcome outcome;
  outcome.ticket = ticket();
  outcome.command = {CommandId{DeviceId{"kiosk"}, ticket()}, state.now, asked()};
  outcome.progress = progress;
  outcome.verdict = verdict;
  snapshot.outcomes.push_back(outcome);
  return snapshot;
}

}  // namespace tandem::kiosk::test
