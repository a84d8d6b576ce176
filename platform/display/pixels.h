#pragma once
// The arithmetic of the software renderer, shared by its files: colours as 0xAARRGGBB words, two channels at a time,
// and positions in 1/256 pixel. Inside platform/display only.

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "platform/display/rasterizer.h"

namespace tandem::platform::pixels {

// 1/256 pixel, so that neighbouring triangles that share an edge agree on it exactly.
using Fixed = std::int64_t;
inline constexpr Fixed kOne = 256;
inline constexpr Fixed kHalf = kOne / 2;

// Far outside every panel; keeps the products of two of them inside 64 bits whatever the input, NaN included.
inline constexpr float kFarthest = 1.0e6F;

[[nodiscard]] inline Fixed to_fixed(float pixels) {
  if (!(pixels > -kFarthest)) return static_cast<Fixed>(-kFarthest) * kOne;
  if (pixels > kFarthest) return static_cast<Fixed>(kFarthest) * kOne;
  return std::llround(static_cast<double>(pixels) * static_cast<double>(kOne));
}

// The first pixel whose centre is not left of (above) `edge`.
[[nodiscard]] inline std::int64_t first_centre(Fixed edge) { return (edge + kHalf - 1) >> 8; }

using Box = Piece;

[[nodiscard]] inline std::uint32_t alpha_of(std::uint32_t color) { return color >> 24U; }
[[nodiscard]] inline std::uint32_t with_alpha(std::uint32_t color, std::uint32_t alpha) {
  return (color & 0x00ffffffU) | alpha << 24U;
}
// a * b / 255, rounded; both 0 to 255.
[[nodiscard]] inline std::uint32_t scaled(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t product = a * b + 128;
  return (product + (product >> 8U)) >> 8U;
}

// (source * alpha + under * (255 - alpha)) / 255, rounded, in each channel; the result is opaque.
[[nodiscard]] inline std::uint32_t blend(std::uint32_t under, std::uint32_t source, std::uint32_t alpha) {
  const std::uint32_t rest = 255 - alpha;
  std::uint32_t red_blue = (source & 0xff00ffU) * alpha + (under & 0xff00ffU) * rest + 0x800080U;
  red_blue = ((red_blue + ((red_blue >> 8U) & 0xff00ffU)) >> 8U) & 0xff00ffU;
  std::uint32_t green = ((source >> 8U) & 0xffU) * alpha + ((under >> 8U) & 0xffU) * rest + 0x80U;
  green = (green + (green >> 8U)) & 0xff00U;
  return 0xff000000U | red_blue | green;
}

[[nodiscard]] inline std::uint32_t* row_of(const Surface& surface, std::int64_t y) {
  return surface.pixels + y * surface.stride;
}

// Coverage at a place given in texels, between the four nearest ones, edges repeated.
[[nodiscard]] std::uint32_t sample(const AlphaTexture& texture, float x, float y);

struct Vertex {
  Fixed x{0};
  Fixed y{0};
  float u{0};  // in texels
  float v{0};
  std::uint32_t color{0};
};

void fill_box(const Surface& target, const Box& box, std::uint32_t color);
void fill_triangle(const Surface& target, const AlphaTexture& texture, const Box& clip, const Vertex (&corners)[3]);

}  // namespace tandem::platform::pixels
