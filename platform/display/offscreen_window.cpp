// A panel in memory: screenshots, tests, and machines without a display.

#include "platform/display/offscreen_window.h"

#include "platform/display/renderer.h"
#include "platform/display/sleeper.h"

namespace tandem::platform {
namespace {

class OffscreenWindow final : public Window {
 public:
  explicit OffscreenWindow(PixelSize size) : size_(size), renderer_(make_memory_renderer()) {}

  PixelSize size() const override { return size_; }
  std::string renderer() const override { return renderer_->name() + ", off screen"; }
  Status use_fonts(ImFontAtlas& atlas) override { return renderer_->use_fonts(atlas); }
  Status present(const ImDrawData& data) override { return renderer_->present(data, size_); }
  Image capture(const ImDrawData& data) override { return renderer_->capture(data, size_); }

  WindowNews wait(std::optional<std::chrono::milliseconds> timeout) override {
    sleeper_.sleep(timeout);
    return {};
  }
  void watch(int descriptor) override { sleeper_.watch(descriptor); }
  void unwatch(int descriptor) override { sleeper_.unwatch(descriptor); }
  void wake() noexcept override { sleeper_.wake(); }

 private:
  PixelSize size_;
  std::unique_ptr<Renderer> renderer_;
  Sleeper sleeper_;
};

}  // namespace

std::unique_ptr<Window> make_offscreen_window(PixelSize size) { return std::make_unique<OffscreenWindow>(size); }

}  // namespace tandem::platform
