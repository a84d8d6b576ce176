#pragma once
// The pseudo-locale "qps": English made longer, accented and bracketed. Text on a screen without brackets was never
// given to the translators; a bracket that is missing was cut off. Pure.

#include <string>
#include <string_view>

namespace tandem::kiosk {

inline constexpr std::string_view kPseudoLocale = "qps";

// "Free until {time}" → "[Fŕéé üñţïļ {time} öñé]". Places in braces stay as they are; a third longer, rounded up.
[[nodiscard]] std::string pseudo(std::string_view message);

}  // namespace tandem::kiosk
