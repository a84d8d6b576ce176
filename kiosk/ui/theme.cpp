#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace tandem::kiosk::ui {
namespace {

// The panel the layouts were drawn for: 10.1", 1280 × 800.
constexpr float kReferenceShortSide = 136.0F;  // mm
constexpr float kSmallest = 0.70F;
constexpr float kLargest = 1.2F;
// ImGui measures ascent to descent: Inter's capital times this.
constexpr float kSizePerCapital = 1.664F;
// All glyphs of all fonts lie in one texture. The sum of the squares of the sizes stays below what fits
// (platform/display/fonts.h): on very fine panels, and with very large text, glyphs are scaled up while drawing.
constexpr float kMaxSizeSquares = 26000;
constexpr float kMaxScale = 11;
constexpr float kTouch = 15.0F;       // mm
constexpr float kFewLines = 24.0F;    // a screen of so many lines of text is a low one
constexpr float kWorthAPage = 1.05F;  // nobody turns a page for less
// In heights of a line: the letters of a line are half as wide.
constexpr float kNarrow = 30.0F;
constexpr float kWideLines = 23.0F;    // that the layouts with columns need
constexpr float kNarrowLines = 30.0F;  // that the layouts with one column need

using SchemeColours = std::array<Colour, kRoles>;
// In the order of Role.
constexpr SchemeColours kLight = {{
    {246, 246, 243},    // Paper
    {255, 255, 255},    // Surface
    {236, 237, 233},    // Sunken
    {221, 223, 218},    // Line
    {24, 29, 39},       // Ink
    {86, 94, 107},      // Muted
    {255, 255, 255},    // OnColour
    {43, 70, 201},      // Accent
    {31, 51, 153},      // AccentDark
    {232, 236, 252},    // AccentSoft
    {20, 112, 73},      // Free
    {224, 242, 232},    // FreeSoft
    {178, 38, 52},      // Busy
    {251, 231, 231},    // BusySoft
    {133, 79, 0},       // Mind
    {255, 240, 212},    // MindSoft
    {247, 184, 61},     // Waiting
    {24, 29, 39},       // OnWaiting
    {255, 255, 255},    // CodeGround
    {24, 29, 39},       // CodeModule
    {24, 29, 39, 130},  // Veil
}};
// Strong colours are bright enough to be read on the dark grounds, so the text on them is dark.
constexpr SchemeColours kDark = {{
    {17, 20, 26},     // Paper
    {27, 31, 40},     // Surface
    {40, 45, 56},     // Sunken
    {58, 64, 77},     // Line
    {240, 242, 246},  // Ink
    {172, 180, 193},  // Muted
    {13, 16, 22},     // OnColour
    {146, 168, 255},  // Accent
    {120, 145, 245},  // AccentDark
    {38, 47, 82},     // AccentSoft
    {94, 205, 152},   // Free
    {24, 58, 44},     // FreeSoft
    {255, 136, 136},  // Busy
    {74, 32, 36},     // BusySoft
    {240, 184, 92},   // Mind
    {68, 49, 20},     // MindSoft
    {247, 184, 61},   // Waiting
    {24, 29, 39},     // OnWaiting
    {255, 255, 255},  // CodeGround
    {24, 29, 39},     // CodeModule
    {0, 0, 0, 165},   // Veil
}};
constexpr SchemeColours kHighContrast = {{
    {0, 0, 0},        // Paper
    {0, 0, 0},        // Surface
    {26, 26, 26},     // Sunken
    {255, 255, 255},  // Line
    {255, 255, 255},  // Ink
    {230, 230, 230},  // Muted
    {0, 0, 0},        // OnColour
    {255, 230, 0},    // Accent
    {255, 214, 0},    // AccentDark
    {38, 36, 0},      // AccentSoft
    {77, 255, 166},   // Free
    {0, 36, 20},      // FreeSoft
    {255, 150, 150},  // Busy
    {48, 0, 0},       // BusySoft
    {255, 190, 90},   // Mind
    {44, 28, 0},      // MindSoft
    {255, 230, 0},    // Waiting
    {0, 0, 0},        // OnWaiting
    {255, 255, 255},  // CodeGround
    {24, 29, 39},     // CodeModule
    {0, 0, 0, 190},   // Veil
}};
constexpr std::array<const SchemeColours, kSchemes> kColours = {kLight, kDark, kHighContrast};

float fit(const Panel& panel) {
  const float short_side = static_cast<float>(std::min(panel.width, panel.height)) / panel.pixels_per_mm;
  return std::clamp(short_side / kReferenceShortSide, kSmallest, kLargest);
}

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

std::uint8_t mix(std::uint8_t a, std::uint8_t b, float share) {
  const float mixed = static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share;
  return static_cast<std::uint8_t>(std::lround(mixed));
}

// Capital letters in millimetres at 100 and at 200 per cent. Giant is read from ten metres as it is.
struct Capitals {
  float usual;
  float doubled;
};

Capitals capitals_of(TextRole role) {
  switch (role) {
    case TextRole::Giant: return {13.0F, 13.0F};
    case TextRole::Title: return {5.0F, 7.2F};
    case TextRole::Heading: return {3.5F, 7.0F};
    case TextRole::Strong: return {2.75F, 5.5F};
    case TextRole::Body: return {2.75F, 5.5F};
    case TextRole::Small: return {2.25F, 4.5F};
  }
  return {2.75F, 5.5F};
}

float square(float side) { return side * side; }

}  // namespace

Panel panel_of_pixels(int width, int height) {
  const int long_side = std::max(width, height);
  if (long_side <= 1024) return {width, height, 5.25F};
  if (long_side <= 1366) return {width, height, 5.89F};
  return {width, height, 5.55F};
}

double contrast(Colour a, Colour b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Colour blend(Colour a, Colour b, float share) {
  return {mix(a.red, b.red, share), mix(a.green, b.green, share), mix(a.blue, b.blue, share),
          mix(a.alpha, b.alpha, share)};
}

Colour colour_of(Scheme scheme, Role role) {
  return kColours[static_cast<std::size_t>(scheme)][static_cast<std::size_t>(role)];
}

const std::array<TextOnGround, 20>& text_on_ground() {
  using enum Role;
  static constexpr std::array<TextOnGround, 20> kPairs = {{
      {Ink, Paper},           {Ink, Surface},     {Ink, Sunken},     {Ink, AccentSoft}, {Muted, Paper},
      {Muted, Surface},       {Muted, Sunken},    {Accent, Surface}, {Accent, Paper},   {Accent, AccentSoft},
      {OnColour, AccentDark}, {OnColour, Accent}, {OnColour, Free},  {OnColour, Busy},  {OnColour, Mind},
      {OnWaiting, Waiting},   {Free, FreeSoft},   {Busy, BusySoft},  {Mind, MindSoft},  {OnColour, Muted},
  }};
  return kPairs;
}

TonePaints paints_of(Tone tone) {
  using namespace palette;
  switch (tone) {
    case Tone::Accent: return {kAccent, kAccentSoft};
    case Tone::Free: return {kFree, kFreeSoft};
    case Tone::Busy: return {kBusy, kBusySoft};
    case Tone::Mind: return {kMind, kMindSoft};
    case Tone::Neutral: break;
  }
  return {kMuted, kSunken};
}

Theme::Theme(Panel panel, Appearance appearance)
    : panel_(panel), appearance_(appearance), scale_(std::min(kMaxScale, panel.pixels_per_mm * fit(panel))) {}

Colour Theme::colour(Paint paint) const {
  const Scheme scheme = appearance_.scheme;
  return blend(colour_of(scheme, paint.role), colour_of(scheme, paint.over), paint.share);
}

float Theme::touch() const { return std::max(kMinTouchPixels, std::round(mm(kTouch))); }

float Theme::hairline() const { return std::max(1.0F, std::round(mm(0.2F))); }

bool Theme::is_high(const Panel& panel) { return static_cast<float>(panel.height) >= kHighPanel * panel.pixels_per_mm; }

float Theme::top() const {
  return appearance_.low_reach && is_high(panel_) ? std::floor(static_cast<float>(panel_.height) / 2) : 0;
}

bool Theme::narrow() const { return static_cast<float>(panel_.width) < kNarrow * text_size(TextRole::Body); }

float Theme::page_height() const {
  const float wanted = std::round((narrow() ? kNarrowLines : kWideLines) * text_size(TextRole::Body));
  return wanted > height() * kWorthAPage ? wanted : height();
}

bool Theme::portrait() const { return narrow() || page_height() > static_cast<float>(panel_.width); }

bool Theme::compact() const { return height() < 600 || height() < kFewLines * text_size(TextRole::Body); }

float Theme::text_size(TextRole role) const {
  const Capitals capitals = capitals_of(role);
  const float growth = static_cast<float>(appearance_.text_percent - 100) / 100;
  return std::round(mm(capitals.usual + (capitals.doubled - capitals.usual) * growth) * kSizePerCapital);
}

float Theme::usual_text_size(TextRole role) const { return std::round(mm(capitals_of(role).usual) * kSizePerCapital); }

float Theme::font_size(TextRole role) const {
  const float wanted = text_size(role);
  float others = 0;
  for (std::size_t i = static_cast<std::size_t>(TextRole::Giant) + 1; i < kTextRoles; ++i)
    others += square(text_size(static_cast<TextRole>(i)));
  // The giant is worth no more than a title: its few words bear being scaled up.
  const float title = text_size(TextRole::Title);
  const float rest = std::max(kMaxSizeSquares - others, square(title));
  const float giant = std::min(text_size(TextRole::Giant), std::floor(std::sqrt(rest)));
  const float share = std::min(1.0F, std::sqrt(kMaxSizeSquares / (others + square(giant))));
  return std::floor((role == TextRole::Giant ? giant : wanted) * share);
}

FontWeight Theme::weight_of(TextRole role) {
  const bool light = role == TextRole::Body || role == TextRole::Small;
  return light ? FontWeight::Regular : FontWeight::SemiBold;
}

}  // namespace tandem::kiosk::ui
