#include "calendar/programme/presence.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

Pair pair_of_two() {
  Pair pair;
  pair.mentor = PersonId{"m"};
  pair.mentee = PersonId{"s"};
  return pair;
}

TEST(Presence, ThePairKnowsEachRole) {
  EXPECT_EQ(role_of(pair_of_two(), PersonId{"m"}), PairRole::Mentor);
  EXPECT_EQ(role_of(pair_of_two(), PersonId{"s"}), PairRole::Mentee);
  EXPECT_EQ(person_in(pair_of_two(), PairRole::Mentee), PersonId{"s"});
}

TEST(Presence, AStrangerHasNoRole) { EXPECT_EQ(role_of(pair_of_two(), PersonId{"x"}), std::nullopt); }

TEST(Presence, PartnersAreEachOther) {
  EXPECT_EQ(partner_of(PairRole::Mentor), PairRole::Mentee);
  EXPECT_EQ(partner_of(PairRole::Mentee), PairRole::Mentor);
}

TEST(Presence, CountsWhoArrived) {
  Session session;
  EXPECT_EQ(present_count(session), 0);
  session.mentee_arrived = Instant{};
  EXPECT_EQ(present_count(session), 1);
  EXPECT_TRUE(arrival_of(session, PairRole::Mentee));
  EXPECT_FALSE(arrival_of(session, PairRole::Mentor));
  session.mentor_arrived = Instant{};
  EXPECT_EQ(present_count(session), 2);
}

}  // namespace
}  // namespace tandem::calendar
