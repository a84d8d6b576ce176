#include "kiosk/core/identify.h"

#include <algorithm>

#include "kiosk/core/book.h"
#include "kiosk/core/first_data.h"
#include "kiosk/core/name_letters.h"
#include "kiosk/core/service.h"
#include "kiosk/core/timeouts.h"
#include "kiosk/core/wrap_up.h"

namespace tandem::kiosk {
namespace {

using calendar::Person;

// Longer than any name needs to tell people apart.
constexpr std::size_t kMaxLetters = 24;

std::vector<const Person*> people_matching(const calendar::World& world, const std::string& letters) {
  std::vector<const Person*> found;
  for (const auto& [id, person] : world.people)
    if (!person.pin_hash.empty() && letters_match(person, letters)) found.push_back(&person);
  return found;
}

bool is_locked(const AppState& state, const Person& person) {
  const auto failures = state.pin_failures.find(person.id);
  return failures != state.pin_failures.end() && failures->second.locked_until > state.steady;
}

// When everybody the letters could mean is locked: until when for the first of them.
std::optional<platform::SteadyTime> locked_until(const AppState& state, const std::vector<const Person*>& people) {
  std::optional<platform::SteadyTime> first;
  for (const Person* person : people) {
    if (!is_locked(state, *person)) return std::nullopt;
    const auto until = state.pin_failures.at(person->id).locked_until;
    first = first ? std::min(*first, until) : until;
  }
  return first;
}

void show_problem(IdentifyScreen& screen, EntryProblem problem) {
  screen.pin.clear();
  screen.step = EntryStep::Pin;
  screen.problem = problem;
}

bool show_lock(Turn& turn, IdentifyScreen& screen) {
  const auto until = locked_until(turn.state, people_matching(turn.world(), screen.letters));
  if (!until) return false;
  show_problem(screen, EntryProblem::Locked);
  screen.locked_until = until;
  return true;
}

void letters_entered(Turn& turn, IdentifyScreen& screen) {
  screen.problem = EntryProblem::None;
  const bool crowded = people_matching(turn.world(), screen.letters).size() > kMaxPinCandidates;
  if (crowded) {
    screen.problem = EntryProblem::MoreLetters;
    return;
  }
  screen.step = EntryStep::Pin;
  show_lock(turn, screen);
}

void check_pin(Turn& turn, IdentifyScreen& screen) {
  if (screen.pin.size() < static_cast<std::size_t>(kPinMinLength) || show_lock(turn, screen)) return;
  VerifyPin effect{.attempt = ++turn.state.attempt, .candidates = {}, .pin = screen.pin};
  for (const Person* person : people_matching(turn.world(), screen.letters))
    if (!is_locked(turn.state, *person) && effect.candidates.size() < kMaxPinCandidates)
      effect.candidates.push_back({person->id, person->pin_hash});
  screen.step = EntryStep::Checking;
  screen.problem = EntryProblem::None;
  turn.ask(std::move(effect));
}

void count_failure(Turn& turn, const std::string& letters) {
  for (const Person* person : people_matching(turn.world(), letters)) {
    if (is_locked(turn.state, *person)) continue;
    PinFailures& failures = turn.state.pin_failures[person->id];
    failures.locked_until = turn.state.steady + pin_lock_after(++failures.count);
  }
}

void welcome(Turn& turn, const Person& person) {
  AppState& state = turn.state;
  const auto* entry = std::get_if<IdentifyScreen>(&state.screen);
  const auto then = entry != nullptr ? entry->then : AfterIdentify::MySession;
  state.pin_failures.erase(person.id);
  state.identified = Identified{person.id, identified_until(state)};
  state.last_touch = state.steady;
  if (knows_language(person.language)) state.language = person.language;
  state.screen = MySessionScreen{};
  if (then == AfterIdentify::Book) return open_book(turn);
  offer_wrap_up(turn);
}

}  // namespace

std::chrono::seconds pin_lock_after(int failures) {
  if (failures < kPinTries) return std::chrono::seconds{0};
  auto lock = kFirstPinLock;
  for (int i = kPinTries; i < failures && lock < kLongestPinLock; ++i) lock *= 2;
  return std::min(lock, kLongestPinLock);
}

// Before the first data nobody is known, and nobody is told that their badge or PIN is wrong.
void ask_who(Turn& turn, AfterIdentify then) {
  if (has_data(turn.state)) turn.state.screen = IdentifyScreen{.then = then};
}

void enter_letter(Turn& turn, std::string_view letter) {
  auto* screen = std::get_if<IdentifyScreen>(&turn.state.screen);
  if (screen == nullptr || screen->step != EntryStep::Letters) return;
  screen->letters += letters_of(letter);
  screen->letters.resize(std::min(screen->letters.size(), kMaxLetters));
  screen->problem = EntryProblem::None;
  if (screen->letters.size() >= static_cast<std::size_t>(kNameLetters)) letters_entered(turn, *screen);
}

void enter_digit(Turn& turn, char digit) {
  if (service_digit(turn, digit)) return;
  auto* screen = std::get_if<IdentifyScreen>(&turn.state.screen);
  if (screen == nullptr || screen->step != EntryStep::Pin || digit < '0' || digit > '9') return;
  if (screen->problem == EntryProblem::Locked || screen->pin.size() >= static_cast<std::size_t>(kPinMaxLength)) return;
  screen->pin += digit;
  screen->problem = EntryProblem::None;
}

void erase_entry(Turn& turn) {
  if (service_erase(turn)) return;
  auto* screen = std::get_if<IdentifyScreen>(&turn.state.screen);
  if (screen == nullptr || screen->step == EntryStep::Checking) return;
  screen->problem = EntryProblem::None;
  if (screen->step == EntryStep::Pin && !screen->pin.empty()) {
    screen->pin.pop_back();
    return;
  }
  screen->step = EntryStep::Letters;
  if (!screen->letters.empty()) screen->letters.pop_back();
}

void confirm_entry(Turn& turn) {
  if (service_confirm(turn)) return;
  auto* screen = std::get_if<IdentifyScreen>(&turn.state.screen);
  if (screen == nullptr || screen->step == EntryStep::Checking) return;
  if (screen->step == EntryStep::Pin) return check_pin(turn, *screen);
  if (!screen->letters.empty()) screen->step = EntryStep::Pin;
}

void badge_read(Turn& turn, const std::string& badge) {
  if (!has_data(turn.state)) return;
  turn.ask(HashBadge{++turn.state.attempt, turn.state.snapshot->site_key, badge});
}

void on_pin_checked(Turn& turn, const PinChecked& answer) {
  auto* screen = std::get_if<IdentifyScreen>(&turn.state.screen);
  if (answer.attempt != turn.state.attempt || screen == nullptr || screen->step != EntryStep::Checking) return;
  const Person* person = answer.person ? find(turn.world(), *answer.person) : nullptr;
  if (person != nullptr) return welcome(turn, *person);
  count_failure(turn, screen->letters);
  show_problem(*screen, EntryProblem::NotRecognised);
  show_lock(turn, *screen);
}

void on_badge_hashed(Turn& turn, const BadgeHashed& answer) {
  if (answer.attempt != turn.state.attempt) return;
  for (const auto& [id, person] : turn.world().people)
    if (!answer.badge_hash.empty() && person.badge_hash == answer.badge_hash) return welcome(turn, person);
  turn.state.identified.reset();
  turn.state.screen = IdentifyScreen{.problem = EntryProblem::BadgeUnknown};
}

void lift_lock(Turn& turn) {
  auto* screen = std::get_if<IdentifyScreen>(&turn.state.screen);
  if (screen == nullptr || !screen->locked_until || *screen->locked_until > turn.state.steady) return;
  screen->locked_until.reset();
  screen->problem = EntryProblem::None;
}

}  // namespace tandem::kiosk
