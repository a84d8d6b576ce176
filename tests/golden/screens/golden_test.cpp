// The screens compared with pictures that somebody looked at: every screen, in French and English, on three panels, in
// the light colours and those of high contrast. The French light ones of the two common panels are kept whole, the
// others at a quarter of their size, in which a moved letter is still seen. TANDEM_UPDATE_GOLDEN=1 writes them all
// anew, and the contact sheet; a difference leaves what was drawn in <build>/golden_failed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "kiosk/screens/screenshot_states.h"
#include "tests/golden/screens/contact_sheet.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace tandem::kiosk::test {
namespace {

using platform::Image;
namespace fs = std::filesystem;

// Channels may differ by 3 % of their range: rounding of other compilers and FreeType versions.
constexpr int kTolerance = 255 * 3 / 100 + 1;
// Pixels over it, of ten thousand: the edge of a glyph may fall to the other side. A quarter's pixel is the mean of
// sixteen, so that hardly one may.
constexpr std::size_t kStrayPixels = 5;
constexpr std::size_t kStrayPixelsOfQuarter = 1;

struct Sheet {
  int width;
  int height;
  const char* language;
  Look look;
};

constexpr std::array kSheets = {
    Sheet{1280, 800, "fr", Look::Light},         Sheet{1280, 800, "en", Look::Light},
    Sheet{800, 480, "fr", Look::Light},          Sheet{800, 480, "en", Look::Light},
    Sheet{1080, 1920, "fr", Look::Light},        Sheet{1080, 1920, "en", Look::Light},
    Sheet{1280, 800, "fr", Look::HighContrast},  Sheet{1280, 800, "en", Look::HighContrast},
    Sheet{800, 480, "fr", Look::HighContrast},   Sheet{800, 480, "en", Look::HighContrast},
    Sheet{1080, 1920, "fr", Look::HighContrast}, Sheet{1080, 1920, "en", Look::HighContrast}};

// States that look like another one but for a word: kept at a quarter of their size only.
constexpr std::array kLikeAnother = {"find_room_none", "identify_wrong", "my_session_both", "room_booked",
                                     "room_denied",    "room_in_use",    "service_pin",     "wall_offline"};

bool is_whole(const Sheet& sheet, const std::string& name) {
  const bool common = sheet.height != 1920 && sheet.look == Look::Light && sheet.language == std::string{"fr"};
  return common && std::ranges::find(kLikeAnother, name) == kLikeAnother.end();
}

fs::path golden_folder() { return fs::path{TANDEM_SOURCE_DIR} / "tests/golden/screens"; }

fs::path golden_path(const Sheet& sheet, const std::string& name) {
  const std::string size = std::to_string(sheet.width) + "x" + std::to_string(sheet.height);
  const fs::path folder = golden_folder() / size;
  const std::string file = name + "_" + sheet.language + ".png";
  if (is_whole(sheet, name)) return folder / file;
  return folder / (sheet.look == Look::Light ? "light" : "high_contrast") / file;
}

void compare(const Image& drawn, const fs::path& golden, std::size_t strays) {
  const auto wanted = platform::read_png(golden);
  ASSERT_TRUE(wanted) << golden << ": " << wanted.error().message;
  ASSERT_TRUE(wanted->size == drawn.size) << golden;
  const std::size_t differing = platform::differing_pixels(drawn, *wanted, kTolerance);
  if (differing * 10000 <= drawn.pixels.size() * strays) return;
  const fs::path failed = fs::path{TANDEM_BINARY_DIR} / "golden_failed" / golden.lexically_relative(golden_folder());
  fs::create_directories(failed.parent_path());
  EXPECT_TRUE(platform::write_png(failed, drawn));
  ADD_FAILURE() << differing << " pixels differ from " << golden << "; drawn: " << failed;
}

bool updating() { return std::getenv("TANDEM_UPDATE_GOLDEN") != nullptr; }

void keep(const Image& drawn, const fs::path& golden) {
  fs::create_directories(golden.parent_path());
  ASSERT_TRUE(platform::write_png(golden, drawn));
}

class Golden : public testing::TestWithParam<Sheet> {};

TEST_P(Golden, ScreensLookAsTheyDid) {
  const Sheet& sheet = GetParam();
  Painter painter(ui::panel_of_pixels(sheet.width, sheet.height), TANDEM_BINARY_DIR "/share/locale");
  std::vector<Image> small;
  for (auto& [name, state] : screenshot_states(golden_snapshot(), sheet.language, golden_time())) {
    state.home_display.look = sheet.look;
    const bool whole = is_whole(sheet, name);
    const Image drawn = painter.picture(state);
    small.push_back(quarter_of(drawn));
    const fs::path golden = golden_path(sheet, name);
    if (updating())
      keep(whole ? drawn : small.back(), golden);
    else
      compare(whole ? drawn : small.back(), golden, whole ? kStrayPixels : kStrayPixelsOfQuarter);
  }
  const bool on_contact_sheet = sheet.width == 1280 && sheet.look == Look::Light && sheet.language == std::string{"fr"};
  if (updating() && on_contact_sheet) keep(contact_sheet(small, 5), golden_folder() / "contact_sheet.png");
}

INSTANTIATE_TEST_SUITE_P(Screens, Golden, testing::ValuesIn(kSheets), [](const testing::TestParamInfo<Sheet>& one) {
  return std::to_string(one.param.width) + "x" + std::to_string(one.param.height) + one.param.language +
         (one.param.look == Look::Light ? "Light" : "HighContrast");
});

// A screen that is gone leaves no picture behind.
TEST(GoldenFiles, AreEachOfAScreenThatThereIs) {
  std::set<fs::path> wanted{golden_folder() / "contact_sheet.png"};
  for (const Sheet& sheet : kSheets)
    for (const auto& [name, state] : screenshot_states(golden_snapshot(), sheet.language, golden_time()))
      wanted.insert(golden_path(sheet, name));
  std::vector<fs::path> gone;
  for (const auto& entry : fs::recursive_directory_iterator(golden_folder()))
    if (entry.path().extension() == ".png" && !wanted.contains(entry.path())) gone.push_back(entry.path());
  for (const fs::path& path : gone) {
    if (updating())
      fs::remove(path);
    else
      ADD_FAILURE() << path;
  }
}

}  // namespace
}  // namespace tandem::kiosk::test
