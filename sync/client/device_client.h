#pragma once
// The device's whole side of sync: outbox, replica, connection, on a loop thread of its own (flow steps outbox → client
// → replica). Works from the first start without a server and catches up by itself when there is one.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "calendar/booking/command.h"
#include "platform/base/event_loop.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/net/frame_connection.h"
#include "sync/replica/snapshot.h"

namespace tandem::sync {

struct DeviceClientOptions {
  std::filesystem::path database;  // outbox and replica; empty: in memory, for tests
  calendar::DeviceId device;
  std::string token;
  std::string software;
};

// Thread: construct and destroy on any one thread; submit() and snapshot() from any.
class DeviceClient {
 public:
  virtual ~DeviceClient() = default;

  // Flow step "append": the command gets this device's next number and is on disk when a snapshot that holds its ticket
  // is published. A provisional refusal is an outcome too (Refused at once) and is not sent. A disk that is full gives
  // an outcome Refused with link_message saying so, and nothing is confirmed.
  virtual void submit(std::uint64_t ticket, calendar::Command command) = 0;

  // The newest snapshot, never null.
  [[nodiscard]] virtual std::shared_ptr<const Snapshot> snapshot() const = 0;

  // The device has another certificate now: a server that denied the one before is asked again at once, and not after
  // kDeniedRetry. Any thread.
  virtual void identity_changed() = 0;

  // Closes the connection, stops timers; returns when nothing of it runs any more.
  virtual void stop() = 0;
};

// `changed` is called on the loop's thread after each new snapshot; it only wakes somebody. `dialer`, `loop` and
// `random` must outlive the client. Fails when the database cannot be opened or belongs to another device.
[[nodiscard]] platform::Result<std::unique_ptr<DeviceClient>> open_device_client(platform::EventLoop& loop,
                                                                                 platform::FrameDialer& dialer,
                                                                                 platform::Random& random,
                                                                                 DeviceClientOptions options,
                                                                                 std::function<void()> changed);

}  // namespace tandem::sync
