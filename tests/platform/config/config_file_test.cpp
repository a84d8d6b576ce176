#include "platform/config/config_file.h"

#include <gtest/gtest.h>

namespace tandem::platform {
namespace {

using namespace std::chrono_literals;

constexpr Limits<std::chrono::seconds> kUpToADay{1s, 24h};

ConfigFile parsed(std::string_view text) {
  auto config = ConfigFile::parse(text, "/etc/tandem/server.toml");
  EXPECT_TRUE(config) << config.error().message;
  return std::move(*config);
}

std::string first_wrong(ConfigFile& config) {
  const auto status = config.finish();
  return status ? "" : status.error().message;
}

TEST(ConfigFile, GivesEachKindOfValue) {
  auto config = parsed(R"(
name = "Lyon"
languages = ["fr", "en"]
[listen]
port = 8443
public = true
certificate = "tls/chain.pem"
[feeds]
interval = "10 min"
)");
  EXPECT_EQ(config.required_text("name", "the site's name"), "Lyon");
  EXPECT_EQ(config.texts("languages"), (std::vector<std::string>{"fr", "en"}));
  EXPECT_EQ(config.number("listen.port", 1, {1, 65'535}), 8443);
  EXPECT_TRUE(config.flag("listen.public", false));
  EXPECT_EQ(config.path("listen.certificate"), "/etc/tandem/tls/chain.pem");
  EXPECT_EQ(config.duration("feeds.interval", 1s, kUpToADay), 10min);
  EXPECT_EQ(first_wrong(config), "");
}

TEST(ConfigFile, GivesTheFallbackWhenAKeyIsAbsent) {
  auto config = parsed("");
  EXPECT_EQ(config.text("name", "Lyon"), "Lyon");
  EXPECT_EQ(config.number("listen.port", 7, {1, 65'535}), 7);
  EXPECT_EQ(config.duration("feeds.interval", 5min, kUpToADay), 5min);
  EXPECT_TRUE(config.path("listen.certificate").empty());
  EXPECT_TRUE(config.texts("languages").empty());
  EXPECT_FALSE(config.has("name"));
  EXPECT_EQ(first_wrong(config), "");
}

TEST(ConfigFile, AKeyThatNobodyAskedForIsWrongWithItsLineAndTheKnownOnes) {
  auto config = parsed("[listen]\nhost = \"::1\"\nprot = 80\n");
  (void)config.text("listen.host", "");
  (void)config.number("listen.port", 1, {1, 65'535});
  EXPECT_EQ(first_wrong(config),
            "/etc/tandem/server.toml:3: listen.prot is not a key that is read here: the keys are host, port");
}

TEST(ConfigFile, AnUnknownSectionIsWrong) {
  auto config = parsed("[lisen]\nport = 1\n");
  EXPECT_EQ(first_wrong(config), "/etc/tandem/server.toml:2: lisen.port is not a key that is read here: remove it");
}

TEST(ConfigFile, ANumberOutOfItsLimitsIsWrong) {
  auto config = parsed("port = 70000\n");
  EXPECT_EQ(config.number("port", 8443, {1, 65'535}), 8443);
  EXPECT_EQ(first_wrong(config), "/etc/tandem/server.toml:1: port has to be a whole number from 1 to 65535");
}

TEST(ConfigFile, AValueOfAnotherKindIsWrong) {
  const auto wrong_after = [](std::string_view text, const auto& ask) {
    auto config = parsed(text);
    ask(config);
    return first_wrong(config);
  };
  EXPECT_NE(wrong_after("k = 1", [](auto& c) { (void)c.text("k", ""); }), "");
  EXPECT_NE(wrong_after("k = \"1\"", [](auto& c) { (void)c.number("k", 0, {0, 9}); }), "");
  EXPECT_NE(wrong_after("k = 1", [](auto& c) { (void)c.flag("k", true); }), "");
  EXPECT_NE(wrong_after("k = [1, \"a\"]", [](auto& c) { (void)c.texts("k"); }), "");
  EXPECT_NE(wrong_after("k = \"soon\"", [](auto& c) { (void)c.duration("k", 1s, kUpToADay); }), "");
  EXPECT_NE(wrong_after("k = \"2 days\"", [](auto& c) { (void)c.duration("k", 1s, kUpToADay); }), "");
  EXPECT_NE(wrong_after("k = true", [](auto& c) { (void)c.duration("k", 1s, kUpToADay); }), "");
}

TEST(ConfigFile, ARequiredTextThatIsMissingSaysWhatItIsFor) {
  auto config = parsed("");
  (void)config.required_text("data", "where the server keeps its store");
  EXPECT_EQ(first_wrong(config), "/etc/tandem/server.toml: data is missing: where the server keeps its store");
}

TEST(ConfigFile, TheFirstWrongThingIsTheOneThatIsTold) {
  auto config = parsed("a = 1\nb = 2\n");
  (void)config.text("b", "");
  (void)config.text("a", "");
  EXPECT_NE(first_wrong(config).find(":2: b"), std::string::npos);
}

TEST(ConfigFile, ARuleBetweenKeysSpeaksAtTheKeysLine) {
  auto config = parsed("\ncertificate = \"x\"\n");
  (void)config.path("certificate");
  config.wrong("certificate", "needs a key beside it");
  EXPECT_EQ(first_wrong(config), "/etc/tandem/server.toml:2: certificate needs a key beside it");
}

TEST(ConfigFile, TextThatIsNotTomlIsInvalidWithItsLine) {
  const auto config = ConfigFile::parse("a = 1\nb = = 2\n", "x.toml");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(config.error().message.rfind("x.toml:2: ", 0), 0U) << config.error().message;
}

TEST(ConfigFile, AMissingOrHugeFileIsSaid) {
  EXPECT_EQ(ConfigFile::load("/nowhere/server.toml").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(ConfigFile::load("/").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(ConfigFile::parse(std::string(kMaxConfigBytes + 1, '\n'), "x").error().kind, ErrorKind::TooLarge);
}

TEST(Duration, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parse_duration("45").value(), 45s);
  EXPECT_EQ(parse_duration("30 s").value(), 30s);
  EXPECT_EQ(parse_duration("10min").value(), 10min);
  EXPECT_EQ(parse_duration("2 h").value(), 2h);
  EXPECT_EQ(parse_duration("7 days").value(), 168h);
}

TEST(Duration, RefusesTheRest) {
  for (const char* text :
       {"", "min", "-5 s", "1.5 h", "10 fortnights", "99999999999999999999 s", "9000000000000 days"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

}  // namespace
}  // namespace tandem::platform
