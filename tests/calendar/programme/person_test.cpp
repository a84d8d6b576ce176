#include "calendar/programme/person.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

Person named(std::string given, std::string family, NameVisibility visibility = NameVisibility::Initials) {
  Person person;
  person.given_name = std::move(given);
  person.family_name = std::move(family);
  person.visibility = visibility;
  return person;
}

TEST(ShownName, FullNameWhenThePersonAllowsIt) {
  EXPECT_EQ(shown_name(named("Chloé", "Lefèvre", NameVisibility::Full)), "Chloé Lefèvre");
}

TEST(ShownName, NothingWhenHidden) { EXPECT_EQ(shown_name(named("Chloé", "Lefèvre", NameVisibility::Hidden)), ""); }

TEST(ShownName, InitialsAreTheFirstLetters) { EXPECT_EQ(shown_name(named("Chloé", "Lefèvre")), "C. L."); }

TEST(ShownName, InitialsKeepAccents) { EXPECT_EQ(shown_name(named("Élodie", "Özdemir")), "É. Ö."); }

TEST(ShownName, InitialsAreUpperCase) { EXPECT_EQ(shown_name(named("émile", "łukasz")), "É. Ł."); }

TEST(ShownName, InitialsOfOtherScripts) { EXPECT_EQ(shown_name(named("юрий", "王")), "Ю. 王."); }

TEST(ShownName, AMissingNameLeavesOneInitial) {
  EXPECT_EQ(shown_name(named("Cher", "")), "C.");
  EXPECT_EQ(shown_name(named("", "Prince")), "P.");
}

TEST(ShownName, LeadingSpacesAndApostrophesAreNoInitial) { EXPECT_EQ(shown_name(named(" Anna", "'t Hooft")), "A. T."); }

TEST(ShownName, BrokenUtf8ShowsNothingRatherThanGarbage) {
  EXPECT_EQ(shown_name(named("\xC3", "\xFF\xFE")), "");
  EXPECT_EQ(shown_name(named("\xE2\x28\xA1", "Li")), "L.");
}

TEST(FullName, IgnoresVisibility) {
  EXPECT_EQ(full_name(named("Chloé", "Lefèvre", NameVisibility::Hidden)), "Chloé Lefèvre");
}

}  // namespace
}  // namespace tandem::calendar
