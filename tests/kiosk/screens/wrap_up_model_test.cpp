#include "kiosk/screens/wrap_up/view_model.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

const BookingId kHeld{"s"};
const TopicId kChat{"chat"};

World held() {
  World world = test_world();
  apply(world, TopicPut{{kChat, "Messagerie", "Team chat"}});
  Pair pair = *find(world, kAnnBob);
  pair.topics = {kChat};
  apply(world, PairPut{pair});
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  apply(world, PersonCheckedIn{kHeld, kBob, at(13, 58)});
  return world;
}

TestKiosk wrapping_up(World world) {
  TestKiosk kiosk(snapshot_of(std::move(world), at(15, 5)), Lobby{}, at(15, 5));
  kiosk.identify(kBob);
  return kiosk;
}

WrapUpModel model_of(const TestKiosk& kiosk) {
  return wrap_up_model(kiosk.state, *kiosk.screen<WrapUpScreen>(), english());
}

TEST(WrapUpModel, RatingsAreWordsFromTheBestDown) {
  const WrapUpModel model = model_of(wrapping_up(held()));
  ASSERT_EQ(model.ratings.size(), 4U);
  EXPECT_EQ(model.ratings.front().rating, kHighestRating);
  EXPECT_EQ(model.ratings.front().word, "Very useful");
  EXPECT_EQ(model.ratings.back().rating, kLowestRating);
}

TEST(WrapUpModel, TopicsAreThoseOfThePairWithTheirMarks) {
  TestKiosk kiosk = wrapping_up(held());
  kiosk.tap(RatingTapped{3});
  EXPECT_EQ(model_of(kiosk).done_word, "Skip");
  kiosk.tap(TopicMarked{kChat, TopicMark::NeedsPractice});
  const WrapUpModel model = model_of(kiosk);
  ASSERT_EQ(model.topics.size(), 1U);
  EXPECT_EQ(model.topics[0].name, "Team chat");
  EXPECT_EQ(model.topics[0].mark, TopicMark::NeedsPractice);
  EXPECT_EQ(model.done_word, "Continue");
}

TEST(WrapUpModel, RatingIsInNoLaterModel) {
  TestKiosk kiosk = wrapping_up(held());
  kiosk.tap(RatingTapped{1});
  EXPECT_TRUE(model_of(kiosk).ratings.empty());
  kiosk.tap(WrapUpStepDone{});
  EXPECT_TRUE(model_of(kiosk).ratings.empty());
}

TEST(WrapUpModel, NextSessionIsOneOfThreeSuggestions) {
  TestKiosk kiosk = wrapping_up(held());
  kiosk.tap(RatingTapped{4}).tap(WrapUpStepDone{});
  EXPECT_EQ(model_of(kiosk).next.suggestions.size(), 3U);
  EXPECT_EQ(model_of(kiosk).planned, "");
}

TEST(WrapUpModel, NextSessionThatIsPlannedIsSaid) {
  World world = held();
  add_session(world, "next", kAnnBob, kOak, {at(14) + std::chrono::days{1}, at(15) + std::chrono::days{1}});
  TestKiosk kiosk = wrapping_up(std::move(world));
  kiosk.tap(RatingTapped{4}).tap(WrapUpStepDone{});
  EXPECT_EQ(model_of(kiosk).planned, "Tomorrow, 14:00 – 15:00 · Oak");
}

}  // namespace
}  // namespace tandem::kiosk::test
