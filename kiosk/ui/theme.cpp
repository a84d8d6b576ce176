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

const std::array<TextOnGround, 19>& text_on_ground() {
  using namespace palette;
  static constexpr std::array<TextOnGround, 19> kPairs = {{
      {kInk, kPaper},           {kInk, kSurface},     {kInk, kSunken},     {kInk, kAccentSoft}, {kMuted, kPaper},
      {kMuted, kSurface},       {kMuted, kSunken},    {kAccent, kSurface}, {kAccent, kPaper},   {kAccent, kAccentSoft},
      {kOnColour, kAccentDark}, {kOnColour, kAccent}, {kOnColour, kFree},  {kOnColour, kBusy},  {kOnColour, kMind},
      {kInk, kWaiting},         {kFree, kFreeSoft},   {kBusy, kBusySoft},  {kMind, kMindSoft},
  }};
  return kPairs;
}

ToneColours colours_of(Tone tone) {
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

Theme::Theme(Panel panel) : panel_(panel), scale_(std::min(kMaxScale, panel.pixels_per_mm * fit(panel))) {}

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
