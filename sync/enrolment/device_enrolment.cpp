#include "sync/enrolment/device_enrolment.h"

#include <mutex>
#include <utility>

#include "platform/base/log.h"
#include "sync/enrolment/renewal_agent.h"

namespace tandem::sync {
namespace {

using platform::Status;

class FileEnrolment final : public DeviceEnrolment {
 public:
  FileEnrolment(platform::EventLoop& loop, platform::Random& random, ServerPlace place, std::filesystem::path file,
                EnrolmentOptions options, std::function<void()> changed)
      : loop_(loop),
        file_(std::move(file)),
        changed_(std::move(changed)),
        transport_(make_enrolment_transport(loop, std::move(place))),
        agent_(std::make_unique<EnrolmentAgent>(loop, random, *transport_, std::move(options))) {}

  [[nodiscard]] Status start() {
    auto known = load_identity(file_);
    if (!known) return tl::unexpected(known.error());
    identity_ = std::move(*known);
    loop_.post([this] { begin(); });
    return {};
  }

  std::optional<DeviceIdentity> identity() const override {
    const std::lock_guard lock(mutex_);
    return identity_;
  }
  std::optional<EnrolmentView> view() const override {
    const std::lock_guard lock(mutex_);
    return identity_ ? std::nullopt : view_;
  }
  void restart() override {
    loop_.post([this] {
      if (!identity()) agent_->restart();
    });
  }

 private:
  void begin() {
    if (auto known = identity()) return renew(std::move(*known));
    agent_->start([this](const EnrolmentView& now) { show(now); },
                  [this](DeviceIdentity mine) {
                    if (keep(mine)) renew(std::move(mine));
                  });
  }

  void show(const EnrolmentView& now) {
    {
      const std::lock_guard lock(mutex_);
      view_ = now;
    }
    changed_();
  }

  Status keep(const DeviceIdentity& mine) {
    if (auto saved = save_identity(file_, mine); !saved) {
      platform::log_error("enrolment", saved.error().message);
      return saved;
    }
    {
      const std::lock_guard lock(mutex_);
      identity_ = mine;
    }
    changed_();
    return {};
  }

  void renew(DeviceIdentity mine) {
    renewal_ = std::make_unique<RenewalAgent>(loop_, *transport_, std::move(mine),
                                              [this](const DeviceIdentity& fresh) { return keep(fresh); });
    renewal_->start();
  }

  platform::EventLoop& loop_;
  const std::filesystem::path file_;
  const std::function<void()> changed_;
  mutable std::mutex mutex_;
  std::optional<DeviceIdentity> identity_;
  std::optional<EnrolmentView> view_;
  std::unique_ptr<EnrolmentTransport> transport_;  // before those who call it: it goes last
  std::unique_ptr<EnrolmentAgent> agent_;
  std::unique_ptr<RenewalAgent> renewal_;
};

}  // namespace

platform::Result<std::unique_ptr<DeviceEnrolment>> start_device_enrolment(platform::EventLoop& loop,
                                                                          platform::Random& random, ServerPlace place,
                                                                          const std::filesystem::path& identity_file,
                                                                          EnrolmentOptions options,
                                                                          std::function<void()> changed) {
  auto enrolment = std::make_unique<FileEnrolment>(loop, random, std::move(place), identity_file, std::move(options),
                                                   std::move(changed));
  if (auto started = enrolment->start(); !started) return tl::unexpected(started.error());
  return enrolment;
}

}  // namespace tandem::sync
