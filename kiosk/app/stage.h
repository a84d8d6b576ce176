#pragma once
// The panel with everything needed to draw on it: window, ImGui, fonts, the screens' own context. One frame of a state
// in, actions out. UI thread.

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/options.h"
#include "kiosk/core/state.h"
#include "kiosk/screens/draw.h"
#include "kiosk/text/texts.h"
#include "kiosk/ui/context.h"
#include "platform/base/stopwatch.h"
#include "platform/display/input.h"
#include "platform/display/window.h"

struct ImGuiContext;

namespace tandem::kiosk {

class Stage {
 public:
  // Opens the window and loads fonts and catalogues. Unavailable or NotFound with what is missing.
  [[nodiscard]] static platform::Result<std::unique_ptr<Stage>> open(const Options& options);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage();

  [[nodiscard]] platform::Window& window() { return *window_; }
  [[nodiscard]] ui::Context& context() { return *context_; }
  [[nodiscard]] platform::InputFeed& input() { return input_; }
  // Any language when this one is not known.
  [[nodiscard]] const Texts& texts_of(const std::string& language) const;

  // Draws the state and shows it.
  [[nodiscard]] platform::Result<std::vector<Action>> draw(const AppState& state);
  // What draw() drew last.
  [[nodiscard]] platform::Image capture();
  // The window has another size now.
  [[nodiscard]] platform::Status resize();
  [[nodiscard]] std::uint64_t frames() const { return frames_; }

 private:
  Stage() = default;
  platform::Status load_fonts();
  platform::Status load_languages();
  [[nodiscard]] ui::Panel panel() const;

  struct DestroyImGui {
    void operator()(ImGuiContext* context) const;
  };
  std::map<std::string, std::shared_ptr<const Texts>> texts_;
  std::unique_ptr<ImGuiContext, DestroyImGui> imgui_;
  std::unique_ptr<platform::Window> window_;
  std::unique_ptr<ui::Context> context_;
  platform::InputFeed input_;
  double panel_inches_{0};
  platform::Stopwatch since_frame_;
  std::uint64_t frames_{0};
};

}  // namespace tandem::kiosk
