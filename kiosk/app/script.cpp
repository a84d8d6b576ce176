#include "kiosk/app/script.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>

namespace tandem::kiosk {
namespace {

using platform::ErrorKind;
using platform::fail;
using platform::Result;

constexpr std::array kLinks{sync::LinkState::Offline, sync::LinkState::Connecting, sync::LinkState::Online,
                            sync::LinkState::Denied};

Result<ScriptCommand> parse_tap(const std::string& rest) {
  std::istringstream stream{rest};
  TapAt tap;
  if (stream >> tap.x >> tap.y && (stream >> std::ws).eof()) return tap;
  return fail(ErrorKind::Invalid, "tap takes two numbers");
}

Result<ScriptCommand> parse_key_name(const std::string& rest) {
  PressKey press;
  if (platform::parse_key(rest, press.key)) return press;
  return fail(ErrorKind::Invalid, "no key is called " + rest);
}

Result<ScriptCommand> parse_link(const std::string& rest) {
  const auto* const known = std::ranges::find_if(kLinks, [&](sync::LinkState link) { return rest == name_of(link); });
  if (known != kLinks.end()) return WaitForLink{*known};
  return fail(ErrorKind::Invalid, "no link is " + rest);
}

std::optional<std::chrono::seconds> unit_of(std::string_view name) {
  if (name == "s") return std::chrono::seconds{1};
  if (name == "m") return std::chrono::minutes{1};
  if (name == "h") return std::chrono::hours{1};
  return std::nullopt;
}

Result<ScriptCommand> parse_advance(const std::string& rest) {
  const char* const end = rest.data() + rest.size();
  std::uint32_t count = 0;
  const auto [after, bad] = std::from_chars(rest.data(), end, count);
  const auto unit = unit_of({after, end});
  if (bad == std::errc{} && unit && count <= kLongestAdvance / *unit) return AdvanceClock{count * *unit};
  return fail(ErrorKind::Invalid, "advance takes a time as 20s, 15m or 2h");
}

}  // namespace

const char* name_of(sync::LinkState link) {
  switch (link) {
    case sync::LinkState::Offline: return "offline";
    case sync::LinkState::Connecting: return "connecting";
    case sync::LinkState::Online: return "online";
    case sync::LinkState::Denied: return "denied";
  }
  return "offline";
}

Result<ScriptCommand> parse_script_line(const std::string& line) {
  const std::size_t space = line.find(' ');
  const std::string word = line.substr(0, space);
  const std::string rest = space == std::string::npos ? std::string{} : line.substr(space + 1);
  if (word == "state" && rest.empty()) return PrintState{};
  if (word == "tree" && rest.empty()) return PrintTree{};
  if (word == "quit" && rest.empty()) return Quit{};
  if (rest.empty()) return fail(ErrorKind::Invalid, "not a command, or something is missing: " + line);
  if (word == "press") return PressTarget{rest};
  if (word == "tap") return parse_tap(rest);
  if (word == "type") return TypeText{rest};
  if (word == "key") return parse_key_name(rest);
  if (word == "badge") return ReadBadge{rest};
  if (word == "screenshot") return TakeScreenshot{rest};
  if (word == "wait-link") return parse_link(rest);
  if (word == "advance") return parse_advance(rest);
  return fail(ErrorKind::Invalid, "not a command: " + line);
}

void ScriptReader::read() {
  if (ended_) return;
  std::array<char, 4096> buffer{};
  const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count <= 0) {
    ended_ = true;
    return;
  }
  partial_.append(buffer.data(), static_cast<std::size_t>(count));
  for (std::size_t end = partial_.find('\n'); end != std::string::npos; end = partial_.find('\n')) {
    std::string line = partial_.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty() && line.front() != '#') lines_.push_back(std::move(line));
    partial_.erase(0, end + 1);
  }
  ended_ = partial_.size() > kMaxScriptLine;
}

bool ScriptReader::next(std::string& line) {
  if (lines_.empty()) return false;
  line = std::move(lines_.front());
  lines_.pop_front();
  return true;
}

}  // namespace tandem::kiosk
