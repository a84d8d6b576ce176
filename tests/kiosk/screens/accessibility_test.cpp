// Every state in both languages, for who uses keys or hears the screen instead of seeing it (EN 301 549 5.1.3, 5.5;
// WCAG 2.2: 1.3.1, 2.1.1, 2.4.3, 2.4.7, 4.1.2).
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "kiosk/screens/screenshot_states.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace tandem::kiosk::test {
namespace {

using ui::SemanticNode;
using ui::SemanticRole;

struct PanelCase {
  int width;
  int height;
  const char* language;
};

class Accessibility : public testing::TestWithParam<PanelCase> {
 protected:
  Accessibility()
      : painter_(ui::panel_of_pixels(GetParam().width, GetParam().height), TANDEM_BINARY_DIR "/share/locale"),
        states_(screenshot_states(golden_snapshot(), GetParam().language, golden_time())) {}

  const ui::Semantics& show(const AppState& state) {
    static_cast<void>(painter_.frame(state));
    return painter_.context().semantics();
  }
  [[nodiscard]] std::size_t targets_in_use() {
    const auto& targets = painter_.context().targets().all();
    return static_cast<std::size_t>(std::ranges::count(targets, true, &ui::Target::enabled));
  }

  Painter painter_;
  std::vector<ScreenshotState> states_;
};

// What is heard of a target: what it is a part of, its name, then what is written on it.
std::string description(const ui::Semantics& tree, int target) {
  const int parent = tree.node(target).parent;
  std::string words(parent != ui::kNoParent ? tree.name(parent) : std::string_view{});
  words += ", " + std::string(tree.name(target));
  for (const int index : tree.reading_order())
    if (tree.node(index).parent == target) words += ", " + std::string(tree.name(index));
  return words;
}

bool has_letter_or_digit(std::string_view words) {
  return std::ranges::any_of(words, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0;
  });
}

TEST_P(Accessibility, EveryScreenHasAHeading) {
  for (const auto& [name, state] : states_) {
    const ui::Semantics& tree = show(state);
    const bool heading = std::ranges::any_of(tree.reading_order(), [&](int index) {
      return tree.role(index) == SemanticRole::Heading || tree.role(index) == SemanticRole::Dialog ||
             tree.role(index) == SemanticRole::List;
    });
    EXPECT_TRUE(heading) << name;
  }
}

TEST_P(Accessibility, EveryTargetHasANameThatCanBeSaid) {
  for (const auto& [name, state] : states_) {
    const ui::Semantics& tree = show(state);
    for (int i = 0; i < tree.size(); ++i) {
      const SemanticNode node = tree.node(i);
      EXPECT_TRUE(node.id.empty() || has_letter_or_digit(node.name)) << name << ' ' << node.id << ' ' << node.name;
    }
  }
}

TEST_P(Accessibility, NoTwoTargetsSoundTheSame) {
  for (const auto& [name, state] : states_) {
    const ui::Semantics& tree = show(state);
    std::map<std::string, std::string> heard;
    for (int i = 0; i < tree.size(); ++i) {
      const SemanticNode node = tree.node(i);
      if (node.id.empty()) continue;
      const auto [first, is_new] = heard.emplace(description(tree, i), node.id);
      EXPECT_TRUE(is_new) << name << ' ' << node.id << " sounds like " << first->second << ": " << first->first;
    }
  }
}

TEST_P(Accessibility, EveryTargetIsReachedByTab) {
  for (const auto& [name, state] : states_) {
    static_cast<void>(show(state));
    std::set<std::string> reached;
    const std::size_t targets = targets_in_use();
    for (std::size_t i = 0; i < targets; ++i) {
      painter_.context().navigate(ui::NavKey::Next);
      static_cast<void>(painter_.frame(state));
      reached.insert(painter_.context().focused());
    }
    reached.erase("");
    EXPECT_EQ(reached.size(), targets) << name;
    painter_.context().hide_focus();
  }
}

// Where the four arrows lead from each target, by going to it with Tab first.
std::map<std::string, std::set<std::string>> steps_of_arrows(ui::Context& context, std::size_t targets) {
  std::map<std::string, std::set<std::string>> steps;
  for (std::size_t i = 0; i < targets; ++i) {
    context.navigate(ui::NavKey::Next);
    const std::string from = context.focused();
    for (const ui::NavKey arrow : {ui::NavKey::Down, ui::NavKey::Right, ui::NavKey::Up, ui::NavKey::Left}) {
      context.navigate(arrow);
      steps[from].insert(context.focused());
      for (std::size_t back = 0; back < targets && context.focused() != from; ++back)
        context.navigate(ui::NavKey::Next);
    }
  }
  return steps;
}

std::size_t reached_from_first(const std::map<std::string, std::set<std::string>>& steps, const std::string& first) {
  std::set<std::string> reached{first};
  std::vector<std::string> ahead{first};
  while (!ahead.empty()) {
    const std::string from = ahead.back();
    ahead.pop_back();
    for (const std::string& to : steps.at(from))
      if (reached.insert(to).second) ahead.push_back(to);
  }
  return reached.size();
}

TEST_P(Accessibility, EveryTargetIsReachedByArrowsAlone) {
  constexpr std::size_t kMany = 60;  // a grid of rooms and hours: a line as the next one, walked for too long here
  for (const auto& [name, state] : states_) {
    static_cast<void>(show(state));
    const std::size_t targets = targets_in_use();
    if (targets == 0 || targets > kMany) continue;
    painter_.context().navigate(ui::NavKey::Next);
    const std::string first = painter_.context().focused();
    const auto steps = steps_of_arrows(painter_.context(), targets);
    EXPECT_EQ(reached_from_first(steps, first), targets) << name;
    painter_.context().hide_focus();
  }
}

TEST_P(Accessibility, FocusIsSeen) {
  for (const auto& [name, state] : states_) {
    static_cast<void>(show(state));
    const std::size_t targets = targets_in_use();
    for (std::size_t i = 0; i < targets; ++i) {
      painter_.context().navigate(ui::NavKey::Next);
      const ui::Semantics& tree = show(state);
      const auto focused = tree.find(painter_.context().focused());
      ASSERT_TRUE(focused) << name;
      EXPECT_TRUE(tree.node(*focused).state.focused) << name << ' ' << tree.node(*focused).id;
      EXPECT_TRUE(painter_.context().ring_drawn()) << name << ' ' << tree.node(*focused).id;
    }
    painter_.context().hide_focus();
  }
}

TEST_P(Accessibility, TabGoesBackTheWayItCame) {
  for (const auto& [name, state] : states_) {
    static_cast<void>(show(state));
    if (targets_in_use() < 2) continue;
    painter_.context().navigate(ui::NavKey::Next);
    const std::string first = painter_.context().focused();
    painter_.context().navigate(ui::NavKey::Next);
    painter_.context().navigate(ui::NavKey::Previous);
    EXPECT_EQ(painter_.context().focused(), first) << name;
    painter_.context().hide_focus();
  }
}

INSTANTIATE_TEST_SUITE_P(Panels, Accessibility,
                         testing::Values(PanelCase{800, 480, "fr"}, PanelCase{1280, 800, "en"},
                                         PanelCase{1080, 1920, "fr"}),
                         [](const testing::TestParamInfo<PanelCase>& one) {
                           return std::to_string(one.param.width) + "x" + std::to_string(one.param.height) +
                                  one.param.language;
                         });

}  // namespace
}  // namespace tandem::kiosk::test
