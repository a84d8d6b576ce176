#include "kiosk/core/display.h"

#include <algorithm>

namespace tandem::kiosk {

bool is_text_size(int percent) { return std::ranges::find(kTextSizes, percent) != kTextSizes.end(); }

bool is_dark(const DarkHours& hours, calendar::Instant now, const calendar::Zone& zone) {
  const auto time = zone.to_local(now).time_since_epoch() % std::chrono::days{1};
  if (hours.from < hours.until) return hours.from <= time && time < hours.until;
  return hours.from <= time || time < hours.until;
}

Display display_of(const HomeDisplay& home, const DisplayWishes& wishes, calendar::Instant now,
                   const calendar::Zone& zone) {
  const bool dark = home.dark_hours && is_dark(*home.dark_hours, now, zone);
  return {wishes.look.value_or(dark ? Look::Dark : home.look), wishes.text_percent.value_or(home.text_percent),
          wishes.low_reach.value_or(home.low_reach)};
}

}  // namespace tandem::kiosk
