#include "kiosk/app/tree_report.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace tandem::kiosk {
namespace {

namespace json = boost::json;

json::array nodes_of(const ui::Semantics& tree) { return json::parse(tree_report(tree)).at("nodes").as_array(); }

TEST(TreeReport, TellsRoleNameIdAndPlace) {
  ui::Semantics tree;
  tree.add({ui::SemanticRole::Button, "Book", {}, "today.book", {1, 2, 3, 4}, {}, ui::kNoParent});
  const json::value expected = json::parse(
      R"({"role":"button","name":"Book","value":"","id":"today.book","x":1.0,"y":2.0,"w":3.0,"h":4.0,"states":[],)"
      R"("parent":null})");
  EXPECT_EQ(nodes_of(tree).at(0), expected);
}

TEST(TreeReport, TellsOnlyStatesThatAreNotUsual) {
  ui::Semantics tree;
  tree.add({ui::SemanticRole::Button, "Book", {}, "a", {}, {.enabled = false, .pending = true}, ui::kNoParent});
  EXPECT_EQ(nodes_of(tree).at(0).at("states"), json::parse(R"(["disabled","pending"])"));
}

TEST(TreeReport, NamesAParentByItsPlaceInTheList) {
  ui::Semantics tree;
  tree.add({ui::SemanticRole::Text, "Below", {}, {}, {0, 50, 10, 10}, {}, ui::kNoParent});
  const int card = tree.add({ui::SemanticRole::Button, "Card", {}, "card", {0, 0, 10, 10}, {}, ui::kNoParent});
  tree.add({ui::SemanticRole::Text, "On it", {}, {}, {0, 0, 5, 5}, {}, card});
  const json::array nodes = nodes_of(tree);
  EXPECT_EQ(nodes.at(0).at("name"), "Card");
  EXPECT_EQ(nodes.at(1).at("name"), "On it");
  EXPECT_EQ(nodes.at(1).at("parent"), 0);
}

}  // namespace
}  // namespace tandem::kiosk
