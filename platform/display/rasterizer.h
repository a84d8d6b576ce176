#pragma once
// Draws ImGui's triangles in software: where there is no GPU, in tests, and for screenshots. Pixels are sampled at
// their centres with the top-left rule and blended as OpenGL would (source alpha over an opaque target), so the picture
// is the GPU's within rounding; the same input gives the same bytes on every machine. Axis-aligned rectangles and
// glyphs that sit on whole pixels, nearly everything a screen has, take short cuts with the same result. One thread at
// a time.

#include <cstdint>
#include <vector>

#include "platform/display/image.h"
#include "platform/display/panel.h"

struct ImDrawData;
struct ImFontAtlas;

namespace tandem::platform {

// Where to draw: 0xffRRGGBB words, `stride` words from one row to the next. Not owned.
struct Surface {
  std::uint32_t* pixels{nullptr};
  PixelSize size;
  int stride{0};
};

[[nodiscard]] Surface surface_of(Image& image);

// The atlas as coverage, one byte a texel. Not owned.
struct AlphaTexture {
  const std::uint8_t* texels{nullptr};
  int width{0};
  int height{0};
};

// What `atlas` was built into; lives as long as the atlas.
[[nodiscard]] AlphaTexture texture_of(ImFontAtlas& atlas);

// Fills `target` with `background` (0x00RRGGBB), then draws. Every command's texture is taken to be `texture`: our
// screens have no pictures. Callbacks in the data are skipped.
void rasterize(const ImDrawData& data, const AlphaTexture& texture, const Surface& target,
               std::uint32_t background = 0);

// [left, right) x [top, bottom), pixels.
struct Piece {
  std::int64_t left{0};
  std::int64_t top{0};
  std::int64_t right{0};
  std::int64_t bottom{0};
};
// The same inside of `piece` only: its pixels become those that drawing everything would give them.
void rasterize_piece(const ImDrawData& data, const AlphaTexture& texture, const Surface& target, const Piece& piece,
                     std::uint32_t background = 0);

}  // namespace tandem::platform
