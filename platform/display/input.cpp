#include "platform/display/input.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <utility>

namespace tandem::platform {
namespace {

struct KeyName {
  Key key;
  const char* name;
  ImGuiKey_ imgui;
};
constexpr std::array<KeyName, kKeyCount> kKeys{{
    {Key::Tab, "tab", ImGuiKey_Tab},
    {Key::Left, "left", ImGuiKey_LeftArrow},
    {Key::Right, "right", ImGuiKey_RightArrow},
    {Key::Up, "up", ImGuiKey_UpArrow},
    {Key::Down, "down", ImGuiKey_DownArrow},
    {Key::PageUp, "pageup", ImGuiKey_PageUp},
    {Key::PageDown, "pagedown", ImGuiKey_PageDown},
    {Key::Home, "home", ImGuiKey_Home},
    {Key::End, "end", ImGuiKey_End},
    {Key::Delete, "delete", ImGuiKey_Delete},
    {Key::Backspace, "backspace", ImGuiKey_Backspace},
    {Key::Space, "space", ImGuiKey_Space},
    {Key::Enter, "enter", ImGuiKey_Enter},
    {Key::Escape, "escape", ImGuiKey_Escape},
    {Key::A, "a", ImGuiKey_A},
    {Key::C, "c", ImGuiKey_C},
    {Key::V, "v", ImGuiKey_V},
    {Key::X, "x", ImGuiKey_X},
    {Key::Y, "y", ImGuiKey_Y},
    {Key::Z, "z", ImGuiKey_Z},
    {Key::F2, "f2", ImGuiKey_COUNT},  // which ImGui has no name for
    {Key::F12, "f12", ImGuiKey_COUNT},
}};

// What one frame has been given so far.
struct Frame {
  bool button{false};
  bool wheel{false};
  bool text{false};
  bool gone{false};
  std::array<bool, kKeyCount> keys{};

  [[nodiscard]] bool any_key() const { return std::ranges::find(keys, true) != keys.end(); }
};

// Each returns false, and changes nothing, when this frame cannot hold the event any more.
struct Feeder {
  ImGuiIO& io;
  Frame& frame;

  bool operator()(const PointerMoved& moved) {
    if (frame.button || frame.wheel || frame.gone) return false;
    io.MousePos = ImVec2{moved.x, moved.y};
    return true;
  }
  bool operator()(const PointerPressed&) { return button(true); }
  bool operator()(const PointerReleased&) { return button(false); }
  bool operator()(const PointerGone&) {
    if (frame.button || frame.wheel) return false;
    io.MousePos = ImVec2{-FLT_MAX, -FLT_MAX};
    frame.gone = true;
    return true;
  }
  bool operator()(const WheelTurned& turned) {
    if (frame.button) return false;
    io.MouseWheel += turned.lines;
    frame.wheel = true;
    return true;
  }
  bool operator()(const KeyPressed& pressed) { return key(pressed.key, true); }
  bool operator()(const KeyReleased& released) { return key(released.key, false); }
  bool operator()(const TextTyped& typed) {
    if (frame.any_key()) return false;
    // ImGui reads as many bytes as a character's first one promises, also of one that is cut short.
    constexpr std::size_t kMostPromised = 3;
    io.AddInputCharactersUTF8((typed.text + std::string(kMostPromised, '\0')).c_str());
    frame.text = true;
    return true;
  }

 private:
  bool button(bool down) {
    if (frame.button || frame.gone) return false;
    io.MouseDown[0] = down;
    frame.button = true;
    return true;
  }
  bool key(Key key, bool down) {
    const auto index = static_cast<std::size_t>(key);
    if (frame.text || frame.keys.at(index)) return false;
    io.KeysDown[index] = down;
    frame.keys.at(index) = true;
    return true;
  }
};

}  // namespace

bool parse_key(const std::string& name, Key& key) {
  const auto found = std::ranges::find_if(kKeys, [&](const KeyName& entry) { return name == entry.name; });
  if (found == kKeys.end()) return false;
  key = found->key;
  return true;
}

void InputFeed::attach(ImGuiIO& io) {
  for (const KeyName& entry : kKeys)
    if (entry.imgui != ImGuiKey_COUNT) io.KeyMap[entry.imgui] = static_cast<int>(entry.key);
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  io.MousePos = ImVec2{-FLT_MAX, -FLT_MAX};
}

void InputFeed::add(InputEvent event) {
  // Only the last of several moves in a row matters.
  if (!events_.empty() && std::holds_alternative<PointerMoved>(event) &&
      std::holds_alternative<PointerMoved>(events_.back())) {
    events_.back() = std::move(event);
    return;
  }
  if (events_.size() < kMaxQueuedInput) events_.push_back(std::move(event));
}

void InputFeed::feed(ImGuiIO& io) {
  Frame frame;
  Feeder feeder{io, frame};
  while (!events_.empty() && std::visit(feeder, events_.front())) events_.pop_front();
}

}  // namespace tandem::platform
