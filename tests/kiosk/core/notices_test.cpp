#include "kiosk/core/notices.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::minutes;
using std::chrono::seconds;
using sync::CommandProgress;

TestKiosk booked_at_the_door() {
  TestKiosk kiosk(snapshot_of(test_world()), Door{kOak});
  kiosk.tap(BookNowTapped{kOak, minutes{30}});
  return kiosk;
}

TestKiosk session_asked_for() {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).tap(BookTapped{}).tap(SuggestionTapped{kOak, span(14, 15)});
  return kiosk;
}

NoticeProgress shown(const TestKiosk& kiosk) {
  const Notice* notice = visible_notice(kiosk.state);
  EXPECT_NE(notice, nullptr);
  return notice != nullptr ? notice->progress : NoticeProgress::Saving;
}

TEST(Notices, TapIsSavingUntilASnapshotHoldsItsTicket) {
  TestKiosk kiosk = booked_at_the_door();
  EXPECT_EQ(shown(kiosk), NoticeProgress::Saving);
  kiosk.arrive(snapshot_of(test_world()));
  EXPECT_EQ(shown(kiosk), NoticeProgress::Saving);
  kiosk.arrive(kiosk.answered(CommandProgress::Pending));
  EXPECT_EQ(shown(kiosk), NoticeProgress::Awaiting);
}

TEST(Notices, VerdictConfirms) {
  TestKiosk kiosk = booked_at_the_door();
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted));
  EXPECT_EQ(shown(kiosk), NoticeProgress::Confirmed);
}

TEST(Notices, ConfirmedOneGoesAwayByItself) {
  TestKiosk kiosk = booked_at_the_door();
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted)).wait(kNoticeShown);
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
  EXPECT_TRUE(kiosk.state.notices.empty());
}

TEST(Notices, RefusalAtADoorOffersOtherRooms) {
  TestKiosk kiosk = booked_at_the_door();
  World world = test_world();
  add_booking(world, "other", kOak, span(9, 10), BookingState::InUse);
  sync::Snapshot snapshot = kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken});
  snapshot.world = std::make_shared<const World>(std::move(world));
  kiosk.arrive(std::move(snapshot));
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
  EXPECT_EQ(visible_notice(kiosk.state)->reason, RefusalReason::RoomTaken);
  ASSERT_EQ(visible_notice(kiosk.state)->alternatives.size(), 1U);
  EXPECT_EQ(visible_notice(kiosk.state)->alternatives.front().room, kElm);
}

TEST(Notices, RefusalOffersAsMuchOfTheSameAsIsFree) {
  //  09:00 wanted [--------) 09:30
  //  09:15 taken      [----------)
  TestKiosk kiosk = booked_at_the_door();
  World world = test_world();
  add_booking(world, "other", kOak, {at(9, 15), at(10)}, BookingState::Booked);
  sync::Snapshot snapshot = kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken});
  snapshot.world = std::make_shared<const World>(std::move(world));
  kiosk.arrive(std::move(snapshot));
  const auto& alternatives = visible_notice(kiosk.state)->alternatives;
  ASSERT_EQ(alternatives.size(), 2U);
  EXPECT_EQ(alternatives.front(), (Choice{kOak, {at(9), at(9, 15)}}));
}

TEST(Notices, SeriesOfWhichNotAllCouldBeHadIsToldUntilItIsRead) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).tap(BookTapped{}).tap(GridTapped{}).tap(GridCellTapped{kElm, span(14, 15)});
  kiosk.tap(RepeatTapped{}).tap(SeriesBookTapped{});
  const MissedInstance missed{span(14, 15), RefusalReason::MentorBusy};
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted, Accepted{{missed}}));
  EXPECT_EQ(visible_notice(kiosk.state)->missed, std::vector<MissedInstance>{missed});
  kiosk.wait(kNoticeShown);
  EXPECT_EQ(shown(kiosk), NoticeProgress::Confirmed);
  kiosk.tap(NoticeDismissed{kiosk.state.notices.back().ticket});
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
}

TEST(Notices, RefusedSessionOffersThreeOtherTimes) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  EXPECT_EQ(visible_notice(kiosk.state)->alternatives.size(), 3U);
}

TEST(Notices, AlternativeIsBookedByOneTap) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  const Choice choice = visible_notice(kiosk.state)->alternatives[1];
  kiosk.tap(AlternativeTapped{kiosk.ticket(), 1});
  EXPECT_EQ(kiosk.asked(), Command(PlanSession{kAnnBob, choice.room, choice.when, kBob}));
  EXPECT_EQ(shown(kiosk), NoticeProgress::Saving);
}

TEST(Notices, AlternativeThatDoesNotExistIsIgnored) {
  TestKiosk kiosk = session_asked_for();
  kiosk.effects.clear();
  kiosk.tap(AlternativeTapped{1, 7}).tap(AlternativeTapped{99, 0});
  EXPECT_TRUE(kiosk.effects.empty());
}

TEST(Notices, RefusalThatComesLaterWaitsForItsPerson) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Pending)).tap(SignOutTapped{});
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
  kiosk.identify(kCid);
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
  kiosk.identify(kBob);
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
}

TEST(Notices, DismissedRefusalIsGone) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::MentorBusy}));
  kiosk.tap(NoticeDismissed{kiosk.ticket()});
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::MentorBusy}));
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
}

TEST(Notices, DismissedWhileAwaitingTheRefusalComesBack) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Pending)).tap(NoticeDismissed{kiosk.ticket()});
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
  sync::Snapshot snapshot = snapshot_of(test_world());
  snapshot.outcomes = kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}).outcomes;
  snapshot.outcomes.erase(snapshot.outcomes.begin());
  kiosk.arrive(std::move(snapshot));
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
}

TEST(Notices, RefusalAboutATimeGoneByIsDropped) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  kiosk.wait(std::chrono::hours{7});
  EXPECT_TRUE(kiosk.state.notices.empty());
}

sync::Snapshot with_outcome_from_before(CommandProgress progress, Verdict verdict) {
  sync::Snapshot snapshot = snapshot_of(test_world());
  sync::CommandOutcome outcome;
  outcome.command = {CommandId{DeviceId{"kiosk"}, 7}, at(8), PlanSession{kAnnBob, kOak, span(14, 15), kBob}};
  outcome.progress = progress;
  outcome.verdict = verdict;
  snapshot.outcomes.push_back(outcome);
  return snapshot;
}

TEST(Notices, CommandPendingSinceBeforeARestartIsFollowed) {
  TestKiosk kiosk(with_outcome_from_before(CommandProgress::Pending, Accepted{}));
  kiosk.arrive(with_outcome_from_before(CommandProgress::Refused, Refused{RefusalReason::RoomTaken})).identify(kBob);
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
}

TEST(Notices, CommandRefusedBeforeARestartIsToldToItsPerson) {
  TestKiosk kiosk(with_outcome_from_before(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
  kiosk.identify(kBob);
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
}

TEST(Notices, CommandAcceptedBeforeARestartIsNotToldAgain) {
  TestKiosk kiosk(with_outcome_from_before(CommandProgress::Accepted, Accepted{}));
  kiosk.identify(kBob);
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
}

// --- confirmed, and gone with the server's last commits ---

const Verdict kLost{Refused{RefusalReason::BookingUnknown}};

TEST(Notices, ConfirmedBookingThatWasLostIsToldThoughItsNoticeIsGone) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted)).wait(kNoticeShown);
  ASSERT_TRUE(kiosk.state.notices.empty());
  sync::Snapshot lost = kiosk.answered(CommandProgress::Refused, kLost);
  lost.outcomes.erase(lost.outcomes.begin(), std::prev(lost.outcomes.end()));
  kiosk.arrive(std::move(lost)).identify(kBob);
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
  EXPECT_EQ(visible_notice(kiosk.state)->reason, RefusalReason::BookingUnknown);
  EXPECT_EQ(visible_notice(kiosk.state)->alternatives.size(), 3U);
}

TEST(Notices, ConfirmedBookingThatWasLostIsToldOnce) {
  TestKiosk kiosk(with_outcome_from_before(CommandProgress::Accepted, Accepted{}));
  kiosk.arrive(with_outcome_from_before(CommandProgress::Refused, kLost)).identify(kBob);
  ASSERT_EQ(shown(kiosk), NoticeProgress::Refused);
  kiosk.tap(NoticeDismissed{visible_notice(kiosk.state)->ticket});
  kiosk.arrive(with_outcome_from_before(CommandProgress::Refused, kLost));
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
}

TEST(Notices, RefusalOfSomebodyWhoHasGoneIsAnnouncedOnTheHomeScreen) {
  TestKiosk kiosk = session_asked_for();
  kiosk.tap(SignOutTapped{});
  EXPECT_EQ(announced_notice(kiosk.state), nullptr);
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  EXPECT_EQ(visible_notice(kiosk.state), nullptr);
  EXPECT_NE(announced_notice(kiosk.state), nullptr);
  kiosk.tap(IdentifyTapped{});
  EXPECT_EQ(announced_notice(kiosk.state), nullptr);
}

TEST(Notices, RefusalOfSomebodyWhoIsThereIsNotAnnouncedLater) {
  TestKiosk kiosk = session_asked_for();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken})).tap(SignOutTapped{});
  EXPECT_EQ(announced_notice(kiosk.state), nullptr);
}

TEST(Notices, AnnouncementEndsByItselfAndTheRefusalStillWaits) {
  TestKiosk kiosk = session_asked_for();
  kiosk.tap(SignOutTapped{});
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken})).wait(kRefusalAnnounced);
  EXPECT_EQ(announced_notice(kiosk.state), nullptr);
  kiosk.identify(kBob);
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
}

TEST(Notices, DismissedAnnouncementLeavesTheRefusalToItsPerson) {
  TestKiosk kiosk = session_asked_for();
  kiosk.tap(SignOutTapped{});
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  kiosk.tap(NoticeDismissed{kiosk.ticket()});
  EXPECT_EQ(announced_notice(kiosk.state), nullptr);
  kiosk.identify(kBob);
  EXPECT_EQ(shown(kiosk), NoticeProgress::Refused);
}

TEST(Notices, OldestIsForgottenOverTheLimit) {
  TestKiosk kiosk(snapshot_of(test_world()), Door{kOak});
  for (std::size_t i = 0; i < kMaxNotices + 5; ++i) kiosk.tap(BookNowTapped{kOak, minutes{15}});
  EXPECT_EQ(kiosk.state.notices.size(), kMaxNotices);
}

}  // namespace
}  // namespace tandem::kiosk::test
