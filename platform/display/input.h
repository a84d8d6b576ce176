#pragma once
// What hands and keyboards do, as plain events, and the way they reach ImGui (flow step "touch"). ImGui 1.86 looks at
// the state of its inputs once a frame and has no queue: a press and a release fed together would be a tap that never
// was. So the feed holds them back and gives ImGui at most what one frame can tell apart. UI thread.

#include <cstdint>
#include <deque>
#include <string>
#include <variant>

struct ImGuiIO;

namespace tandem::platform {

enum class Key : std::uint8_t {
  Tab,
  Left,
  Right,
  Up,
  Down,
  PageUp,
  PageDown,
  Home,
  End,
  Delete,
  Backspace,
  Space,
  Enter,
  Escape,
  A,
  C,
  V,
  X,
  Y,
  Z,
  F2,
  F12,
};
inline constexpr int kKeyCount = 22;

struct PointerMoved {
  float x{0};
  float y{0};
};
struct PointerPressed {};
struct PointerReleased {};
// The finger is lifted or the mouse has left: nothing is hovered any more.
struct PointerGone {};
struct WheelTurned {
  float lines{0};  // up is positive
};
struct KeyPressed {
  Key key{Key::Enter};
  bool shift{false};  // held with it
};
struct KeyReleased {
  Key key{Key::Enter};
};
struct TextTyped {
  std::string text;  // UTF-8
};
using InputEvent = std::variant<PointerMoved, PointerPressed, PointerReleased, PointerGone, WheelTurned, KeyPressed,
                                KeyReleased, TextTyped>;

// "enter" → Key::Enter: what the `key` command of a script names. False for an unknown name.
[[nodiscard]] bool parse_key(const std::string& name, Key& key);

// Events beyond this are dropped: somebody leans on the keyboard.
inline constexpr std::size_t kMaxQueuedInput = 4096;

class InputFeed {
 public:
  // Tells ImGui which of its keys are which; once, after the context is made.
  static void attach(ImGuiIO& io);

  void add(InputEvent event);
  // Call before each NewFrame(). Feeds events in order up to the first one that this frame cannot hold.
  void feed(ImGuiIO& io);
  // Events wait: draw another frame.
  [[nodiscard]] bool pending() const { return !events_.empty(); }

 private:
  std::deque<InputEvent> events_;
};

}  // namespace tandem::platform
