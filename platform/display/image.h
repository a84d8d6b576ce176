#pragma once
// A picture in memory, and PNG files of it (libpng). Pixels are 0xAARRGGBB words, rows from the top.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "platform/base/result.h"
#include "platform/display/panel.h"

namespace tandem::platform {

// Largest side of a picture we read or make: an 8K panel.
inline constexpr int kMaxImageSide = 8192;

struct Image {
  Image() = default;
  explicit Image(PixelSize image_size)
      : size(image_size),
        pixels(static_cast<std::size_t>(image_size.width) * static_cast<std::size_t>(image_size.height), 0xff000000U) {}

  [[nodiscard]] std::uint32_t at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x)];
  }

  PixelSize size;
  std::vector<std::uint32_t> pixels;
};

// 24-bit RGB, alpha dropped. Same pixels, same bytes. Denied, Full or NotFound as the file system says; no half-written
// file is left under the name.
[[nodiscard]] Status write_png(const std::filesystem::path& path, const Image& image);
// NotFound; Invalid when it is not a PNG; TooLarge over kMaxImageSide.
[[nodiscard]] Result<Image> read_png(const std::filesystem::path& path);

// Pixels of which some channel differs by more than `tolerance` (0 to 255; 8 is 3 %); all of them when sizes differ.
[[nodiscard]] std::size_t differing_pixels(const Image& a, const Image& b, int tolerance);

}  // namespace tandem::platform
