#pragma once
// How the screens look: colours, type, spacing. Views name what a colour is for (palette::kInk); the scheme of the
// theme says what it looks like: light, dark or of high contrast. One accent; red, amber and green only ever say busy,
// mind and free, and never by colour alone. Lengths are millimetres on the panel, scaled down on small panels. Pure
// values.

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

enum class Scheme : std::uint8_t { Light, Dark, HighContrast };
inline constexpr std::size_t kSchemes = 3;

enum class Role : std::uint8_t {
  Paper,    // behind everything
  Surface,  // cards
  Sunken,   // tracks, closed hours
  Line,
  Ink,
  Muted,
  OnColour,  // text on a strong ground
  Accent,
  AccentDark,
  AccentSoft,
  Free,
  FreeSoft,
  Busy,
  BusySoft,
  Mind,
  MindSoft,
  Waiting,     // a large ground that waits for somebody
  OnWaiting,   // text on it
  CodeGround,  // a QR code is dark on light in every scheme: some readers know nothing else
  CodeModule,
  Veil,  // half transparent, over what a sheet lies upon
};
inline constexpr std::size_t kRoles = 21;

// What to draw with: a role, or a mixture of two.
struct Paint {
  Role role{Role::Ink};
  Role over{Role::Ink};
  float share{0};  // of `over`, 0 to 1
  bool operator==(const Paint&) const = default;
};
// `b` over `a`, which must not be a mixture itself: what was mixed in before is lost.
[[nodiscard]] constexpr Paint mixed(Paint a, Paint b, float share) { return {a.role, b.role, share}; }

namespace palette {
inline constexpr Paint kPaper{Role::Paper, Role::Paper};
inline constexpr Paint kSurface{Role::Surface, Role::Surface};
inline constexpr Paint kSunken{Role::Sunken, Role::Sunken};
inline constexpr Paint kLine{Role::Line, Role::Line};
inline constexpr Paint kInk{Role::Ink, Role::Ink};
inline constexpr Paint kMuted{Role::Muted, Role::Muted};
inline constexpr Paint kOnColour{Role::OnColour, Role::OnColour};
inline constexpr Paint kAccent{Role::Accent, Role::Accent};
inline constexpr Paint kAccentDark{Role::AccentDark, Role::AccentDark};
inline constexpr Paint kAccentSoft{Role::AccentSoft, Role::AccentSoft};
inline constexpr Paint kFree{Role::Free, Role::Free};
inline constexpr Paint kFreeSoft{Role::FreeSoft, Role::FreeSoft};
inline constexpr Paint kBusy{Role::Busy, Role::Busy};
inline constexpr Paint kBusySoft{Role::BusySoft, Role::BusySoft};
inline constexpr Paint kMind{Role::Mind, Role::Mind};
inline constexpr Paint kMindSoft{Role::MindSoft, Role::MindSoft};
inline constexpr Paint kWaiting{Role::Waiting, Role::Waiting};
inline constexpr Paint kOnWaiting{Role::OnWaiting, Role::OnWaiting};
inline constexpr Paint kCodeGround{Role::CodeGround, Role::CodeGround};
inline constexpr Paint kCodeModule{Role::CodeModule, Role::CodeModule};
inline constexpr Paint kVeil{Role::Veil, Role::Veil};
}  // namespace palette

[[nodiscard]] Colour colour_of(Scheme scheme, Role role);

// Text on ground pairs that the views use; each has at least the least_contrast() of every scheme (WCAG 2.2, 1.4.3 and
// 1.4.6).
[[nodiscard]] constexpr double least_contrast(Scheme scheme) { return scheme == Scheme::HighContrast ? 7.0 : 4.5; }
struct TextOnGround {
  Role text;
  Role ground;
};
[[nodiscard]] const std::array<TextOnGround, 20>& text_on_ground();

// What a state looks like; its word and its icon's shape say the same.
enum class Tone : std::uint8_t { Neutral, Accent, Free, Busy, Mind };
struct TonePaints {
  Paint strong;  // text and icon on soft; ground for kOnColour
  Paint soft;
};
[[nodiscard]] TonePaints paints_of(Tone tone);

// How whoever stands there wants it.
struct Appearance {
  Scheme scheme{Scheme::Light};
  int text_percent{100};  // of the usual size, 50 to 400
  bool low_reach{false};  // draw in the lower half of the panel; nothing changes where all of it is in reach
  bool operator==(const Appearance&) const = default;
};

// A panel this high has an upper part that not everybody reaches.
inline constexpr float kHighPanel = 250.0F;  // mm

class Theme {
 public:
  explicit Theme(Panel panel, Appearance appearance = {});

  [[nodiscard]] const Appearance& appearance() const { return appearance_; }
  [[nodiscard]] Colour colour(Paint paint) const;

  [[nodiscard]] float mm(float millimetres) const { return millimetres * scale_; }
  // Spacing scale.
  [[nodiscard]] float xs() const { return mm(1.0F); }
  [[nodiscard]] float s() const { return mm(2.0F); }
  [[nodiscard]] float m() const { return mm(3.4F); }
  [[nodiscard]] float l() const { return mm(5.4F); }
  [[nodiscard]] float xl() const { return mm(8.5F); }
  // The height and width of what is touched: 15 mm on panels from 10" on, never below kMinTouchPixels.
  [[nodiscard]] float touch() const;
  [[nodiscard]] float radius() const { return mm(2.4F); }
  [[nodiscard]] float hairline() const;

  // ImGui size in whole pixels. What is large already grows less than the rest: nothing is smaller than what ranks
  // below it.
  [[nodiscard]] float text_size(TextRole role) const;
  // At 100 per cent.
  [[nodiscard]] float usual_text_size(TextRole role) const;
  // The size to load a font at: text_size(), or less where all glyphs would not fit into one texture.
  [[nodiscard]] float font_size(TextRole role) const;
  [[nodiscard]] static FontWeight weight_of(TextRole role);

  [[nodiscard]] const Panel& panel() const { return panel_; }
  // The first row of pixels of the screens: 0, or the middle of a high panel with low reach.
  [[nodiscard]] float top() const;
  [[nodiscard]] static bool is_high(const Panel& panel);
  // The height the screens are laid out for: what there is, or more where large text needs it; then they scroll.
  [[nodiscard]] float page_height() const;
  // One column: higher than wide, or wide enough for few letters only.
  [[nodiscard]] bool portrait() const;
  // Few lines fit: spacing gives way.
  [[nodiscard]] bool compact() const;

 private:
  [[nodiscard]] float height() const { return static_cast<float>(panel_.height) - top(); }
  [[nodiscard]] bool narrow() const;

  Panel panel_;
  Appearance appearance_;
  float scale_;  // pixels a millimetre of the reference panel becomes
};

inline constexpr float kMinTouchPixels = 44;

}  // namespace tandem::kiosk::ui
