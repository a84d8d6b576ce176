// tandem-monkey-soak: days of random hands, one after the other and in every mode, until one shows a violation.
//
//   tandem-monkey-soak [--from SEED] [--days COUNT] [--gestures COUNT]

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/kiosk/monkey/day.h"

namespace {

using namespace tandem::kiosk::test;

struct Wanted {
  std::uint64_t from{1};
  std::uint64_t days{1000};
  int gestures{5000};
};

bool read_options(int count, char** words, Wanted& wanted) {
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = words[i];
    const std::uint64_t value = std::strtoull(words[i + 1], nullptr, 10);
    if (name == "--from") {
      wanted.from = value;
    } else if (name == "--days") {
      wanted.days = value;
    } else if (name == "--gestures") {
      wanted.gestures = static_cast<int>(value);
    } else {
      return false;
    }
  }
  return count % 2 == 1 && wanted.gestures > 0;
}

// False when something was violated.
bool live(Mode mode, std::uint64_t seed, int gestures) {
  DayOptions options = day_of(mode, seed);
  options.gestures = gestures;
  const Day day = live_a_day(options);
  std::printf("%s, seed %llu: %llu frames, %zu states, at most %zu notices and %zu people with wrong PINs\n",
              name_of(mode), static_cast<unsigned long long>(seed), static_cast<unsigned long long>(day.frames),
              day.seen.size(), day.largest.notices, day.largest.pin_failures);
  for (const std::string& violation : day.violations) std::printf("%s\n", violation.c_str());
  std::fflush(stdout);
  return day.violations.empty();
}

}  // namespace

int main(int count, char** words) {
  Wanted wanted;
  if (!read_options(count, words, wanted)) {
    std::fprintf(stderr, "tandem-monkey-soak [--from SEED] [--days COUNT] [--gestures COUNT]\n");
    return 2;
  }
  for (std::uint64_t seed = wanted.from; seed < wanted.from + wanted.days; ++seed)
    for (const Mode mode : {Mode::Lobby, Mode::Door, Mode::SetUp})
      if (!live(mode, seed, wanted.gestures)) return 1;
  return 0;
}
