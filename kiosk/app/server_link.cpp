#include "kiosk/app/server_link.h"

#include <fstream>
#include <utility>

#include "kiosk/app/embedded_site.h"
#include "platform/base/log.h"
#include "platform/device/paths.h"
#include "platform/device/secret_file.h"
#include "sync/server/server.h"

namespace tandem::kiosk {
namespace {

using platform::ErrorKind;
using platform::fail;
using platform::Result;

constexpr const char* kLoopback = "127.0.0.1";
constexpr std::size_t kMaxTokenFile = 4096;

sync::DeviceClientOptions client_options_of(const Options& options, std::string token) {
  return {data_folder(options) / "device.sqlite", calendar::DeviceId{options.device}, std::move(token),
          "tandem-kiosk " TANDEM_VERSION};
}

class RemoteLink final : public ServerLink {
 public:
  RemoteLink(const Options& options, std::string token)
      : server_(*options.server), client_(client_options_of(options, std::move(token))) {}

  platform::DialOptions dial_options() const override {
    // Without TLS only on this machine, and only when nothing was said about whom to trust.
    const bool loopback = server_.host == kLoopback || server_.host == "::1" || server_.host == "localhost";
    return {server_.host, server_.port, server_.authority_file, loopback && server_.authority_file.empty()};
  }
  sync::DeviceClientOptions client_options() const override { return client_; }
  bool settle() override { return true; }

 private:
  RemoteServer server_;
  sync::DeviceClientOptions client_;
};

class EmbeddedLink final : public ServerLink {
 public:
  EmbeddedLink(std::unique_ptr<sync::Server> server, sync::DeviceClientOptions client)
      : server_(std::move(server)), client_(std::move(client)) {}
  EmbeddedLink(const EmbeddedLink&) = delete;
  EmbeddedLink& operator=(const EmbeddedLink&) = delete;
  ~EmbeddedLink() override { server_->stop(); }

  platform::DialOptions dial_options() const override { return {kLoopback, server_->port(), "", true}; }
  sync::DeviceClientOptions client_options() const override { return client_; }

  bool settle() override {
    const Administer administer = administer_of(*server_);
    const auto read = feeds_read(administer);
    if (read && !*read) return false;
    const platform::Status planned = plan_today(administer);
    if (!planned) platform::log_info("kiosk", "no sessions planned today: " + planned.error().message);
    return true;
  }

  static Administer administer_of(sync::Server& server) {
    return [&server](const std::string& request) { return server.administer(request); };
  }

 private:
  std::unique_ptr<sync::Server> server_;
  sync::DeviceClientOptions client_;
};

Result<std::string> read_token(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string token(kMaxTokenFile, '\0');
  file.read(token.data(), static_cast<std::streamsize>(token.size()));
  token.resize(static_cast<std::size_t>(file.gcount()));
  token.erase(token.find_last_not_of(" \t\r\n") + 1);
  if (!file.is_open()) return fail(ErrorKind::NotFound, path.string() + " cannot be read");
  if (token.empty()) return fail(ErrorKind::Invalid, path.string() + " is empty: tandem-admin enrol prints a token");
  return token;
}

std::filesystem::path site_folder(const Options& options) {
  if (!options.site.empty()) return options.site;
  return platform::program_directory().parent_path() / "share/tandem/sample-site";
}

Result<std::unique_ptr<ServerLink>> open_embedded(const Options& options, const platform::Clock& clock) {
  sync::ServerOptions server_options;
  server_options.data_directory = data_folder(options) / "server";
  server_options.accept_tokens = true;  // the token never leaves this process
  auto server = sync::start_server(server_options, clock);
  if (!server) return platform::fail_in("the kiosk's own server", server.error());
  const auto stop_because = [&](const platform::Error& error) {
    (*server)->stop();
    return platform::fail_in("the kiosk's own server", error);
  };
  const auto imported = import_site_once(EmbeddedLink::administer_of(**server), site_folder(options));
  if (!imported) return stop_because(imported.error());
  auto token = (*server)->enrol(calendar::DeviceId{options.device});
  if (!token) return stop_because(token.error());
  return std::make_unique<EmbeddedLink>(std::move(*server), client_options_of(options, std::move(*token)));
}

}  // namespace

std::filesystem::path data_folder(const Options& options) {
  return options.data.empty() ? platform::data_directory() / "kiosk" : options.data;
}

Result<std::unique_ptr<ServerLink>> open_server_link(const Options& options, const platform::Clock& clock) {
  // Its key, its token and what people did are in there.
  if (auto made = platform::make_private_folder(data_folder(options)); !made) return tl::unexpected(made.error());
  if (!options.server) return open_embedded(options, clock);
  if (options.server->token_file.empty()) return std::make_unique<RemoteLink>(options, std::string{});
  auto token = read_token(options.server->token_file);
  if (!token) return tl::unexpected(token.error());
  return std::make_unique<RemoteLink>(options, std::move(*token));
}

}  // namespace tandem::kiosk
