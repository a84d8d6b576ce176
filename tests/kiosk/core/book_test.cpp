#include "kiosk/core/book.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::days;
using std::chrono::minutes;

TestKiosk booking_for(const PersonId& person) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(person).tap(BookTapped{});
  return kiosk;
}

TEST(Book, OpensWithThreeSuggestions) {
  const TestKiosk kiosk = booking_for(kBob);
  EXPECT_EQ(kiosk.screen<BookScreen>()->pair, kAnnBob);
  EXPECT_EQ(kiosk.screen<BookScreen>()->suggestions.size(), 3U);
}

TEST(Book, SuggestionIsBookedByOneTap) {
  TestKiosk kiosk = booking_for(kBob);
  const Suggestion first = kiosk.screen<BookScreen>()->suggestions.front();
  kiosk.tap(SuggestionTapped{first.room, first.when});
  EXPECT_EQ(kiosk.asked(), Command(PlanSession{kAnnBob, first.room, first.when, kBob}));
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
}

TEST(Book, LengthChangesTheSuggestions) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(LengthTapped{minutes{30}});
  ASSERT_FALSE(kiosk.screen<BookScreen>()->suggestions.empty());
  EXPECT_EQ(kiosk.screen<BookScreen>()->suggestions.front().when.length(), minutes{30});
}

TEST(Book, OtherPairOfAMentorIsChosenByATap) {
  TestKiosk kiosk = booking_for(kAnn);
  kiosk.tap(PairTapped{kAnnCid});
  const Suggestion first = kiosk.screen<BookScreen>()->suggestions.front();
  kiosk.tap(SuggestionTapped{first.room, first.when});
  EXPECT_EQ(std::get<PlanSession>(kiosk.asked()).pair, kAnnCid);
}

TEST(Book, SnapshotThatTakesTheSuggestedRoomBringsAnother) {
  TestKiosk kiosk = booking_for(kBob);
  const Suggestion first = kiosk.screen<BookScreen>()->suggestions.front();
  World world = test_world();
  add_booking(world, "taken", first.room, first.when, BookingState::Booked);
  kiosk.arrive(snapshot_of(std::move(world)));
  for (const Suggestion& suggestion : kiosk.screen<BookScreen>()->suggestions)
    EXPECT_FALSE(suggestion.room == first.room && overlaps(suggestion.when, first.when));
}

TEST(Book, GridCellIsChosenThenBooked) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(GridTapped{}).tap(GridCellTapped{kElm, span(14, 15)});
  EXPECT_EQ(kiosk.last<SubmitCommand>(), nullptr);
  kiosk.tap(ChosenBookTapped{});
  EXPECT_EQ(kiosk.asked(), Command(PlanSession{kAnnBob, kElm, span(14, 15), kBob}));
}

TEST(Book, AnotherDayForgetsTheChoice) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(GridTapped{}).tap(GridCellTapped{kElm, span(14, 15)});
  kiosk.tap(DayTapped{kiosk.screen<BookScreen>()->day + days{1}}).tap(ChosenBookTapped{});
  EXPECT_EQ(kiosk.last<SubmitCommand>(), nullptr);
}

TEST(Book, DaysStayBetweenTodayAndTheFurthest) {
  TestKiosk kiosk = booking_for(kBob);
  const LocalDate today = kiosk.screen<BookScreen>()->day;
  kiosk.tap(DayTapped{today - days{1}});
  EXPECT_EQ(kiosk.screen<BookScreen>()->day, today);
  kiosk.tap(DayTapped{today + days{1000}});
  EXPECT_EQ(kiosk.screen<BookScreen>()->day, today + days{120});
}

TEST(Book, PersonWithoutAPairGetsTheGrid) {
  World world = test_world();
  apply(world, PairRemoved{kAnnBob});
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(BookTapped{});
  EXPECT_EQ(kiosk.screen<BookScreen>()->step, BookStep::Grid);
  kiosk.tap(GridCellTapped{kElm, span(14, 15)}).tap(ChosenBookTapped{});
  EXPECT_EQ(kiosk.asked(), Command(BookRoom{kElm, span(14, 15), kBob}));
}

TEST(Book, NextIsDueOneCadenceAfterTheLastSession) {
  World world = test_world();
  add_session(world, "held", kAnnBob, kOak, span(9, 10));
  EXPECT_EQ(next_due(world, world.pairs.at(kAnnBob), at(12)), at(9) + std::chrono::weeks{4});
  EXPECT_EQ(next_due(world, world.pairs.at(kAnnCid), at(12)), at(12));
}

}  // namespace
}  // namespace tandem::kiosk::test
