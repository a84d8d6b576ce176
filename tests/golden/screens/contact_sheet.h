#pragma once
// Pictures made small, and many of them on one. Pure.

#include <vector>

#include "platform/display/image.h"

namespace tandem::kiosk::test {

// A quarter as wide and high: each pixel is the mean of sixteen. What is left of a side over fours is dropped.
[[nodiscard]] platform::Image quarter_of(const platform::Image& image);

// `pictures`, all of one size, in rows of `columns`, with a grey gap around each. At least one picture.
[[nodiscard]] platform::Image contact_sheet(const std::vector<platform::Image>& pictures, int columns);

}  // namespace tandem::kiosk::test
