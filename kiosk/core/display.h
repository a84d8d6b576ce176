#pragma once
// How the screens look to whoever stands there: colours, size of the text, and controls within low reach. The kiosk has
// its own way; a person may change it for as long as he is there. Pure values.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

#include "calendar/time/instant.h"
#include "calendar/time/zone.h"

namespace tandem::kiosk {

enum class Look : std::uint8_t { Light, Dark, HighContrast };

// Per cent of the usual size of text.
inline constexpr std::array kTextSizes = {100, 125, 150, 200};

// Local time of the screen; [from, until), over midnight when `until` is not later. From 0 to 24 h.
struct DarkHours {
  std::chrono::hours from{20};
  std::chrono::hours until{7};
  bool operator==(const DarkHours&) const = default;
};

// What the kiosk itself shows.
struct HomeDisplay {
  Look look{Look::Light};
  std::optional<DarkHours> dark_hours{};  // Look::Dark in these, `look` otherwise
  int text_percent{100};                  // one of kTextSizes
  bool low_reach{false};
  bool operator==(const HomeDisplay&) const = default;
};

// What somebody asked for besides; gone when the kiosk goes back to itself.
struct DisplayWishes {
  std::optional<Look> look{};
  std::optional<int> text_percent{};
  std::optional<bool> low_reach{};
  bool operator==(const DisplayWishes&) const = default;
};

// What is drawn now.
struct Display {
  Look look{Look::Light};
  int text_percent{100};
  bool low_reach{false};
  bool operator==(const Display&) const = default;
};

[[nodiscard]] bool is_text_size(int percent);
[[nodiscard]] bool is_dark(const DarkHours& hours, calendar::Instant now, const calendar::Zone& zone);
// The wishes where there are any, the kiosk's own way elsewhere.
[[nodiscard]] Display display_of(const HomeDisplay& home, const DisplayWishes& wishes, calendar::Instant now,
                                 const calendar::Zone& zone);

}  // namespace tandem::kiosk
