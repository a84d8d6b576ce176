// The GPU's pixels and ours, on a real window. Runs under Xvfb, where Mesa's llvmpipe is the GPU.
#include <gtest/gtest.h>
#include <imgui.h>

#include <cstdlib>

#include "platform/display/fonts.h"
#include "platform/display/image.h"
#include "platform/display/window.h"

namespace tandem::platform {
namespace {

constexpr PixelSize kSize{640, 400};

void draw_something_of_everything(ImFont* small, ImFont* large) {
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled({0, 0}, {640, 400}, IM_COL32(245, 246, 248, 255));
  list.AddRectFilled({20, 20}, {300, 140}, IM_COL32(20, 60, 120, 255), 18);
  list.AddRectFilled({320.3F, 20.6F}, {620.7F, 140.2F}, IM_COL32(255, 255, 255, 255), 9);
  list.AddRect({320.3F, 20.6F}, {620.7F, 140.2F}, IM_COL32(0, 0, 0, 90), 9, 0, 2.5F);
  list.AddCircleFilled({90, 230}, 60, IM_COL32(0, 150, 90, 200));
  list.AddCircle({230, 230}, 60, IM_COL32(200, 30, 30, 255), 0, 7);
  list.AddTriangleFilled({320, 300}, {420, 180}, {480, 310}, IM_COL32(250, 180, 0, 255));
  list.AddBezierCubic({20, 380}, {200, 250}, {400, 480}, {620, 320}, IM_COL32(0, 0, 0, 255), 3);
  list.AddRectFilledMultiColor({500, 180}, {620, 310}, IM_COL32(255, 0, 0, 255), IM_COL32(0, 255, 0, 255),
                               IM_COL32(0, 0, 255, 255), IM_COL32(255, 255, 255, 0));
  list.AddText(large, 40, {40, 40}, IM_COL32_WHITE, "Salle Loire");
  list.AddText(small, 20, {340, 60}, IM_COL32(20, 20, 20, 255), "14:30 – 15:30 · 2e étage");
  list.AddText(small, 27, {340.4F, 90.7F}, IM_COL32(20, 20, 20, 255), "réservée");  // scaled
  list.PushClipRect({100, 340}, {200, 390});
  list.AddRectFilled({0, 0}, {640, 400}, IM_COL32(120, 0, 120, 128));
  list.PopClipRect();
}

TEST(Gles2, DrawsWhatTheRasterizerDraws) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs an X server";
  WindowOptions options;
  options.size = kSize;
  options.renderer = RendererChoice::Gles2;
  const auto gpu = open_window(options);
  ASSERT_TRUE(gpu.has_value()) << gpu.error().message;
  options.kind = WindowKind::OffScreen;
  options.renderer = RendererChoice::Software;
  const auto memory = open_window(options);
  ASSERT_TRUE(memory.has_value());

  ImGuiContext* const context = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {640, 400};
  const auto fonts = build_fonts(*io.Fonts, {{FontFace::Regular, 20}, {FontFace::SemiBold, 40}});
  ASSERT_TRUE(fonts.has_value()) << fonts.error().message;
  ASSERT_TRUE((*gpu)->use_fonts(*io.Fonts).has_value());
  ASSERT_TRUE((*memory)->use_fonts(*io.Fonts).has_value());
  ImGui::NewFrame();
  draw_something_of_everything((*fonts)[0], (*fonts)[1]);
  ImGui::Render();
  const Image theirs = (*gpu)->capture(*ImGui::GetDrawData());
  const Image ours = (*memory)->capture(*ImGui::GetDrawData());
  EXPECT_TRUE((*gpu)->present(*ImGui::GetDrawData()).has_value());
  ImGui::DestroyContext(context);
  if (const char* const folder = std::getenv("TANDEM_TEST_PICTURES")) {
    EXPECT_TRUE(write_png(std::string{folder} + "/gles2.png", theirs).has_value());
    EXPECT_TRUE(write_png(std::string{folder} + "/software.png", ours).has_value());
  }
  constexpr int kThreePercent = 8;
  // A GPU may round an edge that lies on a pixel's centre to either side.
  EXPECT_LE(differing_pixels(theirs, ours, kThreePercent), ours.pixels.size() / 1000);
}

TEST(SoftwareWindow, OpensOnX11AndWakesUp) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs an X server";
  WindowOptions options;
  options.size = kSize;
  options.renderer = RendererChoice::Software;
  const auto window = open_window(options);
  ASSERT_TRUE(window.has_value()) << window.error().message;
  EXPECT_EQ((*window)->size(), kSize);
  (*window)->wake();
  (void)(*window)->wait(std::nullopt);
}

}  // namespace
}  // namespace tandem::platform
