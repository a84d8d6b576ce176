// suggest() against README.md's formula written down a second time, over every quarter of an hour and room that
// decide() accepts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "calendar/availability/suggest.h"
#include "calendar/booking/facts.h"
#include "tests/calendar/availability/random_site.h"

namespace tandem::calendar::test {
namespace {

using namespace std::chrono;

struct Option {
  Instant start;
  seconds room_cost;
  RoomId room;
  seconds cost;         // of time and room
  seconds likeness{0};  // to those chosen
  bool chosen{false};
};

class BruteForce {
 public:
  explicit BruteForce(const RandomSite& site) : world_(site.world), wanted_(site.wanted), zone_(site_zone(world_)) {}

  std::vector<Option> run() {
    add_options();
    std::vector<Option> chosen;
    while (chosen.size() < wanted_.count) {
      Option* best = nullptr;
      for (Option& option : options_) {
        if (!option.chosen && (best == nullptr || rank(option) < rank(*best))) best = &option;
      }
      if (best == nullptr) break;
      best->chosen = true;
      chosen.push_back(*best);
      for (Option& option : options_) option.likeness += likeness(option.start, best->start);
    }
    std::stable_sort(chosen.begin(), chosen.end(), [](const Option& a, const Option& b) { return a.cost < b.cost; });
    return chosen;
  }

  [[nodiscard]] Instant soonest() const { return std::ranges::min(options_, {}, &Option::start).start; }

 private:
  static std::tuple<seconds, Instant, seconds, RoomId> rank(const Option& option) {
    return {option.cost + option.likeness, option.start, option.room_cost, option.room};
  }

  void add_options() {
    for (Instant start = ceil<minutes>(wanted_.window.start); start + wanted_.length <= wanted_.window.end;
         start += 1min) {
      if (start.time_since_epoch() % 15min != 0s) continue;
      for (const auto& [id, room] : world_.rooms) {
        const Interval when{start, start + wanted_.length};
        const bool fits = room.seats >= wanted_.seats && std::ranges::all_of(wanted_.equipment, [&](const auto& item) {
                            return room.equipment.contains(item);
                          });
        if (!fits || !accepts(world_, id, when, wanted_.window.start)) continue;
        options_.push_back({start, room_cost(room), id, time_cost(when) + room_cost(room)});
      }
    }
  }

  [[nodiscard]] seconds time_cost(const Interval& when) const {
    const seconds away = abs(when.start - wanted_.near_time.value_or(wanted_.window.start));
    return away + (in_working_time(when) ? 0h : 72h);
  }

  // Every minute of it from Monday to Friday between nine and five.
  [[nodiscard]] bool in_working_time(const Interval& when) const {
    for (Instant at = when.start; at < when.end; at += 1min) {
      const LocalTime local = zone_.to_local(at);
      const LocalTime midnight{zone_.date_of(at)};
      const weekday day{zone_.date_of(at)};
      if (day == Saturday || day == Sunday || local < midnight + 9h || local >= midnight + 17h) return false;
    }
    return true;
  }

  [[nodiscard]] seconds room_cost(const Room& room) const {
    int floors = wanted_.near_floor ? std::abs(room.floor - *wanted_.near_floor) : 0;
    if (const auto& people = wanted_.people_floors) {
      floors = std::max(std::abs(room.floor - people->mentor), std::abs(room.floor - people->mentee));
    }
    const int spare = room.seats - wanted_.seats;
    return 2h * std::min(floors, 5) + (spare > 0 ? 12h : 0h) + 1h * std::min(spare, 20) + 10s * hours_used(room.id);
  }

  [[nodiscard]] std::int64_t hours_used(const RoomId& room) const {
    seconds used{0};
    for (const auto& [id, booking] : world_.bookings) {
      if (booking.room != room) continue;
      const Interval& held = booking.held;
      for (Instant at = held.start; at < held.end; at += 1s) {
        if (at >= wanted_.window.start - days{14} && at < wanted_.window.start + days{14}) used += 1s;
      }
    }
    return std::min<std::int64_t>(80, used / 1h);
  }

  [[nodiscard]] seconds likeness(Instant a, Instant b) const {
    if (overlaps({a, a + wanted_.length}, {b, b + wanted_.length})) return days{1000};
    const auto time_of_day = [&](Instant at) { return zone_.to_local(at) - LocalTime{zone_.date_of(at)}; };
    return (zone_.date_of(a) == zone_.date_of(b) ? 5 * 24h : 0h) +
           (abs(time_of_day(a) - time_of_day(b)) < 2h ? 12h : 0h);
  }

  const World& world_;
  const SuggestRequest& wanted_;
  const Zone zone_;
  std::vector<Option> options_;
};

class SuggestOnRandomDays : public testing::TestWithParam<std::uint64_t> {};

constexpr int kSitesOfASeed = 50;

TEST_P(SuggestOnRandomDays, IsWhatBruteForceFinds) {
  const auto random = platform::make_seeded_random(GetParam());
  std::size_t suggested = 0;
  for (int round = 0; round < kSitesOfASeed; ++round) {
    const RandomSite site = random_site(*random);
    BruteForce brute_force(site);
    const std::vector<Option> expected = brute_force.run();
    const std::vector<Suggestion> found = suggest(site.world, site.wanted);
    ASSERT_EQ(found.size(), expected.size()) << "round " << round;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].room, expected[i].room) << "round " << round;
      EXPECT_EQ(found[i].when.start, expected[i].start) << "round " << round;
      EXPECT_EQ(found[i].cost, expected[i].cost) << "round " << round;
      const bool soonest = found[i].when.start == brute_force.soonest();
      EXPECT_EQ(reason(found[i], SuggestionReason::Soonest).has_value(), soonest) << "round " << round;
    }
    suggested += found.size();
  }
  EXPECT_GT(suggested, std::size_t{kSitesOfASeed});
}

TEST_P(SuggestOnRandomDays, EverySuggestionIsAcceptedAndInAFreeSlotOfItsRoom) {
  const auto random = platform::make_seeded_random(GetParam() + 1000);
  for (int round = 0; round < kSitesOfASeed; ++round) {
    const auto [world, wanted] = random_site(*random);
    for (const Suggestion& suggestion : suggest(world, wanted)) {
      const auto slots = free_slots(world, wanted.pair, suggestion.room, wanted.window, wanted.length);
      EXPECT_TRUE(std::ranges::any_of(slots, [&](const Interval& slot) { return slot.contains(suggestion.when); }));
      EXPECT_TRUE(accepts(world, suggestion.room, suggestion.when, wanted.window.start));
    }
  }
}

// A device's world was built in another order than the server's.
TEST_P(SuggestOnRandomDays, AWorldRebuiltFromItsFactsGivesTheSameAnswer) {
  const auto random = platform::make_seeded_random(GetParam() + 2000);
  for (int round = 0; round < kSitesOfASeed; ++round) {
    const auto [world, wanted] = random_site(*random);
    World rebuilt;
    for (const Change& fact : facts_of(world)) apply(rebuilt, fact);
    EXPECT_EQ(suggest(rebuilt, wanted), suggest(world, wanted));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SuggestOnRandomDays, testing::Range<std::uint64_t>(1, 9));

}  // namespace
}  // namespace tandem::calendar::test
