#pragma once
// What the command line of tandem-kiosk says, checked. README.md of kiosk/ explains each option for people.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/core/display.h"
#include "kiosk/core/reduce.h"
#include "platform/base/clock.h"
#include "platform/display/window.h"

namespace tandem::kiosk {

// A server somewhere else.
struct RemoteServer {
  std::string host;
  std::uint16_t port{0};
  std::filesystem::path authority_file;  // empty: the system's authorities
  std::filesystem::path token_file;      // of a device of 0.1.0; empty: it is enrolled, and has a certificate
};

// Whether the screens are said aloud, and who hears it: at a loudspeaker nothing private is said.
enum class SpeechChoice : std::uint8_t { Off, Speaker, Headphones };

struct Options {
  platform::WindowOptions window;
  double panel_inches{0};  // 0: what is usual for this many pixels
  std::string language{"fr"};
  HomeDisplay display;
  std::vector<std::string> screenshot_languages{"fr", "en"};  // --lang leaves one
  std::string room;                                           // panel at this room's door; empty: in a lobby
  int floor{0};
  std::string device{"kiosk"};
  std::optional<RemoteServer> server;  // absent: one of our own inside
  std::filesystem::path data;          // empty: the user's data directory
  std::filesystem::path site;          // imported at the first start; empty: the sample
  std::filesystem::path screenshots;   // where to write them, then end; empty: run
  std::optional<platform::WallTime> now;
  std::filesystem::path clock;  // of a clock that is led (platform/base/led_clock.h); empty: the machine's
  bool script{false};           // commands on standard input
  SpeechChoice speech{SpeechChoice::Off};
  bool tone{true};                              // before a screen closes
  std::chrono::seconds wall_after{kWallAfter};  // 0: a lobby has no wall
  std::filesystem::path service_pin_file;       // empty: no service screen
  bool make_service_pin{false};                 // read a PIN from standard input, print its hash, end
};

// What to do instead of running: print `text` and end with `exit_code`.
struct PrintAndExit {
  std::string text;
  int exit_code{0};  // 0: help or version; 2: the command line is wrong
};

[[nodiscard]] std::variant<Options, PrintAndExit> parse_options(int count, const char* const* arguments);

}  // namespace tandem::kiosk
