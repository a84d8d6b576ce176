// Our rasteriser behind a window or behind nothing. Only what changed since the last frame is drawn and shown.

#include <SDL.h>
#include <imgui.h>

#include <utility>
#include <vector>

#include "platform/display/damage.h"
#include "platform/display/rasterizer.h"
#include "platform/display/renderer.h"

namespace tandem::platform {
namespace {

class MemoryRenderer : public Renderer {
 public:
  std::string name() const override { return "software"; }
  Status use_fonts(ImFontAtlas& atlas) override {
    texture_ = texture_of(atlas);
    damage_.forget();
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    return {};
  }
  Status present(const ImDrawData& data, PixelSize size) override {
    // Somebody who measures frames off screen measures the drawing too.
    if (frame_.size != size) frame_ = Image{size};
    for (const Piece& piece : damage_.update(data, size)) rasterize_piece(data, texture_, surface_of(frame_), piece);
    return {};
  }
  Image capture(const ImDrawData& data, PixelSize size) override {
    Image image{size};
    rasterize(data, texture_, surface_of(image));
    return image;
  }

 protected:
  [[nodiscard]] const AlphaTexture& texture() const { return texture_; }
  [[nodiscard]] Damage& damage() { return damage_; }

 private:
  Damage damage_;
  AlphaTexture texture_;
  Image frame_;
};

// In the surface the last frame is still there: SDL keeps it until the window gets another size.
class SurfaceRenderer final : public MemoryRenderer {
 public:
  explicit SurfaceRenderer(SDL_Window* window) : window_(window) {}
  void forget_shown() override { damage().forget(); }
  Status present(const ImDrawData& data, PixelSize) override {
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return sdl_failed("no window surface");
    if (std::exchange(pixels_, surface->pixels) != surface->pixels) damage().forget();
    const std::vector<Piece> pieces = damage().update(data, {surface->w, surface->h});
    if (pieces.empty()) return {};
    if (!draw_into(data, *surface, pieces)) return sdl_failed("window surface cannot be converted");
    if (!show(pieces)) return sdl_failed("window surface cannot be shown");
    return {};
  }

 private:
  static Status sdl_failed(const char* what) {
    return fail(ErrorKind::Unavailable, std::string{what} + ": " + SDL_GetError());
  }

  bool show(const std::vector<Piece>& pieces) {
    std::vector<SDL_Rect> rects;
    for (const Piece& piece : pieces)
      rects.push_back({static_cast<int>(piece.left), static_cast<int>(piece.top),
                       static_cast<int>(piece.right - piece.left), static_cast<int>(piece.bottom - piece.top)});
    return SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size())) == 0;
  }

  bool draw_into(const ImDrawData& data, SDL_Surface& surface, const std::vector<Piece>& pieces) const {
    const SDL_PixelFormat& format = *surface.format;
    if (SDL_LockSurface(&surface) != 0) return false;
    bool drawn = true;
    if (format.BytesPerPixel == 4 && format.Rmask == 0xff0000U && format.Gmask == 0xff00U && format.Bmask == 0xffU) {
      const Surface target{static_cast<std::uint32_t*>(surface.pixels), {surface.w, surface.h}, surface.pitch / 4};
      for (const Piece& piece : pieces) rasterize_piece(data, texture(), target, piece);
    } else {
      Image image{PixelSize{surface.w, surface.h}};
      rasterize(data, texture(), surface_of(image));
      drawn = SDL_ConvertPixels(surface.w, surface.h, SDL_PIXELFORMAT_ARGB8888, image.pixels.data(), surface.w * 4,
                                format.format, surface.pixels, surface.pitch) == 0;
    }
    SDL_UnlockSurface(&surface);
    return drawn;
  }

  SDL_Window* window_;
  const void* pixels_{nullptr};  // of the surface that was drawn into last
};

}  // namespace

std::unique_ptr<Renderer> make_memory_renderer() { return std::make_unique<MemoryRenderer>(); }

Result<std::unique_ptr<Renderer>> make_surface_renderer(SDL_Window* window) {
  if (SDL_GetWindowSurface(window) == nullptr) {
    return fail(ErrorKind::Unavailable, std::string{"no window surface: "} + SDL_GetError());
  }
  return std::make_unique<SurfaceRenderer>(window);
}

}  // namespace tandem::platform
