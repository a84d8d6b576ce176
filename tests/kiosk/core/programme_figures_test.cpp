#include "kiosk/core/programme_figures.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

const TopicId kAssistants{"assistants"};
const TopicId kPasswords{"passwords"};

// `count` pairs of two people each, mentors of one department, mentees of another one each; nothing in common with
// anybody else.
World world_of_pairs(int count) {
  World world;
  Site site;
  site.zone = "Europe/Paris";
  apply(world, SiteConfigured{site});
  apply(world, TopicPut{{kAssistants, "IA", "AI"}});
  apply(world, TopicPut{{kPasswords, "Mots de passe", "Passwords"}});
  Room oak;
  oak.id = kOak;
  apply(world, RoomPut{oak});
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    Person mentor;
    mentor.id = PersonId{"mentor" + n};
    mentor.department = "Sales";
    Person mentee;
    mentee.id = PersonId{"mentee" + n};
    mentee.department = "Board " + n;
    apply(world, PersonPut{mentor});
    apply(world, PersonPut{mentee});
    Pair pair;
    pair.id = PairId{"pair" + n};
    pair.mentor = mentor.id;
    pair.mentee = mentee.id;
    pair.topics = {kAssistants};
    if (i < 2) pair.topics.push_back(kPasswords);
    apply(world, PairPut{pair});
  }
  return world;
}

void hold_session(World& world, int pair, const Interval& when) {
  const std::string n = std::to_string(pair);
  const std::string id = n + "@" + std::to_string(when.start.time_since_epoch().count());
  add_session(world, id, PairId{"pair" + n}, kOak, when);
  apply(world, PersonCheckedIn{BookingId{id}, PersonId{"mentor" + n}, when.start});
}

// Monday the 23rd at eight, then an hour each.
World three_pairs_met() {
  World world = world_of_pairs(3);
  for (int i = 0; i < 3; ++i) hold_session(world, i, span(8 + i, 9 + i));
  return world;
}

TEST(ProgrammeFigures, SessionsOfThisMonthAreCounted) {
  EXPECT_EQ(programme_figures(three_pairs_met(), at(14)).sessions, (MonthOfSessions{3, false}));
}

TEST(ProgrammeFigures, FewerThanFivePeopleAreNotTold) {
  World world = world_of_pairs(3);
  hold_session(world, 0, span(8, 9));
  hold_session(world, 1, span(9, 10));
  const ProgrammeFigures figures = programme_figures(world, at(14));
  EXPECT_FALSE(figures.sessions);
  EXPECT_FALSE(figures.departments_linked);
}

TEST(ProgrammeFigures, NobodyCameIsNoSession) {
  World world = three_pairs_met();
  add_session(world, "missed", PairId{"pair0"}, kOak, span(12, 13));
  EXPECT_EQ(programme_figures(world, at(14)).sessions->held, 3);
}

TEST(ProgrammeFigures, ForgottenSessionOfThisMonthStillCounts) {
  World world = three_pairs_met();
  apply(world, PairPastNoted{PairPast{PairId{"pair0"}, 1, at(9) - std::chrono::days{14}, {}}});
  EXPECT_EQ(programme_figures(world, at(14)).sessions, (MonthOfSessions{4, false}));
}

TEST(ProgrammeFigures, LastMonthIsAnotherMonth) {
  World world = three_pairs_met();
  apply(world, PairPastNoted{PairPast{PairId{"pair0"}, 1, at(9) - std::chrono::days{30}, {}}});
  EXPECT_EQ(programme_figures(world, at(14)).sessions->held, 3);
}

TEST(ProgrammeFigures, PairThatMeetsEveryWeekMayHaveMetMoreOften) {
  World world = three_pairs_met();
  Pair weekly = *find(world, PairId{"pair0"});
  weekly.cadence = std::chrono::weeks{1};
  apply(world, PairPut{weekly});
  apply(world, PairPastNoted{PairPast{weekly.id, 5, at(9) - std::chrono::days{10}, {}}});
  EXPECT_EQ(programme_figures(world, at(14)).sessions, (MonthOfSessions{4, true}));
}

TEST(ProgrammeFigures, DepartmentsAreLinkedByPairsThatMet) {
  EXPECT_EQ(programme_figures(three_pairs_met(), at(14)).departments_linked, 4);  // Sales and three of the board
}

TEST(ProgrammeFigures, PairInsideOneDepartmentLinksNothing) {
  World world = three_pairs_met();
  edit(world, PersonId{"mentee0"}, [](Person& one) { one.department = "Sales"; });
  EXPECT_FALSE(programme_figures(world, at(14)).departments_linked);  // four people are left
}

TEST(ProgrammeFigures, TopicOfFourPeopleIsNotTold) {
  EXPECT_EQ(programme_figures(world_of_pairs(3), at(14)).top_topics, std::vector{kAssistants});
}

TEST(ProgrammeFigures, EmptyWorldTellsNothing) { EXPECT_EQ(programme_figures(World{}, at(14)), ProgrammeFigures{}); }

}  // namespace
}  // namespace tandem::kiosk::test
