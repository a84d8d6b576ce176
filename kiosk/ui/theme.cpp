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
// (platform/display/fonts.h): on very fine panels text ends growing, the largest first.
constexpr float kMaxSizeSquares = 26000;
constexpr float kMaxScale = 11;

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

float capital_of(TextRole role) {
  switch (role) {
    case TextRole::Giant: return 11.0F;
    case TextRole::Title: return 5.0F;
    case TextRole::Heading: return 3.5F;
    case TextRole::Strong: return 2.75F;
    case TextRole::Body: return 2.75F;
    case TextRole::Small: return 2.25F;
  }
  return 2.75F;
}

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

Theme::Theme(Panel panel, Scheme scheme)
    : panel_(panel), scheme_(scheme), scale_(std::min(kMaxScale, panel.pixels_per_mm * fit(panel))) {}

Colour Theme::colour(Paint paint) const {
  return blend(colour_of(scheme_, paint.role), colour_of(scheme_, paint.over), paint.share);
}

float Theme::touch() const { return std::max(kMinTouchPixels, std::round(mm(12.0F))); }

float Theme::hairline() const { return std::max(1.0F, std::round(mm(0.2F))); }

float Theme::text_size(TextRole role) const {
  const float wanted = std::round(mm(capital_of(role)) * kSizePerCapital);
  if (role != TextRole::Giant) return wanted;
  float others = 0;
  for (std::size_t i = static_cast<std::size_t>(TextRole::Giant) + 1; i < kTextRoles; ++i) {
    const float size = text_size(static_cast<TextRole>(i));
    others += size * size;
  }
  return std::min(wanted, std::floor(std::sqrt(kMaxSizeSquares - others)));
}

FontWeight Theme::weight_of(TextRole role) {
  const bool light = role == TextRole::Body || role == TextRole::Small;
  return light ? FontWeight::Regular : FontWeight::SemiBold;
}

}  // namespace tandem::kiosk::ui
