#include "kiosk/screens/topics/view_model.h"

#include <gtest/gtest.h>

#include "kiosk/text/topic_cards.h"
#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

TestKiosk on_cards(const std::string& topic, Instant now = at(13)) {
  World world = test_world();
  apply(world, TopicPut{{TopicId{topic}, "Thème", "A topic"}});
  Pair pair = *find(world, kAnnBob);
  pair.topics = {TopicId{topic}};
  apply(world, PairPut{pair});
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  apply(world, PersonCheckedIn{BookingId{"s"}, kBob, at(13, 58)});
  TestKiosk kiosk(snapshot_of(std::move(world), now), Lobby{}, now);
  kiosk.identify(kBob).tap(TopicsTapped{BookingId{"s"}});
  return kiosk;
}

TopicsModel model_of(const TestKiosk& kiosk) {
  return topics_model(kiosk.state, *kiosk.screen<TopicScreen>(), english());
}

TEST(TopicsModel, CardHasAnAimThreeStepsAndAnExercise) {
  const TopicsModel model = model_of(on_cards("security"));
  EXPECT_EQ(model.aim, "Recognise a false message, and never use a password twice");
  EXPECT_EQ(model.steps.size(), kTopicSteps);
  EXPECT_FALSE(model.exercise.empty());
}

TEST(TopicsModel, TopicWithoutACardOfItsOwnHasTheGeneralOne) {
  EXPECT_EQ(model_of(on_cards("knitting")).aim, "Do alone what you could not do before");
  EXPECT_EQ(model_of(on_cards("knitting")).name, "A topic");
}

TEST(TopicsModel, MentorShowsUntilTheRolesAreSwapped) {
  TestKiosk kiosk = on_cards("security");
  EXPECT_EQ(model_of(kiosk).roles, "Ann shows, Bob practises");
  kiosk.tap(RolesSwapped{});
  EXPECT_EQ(model_of(kiosk).roles, "Bob shows, Ann practises");
}

TEST(TopicsModel, MarksAreOfferedFromTheStartOn) {
  EXPECT_FALSE(model_of(on_cards("security", at(13, 59))).can_mark);
  EXPECT_TRUE(model_of(on_cards("security", at(14))).can_mark);
}

}  // namespace
}  // namespace tandem::kiosk::test
