// Days of random hands. TANDEM_SEED=N lives the day of that seed only; tandem-monkey-soak lives one after the other.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <iostream>

#include "tests/kiosk/monkey/day.h"

namespace tandem::kiosk::test {
namespace {

constexpr const char* kSeedVariable = "TANDEM_SEED";

// Every panel and every date, in a few seconds.
std::vector<std::uint64_t> seeds() {
  if (const char* const wanted = std::getenv(kSeedVariable)) return {std::strtoull(wanted, nullptr, 10)};
  return {1, 5, 6};
}

class Monkey : public testing::TestWithParam<Mode> {};

// "Book" by "Book.grid".
bool was_reached(const std::map<std::string, std::uint64_t>& seen, const std::string& screen) {
  const auto first = seen.lower_bound(screen);
  return first != seen.end() && first->first.starts_with(screen);
}

constexpr std::array kScreens{"Today", "Identify", "MySession", "Book", "Room"};
// Besides the screens: what random hands must have come across, or they did not try.
constexpr std::array kSeen{"Identify.checking",   "Identify.letters.badge_unknown",
                           "Identify.pin.locked", "Identify.pin.not_recognised",
                           "Book.grid.chosen",    "notice.saving",
                           "notice.awaiting",     "notice.confirmed",
                           "notice.refused",      "notice.alternatives",
                           "notice.announced"};
constexpr std::array kSetUpSeen{"set_up.asking", "set_up.waiting", "set_up.approved", "set_up.denied",
                                "set_up.expired"};

void expect_all_reached(const std::map<std::string, std::uint64_t>& seen, Mode mode) {
  for (const char* const state : kSetUpSeen) EXPECT_EQ(seen.contains(state), mode == Mode::SetUp) << state;
  if (mode == Mode::SetUp) return;
  for (const char* const screen : kScreens) EXPECT_TRUE(was_reached(seen, screen)) << screen << " was never reached";
  for (const std::string& screen : all_screen_names())
    if (!was_reached(seen, screen)) std::cout << "  never: " << screen << '\n';
  for (const char* const state : kSeen) EXPECT_TRUE(seen.contains(state)) << state << " was never reached";
}

void tell(const Day& day) {
  std::cout << day.frames << " frames, " << day.targets_tried << " targets tried on copies, at most "
            << day.largest.notices << " notices, " << day.largest.pin_failures << " people with wrong PINs, "
            << day.largest.targets << " targets\n";
  for (const auto& [name, frames] : day.seen) std::cout << "  " << frames << ' ' << name << '\n';
}

TEST_P(Monkey, AlwaysComesHomeAndNothingBreaks) {
  std::map<std::string, std::uint64_t> seen;
  for (const std::uint64_t seed : seeds()) {
    std::cout << name_of(GetParam()) << ", seed " << seed << ": " << std::flush;
    const Day day = live_a_day(day_of(GetParam(), seed));
    tell(day);
    EXPECT_GE(day.dates, 2) << "no midnight";
    for (const std::string& violation : day.violations) ADD_FAILURE() << violation;
    for (const auto& [name, frames] : day.seen) seen[name] += frames;
  }
  if (std::getenv(kSeedVariable) == nullptr) expect_all_reached(seen, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Modes, Monkey, testing::Values(Mode::Lobby, Mode::Door, Mode::SetUp),
                         [](const testing::TestParamInfo<Mode>& one) {
                           return one.param == Mode::SetUp ? "SetUp" : std::string{name_of(one.param)};
                         });

}  // namespace
}  // namespace tandem::kiosk::test
