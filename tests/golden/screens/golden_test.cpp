// The screens compared with pictures that somebody looked at. TANDEM_UPDATE_GOLDEN=1 writes them anew; a difference
// leaves what was drawn in <build>/golden_failed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "kiosk/screens/screenshot_states.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace tandem::kiosk::test {
namespace {

using platform::Image;
namespace fs = std::filesystem;

// Channels may differ by 3 % of their range: rounding of other compilers and FreeType versions.
constexpr int kTolerance = 255 * 3 / 100 + 1;
// Pixels over it, of ten thousand: the edge of a glyph may fall to the other side.
constexpr std::size_t kStrayPixels = 5;

struct Sheet {
  int width;
  int height;
  const char* language;
};

int channel(std::uint32_t pixel, int shift) { return static_cast<int>((pixel >> shift) & 0xFFU); }

std::size_t differing_pixels(const Image& drawn, const Image& wanted) {
  std::size_t differing = 0;
  for (std::size_t i = 0; i < drawn.pixels.size(); ++i) {
    bool same = true;
    for (const int shift : {0, 8, 16})
      same = same && std::abs(channel(drawn.pixels[i], shift) - channel(wanted.pixels[i], shift)) <= kTolerance;
    differing += same ? 0U : 1U;
  }
  return differing;
}

// States that look like another one but for a word; their pictures would only make the repository heavier.
constexpr std::array kLikeAnother = {"identify_wrong", "my_session_both", "room_booked", "room_denied", "room_in_use"};

bool is_compared(const std::string& name) {
  return std::find(kLikeAnother.begin(), kLikeAnother.end(), name) == kLikeAnother.end();
}

class Golden : public testing::TestWithParam<Sheet> {};

void compare(const Image& drawn, const fs::path& golden) {
  const auto wanted = platform::read_png(golden);
  ASSERT_TRUE(wanted) << golden << ": " << wanted.error().message;
  ASSERT_TRUE(wanted->size == drawn.size) << golden;
  const std::size_t differing = differing_pixels(drawn, *wanted);
  if (differing * 10000 <= drawn.pixels.size() * kStrayPixels) return;
  const fs::path failed = fs::path{TANDEM_BINARY_DIR} / "golden_failed" / golden.filename();
  fs::create_directories(failed.parent_path());
  EXPECT_TRUE(platform::write_png(failed, drawn));
  ADD_FAILURE() << differing << " pixels differ from " << golden << "; drawn: " << failed;
}

TEST_P(Golden, ScreensLookAsTheyDid) {
  const auto& [width, height, language] = GetParam();
  const std::string size = std::to_string(width) + "x" + std::to_string(height);
  const fs::path folder = fs::path{TANDEM_SOURCE_DIR} / "tests/golden/screens" / size;
  Painter painter(ui::panel_of_pixels(width, height), TANDEM_BINARY_DIR "/share/locale");
  const bool update = std::getenv("TANDEM_UPDATE_GOLDEN") != nullptr;
  for (const auto& [name, state] : screenshot_states(golden_snapshot(), language, golden_time())) {
    if (!is_compared(name)) continue;
    const Image drawn = painter.picture(state);
    const fs::path golden = folder / (name + "_" + language + ".png");
    if (update) {
      fs::create_directories(folder);
      ASSERT_TRUE(platform::write_png(golden, drawn));
    } else {
      compare(drawn, golden);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Screens, Golden,
                         testing::Values(Sheet{1280, 800, "fr"}, Sheet{1280, 800, "en"}, Sheet{800, 480, "fr"},
                                         Sheet{800, 480, "en"}),
                         [](const testing::TestParamInfo<Sheet>& one) {
                           return std::to_string(one.param.width) + "x" + std::to_string(one.param.height) +
                                  one.param.language;
                         });

}  // namespace
}  // namespace tandem::kiosk::test
