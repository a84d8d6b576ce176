#include "kiosk/app/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <ctime>
#include <sstream>

#include "platform/base/id.h"

namespace tandem::kiosk {
namespace {

constexpr const char* kUsualDarkHours = "20-7";

// What the library fills in, before it is checked and combined.
struct Raw {
  bool window{false}, full_screen{false}, off_screen{false};
  int wall_after{static_cast<int>(kWallAfter.count())};
  std::string size, language, renderer{"auto"}, speech{"off"}, server, authority, token_file, now, input,
      theme{"light"}, dark_hours{kUsualDarkHours};
};

std::optional<platform::PixelSize> parse_size(const std::string& text) {
  platform::PixelSize size;
  const char* const end = text.data() + text.size();
  const auto [cross, bad_width] = std::from_chars(text.data(), end, size.width);
  if (bad_width != std::errc{} || cross == end || *cross != 'x') return std::nullopt;
  const auto [rest, bad_height] = std::from_chars(cross + 1, end, size.height);
  if (bad_height != std::errc{} || rest != end) return std::nullopt;
  const auto reasonable = [](int side) { return side >= 240 && side <= platform::kMaxImageSide; };
  if (!reasonable(size.width) || !reasonable(size.height)) return std::nullopt;
  return size;
}

// "20-7": full hours of the day, not twice the same.
std::optional<DarkHours> parse_hours(const std::string& text) {
  int from = 0, until = 0;
  const char* const end = text.data() + text.size();
  const auto [dash, bad_from] = std::from_chars(text.data(), end, from);
  if (bad_from != std::errc{} || dash == end || *dash != '-') return std::nullopt;
  const auto [rest, bad_until] = std::from_chars(dash + 1, end, until);
  if (bad_until != std::errc{} || rest != end) return std::nullopt;
  if (from < 0 || from > 23 || until < 0 || until > 24 || from == until) return std::nullopt;
  return DarkHours{std::chrono::hours{from}, std::chrono::hours{until}};
}

std::optional<RemoteServer> parse_server(const Raw& raw) {
  const std::size_t colon = raw.server.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  RemoteServer server{raw.server.substr(0, colon), 0, raw.authority, raw.token_file};
  const char* const end = raw.server.data() + raw.server.size();
  const auto [rest, bad] = std::from_chars(raw.server.data() + colon + 1, end, server.port);
  if (bad != std::errc{} || rest != end || server.port == 0) return std::nullopt;
  if (server.host.front() == '[' && server.host.back() == ']')
    server.host = server.host.substr(1, server.host.size() - 2);
  return server;
}

// 2026-11-23T09:55:00Z, with an offset, or without seconds. POSIX's strptime() knows "Z" and "+01:00" as %z.
std::optional<platform::WallTime> parse_now(const std::string& text) {
  for (const char* const format : {"%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"}) {
    std::tm fields{};
    const char* const end = ::strptime(text.c_str(), format, &fields);
    if (end == nullptr || *end != '\0') continue;
    const std::chrono::seconds offset{fields.tm_gmtoff};
    fields.tm_gmtoff = 0;
    return platform::WallTime{std::chrono::seconds{::timegm(&fields)} - offset};
  }
  return std::nullopt;
}

void describe(CLI::App& app, Options& options, Raw& raw) {
  app.set_version_flag("--version", "tandem-kiosk " TANDEM_VERSION);
  auto* const full_screen = app.add_flag("--fullscreen", raw.full_screen, "Fill the panel (the default)");
  auto* const window = app.add_flag("--window", raw.window, "Open a window instead of filling the panel");
  auto* const off_screen = app.add_flag("--offscreen", raw.off_screen, "Draw into memory: needs no display");
  full_screen->excludes(window)->excludes(off_screen);
  window->excludes(off_screen);
  app.add_option("--size", raw.size, "Pixels of a window or of screenshots, as 1280x800")->type_name("WxH");
  app.add_option("--panel-inches", options.panel_inches, "Diagonal of the panel: sizes on screen are millimetres")
      ->check(CLI::Range(3.0, 120.0));
  app.add_option("--renderer", raw.renderer, "Who draws")->check(CLI::IsMember({"auto", "gles2", "software"}));
  app.add_option("--lang", raw.language, "Language of the screen when nobody is identified (fr)")
      ->check(CLI::IsMember({"fr", "en", "qps"}));
  auto* const theme = app.add_option("--theme", raw.theme, "Colours of the screens; auto is dark in --dark-hours");
  theme->check(CLI::IsMember({"light", "dark", "high-contrast", "auto"}));
  app.add_option("--dark-hours", raw.dark_hours, "When --theme auto is dark (20-7)")
      ->type_name("FROM-UNTIL")
      ->needs(theme);
  app.add_option("--text-size", options.display.text_percent, "Size of the text in per cent (100)")
      ->check(CLI::IsMember(std::vector<int>(kTextSizes.begin(), kTextSizes.end())));
  app.add_flag("--low-reach", options.display.low_reach, "Draw the screens in the lower half of a high panel");
  app.add_option("--speech", raw.speech, "Say the screens aloud; F2 turns it on and off")
      ->check(CLI::IsMember({"off", "speaker", "headphones"}));
  app.add_flag("!--no-tone", options.tone, "No tone ten seconds before a screen closes");
  app.add_option("--room", options.room, "Be the panel at this room's door")->type_name("ID");
  app.add_option("--floor", options.floor, "The floor the kiosk stands on: near rooms come first")
      ->check(CLI::Range(-20, 200));
  app.add_option("--data", options.data, "Where the kiosk keeps what it knows (your data directory)")->type_name("DIR");
  app.add_option("--site", options.site, "Import this site at the first start, instead of the sample")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  app.add_option("--device", options.device, "This kiosk's name at the server (kiosk)")->type_name("ID");
  auto* const server = app.add_option("--server", raw.server, "Use this server, instead of one inside the kiosk");
  server->type_name("HOST:PORT");
  app.add_option("--authority", raw.authority, "Trust servers signed by this PEM file only")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->needs(server);
  app.add_option("--token-file", raw.token_file,
                 "The token that `tandem-admin enrol` printed, for a server that takes them")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->needs(server);
  app.add_option("--screenshot", options.screenshots, "Write a picture of every screen there, then end")
      ->type_name("DIR");
  auto* const now =
      app.add_option("--now", raw.now, "Start at this time, as 2026-11-23T08:55:00Z: for demonstrations and tests");
  now->type_name("TIME")->excludes(server);
  app.add_option("--clock", options.clock, "The time is what this file says, and a script leads it: for tests")
      ->type_name("FILE")
      ->check(CLI::ExistingFile)
      ->excludes(now);
  app.add_option("--wall-after", raw.wall_after, "Seconds without a touch until a lobby shows its wall; 0: never (60)")
      ->check(CLI::Range(0, 86400));
  app.add_option("--service-pin-file", options.service_pin_file,
                 "The hash of the PIN that opens the service screen (F12, or a long press on the clock)")
      ->type_name("FILE");
  app.add_flag("--make-service-pin", options.make_service_pin,
               "Read a PIN from standard input, print its hash for --service-pin-file, and end");
  app.add_option("--input", raw.input, "Take taps and keys from standard input (README.md lists them)")
      ->type_name("-")
      ->check(CLI::IsMember({"-"}));
}

PrintAndExit wrong(const std::string& what) { return {"tandem-kiosk: " + what + "\nTry tandem-kiosk --help\n", 2}; }

std::variant<Options, PrintAndExit> combine(Options options, const Raw& raw) {
  using platform::RendererChoice, platform::WindowKind;
  const bool asked_off_screen = raw.off_screen || !options.screenshots.empty();
  options.window.kind =
      asked_off_screen ? WindowKind::OffScreen : (raw.window ? WindowKind::Windowed : WindowKind::FullScreen);
  if (raw.renderer == "gles2") options.window.renderer = RendererChoice::Gles2;
  if (raw.renderer == "software") options.window.renderer = RendererChoice::Software;
  if (raw.speech == "speaker") options.speech = SpeechChoice::Speaker;
  if (raw.speech == "headphones") options.speech = SpeechChoice::Headphones;
  if (!raw.size.empty()) {
    const auto size = parse_size(raw.size);
    if (!size) return wrong("--size " + raw.size + ": it is written as 1280x800, each side 240 to 8192");
    options.window.size = *size;
  }
  if (!raw.language.empty()) {
    options.language = raw.language;
    options.screenshot_languages = {raw.language};
  }
  if (raw.theme == "dark") options.display.look = Look::Dark;
  if (raw.theme == "high-contrast") options.display.look = Look::HighContrast;
  if (raw.theme == "auto") options.display.dark_hours = parse_hours(raw.dark_hours);
  const bool understood = options.display.dark_hours || raw.dark_hours == kUsualDarkHours;
  if (!understood) return wrong("--dark-hours " + raw.dark_hours + ": with --theme auto, as " + kUsualDarkHours);
  if (!raw.server.empty()) {
    options.server = parse_server(raw);
    if (!options.server) return wrong("--server " + raw.server + ": it is written as HOST:PORT");
  }
  if (!raw.now.empty()) {
    options.now = parse_now(raw.now);
    if (!options.now) return wrong("--now " + raw.now + ": it is written as 2026-11-23T08:55:00Z");
  }
  for (const std::string& id : {options.device, options.room}) {
    if (id.size() > platform::kMaxIdLength) return wrong("names of devices and rooms have at most 64 bytes");
  }
  options.script = raw.input == "-";
  options.wall_after = std::chrono::seconds{raw.wall_after};
  return options;
}

}  // namespace

std::variant<Options, PrintAndExit> parse_options(int count, const char* const* arguments) {
  CLI::App app{
      "Tandem's kiosk: who meets where today, check in, book a room. Without --server it runs a server of its own.",
      "tandem-kiosk"};
  Options options;
  Raw raw;
  describe(app, options, raw);
  try {
    app.parse(count, arguments);
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    app.exit(asked, text, text);
    return PrintAndExit{text.str(), 0};
  } catch (const CLI::ParseError& error) {
    return wrong(error.what());
  }
  return combine(std::move(options), raw);
}

}  // namespace tandem::kiosk
