#pragma once
// The two ways to put ImGui's triangles on a window, and one for memory. Inside platform/display only. UI thread.

#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/display/image.h"

struct ImDrawData;
struct ImFontAtlas;
struct SDL_Window;

namespace tandem::platform {

class Renderer {
 public:
  virtual ~Renderer() = default;
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual Status use_fonts(ImFontAtlas& atlas) = 0;
  // What the panel showed is gone: the next present() shows everything, changed or not.
  virtual void forget_shown() {}
  [[nodiscard]] virtual Status present(const ImDrawData& data, PixelSize size) = 0;
  [[nodiscard]] virtual Image capture(const ImDrawData& data, PixelSize size) = 0;
};

// Unavailable when OpenGL ES 2 does not start on this window, which must have SDL_WINDOW_OPENGL.
[[nodiscard]] Result<std::unique_ptr<Renderer>> make_gles2_renderer(SDL_Window* window);
// Our rasteriser, straight into the window's own surface. Unavailable when SDL cannot give one.
[[nodiscard]] Result<std::unique_ptr<Renderer>> make_surface_renderer(SDL_Window* window);
// Our rasteriser; nothing is shown.
[[nodiscard]] std::unique_ptr<Renderer> make_memory_renderer();

}  // namespace tandem::platform
