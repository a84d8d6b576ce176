// Thousands of commands from a seed, with a clock that goes on and devices that are late: whatever is accepted, no room
// is held twice, and the stored facts are the world.
#include <gtest/gtest.h>

#include <map>

#include "calendar/booking/facts.h"
#include "platform/base/random.h"
#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

class RandomDay {
 public:
  explicit RandomDay(std::uint64_t seed) : random_(platform::make_seeded_random(seed)) {}

  void run(int commands) {
    for (const Change& fact : facts_of(site_.world)) store(fact);
    for (int i = 0; i < commands; ++i) step();
  }

  void expect_no_room_held_twice() const {
    std::map<RoomId, Instant> last_end;
    for (const auto& [place, indexed] : site_.world.by_room) {
      const Interval& held = site_.booking(place.booking).held;
      ASSERT_EQ(indexed, held) << place.booking.text();
      if (held.empty()) continue;
      const auto before = last_end.find(place.room);
      ASSERT_TRUE(before == last_end.end() || before->second <= held.start)
          << place.room.text() << " " << place.booking.text();
      last_end[place.room] = held.end;
    }
  }

  // The rows that a store kept, put into an empty world, are this world.
  void expect_rows_are_the_world() const {
    World rebuilt;
    for (const auto& [key, fact] : rows_) apply(rebuilt, fact);
    EXPECT_EQ(facts_of(rebuilt), facts_of(site_.world));
    EXPECT_EQ(rebuilt.by_room, site_.world.by_room);
    EXPECT_EQ(rebuilt.awaited, site_.world.awaited);
    EXPECT_EQ(rebuilt.by_pair, site_.world.by_pair);
    EXPECT_EQ(rebuilt.by_person, site_.world.by_person);
  }

  // The index of pairs gives what going through all sessions gives.
  void expect_sessions_by_person() {
    for (const PersonId& person : {kAnn, kBob, kCid}) {
      const int start = below(now_ + 600);
      const Interval window = from_to(start, start + below(600));
      std::vector<const Session*> expected = sessions_in(site_.world, window);
      std::erase_if(expected, [&](const Session* session) {
        const Pair* pair = find(site_.world, session->pair);
        return pair->mentor != person && pair->mentee != person;
      });
      ASSERT_EQ(sessions_of(site_.world, person, window), expected);
    }
  }

  // Made so far; some of them are forgotten.
  [[nodiscard]] std::size_t bookings() const { return bookings_; }
  [[nodiscard]] const std::map<std::string, int>& answers() const { return answers_; }

 private:
  int below(int bound) { return static_cast<int>(random_->below(static_cast<std::uint64_t>(bound))); }

  void step() {
    now_ += below(3);
    if (below(50) == 0) read_feed();
    const Command command = some_command();
    const bool by_server = std::holds_alternative<ReleaseNoShow>(command);
    const int late = below(4) == 0 ? below(60) : 0;
    const NumberedCommand numbered{
        {DeviceId{by_server ? kServerDevice : "kiosk"}, ++number_}, at(now_ - late), command};
    const Decision decision = decide(site_.world, numbered, at(now_));
    ++answers_[decision.accepted() ? "Accepted" : name_of(std::get<Refused>(decision.verdict).reason)];
    for (const Change& change : decision.changes) {
      apply(site_.world, change);
      store(change);
      if (std::holds_alternative<BookingAccepted>(change)) ++bookings_;
    }
    if (below(400) == 0) forget();
  }

  void forget() {
    const Change change = PastForgotten{at(now_ - below(200))};
    const std::vector<FactNow> touched = facts_touched(site_.world, change);
    apply(site_.world, change);
    for (const FactNow& each : touched) put(fact_now(site_.world, each.key));
  }

  void read_feed() {
    const int start = now_ + below(300);
    const Change change = RoomBusyRead{some_room(), from_to(now_, now_ + 600), BusySet{{from_to(start, start + 20)}}};
    apply(site_.world, change);
    store(change);
  }

  void store(const Change& change) {
    for (const FactNow& now : facts_touched(site_.world, change)) put(now);
  }
  void put(const FactNow& now) {
    if (now.fact) {
      rows_.insert_or_assign(now.key, *now.fact);
    } else {
      rows_.erase(now.key);
    }
  }

  RoomId some_room() { return below(2) == 0 ? kRoom1 : kRoom2; }
  std::optional<PersonId> somebody() {
    switch (below(4)) {
      case 0: return kAnn;
      case 1: return kBob;
      case 2: return kCid;
      default: return std::nullopt;
    }
  }
  Interval some_time() {
    const int start = now_ - 5 + below(120);
    return from_to(start, start + 5 + below(60));
  }
  BookingId recent_booking() {
    const std::uint64_t back = random_->below(60);
    return booking_id_of({DeviceId{"kiosk"}, number_ > back ? number_ - back : 1});
  }

  Command some_command() {
    const Instant then = at(now_ - below(20));
    switch (below(13)) {
      case 9: return BookSeries{some_room(), some_time(), some_rule(), somebody(), some_mode()};
      case 10: return PlanSeries{PairId{"p1"}, some_room(), some_time(), some_rule(), std::nullopt, some_mode()};
      case 11: return CancelRest{of_series(), somebody()};
      case 12: return RateSession{recent_booking(), kAnn, below(6), then};
      case 0: return BookRoom{some_room(), some_time(), std::nullopt};
      case 1: return PlanSession{PairId{below(2) == 0 ? "p1" : "p2"}, some_room(), some_time(), std::nullopt};
      case 2: return CheckIn{recent_booking(), somebody(), then};
      case 3: return ExtendBooking{recent_booking(), at(now_ + below(120)), somebody()};
      case 4: return EndBooking{recent_booking(), then, somebody()};
      case 5: return CancelBooking{recent_booking(), somebody()};
      case 6: return ReclaimBooking{recent_booking(), then, somebody()};
      default: return release();
    }
  }
  std::string some_rule() { return "FREQ=DAILY;COUNT=" + std::to_string(1 + below(4)); }
  SeriesMode some_mode() { return below(2) == 0 ? SeriesMode::AllOrNothing : SeriesMode::WhatIsFree; }
  BookingId of_series() { return BookingId{recent_booking().text() + "." + std::to_string(1 + below(4))}; }
  Command release() {
    const std::optional<NoShowDeadline> next = next_no_show(site_.world);
    return ReleaseNoShow{next ? next->booking : recent_booking()};
  }

  SmallSite site_;
  std::unique_ptr<platform::Random> random_;
  std::map<FactKey, Change> rows_;
  std::map<std::string, int> answers_;
  std::uint64_t number_{0};
  std::size_t bookings_{0};
  int now_{0};
};

class RandomCommands : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomCommands, NeverHoldARoomTwice) {
  RandomDay day{GetParam()};
  for (int part = 0; part < 10; ++part) {
    day.run(400);
    day.expect_no_room_held_twice();
  }
  day.expect_rows_are_the_world();
  for (int window = 0; window < 50; ++window) day.expect_sessions_by_person();
  EXPECT_GT(day.bookings(), 50U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCommands, testing::Range<std::uint64_t>(1, 21));

TEST(RandomDayOfCommands, MeetsManyAnswers) {
  RandomDay day{7};
  day.run(4000);
  for (const char* answer : {"Accepted", "RoomTaken", "BookingUnknown", "NotYours", "BookingOver", "CheckInTooEarly",
                             "MentorBusy", "InThePast", "NothingToRelease", "OutsideOpeningHours"}) {
    EXPECT_GT(day.answers().count(answer), 0U) << answer;
  }
}

}  // namespace
}  // namespace tandem::calendar::test
