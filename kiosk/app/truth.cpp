#include "kiosk/app/truth.h"

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "kiosk/app/server_link.h"
#include "kiosk/app/set_up_words.h"
#include "platform/base/log.h"
#include "platform/base/random.h"
#include "platform/certificates/certificates.h"
#include "platform/net/asio_loop.h"
#include "sync/client/device_client.h"
#include "sync/enrolment/device_enrolment.h"

namespace tandem::kiosk {
namespace {

using platform::Result;
using platform::Status;

// A snapshot of nothing.
std::shared_ptr<const sync::Snapshot> nothing(sync::LinkState link, std::string message) {
  auto snapshot = std::make_shared<sync::Snapshot>();
  snapshot->world = std::make_shared<const calendar::World>();
  snapshot->link = link;
  snapshot->link_message = std::move(message);
  return snapshot;
}

// Everything that has to be stopped again, in this order backwards; made and destroyed on the owner's thread.
struct Running {
  std::unique_ptr<ServerLink> server;
  std::unique_ptr<platform::AsioLoop> loop;
  std::unique_ptr<platform::Random> random;
  std::unique_ptr<sync::DeviceEnrolment> enrolment;  // of a device without a token
  std::unique_ptr<platform::FrameDialer> dialer;
  std::unique_ptr<sync::DeviceClient> client;
};

class ThreadedTruth final : public Truth {
 public:
  ThreadedTruth(Options options, const platform::Clock& clock, std::function<void()> changed)
      : options_(std::move(options)),
        clock_(clock),
        changed_(std::move(changed)),
        waiting_(nothing(sync::LinkState::Connecting, "starting")),
        owner_([this](const std::stop_token& stop) { own(stop); }) {}

  std::shared_ptr<const sync::Snapshot> snapshot() const override {
    const std::lock_guard lock{mutex_};
    return client_ != nullptr ? client_->snapshot() : waiting_;
  }

  bool settled() const override { return settled_; }

  Enrolment enrolment() const override {
    const std::lock_guard lock{mutex_};
    if (enrolment_ == nullptr) return {};
    Enrolment now;
    if (const auto view = enrolment_->view()) now.set_up = set_up_of(*view);
    if (const auto identity = enrolment_->identity()) {
      now.place = place_of(identity->approval);
      now.certificate_until = end_of(identity->approval.certificate);
    }
    return now;
  }

  void ask_new_code() override {
    const std::lock_guard lock{mutex_};
    if (enrolment_ != nullptr) enrolment_->restart();
  }

  void submit(SubmitCommand command) override {
    const std::lock_guard lock{mutex_};
    if (client_ != nullptr) client_->submit(command.ticket, std::move(command.command));
  }

 private:
  // Read once: it is asked for at every wake-up of the user interface.
  [[nodiscard]] std::optional<std::chrono::sys_seconds> end_of(const std::string& certificate) const {
    if (certificate != certificate_) {
      const auto facts = platform::read_certificate(certificate);
      certificate_ = certificate;
      certificate_until_ = facts ? std::optional{facts->validity.not_after} : std::nullopt;
    }
    return certificate_until_;
  }

  void own(const std::stop_token& stop) {
    ::pthread_setname_np(::pthread_self(), "truth");
    Running running;
    if (const Status started = start(running, stop); !started) {
      platform::log_error("kiosk", started.error().message);
      const std::lock_guard lock{mutex_};
      waiting_ = nothing(sync::LinkState::Denied, started.error().message);
    } else {
      const std::lock_guard lock{mutex_};
      client_ = running.client.get();
    }
    changed_();
    settle(running, stop);
    std::unique_lock lock{mutex_};
    stopped_.wait(lock, stop, [] { return false; });
    client_ = nullptr;
    enrolment_ = nullptr;
    lock.unlock();
    end(running);
  }

  // Returns once the device has an identity; Closed when the program is told to stop before.
  Result<sync::DeviceIdentity> enrol(Running& running, const std::stop_token& stop) {
    const RemoteServer& server = *options_.server;
    const std::string name = server.host + ":" + std::to_string(server.port);
    const sync::ServerPlace place{server.host, server.port, server.authority_file.string()};
    const sync::EnrolmentOptions asking{options_.device, "tandem-kiosk " TANDEM_VERSION, name,
                                        !server.authority_file.empty()};
    auto enrolment =
        sync::start_device_enrolment(*running.loop, *running.random, place, data_folder(options_) / sync::kIdentityFile,
                                     asking, [this] { enrolment_changed(); });
    if (!enrolment) return tl::unexpected(enrolment.error());
    running.enrolment = std::move(*enrolment);
    std::unique_lock lock{mutex_};
    enrolment_ = running.enrolment.get();
    lock.unlock();
    running.loop->start("sync");
    lock.lock();
    stopped_.wait(lock, stop, [&] { return running.enrolment->identity().has_value(); });
    auto identity = running.enrolment->identity();
    if (!identity) return platform::fail(platform::ErrorKind::Closed, "stopped before it was enrolled");
    return std::move(*identity);
  }

  void enrolment_changed() {
    {
      const std::lock_guard lock{mutex_};
      stopped_.notify_all();
      if (client_ != nullptr) client_->identity_changed();
    }
    changed_();
  }

  Status start(Running& running, const std::stop_token& stop) {
    auto server = open_server_link(options_, clock_);
    if (!server) return tl::unexpected(server.error());
    running.server = std::move(*server);
    running.loop = platform::make_asio_loop(clock_);
    running.random = platform::make_system_random();
    auto dial = running.server->dial_options();
    auto client_options = running.server->client_options();
    if (options_.server && options_.server->token_file.empty()) {
      auto identity = enrol(running, stop);
      if (!identity) return tl::unexpected(identity.error());
      client_options.device = identity->approval.device;
      dial.plain_text = false;
      dial.identity = [enrolment = running.enrolment.get()]() -> Result<platform::ClientIdentity> {
        return sync::client_identity(*enrolment->identity());
      };
    }
    auto dialer = platform::make_frame_dialer(*running.loop, dial);
    if (!dialer) return tl::unexpected(dialer.error());
    running.dialer = std::move(*dialer);
    if (running.enrolment == nullptr) running.loop->start("sync");
    auto client =
        sync::open_device_client(*running.loop, *running.dialer, *running.random, std::move(client_options), changed_);
    if (!client) return tl::unexpected(client.error());
    running.client = std::move(*client);
    return {};
  }

  // Looks again now and then; a kiosk that is told to stop meanwhile stops.
  void settle(Running& running, const std::stop_token& stop) {
    constexpr std::chrono::milliseconds kLookAgain{100};
    while (!stop.stop_requested() && running.client != nullptr && !running.server->settle()) {
      std::unique_lock lock{mutex_};
      stopped_.wait_for(lock, stop, kLookAgain, [] { return false; });
    }
    settled_ = true;
    changed_();
  }

  static void end(Running& running) {
    if (running.client != nullptr) running.client->stop();
    running.client.reset();
    if (running.loop != nullptr) running.loop->stop();
    running.enrolment.reset();
    running.dialer.reset();
    running.server.reset();
  }

  const Options options_;
  const platform::Clock& clock_;
  const std::function<void()> changed_;
  mutable std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::shared_ptr<const sync::Snapshot> waiting_;
  sync::DeviceClient* client_{nullptr};
  sync::DeviceEnrolment* enrolment_{nullptr};
  mutable std::string certificate_;  // under the mutex, as the next
  mutable std::optional<std::chrono::sys_seconds> certificate_until_;
  std::atomic<bool> settled_{false};
  std::jthread owner_;  // last: it uses everything above
};

}  // namespace

std::unique_ptr<Truth> open_truth(const Options& options, const platform::Clock& clock, std::function<void()> changed) {
  return std::make_unique<ThreadedTruth>(options, clock, std::move(changed));
}

}  // namespace tandem::kiosk
