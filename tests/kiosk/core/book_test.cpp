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

TEST(Book, RoomAloneIsBookedByWhoHasAPairToo) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(RoomOnlyTapped{}).tap(GridCellTapped{kElm, span(14, 15)}).tap(ChosenBookTapped{});
  EXPECT_EQ(kiosk.asked(), Command(BookRoom{kElm, span(14, 15), kBob}));
}

TEST(Book, BackFromARoomAloneLeadsToThePairsSuggestions) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(RoomOnlyTapped{}).tap(BackTapped{});
  EXPECT_EQ(kiosk.screen<BookScreen>()->pair, kAnnBob);
  EXPECT_EQ(kiosk.screen<BookScreen>()->suggestions.size(), 3U);
}

TEST(Book, FloorLeavesTheOthersOut) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(FilterTapped{}).tap(FloorTapped{2}).tap(BackTapped{});
  ASSERT_EQ(kiosk.screen<BookScreen>()->step, BookStep::Suggestions);
  for (const Suggestion& suggestion : kiosk.screen<BookScreen>()->suggestions) EXPECT_EQ(suggestion.room, kElm);
}

TEST(Book, MoreSeatsThanThereAreLeaveNothing) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(SeatsTapped{12});
  EXPECT_TRUE(kiosk.screen<BookScreen>()->suggestions.empty());
}

TEST(Book, EquipmentIsWantedAndThenNoLonger) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(EquipmentTapped{"screen"});
  EXPECT_TRUE(kiosk.screen<BookScreen>()->suggestions.empty());
  kiosk.tap(EquipmentTapped{"screen"});
  EXPECT_EQ(kiosk.screen<BookScreen>()->suggestions.size(), 3U);
}

TEST(Book, ShorterTimesAreSuggestedWhereTheLengthDoesNotFit) {
  World world = test_world();
  // Every day is full but for half an hour in the morning.
  std::vector<Interval> busy;
  for (int day = 0; day < 60; ++day) {
    busy.push_back({at(8) + days{day}, at(10) + days{day}});
    busy.push_back({at(10, 30) + days{day}, at(19) + days{day}});
  }
  apply(world, PersonBusyRead{kAnn, {at(0), at(0) + days{60}}, BusySet{busy}});
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(BookTapped{});
  ASSERT_FALSE(kiosk.screen<BookScreen>()->suggestions.empty());
  EXPECT_EQ(kiosk.screen<BookScreen>()->suggestions.front().when.length(), minutes{30});
}

TEST(Book, DragChoosesAsMuchAsCanBeHad) {
  //  10:00 drag [------------) 12:00
  //  11:00           [--) booked
  World world = test_world();
  add_booking(world, "b", kElm, span(11, 12), BookingState::Booked);
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(BookTapped{}).tap(GridTapped{}).tap(GridDragged{kElm, span(10, 12)});
  EXPECT_EQ(kiosk.screen<BookScreen>()->chosen, (Choice{kElm, span(10, 11)}));
}

TEST(Book, DragOverNothingFreeChoosesNothing) {
  World world = test_world();
  add_booking(world, "b", kElm, span(11, 12), BookingState::Booked);
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(BookTapped{}).tap(GridTapped{}).tap(GridDragged{kElm, span(11, 12)});
  EXPECT_FALSE(kiosk.screen<BookScreen>()->chosen);
}

TEST(Book, SeriesRepeatsWhatWasChosenInThePairsRhythm) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(GridTapped{}).tap(GridCellTapped{kElm, span(14, 15)}).tap(RepeatTapped{});
  kiosk.tap(RepeatCountTapped{3}).tap(SeriesBookTapped{});
  EXPECT_EQ(kiosk.asked(), Command(PlanSeries{kAnnBob, kElm, span(14, 15), "FREQ=WEEKLY;INTERVAL=4;COUNT=3", kBob,
                                              SeriesMode::WhatIsFree}));
}

TEST(Book, SeriesOfARoomAloneIsWeekly) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(RoomOnlyTapped{}).tap(GridCellTapped{kElm, span(14, 15)}).tap(RepeatTapped{}).tap(SeriesBookTapped{});
  EXPECT_EQ(std::get<BookSeries>(kiosk.asked()).rule, "FREQ=WEEKLY;INTERVAL=1;COUNT=4");
}

TEST(Book, NothingChosenIsNotRepeated) {
  TestKiosk kiosk = booking_for(kBob);
  kiosk.tap(GridTapped{}).tap(RepeatTapped{}).tap(SeriesBookTapped{});
  EXPECT_EQ(kiosk.last<SubmitCommand>(), nullptr);
}

TEST(Book, NextIsDueOneCadenceAfterTheLastSession) {
  World world = test_world();
  add_session(world, "held", kAnnBob, kOak, span(9, 10));
  EXPECT_EQ(next_due(world, world.pairs.at(kAnnBob), at(12)), at(9) + std::chrono::weeks{4});
  EXPECT_EQ(next_due(world, world.pairs.at(kAnnCid), at(12)), at(12));
}

}  // namespace
}  // namespace tandem::kiosk::test
