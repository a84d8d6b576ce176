#pragma once
// How the screens look: colours, type, spacing. Light, calm, one accent; red, amber and green only ever say busy, mind
// and free, and never by colour alone. Lengths are millimetres on the panel, scaled down on small panels. Pure values.

#include <array>
#include <cstdint>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/panel.h"

namespace tandem::kiosk::ui {

struct Colour {
  std::uint8_t red{0};
  std::uint8_t green{0};
  std::uint8_t blue{0};
  std::uint8_t alpha{255};
  bool operator==(const Colour&) const = default;
};

// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(Colour a, Colour b);
// `b` over `a` by `share` of 0 to 1.
[[nodiscard]] Colour blend(Colour a, Colour b, float share);

namespace palette {
inline constexpr Colour kPaper{246, 246, 243};    // behind everything
inline constexpr Colour kSurface{255, 255, 255};  // cards
inline constexpr Colour kSunken{236, 237, 233};   // tracks, closed hours
inline constexpr Colour kLine{221, 223, 218};
inline constexpr Colour kInk{24, 29, 39};
inline constexpr Colour kMuted{86, 94, 107};
inline constexpr Colour kOnColour{255, 255, 255};
inline constexpr Colour kAccent{43, 70, 201};
inline constexpr Colour kAccentDark{31, 51, 153};
inline constexpr Colour kAccentSoft{232, 236, 252};
inline constexpr Colour kFree{20, 112, 73};
inline constexpr Colour kFreeSoft{224, 242, 232};
inline constexpr Colour kBusy{178, 38, 52};
inline constexpr Colour kBusySoft{251, 231, 231};
inline constexpr Colour kMind{133, 79, 0};
inline constexpr Colour kMindSoft{255, 240, 212};
inline constexpr Colour kWaiting{247, 184, 61};  // a large ground that waits for somebody; under kInk
}  // namespace palette

// Text on ground pairs that the views use; each has at least kMinContrast.
inline constexpr double kMinContrast = 4.5;
struct TextOnGround {
  Colour text;
  Colour ground;
};
[[nodiscard]] const std::array<TextOnGround, 19>& text_on_ground();

// What a state looks like; its word and its icon's shape say the same.
enum class Tone : std::uint8_t { Neutral, Accent, Free, Busy, Mind };
struct ToneColours {
  Colour strong;  // text and icon on soft; ground for kOnColour
  Colour soft;
};
[[nodiscard]] ToneColours colours_of(Tone tone);

class Theme {
 public:
  explicit Theme(Panel panel);

  [[nodiscard]] float mm(float millimetres) const { return millimetres * scale_; }
  // Spacing scale.
  [[nodiscard]] float xs() const { return mm(1.0F); }
  [[nodiscard]] float s() const { return mm(2.0F); }
  [[nodiscard]] float m() const { return mm(3.4F); }
  [[nodiscard]] float l() const { return mm(5.4F); }
  [[nodiscard]] float xl() const { return mm(8.5F); }
  // The least height and width of what can be touched.
  [[nodiscard]] float touch() const;
  [[nodiscard]] float radius() const { return mm(2.4F); }
  [[nodiscard]] float hairline() const;

  // ImGui size in whole pixels.
  [[nodiscard]] float text_size(TextRole role) const;
  [[nodiscard]] static FontWeight weight_of(TextRole role);

  [[nodiscard]] const Panel& panel() const { return panel_; }
  [[nodiscard]] bool portrait() const { return panel_.height > panel_.width; }
  [[nodiscard]] bool compact() const { return panel_.height < 600; }

 private:
  Panel panel_;
  float scale_;  // pixels a millimetre of the reference panel becomes
};

inline constexpr float kMinTouchPixels = 44;

}  // namespace tandem::kiosk::ui
