#include "sync/server/server_config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <sstream>
#include <utility>

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

constexpr std::array<const char*, 3> kKeys{"data", "listen", "feeds"};
constexpr std::array<const char*, 4> kListenKeys{"host", "port", "certificate", "key"};
constexpr std::array<const char*, 2> kFeedKeys{"interval_seconds", "horizon_days"};
constexpr std::int64_t kMaxPort = 65'535;
constexpr std::int64_t kLongestInterval = 86'400;
constexpr std::int64_t kLongestHorizon = 366;
constexpr std::size_t kMaxConfigBytes = std::size_t{64} * 1024;

// Keeps the first thing that is wrong.
class Reader {
 public:
  Reader(const std::filesystem::path& file, const toml::table& root) : file_(file), root_(root) {}

  Result<ServerOptions> read() {
    ServerOptions options;
    know(root_, kKeys);
    options.data_directory = path(root_, "data");
    if (options.data_directory.empty()) wrong(root_, "data", "is missing: say where the server keeps its store");
    if (const toml::table* listen = section("listen")) read_listen(*listen, options.listen);
    if (const toml::table* feeds = section("feeds")) {
      know(*feeds, kFeedKeys);
      options.feed_interval =
          std::chrono::seconds(number(*feeds, "interval_seconds", 1, options.feed_interval.count(), kLongestInterval));
      options.feed_horizon =
          std::chrono::days(number(*feeds, "horizon_days", 1, options.feed_horizon.count(), kLongestHorizon));
    }
    if (!wrong_.empty()) return platform::fail(ErrorKind::Invalid, wrong_);
    return options;
  }

 private:
  void read_listen(const toml::table& table, platform::ListenOptions& listen) {
    know(table, kListenKeys);
    if (table.contains("host")) listen.host = text(table, "host");
    listen.port = static_cast<std::uint16_t>(number(table, "port", 0, listen.port, kMaxPort));
    const std::filesystem::path certificate = path(table, "certificate");
    const std::filesystem::path key = path(table, "key");
    if (certificate.empty() != key.empty()) {
      wrong(table, certificate.empty() ? "certificate" : "key", "is missing: TLS needs both certificate and key");
    }
    if (!certificate.empty()) listen.tls = platform::TlsFiles{certificate.string(), key.string()};
  }

  void wrong(const toml::node& node, const char* key, const std::string& what) {
    if (!wrong_.empty()) return;
    wrong_ = file_.string() + ":" + std::to_string(node.source().begin.line) + ":" + key + ": " + what;
  }
  void know(const toml::table& table, std::span<const char* const> known) {
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) == known.end())
        wrong(value, name.c_str(), "is not a key we know");
    }
  }
  const toml::table* section(const char* key) {
    const toml::node* node = root_.get(key);
    if (node != nullptr && !node->is_table()) wrong(*node, key, std::string("must be a section: [") + key + "]");
    return node == nullptr ? nullptr : node->as_table();
  }
  std::string text(const toml::table& table, const char* key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    if (!node->is_string()) wrong(*node, key, "must be text in quotation marks");
    return node->value_or(std::string());
  }
  std::filesystem::path path(const toml::table& table, const char* key) {
    const std::string value = text(table, key);
    if (value.empty()) return {};
    return (std::filesystem::absolute(file_).parent_path() / value).lexically_normal();
  }
  std::int64_t number(const toml::table& table, const char* key, std::int64_t least, std::int64_t fallback,
                      std::int64_t most) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return fallback;
    const std::int64_t value = node->is_integer() ? node->value_or(least - 1) : least - 1;
    if (least <= value && value <= most) return value;
    wrong(*node, key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return fallback;
  }

  const std::filesystem::path& file_;
  const toml::table& root_;
  std::string wrong_;
};

Result<std::string> read_file(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return platform::fail(ErrorKind::NotFound, "no configuration file " + file.string());
  }
  std::ostringstream text;
  if (!(text << std::ifstream(file, std::ios::binary).rdbuf())) {
    return platform::fail(ErrorKind::Denied, file.string() + " cannot be read");
  }
  if (text.view().size() > kMaxConfigBytes) {
    return platform::fail(ErrorKind::Invalid, file.string() + " is larger than 64 KiB");
  }
  return text.str();
}

}  // namespace

Result<ServerOptions> load_server_options(const std::filesystem::path& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  try {
    const toml::table root = toml::parse(*text);
    return Reader(file, root).read();
  } catch (const toml::parse_error& error) {
    return platform::fail(ErrorKind::Invalid, file.string() + ":" + std::to_string(error.source().begin.line) + ": " +
                                                  std::string(error.description()));
  }
}

}  // namespace tandem::sync
