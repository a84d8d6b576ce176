#include "platform/display/image.h"

#include <png.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace tandem::platform {
namespace {

ErrorKind kind_of_errno(int code) {
  switch (code) {
    case ENOENT: return ErrorKind::NotFound;
    case EACCES:
    case EPERM:
    case EROFS: return ErrorKind::Denied;
    case ENOSPC:
    case EDQUOT: return ErrorKind::Full;
    default: return ErrorKind::Unavailable;
  }
}

std::vector<png_byte> rgb_rows(const Image& image) {
  std::vector<png_byte> bytes;
  bytes.reserve(image.pixels.size() * 3);
  for (const std::uint32_t pixel : image.pixels) {
    for (const unsigned shift : {16U, 8U, 0U}) bytes.push_back(static_cast<png_byte>((pixel >> shift) & 0xffU));
  }
  return bytes;
}

png_image png_of(PixelSize size) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  png.format = PNG_FORMAT_RGB;
  png.width = static_cast<png_uint_32>(size.width);
  png.height = static_cast<png_uint_32>(size.height);
  return png;
}

bool differ(std::uint32_t a, std::uint32_t b, int tolerance) {
  for (const unsigned shift : {16U, 8U, 0U}) {
    const int difference = static_cast<int>((a >> shift) & 0xffU) - static_cast<int>((b >> shift) & 0xffU);
    if (std::abs(difference) > tolerance) return true;
  }
  return false;
}

}  // namespace

Status write_png(const std::filesystem::path& path, const Image& image) {
  png_image png = png_of(image.size);
  const std::vector<png_byte> rows = rgb_rows(image);
  std::filesystem::path partial = path;
  partial += ".part";
  errno = 0;
  if (png_image_write_to_file(&png, partial.c_str(), 0, rows.data(), 0, nullptr) == 0) {
    const int code = errno;
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    return fail(kind_of_errno(code), path.string() + ": " + (code != 0 ? std::strerror(code) : png.message));
  }
  std::error_code renamed;
  std::filesystem::rename(partial, path, renamed);
  if (renamed) return fail(kind_of_errno(renamed.value()), path.string() + ": " + renamed.message());
  return {};
}

Result<Image> read_png(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return fail(ErrorKind::NotFound, path.string() + ": no such file");
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&png, path.c_str()) == 0) {
    return fail(ErrorKind::Invalid, path.string() + ": " + png.message);
  }
  if (png.width > kMaxImageSide || png.height > kMaxImageSide) {
    png_image_free(&png);
    return fail(ErrorKind::TooLarge, path.string() + ": a picture with more than 8192 pixels a side");
  }
  png.format = PNG_FORMAT_RGB;
  std::vector<png_byte> rows(PNG_IMAGE_SIZE(png));
  if (png_image_finish_read(&png, nullptr, rows.data(), 0, nullptr) == 0) {
    return fail(ErrorKind::Invalid, path.string() + ": " + png.message);
  }
  Image image{PixelSize{static_cast<int>(png.width), static_cast<int>(png.height)}};
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = 0xff000000U | static_cast<std::uint32_t>(rows[3 * i]) << 16U |
                      static_cast<std::uint32_t>(rows[3 * i + 1]) << 8U | rows[3 * i + 2];
  }
  return image;
}

std::size_t differing_pixels(const Image& a, const Image& b, int tolerance) {
  if (a.size != b.size) return std::max(a.pixels.size(), b.pixels.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) count += differ(a.pixels[i], b.pixels[i], tolerance) ? 1U : 0U;
  return count;
}

}  // namespace tandem::platform
