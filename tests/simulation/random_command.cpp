#include "tests/simulation/random_command.h"

#include <iterator>

namespace tandem::tests {
namespace {

using namespace calendar;
using std::chrono::minutes;

// Five-minute steps, so that people want the same times.
constexpr minutes kStep{5};

class Tapper {
 public:
  Tapper(const World& shown, Instant now, platform::Random& random) : shown_(shown), now_(now), random_(random) {}

  Command any() {
    switch (shown_.bookings.empty() ? random_.below(4) : random_.below(12)) {
      case 0: return BookRoom{key_of(shown_.rooms), {now_, now_ + some_minutes(12)}, std::nullopt};
      case 1: return BookRoom{key_of(shown_.rooms), some_time(), key_of(shown_.people)};
      case 2:
      case 3: return PlanSession{key_of(shown_.pairs), key_of(shown_.rooms), some_time(), std::nullopt};
      case 4:
      case 5:
      case 6:
      case 7: return CheckIn{recent().id, somebody(), now_};
      case 8: return ExtendBooking{recent().id, recent().planned.end + some_minutes(6), somebody()};
      case 9: return EndBooking{recent().id, now_, somebody()};
      case 10: return CancelBooking{recent().id, somebody()};
      default: return ReclaimBooking{recent().id, now_, somebody()};
    }
  }

 private:
  template <class Map>
  typename Map::key_type key_of(const Map& map) {
    if (map.empty()) return {};
    return std::next(map.begin(), static_cast<std::ptrdiff_t>(random_.below(map.size())))->first;
  }
  minutes some_minutes(std::uint64_t steps) { return kStep * static_cast<int>(1 + random_.below(steps)); }
  Interval some_time() {
    const Instant start = std::chrono::floor<minutes>(now_) + some_minutes(12);
    return {start, start + some_minutes(12)};
  }
  const Booking& recent() {
    const auto found = shown_.bookings.find(key_of(shown_.bookings));
    return found->second;
  }
  std::optional<PersonId> somebody() {
    if (random_.below(4) == 0) return std::nullopt;
    return key_of(shown_.people);
  }

  const World& shown_;
  Instant now_;
  platform::Random& random_;
};

}  // namespace

Command random_command(const World& shown, Instant now, platform::Random& random) {
  return Tapper{shown, now, random}.any();
}

}  // namespace tandem::tests
