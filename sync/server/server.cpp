#include "sync/server/server.h"

#include <atomic>
#include <future>
#include <mutex>
#include <utility>

#include "platform/base/log.h"
#include "platform/device/secret_file.h"
#include "platform/net/asio_loop.h"
#include "platform/net/http_client.h"
#include "sync/admin/admin.h"
#include "sync/feeds/feed_poller.h"
#include "sync/feeds/read_feed.h"
#include "sync/log/log_watch.h"
#include "sync/server/device_bridge.h"
#include "sync/server/feed_jobs.h"
#include "sync/server/server_core.h"
#include "sync/web/admin_token.h"
#include "sync/web/web_routes.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

// Connections get this long to take their last bytes.
constexpr std::chrono::seconds kStopDeadline{5};
// Of kServerCertificateLife; it costs a millisecond.
constexpr std::chrono::hours kRenewServerCertificate{24};

class RunningServer final : public Server {
 public:
  RunningServer(const ServerOptions& options, const platform::Clock& clock)
      : options_(options),
        clock_(clock),
        core_loop_(platform::make_asio_loop(clock)),
        io_loop_(platform::make_asio_loop(clock)) {}
  ~RunningServer() override { stop(); }

  [[nodiscard]] Status start();

  [[nodiscard]] std::uint16_t port() const override { return listener_->port(); }
  [[nodiscard]] Result<std::string> enrol(const calendar::DeviceId& device) override {
    if (stopped_) return stopped();
    return on_core<Result<std::string>>([this, device] { return core_->enrol(device); });
  }
  [[nodiscard]] Result<std::string> administer(const std::string& json) override {
    if (stopped_) return stopped();
    return on_core<Result<std::string>>([this, json] { return core_->administer(json); });
  }
  void stop() override;

 private:
  // Runs `work` on the core's thread and waits for what it returns.
  template <class T>
  T on_core(std::function<T()> work) {
    auto promise = std::make_shared<std::promise<T>>();
    auto future = promise->get_future();
    core_loop_->post([promise, work = std::move(work)] { promise->set_value(work()); });
    return future.get();
  }

  [[nodiscard]] static tl::unexpected<platform::Error> stopped() {
    return platform::fail(ErrorKind::Closed, "the server has stopped");
  }
  [[nodiscard]] Status make_data_directory() const;
  [[nodiscard]] Status open_core();
  [[nodiscard]] Status open_authority();
  [[nodiscard]] Status publish_pins() const;
  void renew_tls();
  [[nodiscard]] Status open_port();
  void start_feeds();
  void start_watch();
  void on_feed_read(FeedReading reading);
  [[nodiscard]] platform::ListenerServices services();
  void close_port();

  ServerOptions options_;
  const platform::Clock& clock_;
  std::unique_ptr<platform::AsioLoop> core_loop_;  // outlives the I/O loop, whose last connections still name it
  std::unique_ptr<platform::AsioLoop> io_loop_;
  std::unique_ptr<ServerCore> core_;          // core thread
  std::unique_ptr<platform::Timer> renewal_;  // core thread
  std::unique_ptr<WebRoutes> routes_;         // core thread
  std::unique_ptr<FeedPoller> poller_;
  std::unique_ptr<platform::Listener> listener_;
  std::unique_ptr<LogWatch> watch_;   // of a shared store
  std::atomic<bool> looking_{false};  // the core has been asked to look at the log
  std::atomic<bool> stopping_{false};
  bool stopped_{false};
};

Status RunningServer::start() {
  if (auto made = make_data_directory(); !made) return made;
  core_loop_->start("tandem-core");
  if (auto opened = open_core(); !opened) return opened;
  if (auto opened = open_port(); !opened) return opened;
  start_feeds();
  if (!options_.shared_store.empty()) start_watch();
  return {};
}

Status RunningServer::make_data_directory() const {
  if (auto made = platform::make_private_folder(options_.data_directory); !made) return made;
  for (const std::string& name : {std::string(kLogFile), std::string(kLogFile) + "-wal"}) {
    if (auto hidden = platform::make_private(options_.data_directory / name); !hidden) return hidden;
  }
  if (!options_.listen.tls) return {};
  return platform::require_not_public(options_.listen.tls->private_key);
}

Status RunningServer::open_core() {
  auto token = admin_token(options_.data_directory / kAdminTokenFile);
  if (!token) return tl::unexpected(token.error());
  return on_core<Status>([this, token = std::move(*token)]() -> Status {
    const bool shared = !options_.shared_store.empty();
    auto store = shared
                     ? open_shared_log_store({options_.shared_store, options_.data_directory / kTimelineFile}, clock_)
                     : open_log_store(options_.data_directory / kLogFile);
    if (!store) return tl::unexpected(store.error());
    auto core = ServerCore::open(*core_loop_, std::move(*store));
    if (!core) return tl::unexpected(core.error());
    core_ = std::move(*core);
    core_->accept_tokens(options_.accept_tokens);
    if (auto ready = open_authority(); !ready) return ready;
    if (shared) core_->set_on_duty(false);  // until the watch says so
    core_->set_limits(options_.admission);
    core_->set_admin_handler(make_admin_handler(*core_));
    core_->set_later_handler(make_later_handler(*core_));
    routes_ = std::make_unique<WebRoutes>(*core_, token);
    return {};
  });
}

// Core thread, before the port is open. Without TLS there is nobody to know by certificates.
Status RunningServer::open_authority() {
  if (!options_.listen.tls && !platform::reached_by_others(options_.listen.host)) return {};
  for (const char* const own : {"localhost", "127.0.0.1", "::1"}) options_.authority.host_names.emplace_back(own);
  core_->set_authority_options(options_.authority);
  const auto authority = core_->authority();
  if (!authority) return tl::unexpected(authority.error());
  auto tls = (*authority)->device_tls(core_->now());
  if (!tls) return tl::unexpected(tls.error());
  options_.listen.devices = std::move(*tls);
  (*authority)->on_changed([this] { renew_tls(); });
  renewal_ = core_loop_->call_after(kRenewServerCertificate, [this] { renew_tls(); });
  return publish_pins();
}

// What tandem-admin on this machine, and whoever is given it, may trust.
Status RunningServer::publish_pins() const {
  const auto authority = core_->authority();
  if (!authority) return tl::unexpected(authority.error());
  return platform::write_secret_file(options_.data_directory / kAuthorityFile, (*authority)->authorities().pins());
}

void RunningServer::renew_tls() {
  renewal_ = core_loop_->call_after(kRenewServerCertificate, [this] { renew_tls(); });
  const auto authority = core_->authority();
  const auto tls = authority ? (*authority)->device_tls(core_->now()) : tl::unexpected(authority.error());
  if (!tls) return platform::log_error("server", "no certificate for devices: " + tls.error().message);
  if (auto published = publish_pins(); !published) platform::log_warning("server", published.error().message);
  io_loop_->post([this, tls = *tls] {
    if (listener_ == nullptr) return;
    if (auto set = listener_->set_device_tls(tls); !set) platform::log_error("server", set.error().message);
  });
}

Status RunningServer::open_port() {
  auto listener = platform::listen(*io_loop_, options_.listen, services());
  if (!listener) return tl::unexpected(listener.error());
  listener_ = std::move(*listener);
  io_loop_->start("tandem-io");
  return {};
}

platform::ListenerServices RunningServer::services() {
  platform::ListenerServices services;
  services.accept_device = [this] { return make_device_bridge(*io_loop_, *core_); };
  services.http = [this](platform::HttpRequest request, std::function<void(platform::HttpAnswer)> respond) {
    core_loop_->post([this, request = std::move(request), respond = std::move(respond)]() mutable {
      const auto respond_on_io = [this, respond = std::move(respond)](platform::HttpAnswer answer) {
        io_loop_->post([respond, answer = std::move(answer)]() mutable { respond(std::move(answer)); });
      };
      if (!routes_->answer_later(request, respond_on_io)) respond_on_io(routes_->answer(request));
    });
  };
  return services;
}

void RunningServer::start_feeds() {
  auto read = [this](const FeedJob& job) {
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.wall());
    return read_feed(job, now, options_.feed_horizon, [this](platform::HttpGet request) {
      request.cancelled = [this] { return stopping_.load(); };
      return platform::http_get(request);
    });
  };
  poller_ = std::make_unique<FeedPoller>(options_.feed_interval, clock_, read, [this](FeedReading reading) {
    core_loop_->post([this, reading = std::move(reading)]() mutable { on_feed_read(std::move(reading)); });
  });
  core_loop_->post([this] {
    core_->on_feeds_changed([this] { poller_->set_feeds(feed_jobs(*core_)); });
    poller_->set_feeds(feed_jobs(*core_));
  });
}

void RunningServer::start_watch() {
  LogWatchEvents events;
  events.look = [this] {
    if (looking_.exchange(true)) return;
    core_loop_->post([this] {
      looking_ = false;
      if (auto done = core_->catch_up(); !done) platform::log_warning("server", done.error().message);
    });
  };
  events.recall = [this](const calendar::RoomId& room) {
    core_loop_->post([this, room] { (void)core_->recall_here(room); });
  };
  events.on_duty = [this](bool on_duty) { core_loop_->post([this, on_duty] { core_->set_on_duty(on_duty); }); };
  watch_ = watch_shared_log(options_.shared_store, std::move(events));
  core_loop_->post([this] {
    core_->on_committed([this] { watch_->committed(); });
    core_->on_recall([this](const calendar::RoomId& room) { watch_->recall(room); });
  });
}

void RunningServer::on_feed_read(FeedReading reading) {
  const auto kept = core_->feed_read(reading);
  if (!kept) poller_->forget(reading.source.owner);
}

void RunningServer::close_port() {
  auto closed = std::make_shared<std::promise<void>>();
  auto all_gone = closed->get_future();
  io_loop_->post([this, closed] { listener_->stop([closed] { closed->set_value(); }); });
  if (all_gone.wait_for(kStopDeadline) != std::future_status::ready) {
    platform::log_warning("server", "some connections did not end in time");
  }
}

void RunningServer::stop() {
  if (std::exchange(stopped_, true)) return;
  stopping_ = true;
  if (core_ != nullptr)
    on_core<int>([this] { return core_->stop(), core_->on_committed({}), core_->on_recall({}), 0; });
  watch_.reset();
  if (poller_ != nullptr) poller_->stop();
  if (listener_ != nullptr) close_port();
  io_loop_->stop();
  if (core_ != nullptr) {
    on_core<int>([this] {
      renewal_.reset();
      routes_.reset();
      core_.reset();
      return 0;
    });
  }
  core_loop_->stop();
}

}  // namespace

Result<std::unique_ptr<Server>> start_server(const ServerOptions& options, const platform::Clock& clock) {
  auto server = std::make_unique<RunningServer>(options, clock);
  if (auto started = server->start(); !started) return tl::unexpected(started.error());
  return server;
}

}  // namespace tandem::sync
