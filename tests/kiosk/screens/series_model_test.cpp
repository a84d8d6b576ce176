#include <gtest/gtest.h>

#include "kiosk/screens/book/filter_model.h"
#include "kiosk/screens/book/repeat_model.h"
#include "kiosk/screens/notice/view_model.h"
#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::weeks;

// Elm at 14:00 every week, four times; it is taken in the third week.
TestKiosk repeating() {
  World world = test_world();
  add_booking(world, "b", kElm, {at(14) + weeks{2}, at(15) + weeks{2}}, BookingState::Booked);
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(BookTapped{}).tap(GridTapped{}).tap(GridCellTapped{kElm, span(14, 15)});
  kiosk.tap(RepeatTapped{}).tap(RepeatEveryTapped{weeks{1}});
  return kiosk;
}

TEST(RepeatModel, EveryDateSaysWhetherItCanBeHadAndWhyNot) {
  const TestKiosk kiosk = repeating();
  const RepeatModel model = repeat_model(kiosk.state, *kiosk.screen<BookScreen>(), english());
  ASSERT_EQ(model.dates.size(), 4U);
  EXPECT_TRUE(model.dates[0].free);
  EXPECT_FALSE(model.dates[2].free);
  EXPECT_EQ(model.dates[2].why, "This room is already taken at that time.");
  EXPECT_EQ(model.summary, "3 of 4 can be had");
  EXPECT_EQ(model.book_word, "Book 3 dates");
}

TEST(RepeatModel, DatesTooFarAheadSaySo) {
  TestKiosk kiosk = repeating();
  kiosk.tap(RepeatEveryTapped{weeks{4}}).tap(RepeatCountTapped{12});
  const RepeatModel model = repeat_model(kiosk.state, *kiosk.screen<BookScreen>(), english());
  ASSERT_EQ(model.dates.size(), 12U);
  EXPECT_EQ(model.dates.back().why, "That is too far ahead to book.");
}

TEST(SeriesNotice, SaysHowManyAndWhichNot) {
  TestKiosk kiosk = repeating();
  kiosk.tap(SeriesBookTapped{});
  const MissedInstance missed{{at(14) + weeks{2}, at(15) + weeks{2}}, RefusalReason::RoomTaken};
  sync::Snapshot snapshot = kiosk.answered(sync::CommandProgress::Accepted, Accepted{{missed}});
  World world = *snapshot.world;
  for (int week : {0, 1, 3}) {
    Booking booking;
    booking.id = booking_id_of(snapshot.outcomes.back().command.id, static_cast<std::size_t>(week) + 1);
    booking.room = kElm;
    booking.planned = booking.held = {at(14) + weeks{week}, at(15) + weeks{week}};
    booking.series = booking_id_of(snapshot.outcomes.back().command.id);
    apply(world, BookingAccepted{booking});
  }
  snapshot.world = std::make_shared<const World>(std::move(world));
  kiosk.arrive(std::move(snapshot));
  const auto model = notice_model(kiosk.state, english());
  EXPECT_EQ(model->headline, "3 of 4 booked");
  ASSERT_EQ(model->missed.size(), 1U);
  EXPECT_EQ(model->missed[0], "Monday 7 December · This room is already taken at that time.");
}

TEST(SeriesNotice, LongReportsEndWithHowManyMore) {
  TestKiosk kiosk = repeating();
  kiosk.tap(SeriesBookTapped{});
  const std::vector<MissedInstance> missed(8, {span(14, 15), RefusalReason::RoomTaken});
  kiosk.arrive(kiosk.answered(sync::CommandProgress::Refused, Refused{RefusalReason::SeriesInTheWay, missed}));
  const auto model = notice_model(kiosk.state, english());
  ASSERT_EQ(model->missed.size(), kMissedShown + 1);
  EXPECT_EQ(model->missed.back(), "and 3 more");
}

TEST(FilterModel, FloorsAndEquipmentAreThoseOfTheRooms) {
  World world = test_world();
  edit(world, kElm, [](Room& room) { room.equipment = {"screen"}; });
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(BookTapped{}).tap(FilterTapped{}).tap(EquipmentTapped{"screen"});
  const FilterModel model = filter_model(kiosk.state, *kiosk.screen<BookScreen>(), english());
  EXPECT_EQ(model.floors.size(), 3U);
  EXPECT_EQ(model.floors.front().label, "Any");
  ASSERT_EQ(model.equipment.size(), 1U);
  EXPECT_TRUE(model.equipment[0].wanted);
  EXPECT_EQ(model.fitting, "1 room has all that");
}

}  // namespace
}  // namespace tandem::kiosk::test
