#include "platform/display/pixels.h"

#include <algorithm>

namespace tandem::platform::pixels {

std::uint32_t sample(const AlphaTexture& texture, float x, float y) {
  // NaN and far away texels end up at an edge.
  const auto inside = [](float at, int size) { return at > 0 ? std::min(at, static_cast<float>(size)) : 0.0F; };
  const float left = inside(x, texture.width) - 0.5F, top = inside(y, texture.height) - 0.5F;
  const int x0 = static_cast<int>(std::floor(left)), y0 = static_cast<int>(std::floor(top));
  const auto texel = [&](int column, int row) {
    column = std::clamp(column, 0, texture.width - 1);
    row = std::clamp(row, 0, texture.height - 1);
    return static_cast<float>(texture.texels[static_cast<std::size_t>(row) * static_cast<std::size_t>(texture.width) +
                                             static_cast<std::size_t>(column)]);
  };
  const float right_share = left - static_cast<float>(x0), bottom_share = top - static_cast<float>(y0);
  const float upper = texel(x0, y0) * (1 - right_share) + texel(x0 + 1, y0) * right_share;
  const float lower = texel(x0, y0 + 1) * (1 - right_share) + texel(x0 + 1, y0 + 1) * right_share;
  return static_cast<std::uint32_t>(upper * (1 - bottom_share) + lower * bottom_share + 0.5F);
}

void fill_box(const Surface& target, const Box& box, std::uint32_t color) {
  const std::uint32_t alpha = alpha_of(color);
  if (alpha == 0 || box.left >= box.right) return;
  for (std::int64_t y = box.top; y < box.bottom; ++y) {
    std::uint32_t* row = row_of(target, y);
    if (alpha == 255) {
      std::fill(row + box.left, row + box.right, color);
    } else {
      for (std::int64_t x = box.left; x < box.right; ++x) row[x] = blend(row[x], color, alpha);
    }
  }
}

}  // namespace tandem::platform::pixels
