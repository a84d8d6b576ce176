#pragma once
// Keeps an enrolled device's certificate and pins current: asks the server now and then what is new, and for another
// certificate from half of its life on, with a new key. An expired one may still be renewed, for as long as the server
// allows; anything else it is refused for. Loop thread only.

#include <functional>
#include <memory>
#include <optional>

#include "platform/base/event_loop.h"
#include "platform/certificates/certificates.h"
#include "sync/enrolment/device_identity.h"
#include "sync/enrolment/enrolment_transport.h"

namespace tandem::sync {

// How often the server is asked at least: a next authority reaches every device within hours.
inline constexpr std::chrono::hours kLookForNews{1};
// After a try that failed; sooner where certificates live for less than a few hours.
inline constexpr std::chrono::minutes kRenewalRetry{5};
// A part of the certificate's life, so that short lives (in tests) have short pauses.
inline constexpr int kPausesInALife = 20;

class RenewalAgent {
 public:
  // Keeps what came, durably: the next dial uses it when this has returned.
  using Keep = std::function<platform::Status(const DeviceIdentity&)>;

  // What is referred to must outlive the agent.
  RenewalAgent(platform::EventLoop& loop, EnrolmentTransport& transport, DeviceIdentity identity, Keep keep);
  ~RenewalAgent();
  RenewalAgent(const RenewalAgent&) = delete;
  RenewalAgent& operator=(const RenewalAgent&) = delete;

  // Asks at once, then in its own time.
  void start();

 private:
  void ask(bool for_certificate);
  void on_answer(const platform::Result<std::string>& said);
  // Invalid for a certificate that is not for the key that asked, or authorities that leave out all that we know.
  [[nodiscard]] platform::Result<DeviceIdentity> taken_from(const RenewalAnswer& answer) const;
  [[nodiscard]] bool due() const;
  [[nodiscard]] std::chrono::milliseconds pause() const;
  [[nodiscard]] std::chrono::milliseconds short_pause() const;
  void again_after(std::chrono::milliseconds delay);

  platform::EventLoop& loop_;
  EnrolmentTransport& transport_;
  DeviceIdentity identity_;
  Keep keep_;
  std::string asking_key_;  // of the request that is under way; empty when only news were asked for
  std::unique_ptr<platform::Timer> timer_;
  std::shared_ptr<int> alive_{std::make_shared<int>(0)};
};

}  // namespace tandem::sync
