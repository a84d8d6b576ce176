#pragma once
// A device's whole way with certificates: the identity in its file, or the enrolment that leads to one, then renewal
// for as long as the program runs. The agents live on the loop's thread; what is asked here, any thread may ask.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "platform/base/event_loop.h"
#include "platform/base/random.h"
#include "sync/enrolment/device_identity.h"
#include "sync/enrolment/enrolment_agent.h"

namespace tandem::sync {

class DeviceEnrolment {
 public:
  virtual ~DeviceEnrolment() = default;
  // Nothing until an administrator has let the device in.
  [[nodiscard]] virtual std::optional<DeviceIdentity> identity() const = 0;
  // Meanwhile; nothing before the first word, and once there is an identity.
  [[nodiscard]] virtual std::optional<EnrolmentView> view() const = 0;
  // Another code.
  virtual void restart() = 0;
};

// `changed` is called from any thread when one of the answers above is another. What is referred to must outlive the
// result, which is destroyed after the loop has stopped. Denied for a file that others can read, Corrupt for one that
// is none.
[[nodiscard]] platform::Result<std::unique_ptr<DeviceEnrolment>> start_device_enrolment(
    platform::EventLoop& loop, platform::Random& random, ServerPlace place, const std::filesystem::path& identity_file,
    EnrolmentOptions options, std::function<void()> changed);

}  // namespace tandem::sync
