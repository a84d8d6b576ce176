#include "platform/display/damage.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <memory>
#include <random>
#include <vector>

#include "tests/platform/display/drawing.h"

namespace tandem::platform {
namespace {

constexpr PixelSize kPanel{300, 200};

std::int64_t area(const std::vector<Piece>& pieces) {
  std::int64_t sum = 0;
  for (const Piece& piece : pieces) sum += (piece.right - piece.left) * (piece.bottom - piece.top);
  return sum;
}

std::vector<Piece> shown(Damage& damage, Drawing& drawing) { return damage.update(drawing.data(), kPanel); }

TEST(Damage, TheFirstPictureIsAllNew) {
  Damage damage;
  Drawing drawing(kPanel);
  EXPECT_EQ(area(shown(damage, drawing)), 300 * 200);
}

TEST(Damage, TheSamePictureAgainIsNotDrawn) {
  Damage damage;
  Drawing first(kPanel), second(kPanel);
  for (Drawing* drawing : {&first, &second}) drawing->rectangle({20, 20}, {280, 40}, IM_COL32_WHITE);
  shown(damage, first);
  EXPECT_TRUE(shown(damage, second).empty());
}

TEST(Damage, OneChangedWordIsDrawnAndNothingFarFromIt) {
  Damage damage;
  Drawing first(kPanel), second(kPanel);
  first.rectangle({10, 10}, {50, 30}, IM_COL32_WHITE);
  second.rectangle({10, 10}, {50, 30}, IM_COL32(200, 0, 0, 255));
  shown(damage, first);
  const auto pieces = shown(damage, second);
  ASSERT_EQ(pieces.size(), 1U);
  EXPECT_EQ(area(pieces), kTileSide * kTileSide);
}

TEST(Damage, WhatIsGoneIsDrawnOver) {
  Damage damage;
  Drawing first(kPanel), second(kPanel);
  first.rectangle({10, 10}, {50, 30}, IM_COL32_WHITE);
  shown(damage, first);
  EXPECT_EQ(area(shown(damage, second)), kTileSide * kTileSide);
}

TEST(Damage, TheOtherOrderOfTwoShapesOneOverTheOtherIsAChange) {
  Damage damage;
  Drawing first(kPanel), second(kPanel);
  first.rectangle({10, 10}, {50, 30}, IM_COL32(255, 0, 0, 255));
  first.rectangle({20, 10}, {60, 30}, IM_COL32(0, 255, 0, 255));
  second.rectangle({20, 10}, {60, 30}, IM_COL32(0, 255, 0, 255));
  second.rectangle({10, 10}, {50, 30}, IM_COL32(255, 0, 0, 255));
  shown(damage, first);
  EXPECT_FALSE(shown(damage, second).empty());
}

TEST(Damage, AfterAnotherSizeOrForgettingEverythingIsDrawn) {
  Damage damage;
  Drawing drawing(kPanel);
  shown(damage, drawing);
  EXPECT_EQ(area(damage.update(drawing.data(), {200, 100})), 200 * 100);
  damage.forget();
  EXPECT_EQ(area(damage.update(drawing.data(), {200, 100})), 200 * 100);
}

TEST(Damage, ManySmallChangesBecomeOnePiece) {
  Damage damage;
  Drawing first({2000, 2000}), second({2000, 2000});
  shown(damage, first);
  static_cast<void>(damage.update(first.data(), {2000, 2000}));
  for (int i = 0; i < 15; ++i) {
    const float at = static_cast<float>(i) * 2 * kTileSide + 5;
    second.rectangle({at, at}, {at + 10, at + 10}, IM_COL32_WHITE);
  }
  EXPECT_EQ(damage.update(second.data(), {2000, 2000}).size(), 1U);
}

// Rectangles, glyph-like ones and triangles with soft edges, all over the panel and partly beside it.
std::unique_ptr<Drawing> random_drawing(std::mt19937& random) {
  auto drawing = std::make_unique<Drawing>(kPanel);
  std::uniform_real_distribution<float> x(-30, 330), y(-30, 230);
  std::uniform_int_distribution<ImU32> colour;
  for (int i = 0; i < 6; ++i) {
    const ImVec2 a{x(random), y(random)}, b{x(random), y(random)}, c{x(random), y(random)};
    const ImU32 strong = colour(random);
    drawing->gradient(a, b, c, {strong, strong & ~IM_COL32_A_MASK, strong});
    drawing->gradient(c, b, a, {colour(random), colour(random), colour(random)});
    drawing->rectangle({std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}, strong);
  }
  return drawing;
}

TEST(Damage, DrawingOnlyWhatChangedGivesTheSamePixelsAsDrawingEverything) {
  std::mt19937 random(20261123);
  Damage damage;
  Image kept{kPanel};
  auto drawing = random_drawing(random);
  for (int frame = 0; frame < 200; ++frame) {
    // Most frames add something to the one before, some are wholly other ones.
    if (frame % 9 == 0) drawing = random_drawing(random);
    const auto at = static_cast<float>(random() % 250);
    drawing->rectangle({at, at / 2}, {at + 20, at / 2 + 9}, static_cast<ImU32>(random()));
    for (const Piece& piece : damage.update(drawing->data(), kPanel))
      rasterize_piece(drawing->data(), drawing->texture(), surface_of(kept), piece);
    ASSERT_EQ(kept.pixels, drawing->draw().pixels) << "frame " << frame;
  }
}

}  // namespace
}  // namespace tandem::platform
