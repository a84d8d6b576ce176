#include "kiosk/speech/phrases.h"

#include <gtest/gtest.h>

#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using ui::kNoParent;
using ui::SemanticRole;
using ui::Semantics;

TEST(ControlWords, AreNameThenWhatIsOnItThenRole) {
  Semantics tree;
  const int card = tree.add({SemanticRole::Button, "Ann and Bob", {}, "card", {}, {}, kNoParent});
  tree.add({SemanticRole::Text, "09:45", {}, {}, {}, {}, card});
  tree.add({SemanticRole::Status, "Ready", {}, {}, {}, {}, card});
  EXPECT_EQ(control_words(tree, card, Hearers::EverybodyNear, english()), "Ann and Bob, 09:45, Ready, button");
}

TEST(ControlWords, TellWhatIsChosenAndWhatCannotBeUsed) {
  Semantics tree;
  tree.add({SemanticRole::Choice, "30 min", {}, "a", {}, {.selected = true}, kNoParent});
  tree.add({SemanticRole::Button, "Book", {}, "b", {}, {.enabled = false}, kNoParent});
  EXPECT_EQ(control_words(tree, 0, Hearers::EverybodyNear, english()), "30 min, choice, selected");
  EXPECT_EQ(control_words(tree, 1, Hearers::EverybodyNear, english()), "Book, button, unavailable");
}

TEST(ControlWords, OfAChoiceBeginWithWhatIsChosen) {
  Semantics tree;
  const int topic = tree.add({SemanticRole::ListItem, "Passwords", {}, {}, {}, {}, kNoParent});
  tree.add({SemanticRole::Choice, "Mastered", {}, "a", {}, {}, topic});
  EXPECT_EQ(control_words(tree, 1, Hearers::EverybodyNear, english()), "Passwords, Mastered, choice");
}

TEST(ControlWords, OfWhatIsTypedAreForOnePersonOnly) {
  Semantics tree;
  tree.add({SemanticRole::Key, "5", {}, "key.5", {}, {}, kNoParent});
  tree.add({SemanticRole::TextField, "Your name", "LEF", {}, {}, {}, kNoParent});
  EXPECT_EQ(control_words(tree, 0, Hearers::EverybodyNear, english()), "");
  EXPECT_EQ(control_words(tree, 1, Hearers::EverybodyNear, english()), "");
  EXPECT_EQ(control_words(tree, 0, Hearers::OnePerson, english()), "5");
  EXPECT_EQ(control_words(tree, 1, Hearers::OnePerson, english()), "Your name: LEF, text field");
}

TEST(ScreenWords, GoInTheOrderOfReadingAndCountTheControls) {
  Semantics tree;
  tree.add({SemanticRole::Button, "Book", {}, "book", {0, 80, 50, 10}, {}, kNoParent});
  tree.add({SemanticRole::Status, "Free", {}, {}, {0, 20, 50, 10}, {}, kNoParent});
  tree.add({SemanticRole::Heading, "Loire", {}, {}, {0, 0, 50, 10}, {}, kNoParent});
  EXPECT_EQ(screen_words(tree, Hearers::EverybodyNear, english()), "Loire. Free. 1 control");
}

TEST(ScreenWords, LeaveOutWhatASheetLiesOver) {
  Semantics tree;
  tree.add({SemanticRole::Heading, "Today", {}, {}, {0, 0, 50, 10}, {.inert = true}, kNoParent});
  const int sheet = tree.add({SemanticRole::Dialog, "Not booked", {}, {}, {0, 0, 90, 90}, {}, kNoParent});
  tree.add({SemanticRole::Text, "The room is taken", {}, {}, {0, 30, 50, 10}, {}, sheet});
  EXPECT_EQ(screen_words(tree, Hearers::EverybodyNear, english()), "Not booked. The room is taken");
}

TEST(LiveWords, AreStatesAndAlerts) {
  Semantics tree;
  tree.add({SemanticRole::Text, "Today", {}, {}, {}, {}, kNoParent});
  tree.add({SemanticRole::Status, "Free", {}, {}, {0, 20, 5, 5}, {}, kNoParent});
  const int alert = tree.add({SemanticRole::Alert, "Booked", {}, {}, {0, 40, 5, 5}, {}, kNoParent});
  tree.add({SemanticRole::Text, "until 10:00", {}, {}, {}, {}, alert});
  EXPECT_EQ(live_words(tree), (std::vector<std::string>{"Booked, until 10:00", "Free"}));
}

}  // namespace
}  // namespace tandem::kiosk::test
