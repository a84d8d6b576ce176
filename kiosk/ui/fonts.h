#pragma once
// The text sizes the screens use, and the fonts they got. platform/display or the application loads one ImFont for each
// request and hands them over; the context only draws with them. UI thread.

#include <array>
#include <cstddef>
#include <cstdint>

struct ImFont;

namespace tandem::kiosk::ui {

enum class TextRole : std::uint8_t { Giant, Title, Heading, Strong, Body, Small };
inline constexpr std::size_t kTextRoles = 6;

enum class FontWeight : std::uint8_t { Regular, Medium, SemiBold, Bold };

// Needed glyphs: Latin-1, Latin Extended-A, general punctuation (dashes, quotes, ellipsis, narrow no-break space,
// bullet), arrows and the euro.
struct FontRequest {
  TextRole role;
  FontWeight weight;
  float pixels;  // ImGui's size: ascent to descent
};

struct Fonts {
  std::array<ImFont*, kTextRoles> by_role{};  // all set; owned by ImGui's atlas
};

}  // namespace tandem::kiosk::ui
