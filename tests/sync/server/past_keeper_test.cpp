// What is over is forgotten once a day, everywhere; what people said and how rooms were used stays with the server.

#include "sync/server/past_keeper.h"

#include <gtest/gtest.h>

#include "calendar/booking/facts.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using calendar::RefusalReason;
using std::chrono::days;
using std::chrono::hours;

const calendar::Verdict kYes{calendar::Accepted{}};
const calendar::PersonId kAnn{"ann"};
const calendar::PersonId kBob{"bob"};

class ForgettingServer : public testing::Test {
 protected:
  ForgettingServer() {
    calendar::Person ann;
    ann.id = kAnn;
    calendar::Person bob;
    bob.id = kBob;
    calendar::Pair pair;
    pair.id = calendar::PairId{"p1"};
    pair.mentor = kAnn;
    pair.mentee = kBob;
    pair.topics = {calendar::TopicId{"ai"}};
    const std::vector<calendar::Change> facts{calendar::PersonPut{ann}, calendar::PersonPut{bob},
                                              calendar::PairPut{pair}};
    EXPECT_TRUE(core->commit_changes(facts));
  }

  // A session at ten that ann came to, rated.
  void hold_session() {
    const calendar::PlanSession plan{calendar::PairId{"p1"}, calendar::RoomId{"r1"}, from_to(10, 11), kAnn};
    ASSERT_EQ(core->commit(numbered("k1", 1, plan))->verdict, kYes);
    core.wait(hours{1});
    const calendar::CheckIn arrive{booking_of("k1", 1), kAnn, at(10)};
    ASSERT_EQ(core->commit(numbered("k1", 2, arrive, at(10)))->verdict, kYes);
    core.wait(hours{1});
    const calendar::RateSession rate{booking_of("k1", 1), kAnn, 2, at(11)};
    ASSERT_EQ(core->commit(numbered("k1", 3, rate, at(11)))->verdict, kYes);
  }
  [[nodiscard]] bool known(std::uint64_t number) { return find(core->world(), booking_of("k1", number)) != nullptr; }

  CoreOnALoop core;
};

TEST_F(ForgettingServer, KeepsABookingForEightDaysAndForgetsItThen) {
  hold_session();
  core.wait(days{8} + hours{3});
  EXPECT_TRUE(known(1)) << "whole days only";
  core.wait(days{1});
  EXPECT_FALSE(known(1));
  EXPECT_TRUE(core->world().sessions.empty());
  EXPECT_EQ(core->world().pair_pasts.at(calendar::PairId{"p1"}).held, 1);
}

TEST_F(ForgettingServer, KeepsItLongerWhenThePolicySaysSo) {
  hold_session();
  calendar::Site site = core->world().site;
  site.policy.past_kept = days{20};
  ASSERT_TRUE(core->commit_changes({calendar::SiteConfigured{site}}));
  core.wait(days{19});
  EXPECT_TRUE(known(1));
  core.wait(days{3});
  EXPECT_FALSE(known(1));
}

TEST_F(ForgettingServer, TellsItsDevices) {
  auto k2 = core.device("k2");
  k2.connect();
  hold_session();
  for (int day = 0; day < 10; ++day) {
    core.wait(days{1});
    if (k2.closed()) k2.connect(core->cursor());
  }
  core.wait(hours{2});
  auto k3 = core.device("k3");
  k3.connect();
  EXPECT_EQ(calendar::facts_of(k3.world()), calendar::facts_of(core->world()));
  EXPECT_TRUE(k3.world().bookings.empty());
}

TEST_F(ForgettingServer, KeepsHowTheRoomWasUsedAndNobody) {
  hold_session();
  core.wait(days{10});
  const auto uses = core->store().uses({at(0), at(23)});
  ASSERT_TRUE(uses.has_value());
  const sync::UseRecord expected{calendar::RoomId{"r1"}, from_to(10, 11), from_to(10, 11), 2, true, false, true};
  EXPECT_EQ(*uses, std::vector{expected});
}

TEST_F(ForgettingServer, KeepsTheRating) {
  hold_session();
  core.wait(days{10});
  const auto counts = core->store().count_ratings({at(0), at(23)});
  EXPECT_EQ(*counts, (std::vector<sync::RatingCount>{{calendar::PairRole::Mentor, 2, 1, 1}}));
}

TEST_F(ForgettingServer, NeverTellsARatingToADevice) {
  hold_session();
  auto k2 = core.device("k2");
  k2.connect();
  const calendar::TickTopics tick{booking_of("k1", 1), kAnn, {{calendar::TopicId{"ai"}, {}}}, at(11)};
  const auto frames_before = k2.connection().frames.size();
  ASSERT_EQ(core->commit(numbered("k1", 4, tick, at(11)))->verdict, kYes);
  EXPECT_GT(k2.connection().frames.size(), frames_before);
  EXPECT_EQ(k2.connection().frames.substr(frames_before).find("ai"), std::string::npos);
  EXPECT_TRUE(k2.world().sessions.begin()->second.mentor_rated);
  const auto entries = *core->store().entries_after(0, 100);
  for (const auto& entry : entries) {
    if (entry.origin.number != 3) continue;
    EXPECT_EQ(entry.changes,
              (std::vector<calendar::Change>{calendar::SessionRated{booking_of("k1", 1), kAnn, at(11)}}));
  }
}

TEST_F(ForgettingServer, ACommandAboutAForgottenTimeIsToldSo) {
  hold_session();
  core.wait(days{10});
  const calendar::RateSession late{booking_of("k1", 1), kBob, 4, at(11)};
  EXPECT_EQ(core->commit(numbered("k2", 1, late, at(11)))->verdict, refused(RefusalReason::Forgotten));
}

TEST_F(ForgettingServer, ARepeatedCommandHasItsFirstVerdictAllTheSame) {
  hold_session();
  core.wait(days{10});
  const calendar::CheckIn arrive{booking_of("k1", 1), kAnn, at(10)};
  EXPECT_TRUE(core->commit(numbered("k1", 2, arrive, at(10)))->repeated);
}

TEST_F(ForgettingServer, ForgetsNothingForADayAfterItsClockWasSet) {
  hold_session();
  core.loop.set_wall(core.loop.clock().wall() + days{365});
  core.wait(hours{20});
  EXPECT_TRUE(known(1)) << "a wrong clock must not end what cannot be brought back";
  core.wait(hours{8});
  EXPECT_FALSE(known(1)) << "it is a year later, then";
}

TEST_F(ForgettingServer, AManyAreForgottenAFewAtATime) {
  std::vector<calendar::Change> many;
  for (int i = 0; i < 2'500; ++i) {
    calendar::Booking old;
    old.id = calendar::BookingId{"old-" + std::to_string(i)};
    old.room = calendar::RoomId{"r1"};
    old.planned = old.held = {at(0) - hours{24 * 300} + hours{i}, at(0) - hours{24 * 300} + hours{i + 1}};
    old.state = calendar::BookingState::Ended;
    many.push_back(calendar::BookingAccepted{old});
  }
  ASSERT_TRUE(core->commit_changes(many));
  const auto before = core->head();
  core.wait(sync::kForgetEvery + std::chrono::minutes{1});
  EXPECT_TRUE(core->world().bookings.empty());
  EXPECT_EQ(core->head() - before, 3U);
  EXPECT_EQ(core->store().uses({at(0) - hours{24 * 400}, at(23)})->size(), 2'500U);
}

}  // namespace
}  // namespace tandem::tests
