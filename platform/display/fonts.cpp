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

const char* file_of(FontFace face) {
  switch (face) {
    case FontFace::Regular: return "Inter-Regular.otf";
    case FontFace::Medium: return "Inter-Medium.otf";
    case FontFace::SemiBold: return "Inter-SemiBold.otf";
    case FontFace::Bold: return "Inter-Bold.otf";
  }
  return "Inter-Regular.otf";
}

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

// Texels that the glyphs of these fonts take, a little more than measured: about 1250 glyphs, each a third of a square.
float texels_of(const std::vector<FontRequest>& requests) {
  constexpr float kGlyphSquares = 600;
  float texels = 0;
  for (const FontRequest& request : requests) texels += request.pixels * request.pixels * kGlyphSquares;
  return texels;
}

// The narrowest power of two that keeps the atlas no higher than wide.
int width_for(float texels) {
  int width = 512;
  while (width < kMaxAtlasSide && static_cast<float>(width) * static_cast<float>(width) < texels) width *= 2;
  return width;
}

tl::unexpected<Error> do_not_fit() {
  return fail(ErrorKind::TooLarge, "the fonts of this panel do not fit into memory: check --panel-inches and --size");
}

}  // namespace

Result<std::vector<ImFont*>> build_fonts(ImFontAtlas& atlas, const std::vector<FontRequest>& requests) {
  if (requests.size() > kMaxFonts) return fail(ErrorKind::TooLarge, "more than eight fonts");
  // ImGui writes past its texture when glyphs do not fit, so this is judged before.
  const float texels = texels_of(requests);
  if (!(texels < static_cast<float>(kMaxAtlasSide) * static_cast<float>(kMaxAtlasSide))) return do_not_fit();
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  atlas.TexDesiredWidth = width_for(texels);
  std::vector<ImFont*> fonts;
  for (const FontRequest& request : requests) {
    const auto font = add_font(atlas, request);
    if (!font) return tl::unexpected(font.error());
    fonts.push_back(*font);
  }
  if (!atlas.Build()) return fail(ErrorKind::Invalid, "the fonts cannot be rasterised");
  if (atlas.TexHeight > kMaxAtlasSide) return do_not_fit();
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
