// Panels, pictures, fonts, and the window in memory.
#include <gtest/gtest.h>
#include <imgui.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "platform/display/fonts.h"
#include "platform/display/image.h"
#include "platform/display/panel.h"
#include "platform/display/window.h"

namespace tandem::platform {
namespace {

namespace fs = std::filesystem;

class Scratch {
 public:
  Scratch() { fs::create_directories(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { fs::remove_all(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_{fs::temp_directory_path() / ("tandem_display_" + std::to_string(::getpid()))};
};

TEST(Panel, TenInchesHaveAlmostSixPixelsAMillimetre) {
  EXPECT_NEAR(pixels_per_millimetre({{1280, 800}, 10.1}), 5.88, 0.01);
}

TEST(Panel, ACapitalOfFourPointEightMillimetresNeedsFortySevenPixels) {
  EXPECT_EQ(font_size_for_capital(4.8, {{1280, 800}, 10.1}), 47);
}

TEST(Panel, NoPanelIsTooSmallForAFont) { EXPECT_EQ(font_size_for_capital(0, {{1, 1}, 0}), 8); }

TEST(Png, ReadsBackWhatItWrote) {
  const Scratch scratch;
  Image image{PixelSize{3, 2}};
  image.pixels = {0xff000000U, 0xffffffffU, 0xff123456U, 0xffff0000U, 0xff00ff00U, 0xff0000ffU};
  ASSERT_TRUE(write_png(scratch.path() / "a.png", image).has_value());
  const auto read = read_png(scratch.path() / "a.png");
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->size, image.size);
  EXPECT_EQ(read->pixels, image.pixels);
}

TEST(Png, AFolderThatIsNotThereIsNotFound) {
  const auto written = write_png("/nonexistent/a.png", Image{PixelSize{1, 1}});
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().kind, ErrorKind::NotFound);
}

TEST(Png, TextIsNotAPicture) {
  const Scratch scratch;
  std::ofstream(scratch.path() / "a.png") << "hello, not a picture";
  const auto read = read_png(scratch.path() / "a.png");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::Invalid);
}

class FontsTest : public testing::Test {
 protected:
  ImFontAtlas atlas_;
};

TEST_F(FontsTest, NamesOfEuropeHaveTheirGlyphs) {
  const auto fonts = build_fonts(atlas_, {{FontFace::Regular, 20}});
  ASSERT_TRUE(fonts.has_value()) << fonts.error().message;
  EXPECT_TRUE(has_glyphs(*fonts->front(), "Chloé Łukasz Žižka Ångström Nguyễn Αθηνά Дмитрий O’Neill"));
  EXPECT_TRUE(has_glyphs(*fonts->front(), "1\u00a0h\u00a030, sûr\u202f! 14:30 – 15:30 · → ← ✓"));
  EXPECT_FALSE(has_glyphs(*fonts->front(), "日本"));
}

TEST_F(FontsTest, AtlasOfALargePanelStaysBounded) {
  const auto fonts = build_fonts(
      atlas_, {{FontFace::Regular, 24}, {FontFace::Regular, 34}, {FontFace::SemiBold, 47}, {FontFace::SemiBold, 80}});
  ASSERT_TRUE(fonts.has_value()) << fonts.error().message;
  EXPECT_LE(atlas_.TexWidth, kMaxAtlasSide);
  EXPECT_LE(atlas_.TexHeight, kMaxAtlasSide);
}

TEST_F(FontsTest, TooManyFontsAreTooLarge) {
  const auto fonts = build_fonts(atlas_, std::vector<FontRequest>(kMaxFonts + 1));
  ASSERT_FALSE(fonts.has_value());
  EXPECT_EQ(fonts.error().kind, ErrorKind::TooLarge);
}

TEST_F(FontsTest, FontsOfAGiantPanelAreRefusedInsteadOfFillingMemory) {
  const auto fonts = build_fonts(atlas_, {{FontFace::Regular, 400}, {FontFace::SemiBold, 400}});
  ASSERT_FALSE(fonts.has_value());
  EXPECT_EQ(fonts.error().kind, ErrorKind::TooLarge);
}

std::unique_ptr<Window> off_screen() {
  WindowOptions options;
  options.kind = WindowKind::OffScreen;
  options.size = {64, 48};
  auto window = open_window(options);
  return window ? std::move(*window) : nullptr;
}

TEST(OffscreenWindow, AWakeBeforeTheWaitIsNotLost) {
  const auto window = off_screen();
  ASSERT_NE(window, nullptr);
  window->wake();
  (void)window->wait(std::nullopt);  // would hang
}

TEST(OffscreenWindow, AnotherThreadWakesIt) {
  const auto window = off_screen();
  ASSERT_NE(window, nullptr);
  std::jthread other([&] { window->wake(); });
  (void)window->wait(std::nullopt);
}

TEST(OffscreenWindow, AWatchedDescriptorWakesIt) {
  const auto window = off_screen();
  ASSERT_NE(window, nullptr);
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  window->watch(ends[0]);
  ASSERT_EQ(::write(ends[1], "x", 1), 1);
  (void)window->wait(std::nullopt);
  window->unwatch(ends[0]);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(OpenWindow, ADisplayThatDoesNotAnswerIsUnavailable) {
  const char* const display = std::getenv("DISPLAY");
  const std::string before = display != nullptr ? display : "";
  ::setenv("DISPLAY", ":9999", 1);
  const char* const wayland = std::getenv("WAYLAND_DISPLAY");
  if (wayland != nullptr || std::filesystem::exists("/dev/dri")) GTEST_SKIP() << "there is another display";
  const auto window = open_window({});
  ASSERT_FALSE(window.has_value());
  EXPECT_EQ(window.error().kind, ErrorKind::Unavailable);
  if (display != nullptr) ::setenv("DISPLAY", before.c_str(), 1);
}

TEST(OpenWindow, AnImpossibleSizeIsInvalid) {
  WindowOptions options;
  options.kind = WindowKind::OffScreen;
  options.size = {0, 100'000};
  const auto window = open_window(options);
  ASSERT_FALSE(window.has_value());
  EXPECT_EQ(window.error().kind, ErrorKind::Invalid);
}

}  // namespace
}  // namespace tandem::platform
