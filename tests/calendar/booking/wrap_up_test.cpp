// How a session was: who may say it, when, and what everybody learns of it.
#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

constexpr int kDay = 1440;

struct HeldSession : SmallSite {
  BookingId id{plan(60, 120)};
  HeldSession() {
    Pair pair = world.pairs.at(kPair1);
    pair.topics = {TopicId{"ai"}, TopicId{"chat"}};
    apply(world, PairPut{pair});
    ask(CheckIn{id, kAnn, at(58)}, 58);
  }
  RateSession rate(int rating, int when = 120, const PersonId& by = kAnn) { return {id, by, rating, at(when)}; }
  TickTopics tick(std::vector<TickedTopic> topics, int when = 121) { return {id, kAnn, std::move(topics), at(when)}; }
};

TEST(WrapUp, ARatingTellsOthersThatThePersonRatedAndNotWhat) {
  HeldSession site;
  const Decision decision = site.ask(site.rate(4), 120);
  EXPECT_EQ(decision.changes, (std::vector<Change>{SessionRated{site.id, kAnn, at(120)}}));
  EXPECT_TRUE(site.session(site.id).mentor_rated);
  EXPECT_FALSE(site.session(site.id).mentee_rated);
}

TEST(WrapUp, EachOfThePairRatesAlone) {
  HeldSession site;
  EXPECT_EQ(site.answer(site.rate(4), 120), "Accepted");
  EXPECT_EQ(site.answer(site.rate(1, 125, kBob), 125), "Accepted");
  EXPECT_TRUE(site.session(site.id).mentee_rated);
  EXPECT_EQ(site.answer(site.rate(1, 125, kCid), 125), "NotYours");
}

TEST(WrapUp, ASecondRatingChangesNothing) {
  HeldSession site;
  site.ask(site.rate(4), 120);
  const Decision again = site.ask(site.rate(1), 130);
  EXPECT_TRUE(again.accepted());
  EXPECT_TRUE(again.changes.empty());
}

TEST(WrapUp, RatingsHaveBounds) {
  HeldSession site;
  for (const int wrong : {-1, 0, 5, 1000}) EXPECT_EQ(site.answer(site.rate(wrong), 120), "Malformed") << wrong;
}

TEST(WrapUp, ASessionThatWasNotHeldHasNone) {
  SmallSite site;
  const BookingId nobody = site.plan(60, 120);
  EXPECT_EQ(site.answer(RateSession{nobody, kAnn, 3, at(130)}, 130), "SessionNotHeld");
  HeldSession held;
  EXPECT_EQ(held.answer(held.rate(3, 59), 59), "SessionNotHeld") << "it has not begun";
}

TEST(WrapUp, AnAdHocBookingHasNone) {
  SmallSite site;
  const BookingId booking = site.book(60, 120);
  EXPECT_EQ(site.answer(RateSession{booking, kAnn, 3, at(90)}, 90), "NotYours");
}

TEST(WrapUp, MayComeDaysLateFromADeviceThatWasOffline) {
  HeldSession site;
  EXPECT_EQ(site.answer(site.rate(3, 125), 120 + 6 * kDay), "Accepted");
}

TEST(WrapUp, ButNotForEver) {
  HeldSession site;
  EXPECT_EQ(site.answer(site.rate(3, 125), 121 + 7 * kDay), "WrapUpTooLate");
}

TEST(WrapUp, NotFromTheFuture) {
  HeldSession site;
  EXPECT_EQ(site.answer(site.rate(3, 200), 130), "ClockWrong");
}

TEST(WrapUp, TickedTopicsTellOthersThatTheyWereTicked) {
  HeldSession site;
  const auto both = site.tick({{TopicId{"ai"}, TopicMark::Mastered}, {TopicId{"chat"}, TopicMark::NeedsPractice}});
  const Decision decision = site.ask(both, 121);
  EXPECT_EQ(decision.changes, (std::vector<Change>{TopicsTicked{site.id, at(121)}}));
  EXPECT_TRUE(site.session(site.id).topics_ticked);
  EXPECT_TRUE(site.ask(both, 125).changes.empty());
}

TEST(WrapUp, OnlyThePairsOwnTopicsOnceEach) {
  HeldSession site;
  const TickedTopic ai{TopicId{"ai"}, TopicMark::Mastered};
  EXPECT_EQ(site.answer(site.tick({{TopicId{"golf"}, TopicMark::Mastered}}), 121), "TopicUnknown");
  EXPECT_EQ(site.answer(site.tick({ai, ai}), 121), "Malformed");
  EXPECT_EQ(site.answer(site.tick({}), 121), "Malformed");
}

TEST(WrapUp, AnEndedSessionMayStillBeWrappedUp) {
  HeldSession site;
  EXPECT_EQ(site.answer(EndBooking{site.id, at(90), kAnn}, 90), "Accepted");
  EXPECT_EQ(status_of(site.world, site.session(site.id), at(90)), SessionStatus::Ended);
  EXPECT_EQ(site.answer(site.rate(4, 91), 91), "Accepted");
}

}  // namespace
}  // namespace tandem::calendar::test
