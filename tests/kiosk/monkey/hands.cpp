#include "tests/kiosk/monkey/hands.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "kiosk/core/name_letters.h"
#include "kiosk/core/reduce.h"

namespace tandem::kiosk::test {
namespace {

using namespace platform;
using platform::Key;  // not what a KeyTyped has
using std::chrono::milliseconds;

// Of a reader between two characters.
constexpr milliseconds kReaderGap{4};
constexpr milliseconds kTypingGap{180};
constexpr const char* kBadgePrefix = "7000-";
constexpr const char* kHashPrefix = "badge ";

Gesture touch(std::string name, const PointerMoved& at, milliseconds held) {
  return {std::move(name), {{{}, at}, {{}, PointerPressed{}}, {held, PointerReleased{}}, {{}, PointerGone{}}}};
}

PointerMoved middle_of(const ui::Target& target) { return {target.rect.middle_x(), target.rect.middle_y()}; }

// "grid.r01" of "grid.r01.14:00".
std::string kind_of(const ui::Target& target) { return target.id.substr(0, target.id.rfind('.')); }

void add_text(Gesture& gesture, const std::string& text, milliseconds gap) {
  for (const char c : text) gesture.parts.push_back({gap, TextTyped{std::string(1, c)}});
}

void add_key(Gesture& gesture, Key key, milliseconds gap, bool shift = false) {
  gesture.parts.push_back({gap, KeyPressed{key, shift}});
  gesture.parts.push_back({{}, KeyReleased{key}});
}

const calendar::Person* somebody(const calendar::World& world, Random& random) {
  if (world.people.empty()) return nullptr;
  return &std::next(world.people.begin(), static_cast<std::ptrdiff_t>(random.below(world.people.size())))->second;
}

}  // namespace

std::string badge_of(const calendar::PersonId& person) { return kBadgePrefix + person.text(); }

std::string hash_of_badge(const std::string& badge) {
  if (!badge.starts_with(kBadgePrefix)) return "badge of nobody";
  return kHashPrefix + badge.substr(std::string{kBadgePrefix}.size());
}

Gesture Hands::next(const ui::Targets& targets, const calendar::World& world) {
  const std::uint64_t what = random_.below(100);
  if (what < 58) return tap_target(targets);
  if (what < 66) return tap_anywhere();
  if (what < 70) return drag(targets);
  if (what < 80) return navigate();
  if (what < 84) return press_key();
  if (what < 89) return type();
  if (what < 94) return read_badge(world);
  if (what < 97) return broken_badge();
  return sign_in(targets, world);
}

milliseconds Hands::up_to(milliseconds most) {
  return milliseconds{random_.below(static_cast<std::uint64_t>(most.count()) + 1)};
}

PointerMoved Hands::somewhere() {
  return {static_cast<float>(random_.below(static_cast<std::uint64_t>(panel_.width))),
          static_cast<float>(random_.below(static_cast<std::uint64_t>(panel_.height)))};
}

// Any of them, or, every other time, one of the kind that was touched the fewest times so far.
const ui::Target* Hands::some_target(const ui::Targets& targets) {
  const auto& all = targets.all();
  if (all.empty()) return nullptr;
  const ui::Target* chosen = &all[random_.below(all.size())];
  if (random_.below(2) == 0)
    for (const ui::Target& target : all)
      if (target.enabled && touched_[kind_of(target)] < touched_[kind_of(*chosen)]) chosen = &target;
  ++touched_[kind_of(*chosen)];
  return chosen;
}

Gesture Hands::tap_target(const ui::Targets& targets) {
  const ui::Target* target = some_target(targets);
  if (target == nullptr) return tap_anywhere();
  return touch("tap " + target->id, middle_of(*target), up_to(milliseconds{300}));
}

Gesture Hands::tap_anywhere() { return touch("tap anywhere", somewhere(), up_to(milliseconds{1500})); }

Gesture Hands::drag(const ui::Targets& targets) {
  const ui::Target* target = some_target(targets);
  const PointerMoved from = target != nullptr ? middle_of(*target) : somewhere();
  Gesture gesture{"drag", {{{}, from}, {{}, PointerPressed{}}}};
  for (std::uint64_t i = random_.below(6); i > 0; --i) gesture.parts.push_back({up_to(milliseconds{60}), somewhere()});
  if (random_.below(4) == 0) gesture.parts.push_back({{}, WheelTurned{random_.below(2) == 0 ? 3.0F : -3.0F}});
  gesture.parts.push_back({up_to(milliseconds{60}), PointerReleased{}});
  return gesture;
}

Gesture Hands::navigate() {
  constexpr std::array kMoves{Key::Tab, Key::Left, Key::Right, Key::Up, Key::Down};
  Gesture gesture{"keyboard", {}};
  for (std::uint64_t i = 1 + random_.below(8); i > 0; --i)
    add_key(gesture, kMoves.at(random_.below(kMoves.size())), up_to(milliseconds{120}), random_.below(4) == 0);
  if (random_.below(3) != 0) add_key(gesture, random_.below(2) == 0 ? Key::Enter : Key::Space, kTypingGap);
  return gesture;
}

Gesture Hands::press_key() {
  Gesture gesture{"key", {}};
  add_key(gesture, static_cast<Key>(random_.below(static_cast<std::uint64_t>(kKeyCount))), {});
  return gesture;
}

Gesture Hands::type() {
  Gesture gesture{"typing", {}};
  for (std::uint64_t i = 1 + random_.below(6); i > 0; --i) {
    const char first = random_.below(2) == 0 ? '0' : 'A';
    add_text(gesture, std::string(1, static_cast<char>(first + static_cast<char>(random_.below(10)))), kTypingGap);
  }
  return gesture;
}

Gesture Hands::read_badge(const calendar::World& world) {
  const calendar::Person* person = somebody(world, random_);
  Gesture gesture{"badge", {}};
  add_text(gesture, person != nullptr ? badge_of(person->id) : "0815-unknown", kReaderGap);
  add_key(gesture, Key::Enter, kReaderGap);
  return gesture;
}

// Read halfway, far too long, in one piece, not UTF-8, two badges at once.
Gesture Hands::broken_badge() {
  Gesture gesture{"broken badge", {}};
  switch (random_.below(5)) {
    case 0: add_text(gesture, "70000", kReaderGap); break;
    case 1: add_text(gesture, std::string(3 * static_cast<std::size_t>(kBadgeMaxLength), '7'), {}); break;
    case 2: gesture.parts.push_back({{}, TextTyped{"7000-p01"}}); break;
    case 3:
      gesture.parts.push_back({{},
                               TextTyped{"\xF0\x9F\xFF\xC3\x80"
                                         "70\xE9"}});
      break;
    default: add_text(gesture, "7000-p017000-p02", kReaderGap); break;
  }
  if (random_.below(2) == 0) add_key(gesture, Key::Enter, kReaderGap);
  return gesture;
}

// By name and PIN, which is wrong one time in three, and sometimes so often that it is locked.
Gesture Hands::sign_in(const ui::Targets& targets, const calendar::World& world) {
  const calendar::Person* person = somebody(world, random_);
  if (person == nullptr) return type();
  const ui::Target* here = targets.find("today.here");
  Gesture gesture = here != nullptr ? touch("", middle_of(*here), {}) : Gesture{};
  gesture.name = "sign in";
  add_text(gesture, letters_of(person->family_name).substr(0, kNameLetters), kTypingGap);
  constexpr std::array kTries{0, 0, 0, 0, 1, 2, kPinTries};
  for (int wrong = kTries.at(random_.below(kTries.size())); wrong > 0; --wrong) {
    add_text(gesture, "1111", kTypingGap);
    add_key(gesture, Key::Enter, kTypingGap + kBadgeSettle);
  }
  add_text(gesture, kMonkeyPin, kTypingGap);
  add_key(gesture, Key::Enter, kTypingGap + kBadgeSettle);
  return gesture;
}

}  // namespace tandem::kiosk::test
