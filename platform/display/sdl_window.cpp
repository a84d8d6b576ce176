// A window of SDL's, on X11, Wayland or the bare console (KMSDRM).

#include "platform/display/sdl_window.h"

#include <SDL.h>

#include <filesystem>
#include <string_view>

#include "platform/base/log.h"
#include "platform/display/input_signals.h"
#include "platform/display/renderer.h"
#include "platform/display/sdl_events.h"
#include "platform/display/sleeper.h"

namespace tandem::platform {
namespace {

// How often we look for input on a display system that gives no signal of it.
constexpr std::chrono::milliseconds kLookAgain{20};

struct DestroyWindow {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
using WindowHandle = std::unique_ptr<SDL_Window, DestroyWindow>;

// SDL's video, from construction to destruction.
class Video {
 public:
  Video() : good_(SDL_InitSubSystem(SDL_INIT_VIDEO) == 0) {}
  Video(const Video&) = delete;
  Video& operator=(const Video&) = delete;
  ~Video() {
    if (good_) SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  bool good_;
};

// The order of the members is the order of destruction, backwards: the renderer before its window, that before video.
struct Parts {
  std::unique_ptr<Video> video;
  WindowHandle window;
  std::unique_ptr<Renderer> renderer;
};

void set_hints() {
  SDL_SetMainReady();
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // the program has its own
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");  // a finger is a finger, once
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // our pixels go straight to the window
  SDL_SetHint(SDL_HINT_VIDEO_X11_FORCE_EGL, "1");       // OpenGL ES without GLX
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");  // the touch that brings the focus back counts, too
  SDL_SetHint(SDL_HINT_OPENGL_ES_DRIVER, "1");
}

// OpenGL in software is slower than our own rasteriser and takes a hundred megabytes, so Auto wants real hardware.
bool gpu_present() {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", none)) {
    if (entry.path().filename().string().starts_with("renderD")) return true;
  }
  return false;
}

// SDL falls back to these when an X or Wayland server that is named does not answer: a kiosk that nobody sees. We have
// a better way to draw into memory.
bool nobody_sees(const char* driver) {
  return driver != nullptr && (std::string_view{driver} == "offscreen" || std::string_view{driver} == "dummy");
}

Result<WindowHandle> create_window(const WindowOptions& options, Uint32 extra_flags) {
  Uint32 flags = extra_flags | SDL_WINDOW_SHOWN;
  flags |= options.kind == WindowKind::FullScreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
  WindowHandle window{SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                       options.size.width, options.size.height, flags)};
  if (window == nullptr) return fail(ErrorKind::Unavailable, std::string{"no window: "} + SDL_GetError());
  return window;
}

Status open_gles2(const WindowOptions& options, Parts& parts) {
  // After video has started: starting resets them.
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  auto window = create_window(options, SDL_WINDOW_OPENGL);
  if (!window) return tl::unexpected(window.error());
  auto renderer = make_gles2_renderer(window->get());
  if (!renderer) return tl::unexpected(renderer.error());
  parts.window = std::move(*window);
  parts.renderer = std::move(*renderer);
  return {};
}

Status open_software(const WindowOptions& options, Parts& parts) {
  auto window = create_window(options, 0);
  if (!window) return tl::unexpected(window.error());
  auto renderer = make_surface_renderer(window->get());
  if (!renderer) return tl::unexpected(renderer.error());
  parts.window = std::move(*window);
  parts.renderer = std::move(*renderer);
  return {};
}

Status open_parts(const WindowOptions& options, Parts& parts) {
  if (options.renderer == RendererChoice::Gles2) return open_gles2(options, parts);
  if (options.renderer == RendererChoice::Auto && gpu_present()) {
    const Status opened = open_gles2(options, parts);
    if (opened) return opened;
    log_warning("display", "no GPU, drawing in software: " + opened.error().message);
  }
  return open_software(options, parts);
}

class SdlWindow final : public Window {
 public:
  SdlWindow(Parts parts, WindowOptions options) : parts_(std::move(parts)), options_(std::move(options)) {
    signals_ = watch_input(parts_.window.get(), sleeper_);
    SDL_StartTextInput();
  }

  PixelSize size() const override {
    PixelSize size;
    SDL_GetWindowSize(parts_.window.get(), &size.width, &size.height);
    return size;
  }
  std::string renderer() const override { return parts_.renderer->name() + " on " + SDL_GetCurrentVideoDriver(); }

  Status use_fonts(ImFontAtlas& atlas) override {
    const Status used = parts_.renderer->use_fonts(atlas);
    if (used || options_.renderer == RendererChoice::Gles2) return used;
    // An old GPU with small textures: draw ourselves instead, in a new window.
    log_warning("display", "drawing in software: " + used.error().message);
    parts_.renderer.reset();
    signals_.reset();
    if (const Status opened = open_software(options_, parts_); !opened) return opened;
    signals_ = watch_input(parts_.window.get(), sleeper_);
    return parts_.renderer->use_fonts(atlas);
  }
  Status present(const ImDrawData& data) override { return parts_.renderer->present(data, size()); }
  Image capture(const ImDrawData& data) override { return parts_.renderer->capture(data, size()); }

  WindowNews wait(std::optional<std::chrono::milliseconds> timeout) override {
    WindowNews news;
    // Pumping may already have brought in more than the last call handed out: the socket would stay silent about it.
    if (drain(news)) return news;
    if (!signals_->complete()) timeout = std::min(timeout.value_or(kLookAgain), kLookAgain);
    sleeper_.sleep(timeout);
    signals_->acknowledge();
    drain(news);
    return news;
  }
  void watch(int descriptor) override { sleeper_.watch(descriptor); }
  void unwatch(int descriptor) override { sleeper_.unwatch(descriptor); }
  void wake() noexcept override { sleeper_.wake(); }

 private:
  bool drain(WindowNews& news) {
    SDL_Event event;
    bool any = false;
    const PixelSize pixels = size();
    while (SDL_PollEvent(&event) != 0) {
      show_cursor_for(event.type);
      events_.translate(event, pixels, news);
      any = true;
    }
    if (news.redraw || news.resized) parts_.renderer->forget_shown();
    return any;
  }

  // An arrow where a finger was looks broken; with a mouse it is needed.
  static void show_cursor_for(Uint32 type) {
    if (type == SDL_FINGERDOWN) SDL_ShowCursor(SDL_DISABLE);
    if (type == SDL_MOUSEMOTION) SDL_ShowCursor(SDL_ENABLE);
  }

  Parts parts_;
  WindowOptions options_;
  Sleeper sleeper_;
  std::unique_ptr<InputSignals> signals_;
  SdlEvents events_;
};

}  // namespace

Result<std::unique_ptr<Window>> open_sdl_window(const WindowOptions& options) {
  set_hints();
  Parts parts;
  parts.video = std::make_unique<Video>();
  if (!parts.video->good()) return fail(ErrorKind::Unavailable, std::string{"no display: "} + SDL_GetError());
  if (nobody_sees(SDL_GetCurrentVideoDriver()))
    return fail(ErrorKind::Unavailable,
                "no display answers: check DISPLAY or WAYLAND_DISPLAY, or use --screenshot DIR");
  if (const Status opened = open_parts(options, parts); !opened) return tl::unexpected(opened.error());
  return std::make_unique<SdlWindow>(std::move(parts), options);
}

}  // namespace tandem::platform
