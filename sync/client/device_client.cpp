#include "sync/client/device_client.h"

#include <future>
#include <mutex>
#include <thread>

#include "platform/base/log.h"
#include "sync/client/client_session.h"

namespace tandem::sync {
namespace {

using platform::EventLoop;

// A loop that does not run our last task within this time has been stopped before us.
constexpr std::chrono::seconds kStopWithin{5};

// Shared with every task that was posted, so that none can outlive what it uses.
class Core {
 public:
  Core(EventLoop& loop, platform::FrameDialer& dialer, platform::Random& random, std::unique_ptr<LocalTruth> truth,
       std::function<void()> changed)
      : truth_(std::move(truth)),
        changed_(std::move(changed)),
        session_(loop, dialer, random, *truth_,
                 [this](std::shared_ptr<const Snapshot> made) { take(std::move(made)); }) {}

  void start(SessionIdentity identity) {
    if (!enter()) return;
    session_.start(std::move(identity));
  }

  void submit(std::uint64_t ticket, calendar::Command command) {
    if (enter()) session_.submit(ticket, std::move(command));
  }

  void identity_changed() {
    if (enter()) session_.identity_changed();
  }

  // Loop thread.
  void stop() {
    {
      const std::scoped_lock lock{mutex_};
      stopped_ = true;
    }
    session_.stop();
  }

  // True: nothing has run on the loop yet, and now nothing will; or we are on its thread, so it can be stopped right
  // here.
  [[nodiscard]] bool can_stop_here() {
    const std::scoped_lock lock{mutex_};
    if (!loop_thread_) stopped_ = true;
    return !loop_thread_ || *loop_thread_ == std::this_thread::get_id();
  }

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const {
    const std::scoped_lock lock{mutex_};
    return snapshot_;
  }

 private:
  // Notes which thread the loop runs on; false after stop.
  bool enter() {
    const std::scoped_lock lock{mutex_};
    if (!stopped_) loop_thread_ = std::this_thread::get_id();
    return !stopped_;
  }

  void take(std::shared_ptr<const Snapshot> made) {
    const bool first = snapshot() == nullptr;  // made while opening: nobody waits for it yet
    {
      const std::scoped_lock lock{mutex_};
      snapshot_.swap(made);
    }
    if (!first && changed_) changed_();
  }

  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::optional<std::thread::id> loop_thread_;
  bool stopped_{false};

  std::unique_ptr<LocalTruth> truth_;
  std::function<void()> changed_;
  ClientSession session_;
};

class Client final : public DeviceClient {
 public:
  Client(EventLoop& loop, std::shared_ptr<Core> core, SessionIdentity identity) : loop_(loop), core_(std::move(core)) {
    loop_.post([shared = core_, identity = std::move(identity)] { shared->start(identity); });
  }
  ~Client() override { stop(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void submit(std::uint64_t ticket, calendar::Command command) override {
    loop_.post([shared = core_, ticket, command = std::move(command)] { shared->submit(ticket, command); });
  }

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const override { return core_->snapshot(); }

  void identity_changed() override {
    loop_.post([shared = core_] { shared->identity_changed(); });
  }

  void stop() override {
    if (std::exchange(stopped_, true)) return;
    if (core_->can_stop_here()) return core_->stop();
    // Destroyed unkept when the loop drops the task, which ends the wait too.
    auto done = std::make_shared<std::promise<void>>();
    const auto finished = done->get_future();
    loop_.post([shared = core_, done = std::move(done)] {
      shared->stop();
      done->set_value();
    });
    if (finished.wait_for(kStopWithin) == std::future_status::timeout) {
      platform::log_warning("client", "its loop ended first");
    }
  }

 private:
  EventLoop& loop_;
  std::shared_ptr<Core> core_;
  bool stopped_{false};
};

}  // namespace

platform::Result<std::unique_ptr<DeviceClient>> open_device_client(EventLoop& loop, platform::FrameDialer& dialer,
                                                                   platform::Random& random,
                                                                   DeviceClientOptions options,
                                                                   std::function<void()> changed) {
  if (options.device.empty() || options.device.text() == calendar::kServerDevice) {
    return platform::fail(platform::ErrorKind::Invalid, "not a device's name: '" + options.device.text() + "'");
  }
  auto truth = LocalTruth::open(options.database, options.device);
  if (!truth) return tl::unexpected(truth.error());
  auto core = std::make_shared<Core>(loop, dialer, random, std::move(*truth), std::move(changed));
  SessionIdentity identity{std::move(options.device), std::move(options.token), std::move(options.software)};
  return std::unique_ptr<DeviceClient>(new Client(loop, std::move(core), std::move(identity)));
}

}  // namespace tandem::sync
