// Any bytes as a configuration file: values within the limits they were asked for with, and what is wrong is said in
// one printable line that names the file.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "platform/base/check.h"
#include "platform/config/config_file.h"
#include "tests/fuzz/cpu_limit.h"

namespace {

using namespace tandem::platform;
using std::chrono::seconds;

Status ask(ConfigFile& config) {
  constexpr Limits<std::int64_t> kPort{0, 65'535};
  constexpr Limits<seconds> kTime{seconds{1}, seconds{3600}};
  const auto port = config.number("listen.port", 7777, kPort);
  TANDEM_CHECK(port >= kPort.least && port <= kPort.most);
  const auto time = config.duration("feeds.interval", seconds{60}, kTime);
  TANDEM_CHECK(time >= kTime.least && time <= kTime.most);
  (void)config.text("listen.host", "127.0.0.1");
  (void)config.required_text("data", "where the log is");
  (void)config.path("listen.certificate");
  (void)config.flag("feeds.allow_http", false);
  (void)config.texts("feeds.allowed");
  return config.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto config = tandem::fuzz::within_a_second([&] { return ConfigFile::parse(text, "server.toml"); });
  const Status answers = config ? ask(*config) : Status{tl::unexpected(config.error())};
  if (!answers) TANDEM_CHECK(answers.error().message.starts_with("server.toml"));
  (void)parse_duration(text);
  return 0;
}
