#include "kiosk/core/topic_taps.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

const TopicId kChat{"chat"};
const TopicId kWeb{"web"};

World with_topics() {
  World world = test_world();
  for (const TopicId& topic : {kChat, kWeb}) apply(world, TopicPut{{topic, topic.text(), topic.text()}});
  Pair pair = *find(world, kAnnBob);
  pair.topics = {kChat, kWeb};
  apply(world, PairPut{pair});
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  return world;
}

TestKiosk on_cards(World world, Instant now) {
  TestKiosk kiosk(snapshot_of(std::move(world), now), Lobby{}, now);
  kiosk.identify(kBob).tap(TopicsTapped{BookingId{"s"}});
  return kiosk;
}

TEST(TopicCards, FirstTopicLiesOnTop) {
  TestKiosk kiosk = on_cards(with_topics(), at(13));
  ASSERT_NE(kiosk.screen<TopicScreen>(), nullptr);
  EXPECT_EQ(kiosk.screen<TopicScreen>()->topic, kChat);
  kiosk.tap(TopicTapped{kWeb});
  EXPECT_EQ(kiosk.screen<TopicScreen>()->topic, kWeb);
}

TEST(TopicCards, RolesAreSwappedForOneTopicAlone) {
  TestKiosk kiosk = on_cards(with_topics(), at(13));
  kiosk.tap(RolesSwapped{});
  EXPECT_TRUE(kiosk.screen<TopicScreen>()->swapped.contains(kChat));
  EXPECT_FALSE(kiosk.screen<TopicScreen>()->swapped.contains(kWeb));
  kiosk.tap(RolesSwapped{});
  EXPECT_TRUE(kiosk.screen<TopicScreen>()->swapped.empty());
}

TEST(TopicCards, MarkIsSavedAtOnceOnceTheSessionHasBegun) {
  World world = with_topics();
  apply(world, PersonCheckedIn{BookingId{"s"}, kBob, at(13, 58)});
  TestKiosk kiosk = on_cards(world, at(14, 30));
  kiosk.tap(TopicMarked{kChat, TopicMark::NeedsPractice});
  EXPECT_EQ(kiosk.asked(),
            Command(TickTopics{BookingId{"s"}, kBob, {{kChat, TopicMark::NeedsPractice}}, kiosk.state.now}));
}

TEST(TopicCards, NothingIsMarkedBeforeTheSession) {
  TestKiosk kiosk = on_cards(with_topics(), at(13));
  kiosk.tap(TopicMarked{kChat, TopicMark::Mastered});
  EXPECT_EQ(kiosk.last<SubmitCommand>(), nullptr);
  EXPECT_TRUE(kiosk.screen<TopicScreen>()->marks.empty());
}

TEST(TopicCards, PairWithoutTopicsHasNone) {
  World world = test_world();
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  EXPECT_EQ(on_cards(world, at(13)).screen<TopicScreen>(), nullptr);
}

}  // namespace
}  // namespace tandem::kiosk::test
