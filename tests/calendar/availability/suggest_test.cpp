#include "calendar/availability/suggest.h"

#include <gtest/gtest.h>

#include <cmath>

#include "calendar/booking/decide.h"
#include "platform/base/random.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

const PairId kPair{"pair"};
const PersonId kMentor{"mentor"};
const PersonId kMentee{"mentee"};

// Monday 2 March 2026, 06:00 UTC.
const Instant kNow = sys_days{2026y / March / 2} + 6h;
const Interval kTwoWeeks{kNow, kNow + days{14}};

Room room(const std::string& id, int floor, int seats, std::set<std::string> equipment = {}) {
  return {RoomId{id}, "Room " + id, floor, seats, std::move(equipment), false};
}

World site(const std::vector<Room>& rooms) {
  World world;
  Site paris;
  paris.zone = "Europe/Paris";
  apply(world, SiteConfigured{paris});
  for (const Room& each : rooms) apply(world, RoomPut{each});
  Person mentor;
  mentor.id = kMentor;
  apply(world, PersonPut{mentor});
  Person mentee;
  mentee.id = kMentee;
  apply(world, PersonPut{mentee});
  Pair pair;
  pair.id = kPair;
  pair.mentor = kMentor;
  pair.mentee = kMentee;
  apply(world, PairPut{pair});
  return world;
}

SuggestRequest request() {
  SuggestRequest wanted;
  wanted.pair = kPair;
  wanted.window = kTwoWeeks;
  return wanted;
}

bool accepts(const World& world, const RoomId& where, const Interval& when) {
  const NumberedCommand command{{DeviceId{"kiosk"}, 1}, kNow, PlanSession{kPair, where, when, std::nullopt}};
  return decide(world, command, kNow).accepted();
}

LocalDate date_of(const Suggestion& suggestion) { return Zone::locate("Europe/Paris")->date_of(suggestion.when.start); }

bool has(const Suggestion& suggestion, SuggestionReason reason) {
  return std::count(suggestion.reasons.begin(), suggestion.reasons.end(), reason) == 1;
}

TEST(Suggest, TheFirstIsTheSoonestWhenNothingElseIsWished) {
  SuggestRequest wanted = request();
  wanted.window.start = kNow + 3h;  // 10:00 in Paris
  const auto found = suggest(site({room("a", 1, 2)}), wanted);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found.front().when.start, wanted.window.start);
  EXPECT_TRUE(has(found.front(), SuggestionReason::Soonest));
  EXPECT_TRUE(has(found.front(), SuggestionReason::BothFree));
}

TEST(Suggest, TheThreeAreOnDifferentDays) {
  const auto found = suggest(site({room("a", 1, 2), room("b", 1, 2)}), request());
  const std::set<LocalDate> dates{date_of(found.at(0)), date_of(found.at(1)), date_of(found.at(2))};
  EXPECT_EQ(dates.size(), 3U);
}

TEST(Suggest, PrefersWorkingTimeToTheHoursBeforeAndAfter) {
  const auto found = suggest(site({room("a", 1, 2)}), request());
  EXPECT_EQ(found.front().when.start, sys_days{2026y / March / 2} + 8h);  // 09:00 in Paris, open since 08:00
  EXPECT_FALSE(has(found.front(), SuggestionReason::Soonest));
}

TEST(Suggest, PrefersMondayToTheWeekendOfABuildingThatIsAlwaysOpen) {
  World world = site({room("a", 1, 2)});
  Site always = world.site;
  for (auto& day : always.opening_hours.week) day = {{7h, 21h}};
  apply(world, SiteConfigured{always});
  SuggestRequest wanted = request();
  wanted.near_time = sys_days{2026y / March / 7} + 15h;  // Saturday
  for (const Suggestion& suggestion : suggest(world, wanted))
    EXPECT_LE(weekday{date_of(suggestion)}.iso_encoding(), 5U);
}

TEST(Suggest, OffersTheEveningToWhoIsFreeAtNoOtherTime) {
  World world = site({room("a", 1, 2)});
  apply(world, PersonBusyRead{kMentor, kTwoWeeks, BusySet({{kNow, kNow + 10h}, {kNow + 12h, kNow + days{14}}})});
  const auto found = suggest(world, request());
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().when.start, kNow + 10h);  // 17:00 in Paris
}

TEST(Suggest, ComesNearTheCadenceDate) {
  SuggestRequest wanted = request();
  wanted.near_time = sys_days{2026y / March / 11} + 9h;
  const auto found = suggest(site({room("a", 1, 2)}), wanted);
  EXPECT_EQ(found.front().when.start, *wanted.near_time);
  for (const Suggestion& suggestion : found) EXPECT_TRUE(has(suggestion, SuggestionReason::NearCadenceDate));
}

TEST(Suggest, TwoSeatsComeBeforeABoardRoomAndTheOwnFloorBeforeAnother) {
  SuggestRequest wanted = request();
  wanted.near_floor = 2;
  wanted.count = 1;
  EXPECT_EQ(suggest(site({room("board", 2, 14), room("duo", 2, 2), room("far", 1, 2)}), wanted).front().room.text(),
            "duo");
}

TEST(Suggest, OnlyRoomsWithTheSeatsAndAllTheEquipment) {
  SuggestRequest wanted = request();
  wanted.seats = 4;
  wanted.equipment = {"screen", "video"};
  const auto found = suggest(site({room("small", 1, 2, {"screen", "video"}), room("bare", 1, 6, {"screen"}),
                                   room("fit", 1, 6, {"screen", "video"})}),
                             wanted);
  ASSERT_EQ(found.size(), 3U);
  for (const Suggestion& suggestion : found) {
    EXPECT_EQ(suggestion.room.text(), "fit");
    EXPECT_TRUE(has(suggestion, SuggestionReason::HasEquipment));
  }
}

TEST(Suggest, OffersTheSameTimeInOtherRoomsWhenThereIsOnlyOneTime) {
  SuggestRequest wanted = request();
  wanted.window = {kNow + 1h, kNow + 2h};
  EXPECT_EQ(suggest(site({room("a", 1, 2), room("b", 1, 2)}), wanted).size(), 2U);
}

TEST(Suggest, HasNothingForAnUnknownPairABrokenRoomOrAnImpossibleLength) {
  World world = site({room("a", 1, 2)});
  SuggestRequest wanted = request();
  wanted.pair = PairId{"nobody"};
  EXPECT_TRUE(suggest(world, wanted).empty());
  wanted = request();
  wanted.length = 12h;
  EXPECT_TRUE(suggest(world, wanted).empty());
  Room broken = room("a", 1, 2);
  broken.out_of_order = true;
  apply(world, RoomPut{broken});
  EXPECT_TRUE(suggest(world, request()).empty());
}

TEST(FreeRooms, NearestFloorFirstThenTheSmallest) {
  const World world = site({room("a", 3, 8), room("b", 1, 8), room("c", 1, 2), room("d", 2, 2)});
  const auto ids = free_rooms(world, {kNow + 2h, kNow + 3h}, 1, 3);
  EXPECT_EQ(ids, (std::vector{RoomId{"c"}, RoomId{"b"}, RoomId{"d"}}));
}

TEST(FreeRooms, ABusyRoomIsNotOffered) {
  World world = site({room("a", 1, 2)});
  apply(world, RoomBusyRead{RoomId{"a"}, kTwoWeeks, BusySet({{kNow + 2h, kNow + 4h}})});
  EXPECT_TRUE(free_rooms(world, {kNow + 3h, kNow + 5h}, 1, 3).empty());
  EXPECT_EQ(free_rooms(world, {kNow + 4h, kNow + 5h}, 1, 3).size(), 1U);
}

// README.md's formula, written down a second time, over every quarter of an hour and room that decide() accepts.
struct Option {
  RoomId room;
  Interval when;
  double score;
};

// Every minute of it from Monday to Friday between nine and five.
bool in_working_time(const Interval& when) {
  const Zone paris = Zone::locate("Europe/Paris").value();
  for (Instant at = when.start; at < when.end; at += 1min) {
    const LocalTime local = paris.to_local(at);
    const LocalTime midnight{paris.date_of(at)};
    const weekday day{paris.date_of(at)};
    if (day == Saturday || day == Sunday || local < midnight + 9h || local >= midnight + 17h) return false;
  }
  return true;
}

double score_of(const Room& where, const Interval& when, const SuggestRequest& wanted) {
  const Instant start = when.start;
  const double days_away =
      std::abs(static_cast<double>((start - wanted.near_time.value_or(wanted.window.start)).count())) / 86400.0;
  const double floors = wanted.near_floor ? std::abs(where.floor - *wanted.near_floor) : 0;
  const double outside = in_working_time(when) ? 0 : 3;
  return days_away + outside + 0.1 * std::min(20, where.seats - wanted.seats) + 0.3 * floors;
}

double likeness(const Interval& a, const Interval& b) {
  if (overlaps(a, b)) return 1000;
  const Zone paris = Zone::locate("Europe/Paris").value();
  const auto time_of_day = [&](Instant at) { return paris.to_local(at) - LocalTime{paris.date_of(at)}; };
  return (paris.date_of(a.start) == paris.date_of(b.start) ? 5.0 : 0) +
         (abs(time_of_day(a.start) - time_of_day(b.start)) < 2h ? 0.5 : 0);
}

std::vector<Option> every_option(const World& world, const SuggestRequest& wanted) {
  std::vector<Option> options;
  for (Instant start = wanted.window.start; start + wanted.length <= wanted.window.end; start += 15min) {
    for (const auto& [id, where] : world.rooms) {
      const Interval when{start, start + wanted.length};
      if (where.seats < wanted.seats || !accepts(world, id, when)) continue;
      options.push_back({id, when, score_of(where, when, wanted)});
    }
  }
  return options;
}

std::vector<double> best_scores(std::vector<Option> options, std::size_t count) {
  std::vector<double> scores;
  std::vector<double> penalty(options.size());
  while (scores.size() < count && scores.size() < options.size()) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < options.size(); ++i) {
      if (options[i].score + penalty[i] < options[best].score + penalty[best]) best = i;
    }
    scores.push_back(options[best].score);
    for (std::size_t i = 0; i < options.size(); ++i) penalty[i] += likeness(options[i].when, options[best].when);
    penalty[best] = 1e9;
  }
  std::sort(scores.begin(), scores.end());
  return scores;
}

BusySet random_busy(platform::Random& random, std::uint64_t meetings) {
  std::vector<Interval> busy(random.below(meetings + 1));
  for (Interval& interval : busy) {
    interval.start = kNow + minutes{random.below(3 * 24 * 12) * 5};
    interval.end = interval.start + minutes{random.below(36) * 5};
  }
  return BusySet(busy);
}

class SuggestOnRandomDays : public testing::TestWithParam<std::uint64_t> {};

TEST_P(SuggestOnRandomDays, AgreesWithBruteForceAndIsAcceptedByDecide) {
  const auto random = platform::make_seeded_random(GetParam());
  for (int round = 0; round < 15; ++round) {
    std::vector<Room> rooms;
    for (int i = 0; i < 4; ++i) {
      rooms.push_back(room(std::string(1, static_cast<char>('a' + i)), static_cast<int>(random->below(4)),
                           2 + static_cast<int>(random->below(6))));
    }
    World world = site(rooms);
    for (const Room& each : rooms) apply(world, RoomBusyRead{each.id, kTwoWeeks, random_busy(*random, 25)});
    apply(world, PersonBusyRead{kMentor, kTwoWeeks, random_busy(*random, 20)});
    apply(world, PersonBusyRead{kMentee, kTwoWeeks, random_busy(*random, 20)});
    SuggestRequest wanted = request();
    wanted.window = {kNow, kNow + days{3}};
    wanted.length = minutes{30 + 15 * random->below(4)};
    wanted.seats = 2 + static_cast<int>(random->below(3));
    if (random->below(2) == 0) wanted.near_floor = 1;
    if (random->below(2) == 0) wanted.near_time = kNow + hours{random->below(72)};

    const auto found = suggest(world, wanted);
    const auto expected = best_scores(every_option(world, wanted), wanted.count);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_TRUE(accepts(world, found[i].room, found[i].when));
      EXPECT_NEAR(found[i].score, expected[i], 1e-9);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SuggestOnRandomDays, testing::Range<std::uint64_t>(1, 5));

}  // namespace
}  // namespace tandem::calendar
