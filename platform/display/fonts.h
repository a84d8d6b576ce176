#pragma once
// Inter, from Debian's fonts-inter, rasterised by FreeType into ImGui's atlas at the sizes the theme asks for. Glyphs:
// Latin with all its European and Vietnamese extensions, Greek, Cyrillic, punctuation, arrows and the few symbols Inter
// has. UI thread.

#include <cstddef>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

struct ImFont;
struct ImFontAtlas;

namespace tandem::platform {

enum class FontFace { Regular, Medium, SemiBold, Bold };

struct FontRequest {
  FontFace face{FontFace::Regular};
  float pixels{16};  // font_size_for_capital()
};

// An atlas stays below this, whatever the panel: 16 MiB of alpha.
inline constexpr std::size_t kMaxFonts = 8;
inline constexpr int kMaxAtlasSide = 4096;

// One font a request, in their order, owned by the atlas, which is built. NotFound when Inter is not installed (the
// message names the package), TooLarge over the limits above.
[[nodiscard]] Result<std::vector<ImFont*>> build_fonts(ImFontAtlas& atlas, const std::vector<FontRequest>& requests);

// False when some character of this UTF-8 text would be drawn as "?".
[[nodiscard]] bool has_glyphs(const ImFont& font, std::string_view text);

}  // namespace tandem::platform
