#pragma once
// What a view draws with: the panel's theme, the fonts, what is pressed and focused, and what the frame holds. One
// for the life of the window. The pointer is read from ImGui's IO (MousePos, MouseDown[0]); keyboard navigation is
// handed in by navigate(). UI thread, between ImGui::NewFrame() and ImGui::Render() where it says "draws".

#include <memory>
#include <vector>

#include "kiosk/ui/drawn_texts.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/panel.h"
#include "kiosk/ui/semantics.h"
#include "kiosk/ui/targets.h"

namespace tandem::kiosk::ui {

enum class NavKey : std::uint8_t { Next, Previous, Up, Down, Left, Right, Activate };

class Canvas;
struct Appearance;

class Context {
 public:
  explicit Context(Panel panel);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // One font for each, before the first frame and again after set_panel() and after a set_appearance() that said so.
  [[nodiscard]] std::vector<FontRequest> font_requests() const;
  void set_fonts(const Fonts& fonts);
  void set_panel(Panel panel);
  [[nodiscard]] const Panel& panel() const;
  // From the next frame on. True when text has another size now: it is drawn with the fonts that are there, scaled, and
  // sharp again once others are loaded.
  bool set_appearance(const Appearance& appearance);

  // Tab, Shift+Tab, arrows; Activate is Enter or Space on what is focused. Acts in the next frame.
  void navigate(NavKey key);
  // True while a focus ring shows. Enter then is navigate(Activate); otherwise it is KeyTyped{Enter}. A typed character
  // (hide_focus) or a touch takes the ring away.
  [[nodiscard]] bool focus_visible() const;
  void hide_focus();

  // Something moves or is pressed: draw another frame soon.
  [[nodiscard]] bool wants_frame() const;

  // Of the last frame.
  [[nodiscard]] const Targets& targets() const;
  [[nodiscard]] const Semantics& semantics() const;
  // The id of what has the focus ring; empty without one.
  [[nodiscard]] std::string focused() const;
  // Whether the last frame drew the ring around it.
  [[nodiscard]] bool ring_drawn() const;

  // For tests: texts() holds what the last frame wrote, from the next frame on.
  void keep_texts();
  [[nodiscard]] const DrawnTexts& texts() const;

  // For the views.
  [[nodiscard]] Canvas& canvas();

 private:
  std::unique_ptr<Canvas> canvas_;
};

}  // namespace tandem::kiosk::ui
