#include "sync/server/server_config.h"

#include "platform/config/config_file.h"

namespace tandem::sync {
namespace {

constexpr std::int64_t kMaxPort = 65'535;
constexpr std::int64_t kLongestInterval = 86'400;
constexpr std::int64_t kLongestHorizon = 366;

// Days in a company; seconds in a test.
constexpr platform::Limits<std::chrono::seconds> kCertificateLife{std::chrono::seconds{4}, std::chrono::days{365}};
constexpr platform::Limits<std::chrono::seconds> kRenewableFor{std::chrono::seconds{0}, std::chrono::days{365}};

platform::ListenOptions read_listen(platform::ConfigFile& config) {
  platform::ListenOptions listen;
  listen.host = config.text("listen.host", listen.host);
  listen.port = static_cast<std::uint16_t>(config.number("listen.port", listen.port, {0, kMaxPort}));
  const auto certificate = config.path("listen.certificate");
  const auto key = config.path("listen.key");
  if (certificate.empty() != key.empty()) {
    config.wrong(certificate.empty() ? "listen.certificate" : "listen.key",
                 "is missing: TLS needs both certificate and key");
  }
  if (!certificate.empty()) listen.tls = platform::TlsFiles{certificate.string(), key.string()};
  return listen;
}

constexpr double kMostAtOnce = 1'000'000;

platform::Rate read_rate(platform::ConfigFile& config, const std::string& what, const platform::Rate& usual) {
  const auto number = [&](const std::string& key, double value) {
    const auto fallback = static_cast<std::int64_t>(value);
    return static_cast<double>(
        config.number("limits." + what + key, fallback, {1, static_cast<std::int64_t>(kMostAtOnce)}));
  };
  return {number("_per_second", usual.per_second), number("_at_once", usual.burst)};
}

}  // namespace

platform::Result<ServerOptions> load_server_options(const std::filesystem::path& file) {
  auto config = platform::ConfigFile::load(file);
  if (!config) return tl::unexpected(config.error());
  ServerOptions options;
  (void)config->required_text("data", "say where the server keeps its store");
  options.data_directory = config->path("data");
  options.shared_store = config->text("store.postgres", "");
  options.listen = read_listen(*config);
  options.authority.host_names = config->texts("listen.names");
  options.accept_tokens = config->flag("devices.accept_tokens", false);
  options.authority.certificate_life =
      config->duration("devices.certificate_life", options.authority.certificate_life, kCertificateLife);
  options.authority.renewable_for =
      config->duration("devices.renewable_for", options.authority.renewable_for, kRenewableFor);
  const auto interval = options.feed_interval.count();
  options.feed_interval =
      std::chrono::seconds{config->number("feeds.interval_seconds", interval, {1, kLongestInterval})};
  const auto horizon = options.feed_horizon.count();
  options.feed_horizon = std::chrono::days{config->number("feeds.horizon_days", horizon, {1, kLongestHorizon})};
  options.listen.connections_of_address = read_rate(*config, "connections", options.listen.connections_of_address);
  options.admission.commands = read_rate(*config, "commands", options.admission.commands);
  if (auto done = config->finish(); !done) return tl::unexpected(done.error());
  return options;
}

}  // namespace tandem::sync
