#include "calendar/busy/unavailable.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

// RFC 5545 section 3.8.1.9: 1 is the highest, 9 the lowest, 0 undefined, so lower still.
int rank_of(const WorkingTime& time) { return time.priority == 0 ? -10 : -time.priority; }

}  // namespace

BusySet unavailable(std::vector<WorkingTime> times) {
  std::stable_sort(times.begin(), times.end(),
                   [](const WorkingTime& a, const WorkingTime& b) { return rank_of(a) < rank_of(b); });
  BusySet busy;
  for (auto first = times.begin(); first != times.end();) {
    const auto last =
        std::find_if(first, times.end(), [&](const WorkingTime& time) { return rank_of(time) != rank_of(*first); });
    BusySet spoken_of;
    BusySet said_busy;
    for (; first != last; ++first) {
      const BusySet when{{first->when}};
      spoken_of = spoken_of.united(when);
      said_busy = said_busy.united(when.without(BusySet(std::move(first->available))));
    }
    busy = busy.without(spoken_of).united(said_busy);
  }
  return busy;
}

}  // namespace tandem::calendar
