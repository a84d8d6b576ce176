// Every state on every panel, in every language and the pseudo-locale, at every size of text: nothing is squeezed,
// hangs over the edge or lies upon something else, and what the programme says is read whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <sstream>

#include "kiosk/core/first_data.h"
#include "kiosk/screens/screenshot_states.h"
#include "kiosk/ui/layout.h"
#include "kiosk/ui/semantics.h"
#include "kiosk/ui/theme.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace tandem::kiosk::test {
namespace {

constexpr const char* kCatalogues = TANDEM_BINARY_DIR "/share/locale";

struct Fit {
  int width;
  int height;
};

class Fitting : public testing::TestWithParam<Fit> {
 protected:
  Fitting() : painter_(ui::panel_of_pixels(GetParam().width, GetParam().height), kCatalogues) {
    painter_.context().keep_texts();
  }

  // Draws every state in every way, and calls judge(where, context) after each frame.
  template <class Judge>
  void draw_all(const Judge& judge) {
    for (const char* language : {"fr", "en", "qps"})
      for (ScreenshotState& shot : screenshot_states(golden_snapshot(), language, golden_time()))
        for (const int percent : kTextSizes) {
          const bool between = percent != kTextSizes.front() && percent != kTextSizes.back();
          if (between && language == std::string{"qps"}) continue;  // its length stands for larger text already
          shot.state.display_wishes.text_percent = percent;
          static_cast<void>(painter_.frame(shot.state));
          judge(shot.name + ' ' + language + ' ' + std::to_string(percent) + " %", painter_.context());
        }
  }

  Painter painter_;
};

std::string told(const ui::DrawnText& text) {
  const auto whole = [](float pixels) { return std::to_string(std::lround(pixels)); };
  return "\"" + text.text + "\" at " + whole(text.box.x) + ',' + whole(text.box.y) + ' ' + whole(text.box.width) + 'x' +
         whole(text.box.height) + ", " + whole(text.height) + " high";
}

bool lies_upon(const ui::Rect& a, const ui::Rect& b) {
  constexpr float kSlack = 0.5F;
  return a.x + kSlack < b.right() && b.x + kSlack < a.right() && a.y + kSlack < b.bottom() && b.y + kSlack < a.bottom();
}

bool is_on(const ui::Rect& rect, const ui::Rect& panel) {
  constexpr float kSlack = 0.5F;
  return rect.x >= panel.x - kSlack && rect.y >= panel.y - kSlack && rect.right() <= panel.right() + kSlack &&
         rect.bottom() <= panel.bottom() + kSlack;
}

// Ascenders and descenders need not have all of their line.
TEST_P(Fitting, NoTextIsHigherThanItsPlace) {
  draw_all([](const std::string& where, const ui::Context& context) {
    for (const ui::DrawnText& text : context.texts()) {
      if (text.text.empty()) continue;
      EXPECT_LE(text.height * 0.8F, text.box.height) << where << ": " << told(text);
    }
  });
}

// Names of more than forty letters, and of rooms with as many, may end with "…"; what the programme says may not. The
// pseudo-locale is longer than any language and only told to keep its place.
// Lines of the program's log, which begin with when and who.
bool is_of_the_log(const std::string& text) { return text.find(" kiosk: ") != std::string::npos; }

bool may_be_cut(const ui::DrawnText& text, const std::string& where) {
  return where.find(" qps ") != std::string::npos || text.text.find("Rochefoucauld") != std::string::npos ||
         text.text.find("Charente-Maritime") != std::string::npos || is_of_the_log(text.text);
}

TEST_P(Fitting, NoWordOfTheProgrammeIsCut) {
  draw_all([](const std::string& where, const ui::Context& context) {
    for (const ui::DrawnText& text : context.texts())
      EXPECT_TRUE(!text.cut || may_be_cut(text, where)) << where << ": " << told(text);
  });
}

TEST_P(Fitting, EveryTargetIsOnThePanelAndOnItsOwn) {
  const ui::Rect panel{0, 0, static_cast<float>(GetParam().width), static_cast<float>(GetParam().height)};
  draw_all([&panel](const std::string& where, const ui::Context& context) {
    const auto& targets = context.targets().all();
    for (std::size_t i = 0; i < targets.size(); ++i) {
      EXPECT_TRUE(is_on(targets[i].rect, panel)) << where << ": " << targets[i].id;
      for (std::size_t k = i + 1; k < targets.size(); ++k) {
        if (targets[i].id.starts_with("notice.") || targets[k].id.starts_with("notice.")) continue;
        EXPECT_FALSE(lies_upon(targets[i].rect, targets[k].rect))
            << where << ": " << targets[i].id << " and " << targets[k].id;
      }
    }
  });
}

// What is chosen is written over the cells of the grid it takes.
bool is_cell(const std::string& id) { return id.starts_with("grid.r"); }

bool is_part_of_target(const ui::Semantics& tree, int index) {
  for (; index != ui::kNoParent; index = tree.node(index).parent)
    if (!tree.node(index).id.empty()) return true;
  return false;
}

TEST_P(Fitting, NoTextLiesUponSomethingToTouch) {
  draw_all([](const std::string& where, const ui::Context& context) {
    const ui::Semantics& tree = context.semantics();
    for (int i = 0; i < tree.size(); ++i) {
      const ui::SemanticNode text = tree.node(i);
      const bool written = text.role == ui::SemanticRole::Text || text.role == ui::SemanticRole::Heading;
      if (!written || text.state.inert || is_part_of_target(tree, i)) continue;
      for (const ui::Target& target : context.targets().all())
        EXPECT_FALSE(!is_cell(target.id) && lies_upon(ui::inset(text.rect, 0, text.rect.height * 0.2F), target.rect))
            << where << ": \"" << text.name << "\" and " << target.id;
    }
  });
}

// Rows of lists and cells of the grid are many and next to one another: never below 44 pixels, tested elsewhere.
bool is_row(const std::string& id) { return is_cell(id) || id.starts_with("today.room.") || id.starts_with("find."); }

TEST(Fingers, EveryKeyIsFifteenMillimetresHighOnAPanelOfTenInchesAndMore) {
  for (const Fit& size : {Fit{1280, 800}, Fit{1920, 1080}, Fit{1080, 1920}, Fit{3840, 2160}}) {
    const ui::Panel panel = ui::panel_of_pixels(size.width, size.height);
    Painter painter(panel, kCatalogues);
    for (const auto& [name, state] : screenshot_states(golden_snapshot(), "fr", golden_time())) {
      static_cast<void>(painter.frame(state));
      for (const auto& target : painter.context().targets().all()) {
        if (is_row(target.id)) continue;
        EXPECT_GE(target.rect.height, 14.9F * panel.pixels_per_mm) << name << ' ' << size.width << ' ' << target.id;
        EXPECT_GE(target.rect.width, 14.9F * panel.pixels_per_mm) << name << ' ' << size.width << ' ' << target.id;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Panels, Fitting,
                         testing::Values(Fit{800, 480}, Fit{1280, 800}, Fit{1080, 1920}, Fit{3840, 2160}),
                         [](const testing::TestParamInfo<Fit>& one) {
                           return std::to_string(one.param.width) + "x" + std::to_string(one.param.height);
                         });

// What is left of a text without its bracketed parts.
std::string outside_brackets(const std::string& text) {
  std::string rest;
  int depth = 0;
  for (const char c : text) {
    if (c == '[') ++depth;
    if (depth == 0) rest += c;
    if (c == ']') --depth;
  }
  return rest;
}

// Everything that is written on the sites' records: names, codes.
std::string data_of(const AppState& state) {
  std::string data = "Aa FR EN Français English OK tandem.example:8443";
  const calendar::World& world = *state.snapshot->world;
  for (const auto& [id, room] : world.rooms) data += ' ' + room.name;
  for (const auto& [id, person] : world.people) data += ' ' + person.given_name + ' ' + person.family_name;
  for (const auto& [id, topic] : world.topics) data += ' ' + topic.name_en + ' ' + topic.name_fr;
  data += ' ' + world.site.name;
  if (state.service_report != nullptr) {
    data += ' ' + state.service_report->device;
    for (const std::string& line : state.service_report->log) data += ' ' + line;
  }
  if (state.set_up) data += ' ' + state.set_up->code;
  if (state.set_up) data += ' ' + state.set_up->device_fingerprint + ' ' + state.set_up->server_fingerprint;
  return data;
}

bool is_letter(unsigned char c) { return c >= 0x80U || std::isalpha(c) != 0; }

// Words of `text` that are not in `data`; single letters are keys and initials.
std::string foreign_words(const std::string& text, const std::string& data) {
  std::string foreign;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const auto letters = std::ranges::count_if(word, [](char c) { return is_letter(static_cast<unsigned char>(c)); });
    const bool sign = word == "·" || word == "–" || word == "…" || word == "‹" || word == "›";
    while (!word.empty() && word.back() == ',') word.pop_back();
    if (letters > 1 && !sign && data.find(word) == std::string::npos && word.find('.') == std::string::npos)
      foreign += word + ' ';
  }
  return foreign;
}

TEST(PseudoLocale, EverythingOnTheScreensWasGivenToTheTranslators) {
  Painter painter(ui::panel_of_pixels(1280, 800), kCatalogues);
  painter.context().keep_texts();
  for (const auto& [name, state] : screenshot_states(golden_snapshot(), "qps", golden_time())) {
    static_cast<void>(painter.frame(state));
    for (const ui::DrawnText& text : painter.context().texts())
      EXPECT_EQ(foreign_words(outside_brackets(text.text), data_of(state)), "") << name << ": " << text.text;
  }
}

TEST(LowReach, EverythingToTouchIsInTheLowerHalfOfAHighPanel) {
  for (const Fit& size : {Fit{1080, 1920}, Fit{3840, 2160}}) {
    Painter painter(ui::panel_of_pixels(size.width, size.height), kCatalogues);
    for (ScreenshotState& shot : screenshot_states(golden_snapshot(), "fr", golden_time())) {
      shot.state.display_wishes.low_reach = true;
      static_cast<void>(painter.frame(shot.state));
      for (const auto& target : painter.context().targets().all()) {
        if (target.id == "wall.wake") continue;  // all of the panel, its lower half included
        EXPECT_GE(target.rect.y, static_cast<float>(size.height) / 2) << shot.name << ' ' << target.id;
      }
    }
  }
}

TEST(LowReach, ChangesNothingWhereAllIsInReach) {
  Painter painter(ui::panel_of_pixels(1280, 800), kCatalogues);
  ScreenshotState shot = screenshot_states(golden_snapshot(), "fr", golden_time()).front();
  shot.state.display_wishes.low_reach = true;
  shot.state.display_open = true;
  static_cast<void>(painter.frame(shot.state));
  EXPECT_EQ(painter.context().targets().find("display.reach.low"), nullptr);
}

}  // namespace
}  // namespace tandem::kiosk::test
