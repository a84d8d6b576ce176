#pragma once
// A state as a picture, by the software rasteriser, with nothing of the machine in it: fixed size, fonts and texts.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/screens/draw.h"
#include "kiosk/text/texts.h"
#include "kiosk/ui/context.h"
#include "platform/display/image.h"

struct ImGuiContext;

namespace tandem::kiosk::test {

class Painter {
 public:
  // `catalogues`: where <language>/tandem.mo are. Fails the program when fonts or catalogues are missing.
  Painter(ui::Panel panel, const std::string& catalogues);
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  // One frame with the pointer where it is; what was tapped. Text of another size is drawn with the fonts that are
  // there.
  std::vector<Action> frame(const AppState& state);
  // Press and let go on the middle of a target of the last frame; false when it is not there.
  bool tap(const AppState& state, const std::string& target, std::vector<Action>& actions);
  void point(float x, float y, bool down);
  // With the fonts of the text's size.
  [[nodiscard]] platform::Image picture(const AppState& state);
  [[nodiscard]] ui::Context& context() { return context_; }
  [[nodiscard]] bool has_glyphs(const std::string& text) const;

 private:
  void load_fonts();
  [[nodiscard]] const Texts& texts_of(const std::string& language) const;

  ImGuiContext* imgui_;
  ui::Context context_;
  int font_percent_{0};  // of the text the fonts were loaded for
  std::map<std::string, std::shared_ptr<const Texts>> texts_;
};

}  // namespace tandem::kiosk::test
