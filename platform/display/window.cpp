#include "platform/display/window.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "platform/display/offscreen_window.h"
#include "platform/display/sdl_window.h"

namespace tandem::platform {
namespace {

bool named(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

// A graphics card with an output, that we may use: the bare console.
bool card_available() {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", none)) {
    if (!entry.path().filename().string().starts_with("card")) continue;
    const int card = ::open(entry.path().c_str(), O_RDWR | O_CLOEXEC);
    if (card < 0) continue;
    ::close(card);
    return true;
  }
  return false;
}

}  // namespace

bool display_available() { return named("DISPLAY") || named("WAYLAND_DISPLAY") || card_available(); }

Result<std::unique_ptr<Window>> open_window(const WindowOptions& options) {
  const auto reasonable = [](int side) { return side > 0 && side <= kMaxImageSide; };
  if (!reasonable(options.size.width) || !reasonable(options.size.height)) {
    return fail(ErrorKind::Invalid, "a window needs 1 to 8192 pixels a side");
  }
  if (options.kind != WindowKind::OffScreen) return open_sdl_window(options);
  if (options.renderer == RendererChoice::Gles2) {
    return fail(ErrorKind::Unavailable, "off screen is drawn in software: gles2 needs a window");
  }
  return make_offscreen_window(options.size);
}

}  // namespace tandem::platform
