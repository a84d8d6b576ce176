#pragma once
// Pen and fingers of the views: shapes, text that never leaves its box, and touch. Everything is drawn into ImGui's
// background list in the order it is called. UI thread, inside one frame: begin() … end(), which draw() of
// kiosk/screens calls.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/context.h"
#include "kiosk/ui/drawn_texts.h"
#include "kiosk/ui/icon.h"
#include "kiosk/ui/layout.h"
#include "kiosk/ui/semantics.h"
#include "kiosk/ui/theme.h"

struct ImDrawList;
struct ImFont;

namespace tandem::kiosk::ui {

enum class Align : std::uint8_t { Left, Centre, Right };

struct TextStyle {
  TextRole role{TextRole::Body};
  Paint colour{palette::kInk};
  Align align{Align::Left};
  // What it is in the semantic tree. Without: a heading when it is written as one outside of everything that can be
  // touched, else text.
  std::optional<SemanticRole> meaning{};
};

// What something that is drawn means; see SemanticNode.
struct Meaning {
  SemanticRole role{SemanticRole::Group};
  std::string_view name{};
  std::string_view value{};
  bool pending{false};
};

inline constexpr float kLongPress = 2;  // seconds

// What a finger, the mouse or the keyboard does to a target in this frame.
struct Touch {
  bool tapped{false};
  bool pressed{false};
  bool focused{false};
};

// Words that widgets say by themselves, in the language of the screen.
struct WidgetWords {
  std::string previous_page;
  std::string next_page;
};

// A finger drawn sideways over the panel, in pixels.
struct Drag {
  float from_x{0};
  float to_x{0};
  bool let_go{false};  // in this frame
};

class Canvas {
 public:
  explicit Canvas(Panel panel, Appearance appearance = {});

  void begin();
  void end();

  [[nodiscard]] const Theme& theme() const { return theme_; }
  void set_words(WidgetWords words) { words_ = std::move(words); }
  [[nodiscard]] const WidgetWords& words() const { return words_; }
  // Where the screens are drawn: the panel, or its lower half with low reach.
  [[nodiscard]] Rect screen() const;
  [[nodiscard]] Rect whole_panel() const;

  void fill(const Rect& rect, Paint paint, float radius = 0);
  void outline(const Rect& rect, Paint paint, float thickness, float radius = 0);
  // A card's ground: white, rounded, with a hairline.
  void card(const Rect& rect);
  void line(float x1, float y1, float x2, float y2, Paint paint, float thickness);
  void circle(float x, float y, float radius, Paint paint);
  // A ring of which `share` (0 to 1) is drawn, clockwise from the top.
  void arc(float x, float y, float radius, float share, Paint paint, float thickness);
  void icon(Icon icon, const Rect& box, Paint paint);

  [[nodiscard]] float text_width(TextRole role, std::string_view text) const;
  [[nodiscard]] float line_height(TextRole role) const;
  // One line in the vertical middle of `box`. Where it does not fit, text that was made larger shrinks, to its usual
  // size at the least; then it is cut with "…". Returns the width drawn.
  float text(const Rect& box, std::string_view text, const TextStyle& style);
  // The same in the first of these roles in which it fits, on more lines of the last where `box` is high enough: for
  // words that must be read whole.
  float text_fitted(const Rect& box, std::string_view text, TextStyle style, TextRole smallest);
  // Several lines from the top of `box`, broken at spaces; what does not fit shrinks and is cut as above. Returns the
  // height used.
  float paragraph(const Rect& box, std::string_view text, const TextStyle& style, int max_lines = 3);
  [[nodiscard]] float paragraph_height(float width, std::string_view text, TextRole role, int max_lines = 3) const;

  // Registers a target and says what happens to it. A tap counts when it is pressed and let go on the same target.
  // It is a Button in the semantic tree; texts drawn inside of it until the next target are parts of it.
  Touch touch(std::string_view id, std::string_view label, const Rect& rect, bool enabled = true);
  // The last target is something else than a button, or the one of several that is chosen.
  void target_is(SemanticRole role, bool selected = false);
  // Tells what was drawn in shapes alone: the dots of a PIN, a QR code.
  void mean(const Meaning& meaning, const Rect& rect);
  // The finger that went down inside of `rect` and has been drawn sideways for more than the width of a finger.
  // Whatever a drag does a tap does too: it is never the only way.
  [[nodiscard]] std::optional<Drag> drag(const Rect& rect) const;
  void focus_ring(const Rect& rect, float radius);
  // True in the one frame in which a finger has lain on `rect` for kLongPress: a way in that is not shown as a target.
  [[nodiscard]] bool long_press(const Rect& rect) const;
  // Until it is true again nothing drawn can be touched: a sheet will lie over it.
  void set_touchable(bool touchable) { touchable_ = touchable; }
  // What is drawn until the next call cannot be tapped inside of `rect`: a notice will lie there.
  void set_covered(std::optional<Rect> rect) { covered_ = rect; }
  // Until it is nothing again what is drawn is clipped to this, and what lies outside of it cannot be touched.
  void set_viewport(std::optional<Rect> rect);
  // The part of `rect` below what is covered; all of it where nothing lies over its top.
  [[nodiscard]] Rect uncovered(Rect rect) const;
  void want_frame() { wants_frame_ = true; }

  // Clips what is drawn until unclip().
  void clip(const Rect& rect);
  void unclip();

 private:
  friend class Context;
  friend class Part;

  struct Pointer {
    float x{-1};
    float y{-1};
    bool down{false};
    bool was_down{false};
    float pressed_x{-1};  // where it went down
    float pressed_y{-1};
  };

  void read_pointer();
  void move_focus(NavKey key);
  void focus_nearest(NavKey key);
  [[nodiscard]] const Target* focused_target() const;
  // Ids of what can be focused, in the order of reading.
  [[nodiscard]] std::vector<std::string> focus_order() const;
  [[nodiscard]] bool out_of_reach(const Rect& rect) const;
  [[nodiscard]] bool holds(int target, const Rect& rect) const;
  void add_text(const Rect& rect, std::string_view text, const TextStyle& style, bool cut);
  [[nodiscard]] ImFont* font(TextRole role) const;
  void keep(const Rect& box, std::string_view text, const TextStyle& style, float height, bool cut);
  // `scale` of the role's size.
  void draw_line(float x, float y, std::string_view text, const TextStyle& style, float scale);
  [[nodiscard]] float least_scale(TextRole role) const;
  [[nodiscard]] int lines_of(float width, std::string_view text, TextRole role, int most) const;
  [[nodiscard]] std::string cut(TextRole role, std::string_view text, float width) const;

  Theme theme_;
  Fonts fonts_;
  WidgetWords words_;
  ImDrawList* list_{nullptr};
  Targets targets_;
  Semantics semantics_;
  int part_{kNoParent};         // what is drawn belongs to it
  int last_target_{kNoParent};  // what is drawn inside of it belongs to it
  DrawnTexts texts_;
  bool keeps_texts_{false};
  std::string pressed_;
  std::string focus_;
  bool focus_visible_{false};
  bool ring_drawn_{false};
  std::optional<std::string> activated_;
  Pointer pointer_;
  bool touchable_{true};
  std::optional<Rect> covered_;
  std::optional<Rect> viewport_;
  bool wants_frame_{false};
};

// While it lives, what is drawn is a part of one thing: a list and its items, a field and the letters in it. Parts
// nest; the innermost must go first.
class Part {
 public:
  Part(Canvas& canvas, const Meaning& meaning, const Rect& rect);
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part();

 private:
  Canvas& canvas_;
  int outer_;
  int target_before_;
};

}  // namespace tandem::kiosk::ui
