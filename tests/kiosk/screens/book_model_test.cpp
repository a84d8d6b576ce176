#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/screens/book/grid_model.h"
#include "kiosk/screens/book/view_model.h"
#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::minutes;

TestKiosk on_book(World world, const PersonId& person) {
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(person).tap(BookTapped{});
  return kiosk;
}

BookModel book_of(const TestKiosk& kiosk) { return book_model(kiosk.state, *kiosk.screen<BookScreen>(), english()); }

GridModel grid_of(const TestKiosk& kiosk) {
  return grid_model(kiosk.state, *kiosk.screen<BookScreen>(), english(), minutes{30});
}

const GridCell& cell(const GridModel& model, const std::string& room, const std::string& label) {
  const auto row = std::find_if(model.rows.begin(), model.rows.end(), [&](const auto& r) { return r.name == room; });
  return *std::find_if(row->cells.begin(), row->cells.end(), [&](const auto& c) { return c.label == label; });
}

TEST(BookModel, SuggestionsHaveTheirReasonsInWords) {
  const BookModel model = book_of(on_book(test_world(), kBob));
  ASSERT_EQ(model.suggestions.size(), 3U);
  EXPECT_EQ(model.suggestions[0].reasons[0], "You are both free");
  EXPECT_EQ(model.partner, "with Ann Archer");
}

TEST(BookModel, OnePairNeedsNoChoice) { EXPECT_TRUE(book_of(on_book(test_world(), kBob)).pairs.empty()); }

TEST(BookModel, MentorOfTwoChoosesThePartner) {
  const BookModel model = book_of(on_book(test_world(), kAnn));
  ASSERT_EQ(model.pairs.size(), 2U);
  EXPECT_EQ(model.pairs[1].label, "Cid Bernard");
}

TEST(BookModel, LengthsEndWithTheLongestBooking) {
  World world = test_world();
  world.site.policy.longest_booking = minutes{60};
  EXPECT_EQ(book_of(on_book(world, kBob)).lengths.size(), 3U);
}

TEST(GridModel, CellIsFreeWhenTheWholeLengthFits) {
  // 10:00 |----| booked 11 to 12; an hour from 10:30 would run into it.
  World world = test_world();
  add_booking(world, "b", kOak, span(11, 12), BookingState::Booked);
  TestKiosk kiosk = on_book(world, kBob);
  kiosk.tap(GridTapped{});
  const GridModel model = grid_of(kiosk);
  EXPECT_TRUE(cell(model, "Oak", "10:00").free);
  EXPECT_FALSE(cell(model, "Oak", "10:30").free);
  EXPECT_TRUE(cell(model, "Oak", "12:00").free);
  EXPECT_TRUE(cell(model, "Elm", "10:30").free);
}

TEST(GridModel, CellIsOfferedForAsMuchAsFits) {
  World world = test_world();
  add_booking(world, "b", kOak, span(11, 12), BookingState::Booked);
  TestKiosk kiosk = on_book(world, kBob);
  kiosk.tap(GridTapped{});
  const GridModel model = grid_of(kiosk);
  EXPECT_TRUE(cell(model, "Oak", "10:30").partly);
  EXPECT_EQ(cell(model, "Oak", "10:30").when, (Interval{at(10, 30), at(11)}));
  EXPECT_FALSE(cell(model, "Oak", "11:00").partly);
}

TEST(GridModel, FilterLeavesRoomsOut) {
  TestKiosk kiosk = on_book(test_world(), kBob);
  kiosk.tap(GridTapped{}).tap(FilterTapped{}).tap(FloorTapped{2}).tap(BackTapped{});
  ASSERT_EQ(grid_of(kiosk).rows.size(), 1U);
  EXPECT_EQ(grid_of(kiosk).rows[0].name, "Elm");
  EXPECT_TRUE(grid_of(kiosk).filtered);
}

TEST(GridModel, PersonsBusyTimeTakesEveryRoom) {
  World world = test_world();
  const Interval window{at(0), at(24)};
  apply(world, PersonBusyRead{kAnn, window, BusySet{{span(14, 15)}}});
  TestKiosk kiosk = on_book(world, kBob);
  kiosk.tap(GridTapped{});
  EXPECT_FALSE(cell(grid_of(kiosk), "Oak", "14:00").free);
  EXPECT_EQ(grid_of(kiosk).people_busy.size(), 1U);
}

TEST(GridModel, WhatBreaksAGapIsNotFree) {
  //                 11 |----| 12 booked, with a quarter of an hour around it
  World world = test_world();
  add_booking(world, "b", kOak, span(11, 12), BookingState::Booked);
  calendar::Site site = world.site;
  site.policy.room_gap = std::chrono::minutes{15};
  apply(world, SiteConfigured{site});
  TestKiosk kiosk = on_book(world, kBob);
  kiosk.tap(GridTapped{});
  EXPECT_FALSE(cell(grid_of(kiosk), "Oak", "10:00").free);
  EXPECT_FALSE(cell(grid_of(kiosk), "Oak", "12:00").free);
  EXPECT_TRUE(cell(grid_of(kiosk), "Oak", "12:30").free);
  EXPECT_TRUE(cell(grid_of(kiosk), "Elm", "12:00").free);
}

TEST(GridModel, PastAndAfterClosingAreNotFree) {
  TestKiosk kiosk = on_book(test_world(), kBob);
  kiosk.tap(GridTapped{});
  EXPECT_FALSE(cell(grid_of(kiosk), "Oak", "08:30").free);
  EXPECT_FALSE(cell(grid_of(kiosk), "Oak", "18:30").free);
}

TEST(GridModel, ClosedDaySaysSo) {
  TestKiosk kiosk = on_book(test_world(), kBob);
  kiosk.tap(GridTapped{}).tap(DayTapped{kiosk.screen<BookScreen>()->day + std::chrono::days{5}});
  EXPECT_EQ(grid_of(kiosk).closed, "The building is closed on this day.");
}

TEST(GridModel, ChosenCellIsSaidInWords) {
  TestKiosk kiosk = on_book(test_world(), kBob);
  kiosk.tap(GridTapped{}).tap(GridCellTapped{kElm, span(14, 15)});
  EXPECT_TRUE(cell(grid_of(kiosk), "Elm", "14:00").chosen);
  EXPECT_NE(grid_of(kiosk).choice.find("Elm"), std::string::npos);
}

TEST(GridModel, RoomOutOfOrderHasNoRow) {
  World world = test_world();
  edit(world, kOak, [](Room& room) { room.out_of_order = true; });
  TestKiosk kiosk = on_book(world, kBob);
  kiosk.tap(GridTapped{});
  EXPECT_EQ(grid_of(kiosk).rows.size(), 1U);
}

}  // namespace
}  // namespace tandem::kiosk::test
