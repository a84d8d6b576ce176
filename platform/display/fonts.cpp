#include "platform/display/fonts.h"

#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

namespace tandem::platform {
namespace {

// Where Debian's fonts-inter puts them.
constexpr const char* kFontFolder = "/usr/share/fonts/opentype/inter";

const char* file_of(FontFace face) { return face == FontFace::SemiBold ? "Inter-SemiBold.otf" : "Inter-Regular.otf"; }

// Pairs of first and last, then 0. ImGui keeps the pointer.
constexpr std::array<ImWchar, 23> kGlyphs{0x0020, 0x024f,  // Basic Latin to Latin Extended-B
                                          0x02b0, 0x02ff,  // Modifier letters: apostrophes of names
                                          0x0300, 0x036f,  // Combining marks
                                          0x0370, 0x03ff,  // Greek
                                          0x0400, 0x045f,  // Cyrillic
                                          0x1e00, 0x1eff,  // Latin Extended Additional: Vietnamese, Welsh
                                          0x2000, 0x206f,  // Punctuation, narrow no-break space
                                          0x20a0, 0x20bf,  // Currency
                                          0x2190, 0x21ff,  // Arrows
                                          0x25a0, 0x25ff,  // Geometric shapes
                                          0x2700, 0x27bf,  // Check marks and crosses
                                          0};

Result<ImFont*> add_font(ImFontAtlas& atlas, const FontRequest& request) {
  const std::filesystem::path path = std::filesystem::path{kFontFolder} / file_of(request.face);
  // ImGui asserts on a file it cannot open.
  std::error_code unreadable;
  if (!std::filesystem::is_regular_file(path, unreadable)) {
    return fail(ErrorKind::NotFound, path.string() + " is missing: install the package fonts-inter");
  }
  ImFontConfig config;
  config.PixelSnapH = true;
  ImFont* font = atlas.AddFontFromFileTTF(path.c_str(), request.pixels, &config, kGlyphs.data());
  if (font == nullptr) return fail(ErrorKind::Invalid, path.string() + " cannot be read");
  return font;
}

// Widest texture that keeps the atlas roughly square; ImGui picks at most 4096 itself when left alone.
int atlas_width(const std::vector<FontRequest>& requests) {
  float area = 0;
  for (const FontRequest& request : requests) area += request.pixels * request.pixels * 600;
  int width = 512;
  while (width < kMaxAtlasSide && static_cast<float>(width) * static_cast<float>(width) < area) width *= 2;
  return width;
}

}  // namespace

Result<std::vector<ImFont*>> build_fonts(ImFontAtlas& atlas, const std::vector<FontRequest>& requests) {
  if (requests.size() > kMaxFonts) return fail(ErrorKind::TooLarge, "more than eight fonts");
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  atlas.TexDesiredWidth = atlas_width(requests);
  std::vector<ImFont*> fonts;
  for (const FontRequest& request : requests) {
    const auto font = add_font(atlas, request);
    if (!font) return tl::unexpected(font.error());
    fonts.push_back(*font);
  }
  if (!atlas.Build()) return fail(ErrorKind::Invalid, "the fonts cannot be rasterised");
  if (atlas.TexHeight > kMaxAtlasSide) {
    return fail(ErrorKind::TooLarge, "the fonts of this panel do not fit: check --panel-inches and --size");
  }
  return fonts;
}

bool has_glyphs(const ImFont& font, std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    unsigned int character = 0;
    at += ImTextCharFromUtf8(&character, at, end);
    if (character == '\n') continue;
    if (character > IM_UNICODE_CODEPOINT_MAX) return false;
    if (font.FindGlyphNoFallback(static_cast<ImWchar>(character)) == nullptr) return false;
  }
  return true;
}

}  // namespace tandem::platform
