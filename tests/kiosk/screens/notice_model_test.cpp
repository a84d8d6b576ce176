#include "kiosk/screens/notice/view_model.h"

#include <gtest/gtest.h>

#include "kiosk/screens/words/words.h"
#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using sync::CommandProgress;

TestKiosk asked() {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).tap(BookTapped{}).tap(SuggestionTapped{kOak, span(14, 15)});
  return kiosk;
}

TEST(NoticeModel, NothingAskedNothingSaid) {
  const TestKiosk kiosk(snapshot_of(test_world()));
  EXPECT_FALSE(notice_model(kiosk.state, english()));
}

TEST(NoticeModel, NothingIsPromisedBeforeItIsDurable) {
  EXPECT_EQ(notice_model(asked().state, english())->headline, "Saving…");
}

TEST(NoticeModel, PendingIsSaidToBePending) {
  TestKiosk kiosk = asked();
  kiosk.arrive(kiosk.answered(CommandProgress::Pending));
  EXPECT_EQ(notice_model(kiosk.state, english())->headline, "Saved, awaiting confirmation");
}

TEST(NoticeModel, ConfirmedSaysWhatWhenAndWhere) {
  TestKiosk kiosk = asked();
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted));
  const auto model = notice_model(kiosk.state, english());
  EXPECT_EQ(model->headline, "Session booked");
  EXPECT_EQ(model->detail, "Today, 14:00 – 15:00 · Oak");
}

TEST(NoticeModel, ReleasedRoomIsFreeFromThenOnWhateverWasBooked) {
  World world = test_world();
  add_booking(world, "b", kOak, span(9, 10), BookingState::InUse);
  TestKiosk kiosk(snapshot_of(std::move(world)), Door{kOak}, at(9, 30));
  kiosk.tap(EndTapped{BookingId{"b"}});
  kiosk.arrive(kiosk.answered(CommandProgress::Pending));
  EXPECT_EQ(notice_model(kiosk.state, english())->detail, "Oak · free from now on");
  kiosk.wait(std::chrono::minutes{2});
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted));
  const auto model = notice_model(kiosk.state, english());
  ASSERT_TRUE(model);
  EXPECT_EQ(model->headline, "Room released");
  EXPECT_EQ(model->detail, "Oak · free since 09:30");
}

TEST(NoticeModel, RefusedSaysWhyAndOffersThree) {
  TestKiosk kiosk = asked();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::MentorBusy}));
  const auto model = notice_model(kiosk.state, english());
  EXPECT_EQ(model->headline, "Not booked");
  EXPECT_EQ(model->reason, "The mentor is busy at that time.");
  EXPECT_EQ(model->alternatives.size(), 3U);
}

TEST(NoticeModel, RefusalOfSomebodyWhoHasGoneIsToldWithoutWhoAndWhat) {
  TestKiosk kiosk = asked();
  kiosk.tap(SignOutTapped{});
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::MentorBusy}));
  const auto model = notice_model(kiosk.state, english());
  ASSERT_TRUE(model);
  EXPECT_TRUE(model->neutral);
  EXPECT_EQ(model->headline, "A request could not be confirmed");
  EXPECT_EQ(model->detail, "Identify yourself to learn more");
  EXPECT_EQ(model->reason, "");
  EXPECT_TRUE(model->alternatives.empty());
}

TEST(NoticeModel, EveryReasonHasWords) {
  for (int reason = 0; reason <= static_cast<int>(RefusalReason::NumberSpent); ++reason)
    EXPECT_FALSE(refusal_sentence(static_cast<RefusalReason>(reason), english()).empty());
}

}  // namespace
}  // namespace tandem::kiosk::test
