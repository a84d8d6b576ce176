#include "platform/display/rasterizer.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "tests/platform/display/drawing.h"

namespace tandem::platform {
namespace {

constexpr ImU32 kRed = IM_COL32(255, 0, 0, 255);
constexpr std::uint32_t kRedPixel = 0xffff0000U;

long count(const Image& image, std::uint32_t pixel) { return std::ranges::count(image.pixels, pixel); }

TEST(Rasterizer, FillsTheBackground) {
  Drawing drawing{{3, 2}};
  EXPECT_EQ(drawing.draw(0x123456).pixels, std::vector<std::uint32_t>(6, 0xff123456U));
}

TEST(Rasterizer, ARectangleCoversThePixelsWhoseCentresItHolds) {
  Drawing drawing{{8, 8}};
  drawing.rectangle({1, 2}, {4, 6}, kRed);
  const Image image = drawing.draw();
  EXPECT_EQ(count(image, kRedPixel), 3 * 4);
  EXPECT_EQ(image.at(1, 2), kRedPixel);
  EXPECT_EQ(image.at(3, 5), kRedPixel);
  EXPECT_NE(image.at(4, 5), kRedPixel);
}

TEST(Rasterizer, AnEdgeOnACentreBelongsToTheRightAndBelow) {
  Drawing drawing{{8, 8}};
  drawing.rectangle({1.5F, 1.5F}, {3.5F, 3.5F}, kRed);
  const Image image = drawing.draw();
  EXPECT_EQ(count(image, kRedPixel), 4);
  EXPECT_EQ(image.at(1, 1), kRedPixel);
}

TEST(Rasterizer, RedGreenAndBlueKeepTheirPlaces) {
  Drawing drawing{{1, 1}};
  drawing.rectangle({0, 0}, {1, 1}, IM_COL32(0x11, 0x22, 0x33, 255));
  EXPECT_EQ(drawing.draw().at(0, 0), 0xff112233U);
}

TEST(Rasterizer, AlphaBlendsOverWhatIsThere) {
  Drawing drawing{{1, 1}};
  drawing.rectangle({0, 0}, {1, 1}, IM_COL32(255, 0, 0, 128));
  EXPECT_EQ(drawing.draw(0x0000ff).at(0, 0), 0xff80007fU);
}

TEST(Rasterizer, BlendingRoundsAsTheExactFormula) {
  for (unsigned alpha = 0; alpha < 256; alpha += 5) {
    for (unsigned color = 0; color < 256; color += 17) {
      Drawing drawing{{1, 1}};
      drawing.rectangle({0, 0}, {1, 1}, IM_COL32(color, color, color, alpha));
      const unsigned expected = (color * alpha + 200 * (255 - alpha) + 127) / 255;
      EXPECT_EQ(drawing.draw(0xc8c8c8).at(0, 0) & 0xffU, expected) << color << " at " << alpha;
    }
  }
}

// Two triangles that share an edge: every pixel once, none twice, whatever the slope.
TEST(Rasterizer, TrianglesThatShareAnEdgeNeitherOverlapNorGape) {
  for (const float slant : {0.0F, 0.37F, 1.0F, 2.5F, 7.99F}) {
    Drawing drawing{{16, 16}};
    const ImU32 half = IM_COL32(255, 255, 255, 100);
    const ImVec2 a{2, 2}, b{12 - slant, 3.3F}, c{13, 13.5F}, d{2.25F + slant / 4, 12};
    drawing.triangle(a, b, c, half);
    drawing.triangle(a, c, d, half);
    const Image image = drawing.draw();
    EXPECT_EQ(count(image, 0xff000000U) + count(image, 0xff646464U), 16 * 16) << slant;
    EXPECT_GT(count(image, 0xff646464U), 40) << slant;
  }
}

TEST(Rasterizer, WindingDoesNotMatter) {
  Drawing clockwise{{10, 10}}, counter{{10, 10}};
  clockwise.triangle({1, 1}, {9, 2}, {3, 8}, kRed);
  counter.triangle({1, 1}, {3, 8}, {9, 2}, kRed);
  EXPECT_EQ(clockwise.draw().pixels, counter.draw().pixels);
}

TEST(Rasterizer, ARightTriangleHasHalfItsSquare) {
  Drawing drawing{{100, 100}};
  drawing.triangle({0, 0}, {100, 0}, {0, 100}, kRed);
  EXPECT_NEAR(static_cast<double>(count(drawing.draw(), kRedPixel)), 5000, 51);
}

TEST(Rasterizer, AFringeFadesEvenly) {
  Drawing drawing{{64, 4}};
  drawing.gradient({0, -100}, {64, -100}, {0, 400}, {kRed, kRed & ~IM_COL32_A_MASK, kRed});
  const Image image = drawing.draw();
  for (int x = 1; x < 50; ++x) EXPECT_LE(image.at(x, 1) & 0xff0000U, image.at(x - 1, 1) & 0xff0000U);
}

TEST(Rasterizer, ColoursAreInterpolated) {
  Drawing drawing{{100, 1}};
  drawing.gradient({0, -300}, {100, 0.5F}, {0, 300},
                   {IM_COL32(0, 0, 0, 255), IM_COL32(0, 200, 100, 255), IM_COL32(0, 0, 0, 255)});
  const std::uint32_t middle = drawing.draw().at(49, 0);
  EXPECT_NEAR((middle >> 8U) & 0xffU, 99, 2);
  EXPECT_NEAR(middle & 0xffU, 50, 2);
}

TEST(Rasterizer, NothingIsDrawnOutsideTheClip) {
  Drawing drawing{{10, 10}};
  drawing.list().PushClipRect(ImVec2{2, 3}, ImVec2{5, 7});
  drawing.rectangle({-50, -50}, {50, 50}, kRed);
  drawing.triangle({-50, -50}, {500, 0}, {0, 500}, kRed);
  EXPECT_EQ(count(drawing.draw(), kRedPixel), 3 * 4);
}

TEST(Rasterizer, ShapesFarOutsideAreHarmless) {
  Drawing drawing{{10, 10}};
  drawing.triangle({-1e30F, -1e30F}, {1e30F, -5}, {NAN, 1e30F}, kRed);
  drawing.rectangle({-1e30F, 20}, {1e30F, 1e30F}, kRed);
  EXPECT_EQ(drawing.draw().size, (PixelSize{10, 10}));
}

TEST(Rasterizer, AGlyphOnWholePixelsCopiesItsTexels) {
  Drawing drawing{{8, 8}};
  drawing.list().PrimReserve(6, 4);
  drawing.list().PrimRectUV({2, 1}, {6, 5}, {0, 0}, {1, 1}, IM_COL32_WHITE);
  const Image image = drawing.draw();
  EXPECT_EQ(image.at(2, 1), 0xffffffffU);
  EXPECT_EQ(image.at(3, 4), 0xffffffffU);
  EXPECT_EQ(image.at(4, 2), 0xff808080U);
  EXPECT_EQ(image.at(5, 2), 0xff000000U);
}

TEST(Rasterizer, AClippedGlyphKeepsItsTexelsInPlace) {
  Drawing drawing{{8, 8}};
  drawing.list().PushClipRect(ImVec2{4, 3}, ImVec2{8, 8});
  drawing.list().PrimReserve(6, 4);
  drawing.list().PrimRectUV({2, 1}, {6, 5}, {0, 0}, {1, 1}, IM_COL32_WHITE);
  const Image image = drawing.draw();
  EXPECT_EQ(count(image, 0xffffffffU), 0);
  EXPECT_EQ(count(image, 0xff808080U), 2);
}

TEST(Rasterizer, AGlyphBesideThePixelGridIsSmoothed) {
  Drawing drawing{{8, 8}};
  drawing.list().PrimReserve(6, 4);
  drawing.list().PrimRectUV({1.5F, 1}, {5.5F, 5}, {0, 0}, {1, 1}, IM_COL32_WHITE);
  const Image image = drawing.draw();
  EXPECT_EQ(image.at(2, 2), 0xffffffffU);
  EXPECT_NEAR(image.at(3, 2) & 0xffU, 191, 2);  // half of 255, half of 128
  EXPECT_NEAR(image.at(4, 2) & 0xffU, 64, 2);
}

// The short cut for rectangles and the general way agree.
TEST(Rasterizer, ARectangleIsItsTwoTriangles) {
  for (const float x : {1.0F, 1.25F, 1.5F, 1.75F, 1.999F}) {
    Drawing rectangle{{12, 12}}, triangles{{12, 12}};
    const ImVec2 a{x, x / 2}, c{x + 7, x + 5};
    rectangle.rectangle(a, c, kRed);
    triangles.triangle(a, {c.x, a.y}, c, kRed);
    triangles.triangle({a.x, c.y}, a, c, kRed);
    EXPECT_EQ(rectangle.draw().pixels, triangles.draw().pixels) << x;
  }
}

}  // namespace
}  // namespace tandem::platform
