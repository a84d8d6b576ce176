#include "kiosk/app/options.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

namespace tandem::kiosk {
namespace {

std::variant<Options, PrintAndExit> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "tandem-kiosk");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

Options good(const std::vector<const char*>& arguments) {
  auto parsed = parse(arguments);
  if (const auto* const print = std::get_if<PrintAndExit>(&parsed)) throw std::runtime_error(print->text);
  return std::get<Options>(parsed);
}

// What is printed for a wrong command line.
std::string complaint(const std::vector<const char*>& arguments) {
  const auto parsed = parse(arguments);
  const auto* const print = std::get_if<PrintAndExit>(&parsed);
  if (print == nullptr) return "accepted";
  EXPECT_EQ(print->exit_code, 2);
  return print->text;
}

TEST(Options, WithoutAnyTheKioskFillsThePanelWithAServerOfItsOwn) {
  const Options options = good({});
  EXPECT_EQ(options.window.kind, platform::WindowKind::FullScreen);
  EXPECT_FALSE(options.server.has_value());
  EXPECT_EQ(options.language, "fr");
}

TEST(Options, HelpAndVersionExitWithZero) {
  for (const char* const flag : {"--help", "--version"}) {
    const auto parsed = parse({flag});
    ASSERT_TRUE(std::holds_alternative<PrintAndExit>(parsed));
    EXPECT_EQ(std::get<PrintAndExit>(parsed).exit_code, 0);
    EXPECT_NE(std::get<PrintAndExit>(parsed).text.find("tandem-kiosk"), std::string::npos);
  }
}

TEST(Options, SpeechIsOffUntilItIsSaidWhoHearsIt) {
  EXPECT_EQ(good({}).speech, SpeechChoice::Off);
  EXPECT_EQ(good({"--speech", "speaker"}).speech, SpeechChoice::Speaker);
  EXPECT_EQ(good({"--speech", "headphones"}).speech, SpeechChoice::Headphones);
  EXPECT_NE(complaint({"--speech", "loud"}), "accepted");
}

TEST(Options, ToneCanBeTurnedOff) {
  EXPECT_TRUE(good({}).tone);
  EXPECT_FALSE(good({"--no-tone"}).tone);
}

TEST(Options, SizesAreReadAsWidthAndHeight) {
  const Options options = good({"--window", "--size", "800x480"});
  EXPECT_EQ(options.window.kind, platform::WindowKind::Windowed);
  EXPECT_EQ(options.window.size, (platform::PixelSize{800, 480}));
}

TEST(Options, TheKioskHasItsOwnColoursAndSizeOfText) {
  EXPECT_EQ(good({}).display, HomeDisplay{});
  EXPECT_EQ(good({"--theme", "high-contrast"}).display.look, Look::HighContrast);
  EXPECT_EQ(good({"--text-size", "150"}).display.text_percent, 150);
  EXPECT_NE(complaint({"--text-size", "151"}), "accepted");
  EXPECT_NE(complaint({"--theme", "pink"}), "accepted");
}

TEST(Options, TheAutomaticThemeIsDarkAtNight) {
  using std::chrono::hours;
  EXPECT_EQ(good({"--theme", "auto"}).display.dark_hours, DarkHours{});
  const auto hours_of = good({"--theme", "auto", "--dark-hours", "22-6"}).display.dark_hours;
  EXPECT_EQ(hours_of, (DarkHours{hours{22}, hours{6}}));
  for (const char* const wrong : {"", "22", "22-", "-6", "22-25", "24-6", "7-7", "22-6h"})
    EXPECT_NE(complaint({"--theme", "auto", "--dark-hours", wrong}), "accepted") << wrong;
  EXPECT_NE(complaint({"--theme", "dark", "--dark-hours", "22-6"}), "accepted");
}

TEST(Options, ABadSizeIsExplained) {
  for (const char* const size : {"800", "800x", "x480", "800x480x2", "0x0", "-800x480", "99999x480", "axb"}) {
    EXPECT_NE(complaint({"--window", "--size", size}).find("1280x800"), std::string::npos) << size;
  }
}

TEST(Options, ScreenshotsAreOffScreenAndInBothLanguagesUnlessOneIsAsked) {
  EXPECT_EQ(good({"--screenshot", "shots"}).window.kind, platform::WindowKind::OffScreen);
  EXPECT_EQ(good({"--screenshot", "shots"}).screenshot_languages, (std::vector<std::string>{"fr", "en"}));
  EXPECT_EQ(good({"--screenshot", "shots", "--lang", "en"}).screenshot_languages, (std::vector<std::string>{"en"}));
}

TEST(Options, NowIsReadWithAndWithoutSecondsAndOffset) {
  using namespace std::chrono;
  const platform::WallTime expected = sys_days{2026y / November / 23} + 8h + 55min;
  EXPECT_EQ(good({"--now", "2026-11-23T08:55:00Z"}).now, expected);
  EXPECT_EQ(good({"--now", "2026-11-23T08:55Z"}).now, expected);
  EXPECT_EQ(good({"--now", "2026-11-23T09:55:00+01:00"}).now, expected);
}

TEST(Options, ABadTimeIsExplained) {
  for (const char* const now : {"yesterday", "2026-13-01T00:00:00Z", "2026-11-23", "2026-11-23T08:55:00Zulu"}) {
    EXPECT_NE(complaint({"--now", now}).find("2026-11-23T08:55:00Z"), std::string::npos) << now;
  }
}

TEST(Options, AnUnknownOptionIsNamed) {
  EXPECT_NE(complaint({"--fly"}).find("--fly"), std::string::npos);
  EXPECT_NE(complaint({"--lang", "de"}).find("de"), std::string::npos);
  EXPECT_NE(complaint({"--renderer", "vulkan"}).find("vulkan"), std::string::npos);
}

TEST(Options, FullScreenAndWindowExcludeEachOther) { EXPECT_NE(complaint({"--fullscreen", "--window"}), "accepted"); }

class ServerOptions : public testing::Test {
 protected:
  ServerOptions() { std::ofstream(token_) << "0123\n"; }
  ~ServerOptions() override { std::filesystem::remove(token_); }

  std::string token_{(std::filesystem::temp_directory_path() / ("token_" + std::to_string(::getpid()))).string()};
};

TEST_F(ServerOptions, WithoutATokenTheKioskIsEnrolled) {
  EXPECT_TRUE(good({"--server", "tandem.example:8443"}).server->token_file.empty());
  EXPECT_NE(complaint({"--token-file", token_.c_str()}).find("--server"), std::string::npos);
}

TEST_F(ServerOptions, HostAndPortAreRead) {
  const Options options = good({"--server", "tandem.example:8443", "--token-file", token_.c_str()});
  ASSERT_TRUE(options.server.has_value());
  EXPECT_EQ(options.server->host, "tandem.example");
  EXPECT_EQ(options.server->port, 8443);
}

TEST_F(ServerOptions, AnAddressOfVersionSixStandsInBrackets) {
  EXPECT_EQ(good({"--server", "[::1]:8443", "--token-file", token_.c_str()}).server->host, "::1");
}

TEST_F(ServerOptions, ABadAddressIsExplained) {
  for (const char* const server :
       {"tandem.example", ":8443", "tandem.example:", "tandem.example:0", "h:99999", "h:1x"}) {
    EXPECT_NE(complaint({"--server", server, "--token-file", token_.c_str()}).find("HOST:PORT"), std::string::npos)
        << server;
  }
}

TEST_F(ServerOptions, AnotherTimeOfDayWouldOnlyBeRefusedByARealServer) {
  EXPECT_NE(complaint({"--server", "h:1", "--token-file", token_.c_str(), "--now", "2026-11-23T08:55:00Z"}),
            "accepted");
}

TEST(Options, WallComesAfterAMinuteUnlessToldOtherwise) {
  EXPECT_EQ(good({}).wall_after, std::chrono::seconds{60});
  EXPECT_EQ(good({"--wall-after", "0"}).wall_after, std::chrono::seconds{0});
  EXPECT_NE(complaint({"--wall-after", "-1"}), "accepted");
  EXPECT_NE(complaint({"--wall-after", "soon"}), "accepted");
}

TEST(Options, WithoutAServicePinThereIsNoServiceScreen) {
  EXPECT_TRUE(good({}).service_pin_file.empty());
  EXPECT_EQ(good({"--service-pin-file", "/etc/tandem/service.pin"}).service_pin_file, "/etc/tandem/service.pin");
}

}  // namespace
}  // namespace tandem::kiosk
