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
    switch (shown_.bookings.empty() ? random_.below(5) : random_.below(18)) {
      case 0: return BookRoom{key_of(shown_.rooms), {now_, now_ + some_minutes(12)}, std::nullopt};
      case 1: return BookRoom{key_of(shown_.rooms), some_time(), key_of(shown_.people)};
      case 2:
      case 3: return PlanSession{key_of(shown_.pairs), key_of(shown_.rooms), some_time(), std::nullopt};
      case 4: return series();
      case 5:
      case 6:
      case 7:
      case 8: return CheckIn{recent().id, somebody(), now_};
      case 9: return ExtendBooking{recent().id, recent().planned.end + some_minutes(6), somebody()};
      case 10: return EndBooking{recent().id, now_, somebody()};
      case 11: return CancelBooking{recent().id, somebody()};
      case 12: return CancelRest{recent().id, somebody()};
      case 13:
      case 14: return RateSession{recent().id, key_of(shown_.people), 1 + static_cast<int>(random_.below(4)), now_};
      case 15: return TickTopics{recent().id, key_of(shown_.people), {{TopicId{"ai"}, TopicMark::Mastered}}, now_};
      default: return ReclaimBooking{recent().id, now_, somebody()};
    }
  }

  Command at_door(const RoomId& room) {
    const auto running = bookings_in(shown_, room, {now_, now_ + minutes{1}});
    switch (random_.below(8)) {
      case 0:
      case 1: return any();
      case 2:
      case 3: return running.empty() ? any() : EndBooking{running.front()->id, now_, std::nullopt};
      default: return BookRoom{room, {now_, now_ + some_minutes(4)}, std::nullopt};
    }
  }

 private:
  Command series() {
    const std::string rule = "FREQ=DAILY;COUNT=" + std::to_string(1 + random_.below(4));
    const auto mode = random_.below(2) == 0 ? SeriesMode::AllOrNothing : SeriesMode::WhatIsFree;
    if (random_.below(2) == 0) return BookSeries{key_of(shown_.rooms), some_time(), rule, key_of(shown_.people), mode};
    return PlanSeries{key_of(shown_.pairs), key_of(shown_.rooms), some_time(), rule, std::nullopt, mode};
  }
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

Command door_command(const World& shown, const RoomId& room, Instant now, platform::Random& random) {
  return Tapper{shown, now, random}.at_door(room);
}

Command random_command(const World& shown, Instant now, platform::Random& random) {
  return Tapper{shown, now, random}.any();
}

}  // namespace tandem::tests
