// What is over leaves the World: what goes, what stays, and what is said about it afterwards.
#include <gtest/gtest.h>

#include <algorithm>

#include "calendar/booking/facts.h"
#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

using std::chrono::days;

constexpr int kDay = 1440;

struct OldSite : SmallSite {
  BookingId old_session{plan(60, 120)};
  BookingId old_booking{book(130, 160)};
  BookingId young{plan(2 * kDay + 60, 2 * kDay + 120)};
  void forget(int before) { apply(world, PastForgotten{at(before)}); }
};

TEST(Forgetting, TakesWhatEndedByThenWithItsSession) {
  OldSite site;
  site.forget(150);
  EXPECT_EQ(find(site.world, site.old_session), nullptr);
  EXPECT_TRUE(site.world.sessions.find(SessionId{site.old_session.text()}) == site.world.sessions.end());
  EXPECT_NE(find(site.world, site.old_booking), nullptr) << "it ended later";
  EXPECT_NE(find(site.world, site.young), nullptr);
}

TEST(Forgetting, LeavesNothingInTheIndexes) {
  OldSite site;
  site.forget(kDay);
  const auto index_of = [&](const BookingId& id) {
    return std::ranges::any_of(site.world.by_room, [&](const auto& each) { return each.first.booking == id; }) ||
           std::ranges::any_of(site.world.awaited, [&](const auto& each) { return each.second == id; }) ||
           std::ranges::any_of(site.world.by_pair, [&](const auto& each) { return each.second == id; });
  };
  EXPECT_FALSE(index_of(site.old_session));
  EXPECT_FALSE(index_of(site.old_booking));
  EXPECT_TRUE(index_of(site.young));
}

TEST(Forgetting, KeepsWhatThePairDid) {
  OldSite site;
  site.ask(CheckIn{site.old_session, kAnn, at(60)}, 60);
  site.forget(kDay);
  const PairPast* past = find_past(site.world, kPair1);
  ASSERT_NE(past, nullptr);
  EXPECT_EQ(*past, (PairPast{kPair1, 1, at(60), at(60)}));
  EXPECT_EQ(find_past(site.world, PairId{"p2"}), nullptr);
}

TEST(Forgetting, ASessionThatNobodyCameToCountsAsPlannedOnly) {
  OldSite site;
  site.forget(kDay);
  EXPECT_EQ(*find_past(site.world, kPair1), (PairPast{kPair1, 0, std::nullopt, at(60)}));
}

TEST(Forgetting, AddsUpOverTheDays) {
  OldSite site;
  site.ask(CheckIn{site.old_session, kAnn, at(60)}, 60);
  site.forget(kDay);
  site.ask(CheckIn{site.young, kBob, at(2 * kDay + 60)}, 2 * kDay + 60);
  site.forget(3 * kDay);
  EXPECT_EQ(find_past(site.world, kPair1)->held, 2);
  EXPECT_EQ(find_past(site.world, kPair1)->last_held, at(2 * kDay + 60));
}

TEST(Forgetting, AgainIsAsGoodAsOnce) {
  OldSite site;
  site.forget(kDay);
  const auto before = facts_of(site.world);
  site.forget(kDay);
  site.forget(60);  // an older one changes nothing
  EXPECT_EQ(facts_of(site.world), before);
}

TEST(Forgetting, AWorldMadeOfItsFactsIsTheSame) {
  OldSite site;
  site.ask(CheckIn{site.old_session, kAnn, at(60)}, 60);
  site.forget(kDay);
  World again;
  for (const Change& fact : facts_of(site.world)) apply(again, fact);
  EXPECT_EQ(facts_of(again), facts_of(site.world));
  EXPECT_EQ(again.forgotten_before, at(kDay));
}

TEST(Forgetting, EveryTouchedFactIsNamedBeforehand) {
  OldSite site;
  site.ask(CheckIn{site.old_session, kAnn, at(60)}, 60);
  std::map<FactKey, Change> rows;
  for (const FactNow& now : facts_touched(site.world, PastForgotten{at(kDay)})) {
    if (now.fact) rows.emplace(now.key, *now.fact);
  }
  EXPECT_EQ(rows.size(), 3U) << "two bookings and a session there are; what is forgotten there is not yet";
  const auto touched = facts_touched(site.world, PastForgotten{at(kDay)});
  site.forget(kDay);
  for (const FactNow& each : touched) {
    const bool gone = each.key.kind == FactKind::Booking || each.key.kind == FactKind::Session;
    EXPECT_EQ(fact_now(site.world, each.key).fact.has_value(), !gone);
  }
}

TEST(Forgetting, ACommandFromThatTimeIsToldSo) {
  OldSite site;
  site.forget(kDay);
  const NumberedCommand late{{DeviceId{"kiosk"}, 99}, at(70), CheckIn{site.old_session, kAnn, at(70)}};
  EXPECT_EQ(decide(site.world, late, at(9 * kDay)).verdict, Verdict{Refused{RefusalReason::Forgotten}});
  EXPECT_EQ(site.answer(EndBooking{site.old_session, at(2 * kDay), kAnn}, 2 * kDay), "BookingUnknown");
}

TEST(Forgetting, NothingIsBookedThereAgain) {
  OldSite site;
  site.forget(kDay);
  const NumberedCommand walk_up{{DeviceId{"kiosk"}, 99}, at(200), BookRoom{kRoom1, from_to(200, 230), std::nullopt}};
  EXPECT_EQ(decide(site.world, walk_up, at(kDay)).verdict, Verdict{Refused{RefusalReason::Forgotten}})
      << "whatever the clocks say";
}

TEST(PastKept, IsNeverShorterThanLateCheckInsNeed) {
  BookingPolicy policy;
  EXPECT_EQ(past_kept(policy), days{8});
  policy.past_kept = days{2};
  EXPECT_EQ(past_kept(policy), days{8});
  policy.late_check_in = days{30};
  EXPECT_EQ(past_kept(policy), days{31});
  policy.past_kept = days{90};
  EXPECT_EQ(past_kept(policy), days{90});
}

}  // namespace
}  // namespace tandem::calendar::test
