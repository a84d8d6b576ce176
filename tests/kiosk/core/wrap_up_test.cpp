#include "kiosk/core/wrap_up.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

const BookingId kHeld{"s"};
const TopicId kChat{"chat"};
const TopicId kWeb{"web"};

// Ann and Bob meet from 14:00 to 15:00 about two topics.
World running() {
  World world = test_world();
  for (const TopicId& topic : {kChat, kWeb}) apply(world, TopicPut{{topic, topic.text(), topic.text()}});
  Pair pair = *find(world, kAnnBob);
  pair.topics = {kChat, kWeb};
  apply(world, PairPut{pair});
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  apply(world, PersonCheckedIn{kHeld, kBob, at(13, 58)});
  apply(world, PersonCheckedIn{kHeld, kAnn, at(13, 59)});
  return world;
}

TestKiosk at_kiosk(World world, const PersonId& person, Instant now) {
  TestKiosk kiosk(snapshot_of(std::move(world), now), Lobby{}, now);
  kiosk.identify(person);
  return kiosk;
}

WrapUpStep step_of(const TestKiosk& kiosk) { return kiosk.screen<WrapUpScreen>()->step; }

TEST(WrapUp, EndFreesTheRoomAtOnceAndAsksForTheRating) {
  TestKiosk kiosk = at_kiosk(running(), kBob, at(14, 40));
  kiosk.tap(EndTapped{kHeld});
  EXPECT_EQ(kiosk.asked(), Command(EndBooking{kHeld, kiosk.state.now, kBob}));
  ASSERT_NE(kiosk.screen<WrapUpScreen>(), nullptr);
  EXPECT_EQ(step_of(kiosk), WrapUpStep::Rating);
}

TEST(WrapUp, TakesThreeTapsAndTheNextSessionOneMore) {
  TestKiosk kiosk = at_kiosk(running(), kBob, at(14, 40));
  kiosk.tap(EndTapped{kHeld});
  kiosk.tap(RatingTapped{4});
  EXPECT_EQ(kiosk.asked(), Command(RateSession{kHeld, kBob, 4, kiosk.state.now}));
  kiosk.tap(TopicMarked{kChat, TopicMark::Mastered}).tap(WrapUpStepDone{});
  EXPECT_EQ(kiosk.asked(), Command(TickTopics{kHeld, kBob, {{kChat, TopicMark::Mastered}}, kiosk.state.now}));
  ASSERT_EQ(step_of(kiosk), WrapUpStep::Next);
  ASSERT_EQ(kiosk.screen<WrapUpScreen>()->suggestions.size(), 3U);
  const Suggestion next = kiosk.screen<WrapUpScreen>()->suggestions.front();
  kiosk.tap(SuggestionTapped{next.room, next.when});
  EXPECT_EQ(kiosk.asked(), Command(PlanSession{kAnnBob, next.room, next.when, kBob}));
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
}

TEST(WrapUp, EveryStepCanBeLeftOut) {
  TestKiosk kiosk = at_kiosk(running(), kBob, at(14, 40));
  kiosk.tap(EndTapped{kHeld});
  const auto ended = kiosk.ticket();
  kiosk.tap(WrapUpStepDone{}).tap(WrapUpStepDone{}).tap(WrapUpStepDone{});
  EXPECT_EQ(kiosk.ticket(), ended);
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
}

TEST(WrapUp, SameMarkAgainTakesItBack) {
  TestKiosk kiosk = at_kiosk(running(), kBob, at(14, 40));
  kiosk.tap(EndTapped{kHeld}).tap(RatingTapped{3});
  kiosk.tap(TopicMarked{kChat, TopicMark::Mastered}).tap(TopicMarked{kChat, TopicMark::NeedsPractice});
  EXPECT_EQ(kiosk.screen<WrapUpScreen>()->marks.at(kChat), TopicMark::NeedsPractice);
  kiosk.tap(TopicMarked{kChat, TopicMark::NeedsPractice});
  EXPECT_TRUE(kiosk.screen<WrapUpScreen>()->marks.empty());
}

TEST(WrapUp, ComesByItselfWithinAnHourAfterTheEnd) {
  EXPECT_NE(at_kiosk(running(), kAnn, at(15, 30)).screen<WrapUpScreen>(), nullptr);
  EXPECT_EQ(at_kiosk(running(), kAnn, at(16, 1)).screen<WrapUpScreen>(), nullptr);
}

TEST(WrapUp, ComesByItselfOnceOnly) {
  TestKiosk kiosk = at_kiosk(running(), kAnn, at(15, 30));
  kiosk.tap(SignOutTapped{}).identify(kAnn);
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
  kiosk.tap(WrapUpTapped{kHeld});
  EXPECT_NE(kiosk.screen<WrapUpScreen>(), nullptr);
}

TEST(WrapUp, WhoHasRatedIsNotAskedAgainAndThePartnerStillIs) {
  World world = running();
  apply(world, SessionRated{kHeld, kBob, at(15)});
  EXPECT_EQ(at_kiosk(world, kBob, at(15, 10)).screen<WrapUpScreen>(), nullptr);
  EXPECT_NE(at_kiosk(world, kAnn, at(15, 10)).screen<WrapUpScreen>(), nullptr);
}

TEST(WrapUp, StandsBackWhileAnotherSessionWaits) {
  World world = running();
  add_session(world, "t", kAnnCid, kOak, span(15, 16));
  const TestKiosk kiosk = at_kiosk(world, kAnn, at(15, 2));
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
  EXPECT_EQ(wrap_up_due(kiosk.state)->id, kHeld);
}

TEST(WrapUp, NobodyCameNobodyIsAsked) {
  World world = test_world();
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  apply(world, BookingReleased{kHeld, at(14, 10)});
  EXPECT_EQ(at_kiosk(world, kBob, at(15, 5)).screen<WrapUpScreen>(), nullptr);
}

TEST(WrapUp, NextSessionThatIsPlannedAlreadyIsNotSuggestedAgain) {
  World world = running();
  add_session(world, "next", kAnnBob, kOak, {at(14) + std::chrono::weeks{4}, at(15) + std::chrono::weeks{4}});
  TestKiosk kiosk = at_kiosk(world, kBob, at(15, 5));
  kiosk.tap(RatingTapped{2}).tap(WrapUpStepDone{});
  ASSERT_EQ(step_of(kiosk), WrapUpStep::Next);
  EXPECT_TRUE(kiosk.screen<WrapUpScreen>()->suggestions.empty());
  EXPECT_EQ(next_planned(kiosk.state, kAnnBob)->id, BookingId{"next"});
}

TEST(WrapUp, RatingOfSomebodyElsesSessionIsNotOpened) {
  TestKiosk kiosk = at_kiosk(running(), kCid, at(15, 5));
  kiosk.tap(WrapUpTapped{kHeld});
  EXPECT_EQ(kiosk.screen<WrapUpScreen>(), nullptr);
}

TEST(WrapUp, IsLeftWhenThePersonHasGone) {
  TestKiosk kiosk = at_kiosk(running(), kBob, at(15, 5));
  kiosk.tap(RatingTapped{4}).wait(kIdentifiedFor);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
  EXPECT_FALSE(kiosk.state.identified);
}

}  // namespace
}  // namespace tandem::kiosk::test
