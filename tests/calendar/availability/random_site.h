#pragma once
// Small sites with everything that a search has to heed, from a seed: rooms with feeds and bookings, two busy people, a
// second pair of the mentor, gaps, closed days, days on which the clock changes, a window that is not on the quarter.

#include "platform/base/random.h"
#include "tests/calendar/availability/pair_site.h"

namespace tandem::calendar::test {

struct RandomSite {
  World world;
  SuggestRequest wanted;
};

[[nodiscard]] RandomSite random_site(platform::Random& random);

}  // namespace tandem::calendar::test
