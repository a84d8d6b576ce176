#include "kiosk/screens/loopback.h"

namespace tandem::kiosk {
namespace {

constexpr platform::SteadyTime kStart{std::chrono::hours{1}};
constexpr std::chrono::minutes kFeedEvery{5};

}  // namespace

Loopback::Loopback(const sync::Snapshot& snapshot, const KioskOptions& options, platform::WallTime wall)
    : world_(*snapshot.world), snapshot_(snapshot), language_(options.language) {
  snapshot_.link = sync::LinkState::Online;
  snapshot_.server_clock_offset = {};  // `wall` is the time it plays at
  snapshot_.last_heard = std::chrono::floor<std::chrono::seconds>(wall);
  snapshot_.outcomes.clear();
  state_ = initial_state(options, std::make_shared<const sync::Snapshot>(snapshot_), wall, kStart);
}

Loopback& Loopback::tap(const Action& action) {
  Step step = reduce(std::move(state_), action);
  state_ = std::move(step.state);
  for (const Effect& effect : step.effects) std::visit([this](const auto& asked) { answer(asked); }, effect);
  return *this;
}

Loopback& Loopback::identify(const calendar::PersonId& person) {
  badge_ = person;
  for (int i = 0; i < kBadgeMinLength; ++i) tap(KeyTyped{Key::Character, "0", state_.steady});
  return tap(KeyTyped{Key::Enter, {}, state_.steady}).tap(LanguageTapped{language_});
}

bool Loopback::happens(const calendar::Command& command) {
  calendar::Verdict verdict;
  const calendar::CommandId id{calendar::DeviceId{"elsewhere"}, ++number_};
  const bool accepted = apply_command({id, state_.now, command}, verdict);
  if (!held_) publish();
  return accepted;
}

Loopback& Loopback::becomes(const calendar::Change& change) {
  apply(world_, change);
  publish();
  return *this;
}

Loopback& Loopback::travel_to(calendar::Instant at) {
  snapshot_.last_heard = at;
  for (auto& [room, age] : snapshot_.room_feeds)
    if (age.confirmed_at) age.confirmed_at = at - kFeedEvery;
  tap(ClockTicked{at, state_.steady});
  publish();
  return *this;
}

Loopback& Loopback::cut_off(std::chrono::minutes ago) {
  link_ = LoopbackLink::Offline;
  snapshot_.link = sync::LinkState::Offline;
  snapshot_.last_heard = state_.now - ago;
  for (auto& [room, age] : snapshot_.room_feeds)
    if (age.confirmed_at) age.confirmed_at = state_.now - ago - kFeedEvery;
  publish();
  return *this;
}

Loopback& Loopback::idle(std::chrono::seconds time) {
  return tap(ClockTicked{state_.device_wall, state_.steady + time});
}

Loopback& Loopback::guarantee(const calendar::RoomId& room, const calendar::Interval& minutes) {
  snapshot_.guaranteed[room] = minutes;
  publish();
  return *this;
}

Loopback& Loopback::becomes_true(const calendar::Change& change) {
  apply(world_, change);
  publish();
  return *this;
}

void Loopback::answer(const SubmitCommand& asked) {
  sync::CommandOutcome outcome;
  outcome.ticket = asked.ticket;
  outcome.command = {calendar::CommandId{calendar::DeviceId{"kiosk"}, ++number_}, state_.now, asked.command};
  const bool accepted = apply_command(outcome.command, outcome.verdict);
  outcome.progress = accepted ? sync::CommandProgress::Accepted : sync::CommandProgress::Refused;
  if (accepted && link_ == LoopbackLink::Offline) {
    outcome.progress = sync::CommandProgress::Pending;
    snapshot_.pending.insert(calendar::booking_id_of(outcome.command.id));
    if (const auto* check_in = std::get_if<calendar::CheckIn>(&asked.command))
      snapshot_.pending.insert(check_in->booking);
  }
  snapshot_.outcomes.push_back(outcome);
  publish();
}

void Loopback::answer(const ReadMachine&) {
  ServiceReport report;
  report.version = "0.1.0";
  report.device = "lobby-1";
  report.celsius = 52.4;
  report.storage = ServiceReport::Storage{std::uint64_t{21'400'000'000}, std::uint64_t{31'100'000'000}};
  report.certificate_until = state_.now + std::chrono::days{21};
  report.brightness = 80;
  for (const char* line :
       {"08:00:02 I kiosk: first frame after 214 ms", "08:00:03 I kiosk: link: online",
        "08:41:10 W kiosk: link: offline, the peer closed the connection", "08:41:14 I kiosk: link: online"})
    report.log.emplace_back(line);
  tap(MachineRead{std::make_shared<const ServiceReport>(std::move(report))});
}

void Loopback::answer(const VerifyPin& asked) { tap(PinChecked{asked.attempt, std::nullopt}); }

void Loopback::answer(const HashBadge& asked) {
  // The sample's badges are known by their hash only; the person is found by it all the same.
  const calendar::Person* person = find(world_, badge_);
  tap(BadgeHashed{asked.attempt, person != nullptr ? person->badge_hash : std::string{}});
}

bool Loopback::apply_command(const calendar::NumberedCommand& command, calendar::Verdict& verdict) {
  const calendar::Decision decision = decide(world_, command, state_.now);
  verdict = decision.verdict;
  for (const auto& change : decision.changes) apply(world_, change);
  return decision.accepted();
}

void Loopback::publish() {
  snapshot_.world = std::make_shared<const calendar::World>(world_);
  tap(SnapshotArrived{std::make_shared<const sync::Snapshot>(snapshot_)});
}

}  // namespace tandem::kiosk
