// Every state on every panel, in both languages: what can be touched lies on the panel, is as wide as a finger and does
// not overlap what else can be touched.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "kiosk/screens/book/grid_view.h"
#include "kiosk/screens/screenshot_states.h"
#include "kiosk/ui/theme.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace tandem::kiosk::test {
namespace {

constexpr const char* kCatalogues = TANDEM_BINARY_DIR "/share/locale";

struct PanelCase {
  int width;
  int height;
  const char* language;
};

class Drawing : public testing::TestWithParam<PanelCase> {
 protected:
  Drawing() : painter_(ui::panel_of_pixels(GetParam().width, GetParam().height), kCatalogues) {}
  [[nodiscard]] static std::vector<ScreenshotState> states() {
    return screenshot_states(golden_snapshot(), GetParam().language, golden_time());
  }
  Painter painter_;
};

bool overlap(const ui::Rect& a, const ui::Rect& b) {
  constexpr float kSlack = 0.5F;
  return a.x + kSlack < b.right() && b.x + kSlack < a.right() && a.y + kSlack < b.bottom() && b.y + kSlack < a.bottom();
}

TEST_P(Drawing, TargetsAreOnThePanel) {
  for (const auto& [name, state] : states()) {
    static_cast<void>(painter_.frame(state));
    for (const auto& target : painter_.context().targets().all()) {
      EXPECT_GE(target.rect.x, 0) << name << ' ' << target.id;
      EXPECT_GE(target.rect.y, 0) << name << ' ' << target.id;
      EXPECT_LE(target.rect.right(), static_cast<float>(GetParam().width) + 0.5F) << name << ' ' << target.id;
      EXPECT_LE(target.rect.bottom(), static_cast<float>(GetParam().height) + 0.5F) << name << ' ' << target.id;
    }
  }
}

TEST_P(Drawing, TargetsAreAFingerWideAndHigh) {
  for (const auto& [name, state] : states()) {
    static_cast<void>(painter_.frame(state));
    for (const auto& target : painter_.context().targets().all()) {
      // A cell of the grid may be a little narrower: its row is high and its neighbours are next to it.
      const float least = target.id.starts_with("grid.r") ? ui::kMinTouchPixels * 0.9F : ui::kMinTouchPixels;
      EXPECT_GE(target.rect.width, least - 0.5F) << name << ' ' << target.id;
      EXPECT_GE(target.rect.height, least - 0.5F) << name << ' ' << target.id;
    }
  }
}

TEST_P(Drawing, TargetsDoNotOverlap) {
  for (const auto& [name, state] : states()) {
    static_cast<void>(painter_.frame(state));
    const auto& targets = painter_.context().targets().all();
    for (std::size_t i = 0; i < targets.size(); ++i)
      for (std::size_t k = i + 1; k < targets.size(); ++k) {
        if (targets[i].id.starts_with("notice.") || targets[k].id.starts_with("notice.")) continue;
        EXPECT_FALSE(overlap(targets[i].rect, targets[k].rect)) << name << ' ' << targets[i].id << ' ' << targets[k].id;
      }
  }
}

TEST_P(Drawing, TargetsHaveNamesOfTheirOwn) {
  for (const auto& [name, state] : states()) {
    static_cast<void>(painter_.frame(state));
    std::set<std::string> ids;
    for (const auto& target : painter_.context().targets().all()) {
      EXPECT_TRUE(ids.insert(target.id).second) << name << ' ' << target.id;
      EXPECT_FALSE(target.label.empty()) << name << ' ' << target.id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Panels, Drawing,
                         testing::Values(PanelCase{800, 480, "fr"}, PanelCase{800, 480, "en"},
                                         PanelCase{1280, 800, "fr"}, PanelCase{1280, 800, "en"},
                                         PanelCase{1080, 1920, "fr"}, PanelCase{1080, 1920, "en"},
                                         PanelCase{1024, 600, "fr"}, PanelCase{1920, 1080, "fr"}),
                         [](const testing::TestParamInfo<PanelCase>& one) {
                           return std::to_string(one.param.width) + "x" + std::to_string(one.param.height) +
                                  one.param.language;
                         });

TEST(Grid, LongDayHasFewerCellsNotNarrowerOnes) {
  using std::chrono::hours;
  using std::chrono::minutes;
  const ui::Theme wide(ui::panel_of_pixels(1280, 800));
  EXPECT_EQ(grid_step(wide, hours{11}), minutes{30});
  EXPECT_EQ(grid_step(wide, hours{14}), minutes{60});
  EXPECT_EQ(grid_step(ui::Theme(ui::panel_of_pixels(800, 480)), hours{24}), minutes{120});
}

TEST(Glyphs, EveryCharacterOfTheCatalogueCanBeDrawn) {
  std::ifstream file(TANDEM_SOURCE_DIR "/kiosk/text/po/fr.po");
  std::stringstream catalogue;
  catalogue << file.rdbuf();
  ASSERT_FALSE(catalogue.str().empty());
  const Painter painter(ui::panel_of_pixels(800, 480), kCatalogues);
  EXPECT_TRUE(painter.has_glyphs(catalogue.str()));
}

TEST(Glyphs, EveryNameOfTheSampleSiteCanBeDrawn) {
  const Painter painter(ui::panel_of_pixels(800, 480), kCatalogues);
  for (const char* file : {"people.csv", "rooms.csv", "topics.csv"}) {
    std::ifstream names(std::string(TANDEM_SOURCE_DIR "/platform/packaging/sample-site/") + file);
    std::string line;
    while (std::getline(names, line)) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      EXPECT_TRUE(painter.has_glyphs(line)) << line;
    }
  }
}

TEST(Sheet, LiesOverEverythingElse) {
  Painter painter(ui::panel_of_pixels(1280, 800), kCatalogues);
  for (const auto& [name, state] : screenshot_states(golden_snapshot(), "en", golden_time())) {
    if (name != "refused_alternatives") continue;
    static_cast<void>(painter.frame(state));
    EXPECT_EQ(painter.context().targets().find("header.back"), nullptr);
    std::vector<Action> actions;
    ASSERT_TRUE(painter.tap(state, "notice.alternative.0", actions));
    EXPECT_TRUE(std::holds_alternative<AlternativeTapped>(actions.at(0)));
  }
}

}  // namespace
}  // namespace tandem::kiosk::test
