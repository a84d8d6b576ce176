#pragma once
// The kiosk driven from outside, one command a line: what tests and demonstrations do instead of hands.
//
//   press ID              touch the middle of a target: press today.identify
//   tap X Y               touch a pixel
//   type TEXT             characters of the keyboard
//   key NAME              enter, backspace, escape, tab, left, ...
//   badge TEXT            a badge reader: the characters in a burst, then enter
//   screenshot PATH       the screen as a PNG
//   state                 prints one JSON line (state_report.h)
//   tree                  prints what the screen shows as one JSON line (tree_report.h)
//   wait-link STATE       offline, connecting, online or denied; half a minute at most
//   advance TIME          with --clock: leads the clock of all who share it by 20s, 15m or 2h
//   quit
//
// A command starts when everything the one before it caused in the user interface is done and drawn. A command that
// cannot be done prints {"error": "..."}; the others print nothing.

#include <chrono>
#include <deque>
#include <string>
#include <variant>

#include "platform/base/result.h"
#include "platform/display/input.h"
#include "sync/replica/snapshot.h"

namespace tandem::kiosk {

inline constexpr std::size_t kMaxScriptLine = 4096;
inline constexpr std::chrono::seconds kLongestLinkWait{30};

struct PressTarget {
  std::string id;
};
struct TapAt {
  float x{0};
  float y{0};
};
struct TypeText {
  std::string text;
};
struct PressKey {
  platform::Key key{platform::Key::Enter};
};
struct ReadBadge {
  std::string text;
};
struct TakeScreenshot {
  std::string path;
};
struct PrintState {};
struct PrintTree {};
struct WaitForLink {
  sync::LinkState link{sync::LinkState::Online};
};
inline constexpr std::chrono::hours kLongestAdvance{24 * 366};
struct AdvanceClock {
  std::chrono::milliseconds by{0};
};
struct Quit {};
using ScriptCommand = std::variant<PressTarget, TapAt, TypeText, PressKey, ReadBadge, TakeScreenshot, PrintState,
                                   PrintTree, WaitForLink, AdvanceClock, Quit>;

// Invalid with what is wrong with the line.
[[nodiscard]] platform::Result<ScriptCommand> parse_script_line(const std::string& line);

// "online"
[[nodiscard]] const char* name_of(sync::LinkState link);

// Lines out of a descriptor that is read when it has something. UI thread.
class ScriptReader {
 public:
  explicit ScriptReader(int descriptor) : descriptor_(descriptor) {}

  // Takes in what is there, without blocking when the descriptor is readable.
  void read();
  // The next whole line, empty ones and those that start with # left out; false when there is none yet.
  [[nodiscard]] bool next(std::string& line);
  // The other end has closed, or sent a line over kMaxScriptLine: nothing will come any more.
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  int descriptor_;
  std::string partial_;
  std::deque<std::string> lines_;
  bool ended_{false};
};

}  // namespace tandem::kiosk
