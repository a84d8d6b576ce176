// What the lobby's screen and the sheet over it tell of themselves.
#include "kiosk/ui/semantics.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/screens/screenshot_states.h"
#include "kiosk/ui/canvas.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace tandem::kiosk::test {
namespace {

using ui::SemanticNode;
using ui::SemanticRole;

class Tree : public testing::Test {
 protected:
  Tree()
      : painter_(ui::panel_of_pixels(1280, 800), TANDEM_BINARY_DIR "/share/locale"),
        states_(screenshot_states(golden_snapshot(), "en", golden_time())) {}

  const ui::Semantics& show(const std::string& name) {
    const auto found = std::ranges::find(states_, name, &ScreenshotState::name);
    EXPECT_NE(found, states_.end()) << name;
    if (found != states_.end()) static_cast<void>(painter_.frame(found->state));
    return painter_.context().semantics();
  }

  Painter painter_;
  std::vector<ScreenshotState> states_;
};

std::optional<SemanticNode> first(const ui::Semantics& tree, SemanticRole role) {
  for (const int index : tree.reading_order())
    if (tree.role(index) == role) return tree.node(index);
  return std::nullopt;
}

std::optional<SemanticNode> named(const ui::Semantics& tree, std::string_view name) {
  for (const int index : tree.reading_order())
    if (tree.name(index) == name) return tree.node(index);
  return std::nullopt;
}

TEST_F(Tree, HoldsEveryTargetAsSomethingThatCanBeUsed) {
  const ui::Semantics& tree = show("today");
  for (const ui::Target& target : painter_.context().targets().all()) {
    const auto found = tree.find(target.id);
    ASSERT_TRUE(found) << target.id;
    EXPECT_EQ(tree.node(*found).name, target.label);
    EXPECT_EQ(tree.node(*found).state.enabled, target.enabled);
  }
}

TEST_F(Tree, LargeWordsAreTheHeading) { EXPECT_EQ(named(show("room_free"), "Loire")->role, SemanticRole::Heading); }

TEST_F(Tree, StateOfADoorIsAStatus) { EXPECT_EQ(named(show("room_free"), "Free")->role, SemanticRole::Status); }

TEST_F(Tree, WordsOnACardAreAPartOfIt) {
  const ui::Semantics& tree = show("today");
  const auto card = tree.find("today.session.s1");
  ASSERT_TRUE(card);
  const auto status = named(tree, "In progress");
  ASSERT_TRUE(status);
  EXPECT_EQ(status->parent, *card);
}

TEST_F(Tree, WordOfAButtonIsNotToldTwice) {
  const ui::Semantics& tree = show("today");
  int said = 0;
  for (int i = 0; i < tree.size(); ++i) said += tree.name(i) == "I'm here" ? 1 : 0;
  EXPECT_EQ(said, 1);
}

TEST_F(Tree, LanguageInUseIsSelected) {
  const ui::Semantics& tree = show("today");
  EXPECT_TRUE(tree.node(*tree.find("language.en")).state.selected);
  EXPECT_FALSE(tree.node(*tree.find("language.fr")).state.selected);
  EXPECT_EQ(tree.node(*tree.find("language.fr")).name, "Français");
}

TEST_F(Tree, PinTellsHowLongItIsAndNeverWhatItIs) {
  const auto field = first(show("identify_pin"), SemanticRole::TextField);
  ASSERT_TRUE(field);
  EXPECT_EQ(field->value, "2 digits");
}

TEST_F(Tree, LettersTypedAreTheValueOfOneField) {
  const auto field = first(show("identify_letters"), SemanticRole::TextField);
  ASSERT_TRUE(field);
  EXPECT_EQ(field->value.size(), 2U);
}

TEST_F(Tree, WhatWaitsForTheServerIsPending) {
  const auto alert = first(show("my_session_awaiting"), SemanticRole::Alert);
  ASSERT_TRUE(alert);
  EXPECT_TRUE(alert->state.pending);
}

TEST_F(Tree, SheetComesFirstAndTheRestIsInert) {
  const ui::Semantics& tree = show("refused_alternatives");
  const std::vector<int> order = tree.reading_order();
  ASSERT_FALSE(order.empty());
  EXPECT_EQ(tree.role(order.front()), SemanticRole::Dialog);
  const auto below = first(tree, SemanticRole::Heading);
  ASSERT_TRUE(below);
  EXPECT_TRUE(below->state.inert);
}

TEST_F(Tree, EveryNodeIsReadOnceAfterWhatItIsAPartOf) {
  for (const auto& [name, state] : states_) {
    static_cast<void>(painter_.frame(state));
    const ui::Semantics& tree = painter_.context().semantics();
    std::vector<bool> read(static_cast<std::size_t>(tree.size()), false);
    for (const int index : tree.reading_order()) {
      const int parent = tree.node(index).parent;
      EXPECT_FALSE(read[static_cast<std::size_t>(index)]) << name;
      EXPECT_TRUE(parent == ui::kNoParent || read[static_cast<std::size_t>(parent)]) << name;
      read[static_cast<std::size_t>(index)] = true;
    }
    EXPECT_EQ(std::ranges::count(read, false), 0) << name;
  }
}

TEST_F(Tree, WordsThatDoNotFitAreWholeAndMarkedAsCut) {
  ui::Canvas& canvas = painter_.context().canvas();
  static_cast<void>(show("today"));
  canvas.begin();
  canvas.text({10, 10, 60, 40}, "Far too long for this box", {});
  canvas.end();
  const SemanticNode node = painter_.context().semantics().node(0);
  EXPECT_EQ(node.name, "Far too long for this box");
  EXPECT_TRUE(node.state.cut);
}

TEST(EmptyTree, HasNothingToRead) {
  const ui::Semantics tree;
  EXPECT_TRUE(tree.reading_order().empty());
  EXPECT_FALSE(tree.find("today.here"));
}

}  // namespace
}  // namespace tandem::kiosk::test
