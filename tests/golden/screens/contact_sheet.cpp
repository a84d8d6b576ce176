#include "tests/golden/screens/contact_sheet.h"

#include <algorithm>

namespace tandem::kiosk::test {
namespace {

using platform::Image;

constexpr int kSide = 4;
constexpr int kGap = 8;
constexpr std::uint32_t kGrey = 0xff808080U;

std::size_t index_of(const Image& image, int x, int y) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(image.size.width) + static_cast<std::size_t>(x);
}

std::uint32_t mean_at(const Image& image, int left, int top) {
  std::uint32_t mean = 0xff000000U;
  for (const unsigned shift : {0U, 8U, 16U}) {
    std::uint32_t sum = kSide * kSide / 2;
    for (int y = 0; y < kSide; ++y)
      for (int x = 0; x < kSide; ++x) sum += (image.at(left + x, top + y) >> shift) & 0xffU;
    mean |= (sum / (kSide * kSide)) << shift;
  }
  return mean;
}

}  // namespace

Image quarter_of(const Image& image) {
  Image small({image.size.width / kSide, image.size.height / kSide});
  for (int y = 0; y < small.size.height; ++y)
    for (int x = 0; x < small.size.width; ++x)
      small.pixels[index_of(small, x, y)] = mean_at(image, x * kSide, y * kSide);
  return small;
}

Image contact_sheet(const std::vector<Image>& pictures, int columns) {
  const auto [width, height] = pictures.front().size;
  const int rows = (static_cast<int>(pictures.size()) + columns - 1) / columns;
  Image sheet({columns * (width + kGap) + kGap, rows * (height + kGap) + kGap});
  std::ranges::fill(sheet.pixels, kGrey);
  int place = 0;
  for (const Image& picture : pictures) {
    const int left = kGap + place % columns * (width + kGap);
    const int top = kGap + place / columns * (height + kGap);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) sheet.pixels[index_of(sheet, left + x, top + y)] = picture.at(x, y);
    ++place;
  }
  return sheet;
}

}  // namespace tandem::kiosk::test
