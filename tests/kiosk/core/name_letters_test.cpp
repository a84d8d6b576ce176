#include "kiosk/core/name_letters.h"

#include <gtest/gtest.h>

namespace tandem::kiosk {
namespace {

calendar::Person named(const std::string& given, const std::string& family) {
  calendar::Person person;
  person.given_name = given;
  person.family_name = family;
  return person;
}

TEST(NameLetters, AccentsFallAway) { EXPECT_EQ(letters_of("Chloé Šimůnek"), "CHLOESIMUNEK"); }
TEST(NameLetters, LigaturesBecomeTwoLetters) { EXPECT_EQ(letters_of("Bœuf Ægir"), "BOEUFAEGIR"); }
TEST(NameLetters, ApostrophesAndHyphensDoNotCount) { EXPECT_EQ(letters_of("O'Neill-Smith"), "ONEILLSMITH"); }
TEST(NameLetters, BrokenUtf8IsLeftOut) { EXPECT_EQ(letters_of("A\xC3"), "A"); }
TEST(NameLetters, FamilyNameBeginningWithThemMatches) { EXPECT_TRUE(letters_match(named("Chloé", "Lefèvre"), "LEF")); }
TEST(NameLetters, GivenNameBeginningWithThemMatches) { EXPECT_TRUE(letters_match(named("Chloé", "Lefèvre"), "CHL")); }
TEST(NameLetters, GoingOnIntoTheOtherNameMatches) {
  EXPECT_TRUE(letters_match(named("Li", "Wang"), "LIWA"));
  EXPECT_TRUE(letters_match(named("Li", "Wang"), "WANGLI"));
}
TEST(NameLetters, TwoLettersMatchAWholeNameOnly) {
  EXPECT_TRUE(letters_match(named("Li", "Wang"), "LI"));
  EXPECT_FALSE(letters_match(named("Linda", "Wang"), "LI"));
}
TEST(NameLetters, OtherLettersDoNotMatch) { EXPECT_FALSE(letters_match(named("Chloé", "Lefèvre"), "MAR")); }

}  // namespace
}  // namespace tandem::kiosk
