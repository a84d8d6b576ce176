#pragma once
// The panel: an SDL window (full screen or not), or a surface in memory where there is no display. Event-driven: wait()
// sleeps in one poll() on our own wake-up, on whatever signals input on this display system, and on descriptors of the
// caller, so an idle kiosk uses no processor at all. UI thread only, except wake().

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/display/image.h"
#include "platform/display/input.h"
#include "platform/display/panel.h"

struct ImDrawData;
struct ImFontAtlas;

namespace tandem::platform {

enum class RendererChoice { Auto, Gles2, Software };
enum class WindowKind { FullScreen, Windowed, OffScreen };

struct WindowOptions {
  WindowKind kind{WindowKind::Windowed};
  PixelSize size{1280, 800};  // not for FullScreen
  RendererChoice renderer{RendererChoice::Auto};
  std::string title{"Tandem"};
};

struct WindowNews {
  std::vector<InputEvent> input;
  bool redraw{false};  // exposed, resized, or shown again: the last frame is gone
  bool close_requested{false};
  bool resized{false};
};

class Window {
 public:
  virtual ~Window() = default;
  [[nodiscard]] virtual PixelSize size() const = 0;
  // "gles2 (llvmpipe ...)", "software": for the log.
  [[nodiscard]] virtual std::string renderer() const = 0;

  // The atlas to draw with from now on; it must live as long as the window or the next call.
  [[nodiscard]] virtual Status use_fonts(ImFontAtlas& atlas) = 0;
  // Draws and shows.
  [[nodiscard]] virtual Status present(const ImDrawData& data) = 0;
  // Draws with the same renderer and returns the pixels.
  [[nodiscard]] virtual Image capture(const ImDrawData& data) = 0;

  // Returns at input, after wake(), when `watched` descriptors (see watch()) are readable, or after `timeout`; absent:
  // never for time.
  [[nodiscard]] virtual WindowNews wait(std::optional<std::chrono::milliseconds> timeout) = 0;
  // A readable `descriptor` ends wait(). The caller reads from it; it stays the caller's. unwatch() before closing it.
  virtual void watch(int descriptor) = 0;
  virtual void unwatch(int descriptor) = 0;
  // Any thread.
  virtual void wake() noexcept = 0;
};

// True when an X11 or Wayland display is named or a graphics card can be opened: a window can be tried.
[[nodiscard]] bool display_available();

// Unavailable when SDL cannot open a window or the renderer that was asked for; Auto falls back to software.
[[nodiscard]] Result<std::unique_ptr<Window>> open_window(const WindowOptions& options);

}  // namespace tandem::platform
