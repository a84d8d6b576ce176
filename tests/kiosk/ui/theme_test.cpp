#include "kiosk/ui/theme.h"

#include <gtest/gtest.h>

#include <array>

namespace tandem::kiosk::ui {
namespace {

TEST(Theme, ContrastOfBlackOnWhiteIsTwentyOne) { EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 0.01); }

constexpr std::array kAllSchemes = {Scheme::Light, Scheme::Dark, Scheme::HighContrast};

TEST(Theme, EveryTextStandsOutFromItsGroundInEveryScheme) {
  for (const Scheme scheme : kAllSchemes)
    for (const auto& [text, ground] : text_on_ground())
      EXPECT_GE(contrast(colour_of(scheme, text), colour_of(scheme, ground)), least_contrast(scheme))
          << "scheme " << int(scheme) << ": role " << int(text) << " on role " << int(ground);
}

TEST(Theme, EveryToneStandsOutFromItsSoftGroundInEveryScheme) {
  for (const Scheme scheme : kAllSchemes)
    for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Free, Tone::Busy, Tone::Mind}) {
      const Theme theme(Panel{}, {scheme});
      EXPECT_GE(contrast(theme.colour(paints_of(tone).strong), theme.colour(paints_of(tone).soft)),
                least_contrast(scheme))
          << "scheme " << int(scheme) << ": tone " << int(tone);
    }
}

// Rings, signs and the blocks of timelines (WCAG 2.2, 1.4.11).
TEST(Theme, EveryShapeStandsOutFromItsGroundInEveryScheme) {
  using enum Role;
  constexpr std::array<std::pair<Role, Role>, 13> kShapes = {{{AccentDark, Paper},
                                                              {AccentDark, Surface},
                                                              {Accent, Paper},
                                                              {Accent, Sunken},
                                                              {Free, Surface},
                                                              {Busy, Surface},
                                                              {Mind, Surface},
                                                              {Muted, Surface},
                                                              {Muted, Paper},
                                                              {Busy, FreeSoft},
                                                              {Ink, FreeSoft},
                                                              {Accent, FreeSoft},
                                                              {CodeModule, CodeGround}}};
  for (const Scheme scheme : kAllSchemes)
    for (const auto& [shape, ground] : kShapes)
      EXPECT_GE(contrast(colour_of(scheme, shape), colour_of(scheme, ground)), 3.0)
          << "scheme " << int(scheme) << ": role " << int(shape) << " on role " << int(ground);
}

// The signs on the cards' grounds are words as well (WCAG 2.2, 1.4.3).
TEST(Theme, WordsOfAToneCanBeReadOnCardsAndOnPaper) {
  using enum Role;
  for (const Scheme scheme : kAllSchemes)
    for (const Role text : {Free, Busy, Mind, Muted, Accent, Ink})
      for (const Role ground : {Paper, Surface})
        EXPECT_GE(contrast(colour_of(scheme, text), colour_of(scheme, ground)), least_contrast(scheme))
            << "scheme " << int(scheme) << ": role " << int(text) << " on role " << int(ground);
}

TEST(Theme, TextGrowsAsFarAsItIsAskedTo) {
  const Theme usual(Panel{});
  const Theme large(Panel{}, {Scheme::Light, 200});
  for (const TextRole role : {TextRole::Small, TextRole::Body, TextRole::Strong, TextRole::Heading})
    EXPECT_NEAR(large.text_size(role), 2 * usual.text_size(role), 1);
}

TEST(Theme, NothingIsSmallerThanWhatRanksBelowIt) {
  for (const int percent : {100, 125, 150, 200}) {
    const Theme theme(Panel{}, {Scheme::Light, percent});
    for (std::size_t i = 1; i < kTextRoles; ++i)
      EXPECT_GE(theme.text_size(static_cast<TextRole>(i - 1)), theme.text_size(static_cast<TextRole>(i))) << percent;
  }
}

TEST(Theme, AFingerIsFifteenMillimetresOnAPanelOfTenInches) {
  EXPECT_NEAR(Theme(Panel{1280, 800, 5.89F}).touch() / 5.89F, 15, 0.1);
  EXPECT_GE(Theme(Panel{1920, 1200, 8.83F}).touch() / 8.83F, 14.9F);
}

TEST(Theme, LowReachIsTheLowerHalfOfAHighPanelOnly) {
  EXPECT_EQ(Theme(Panel{1080, 1920, 5.55F}, {Scheme::Light, 100, true}).top(), 960);
  EXPECT_EQ(Theme(Panel{1080, 1920, 5.55F}).top(), 0);
  EXPECT_EQ(Theme(Panel{1280, 800, 5.89F}, {Scheme::Light, 100, true}).top(), 0);
}

TEST(Theme, AMixtureLiesBetweenItsTwoColours) {
  const Theme theme(Panel{});
  EXPECT_EQ(theme.colour(mixed(palette::kPaper, palette::kInk, 0)), colour_of(Scheme::Light, Role::Paper));
  EXPECT_EQ(theme.colour(mixed(palette::kPaper, palette::kInk, 1)), colour_of(Scheme::Light, Role::Ink));
}

TEST(Theme, TouchTargetsAreAFingerWideOnEveryPanel) {
  for (const auto& [width, height] : {std::pair{800, 480}, {1024, 600}, {1280, 800}, {1920, 1080}, {1080, 1920}})
    EXPECT_GE(Theme(panel_of_pixels(width, height)).touch(), kMinTouchPixels) << width;
}

TEST(Theme, TextIsAsHighInMillimetresOnAFinerPanel) {
  const Theme coarse(Panel{1280, 800, 5.89F});
  const Theme fine(Panel{1920, 1200, 8.83F});
  EXPECT_NEAR(fine.text_size(TextRole::Body) / 8.83F, coarse.text_size(TextRole::Body) / 5.89F, 0.15F);
}

TEST(Theme, AllSizesTogetherFitIntoOneTexture) {
  for (const auto& [width, height, density] :
       {std::tuple{1080, 1920, 5.55F}, {2160, 3840, 11.0F}, {3840, 2160, 30.0F}, {480, 320, 6.5F}})
    for (const int percent : {100, 125, 150, 200}) {
      const Theme theme(Panel{width, height, density}, {Scheme::Light, percent});
      float squares = 0;
      for (std::size_t i = 0; i < kTextRoles; ++i) {
        const float size = theme.font_size(static_cast<TextRole>(i));
        EXPECT_GT(size, 8);
        squares += size * size;
      }
      EXPECT_LE(squares, 26000) << width << 'x' << height;
    }
}

TEST(Theme, PortraitIsKnownByItsSides) {
  EXPECT_TRUE(Theme(panel_of_pixels(1080, 1920)).portrait());
  EXPECT_FALSE(Theme(panel_of_pixels(1280, 800)).portrait());
}

}  // namespace
}  // namespace tandem::kiosk::ui
