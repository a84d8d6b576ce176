#pragma once
// Triangles without a window around them, for the tests of what draws them.

#include <imgui.h>
#include <imgui_internal.h>

#include <array>
#include <cstdint>

#include "platform/display/rasterizer.h"

namespace tandem::platform {

// A texture of 4 x 4 texels, all opaque but one column of half coverage at x = 2.
struct Texture {
  std::array<std::uint8_t, 16> texels{255, 255, 128, 0, 255, 255, 128, 0, 255, 255, 128, 0, 255, 255, 128, 0};
  [[nodiscard]] AlphaTexture view() const { return {texels.data(), 4, 4}; }
};
inline const ImVec2 kWhite{0.125F, 0.125F};  // centre of the first texel

// One draw list without a window around it.
class Drawing {
 public:
  explicit Drawing(PixelSize size) : size_(size) {
    shared_.TexUvWhitePixel = kWhite;
    list_._ResetForNewFrame();
    list_.PushClipRect(ImVec2{0, 0}, ImVec2{static_cast<float>(size.width), static_cast<float>(size.height)});
    list_.PushTextureID(nullptr);
  }

  ImDrawList& list() { return list_; }

  void triangle(ImVec2 a, ImVec2 b, ImVec2 c, ImU32 color) { gradient(a, b, c, {color, color, color}); }
  void gradient(ImVec2 a, ImVec2 b, ImVec2 c, std::array<ImU32, 3> colors) {
    list_.PrimReserve(3, 3);
    list_.PrimVtx(a, kWhite, colors[0]);
    list_.PrimVtx(b, kWhite, colors[1]);
    list_.PrimVtx(c, kWhite, colors[2]);
  }
  void rectangle(ImVec2 a, ImVec2 c, ImU32 color) {
    list_.PrimReserve(6, 4);
    list_.PrimRectUV(a, c, kWhite, kWhite, color);
  }

  [[nodiscard]] Image draw(std::uint32_t background = 0) {
    Image image{size_};
    rasterize(data(), texture_.view(), surface_of(image), background);
    return image;
  }

  // Lives as long as the drawing.
  [[nodiscard]] const ImDrawData& data() {
    data_.Valid = true;
    data_.CmdLists = lists_;
    data_.CmdListsCount = 1;
    data_.DisplaySize = ImVec2{static_cast<float>(size_.width), static_cast<float>(size_.height)};
    data_.FramebufferScale = ImVec2{1, 1};
    return data_;
  }
  [[nodiscard]] AlphaTexture texture() const { return texture_.view(); }

  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;
  ~Drawing() { list_._ClearFreeMemory(); }

 private:
  PixelSize size_;
  Texture texture_;
  ImDrawListSharedData shared_;
  ImDrawList list_{&shared_};
  ImDrawData data_;
  ImDrawList* lists_[1] = {&list_};
};

}  // namespace tandem::platform
