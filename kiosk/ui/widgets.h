#pragma once
// What the screens are made of. Each widget draws itself into the box it is given, registers its targets and says what
// was tapped. UI thread, inside a frame.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas.h"

namespace tandem::kiosk::ui {

enum class ButtonKind : std::uint8_t {
  Primary,    // the one thing most people come for
  Secondary,  // outlined
  Quiet,      // no ground until pressed
  Danger,     // gives something up
};

struct Button {
  std::string_view id;
  std::string_view label;
  Icon icon{Icon::None};
  ButtonKind kind{ButtonKind::Secondary};
  bool enabled{true};
  std::string_view note{};  // smaller, under the label
};

// True when it was tapped. The label shrinks before it is cut.
[[nodiscard]] bool button(Canvas& canvas, const Rect& rect, const Button& button);
// How wide it wants to be.
[[nodiscard]] float button_width(const Canvas& canvas, const Button& button);
// The icon alone, square or not; the label is for who cannot see it.
[[nodiscard]] bool icon_button(Canvas& canvas, const Rect& rect, const Button& button);

// A whole card that can be tapped: its ground, pressed state and focus ring. Draw the contents afterwards.
[[nodiscard]] bool card_button(Canvas& canvas, const Rect& rect, std::string_view id, std::string_view label);

// A word with its sign on a tinted ground, on two lines where one is too narrow and `box` is high enough. Returns the
// width used; `align` is where in `box` it stands.
struct Pill {
  std::string_view word;
  Icon icon{Icon::None};
  Tone tone{Tone::Neutral};
};
float pill(Canvas& canvas, const Rect& box, const Pill& pill, Align align = Align::Left);
[[nodiscard]] float pill_width(const Canvas& canvas, const Pill& pill);
// That of the lines it takes in a box of this width.
[[nodiscard]] float pill_height(const Canvas& canvas, const Pill& pill, float width);

// One of several; the index that was tapped. Ids are `id` + "." + segment.
struct Segment {
  std::string id;
  std::string label;
  bool current{false};
  std::string name{};  // said instead of a label that is short for it
};
[[nodiscard]] std::optional<std::size_t> segments(Canvas& canvas, const Rect& rect, std::string_view id,
                                                  const std::vector<Segment>& choices);

// "‹ 2/3 ›"; the page that was tapped. Nothing is drawn for one page.
[[nodiscard]] std::optional<int> pager(Canvas& canvas, const Rect& rect, std::string_view id, int page, int pages);

// The ground under something touched: darker while it is pressed.
[[nodiscard]] Paint pressed_paint(Paint ground, const Touch& touch);

}  // namespace tandem::kiosk::ui
