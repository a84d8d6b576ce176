#pragma once
// The server a kiosk belongs to, and how this device introduces itself there: one somewhere else, as the command line
// says, or one of its own inside this process on a loopback port, with its site imported at the first start.

#include <memory>

#include "kiosk/app/options.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/net/frame_dialer.h"
#include "sync/client/device_client.h"

namespace tandem::kiosk {

// Made, used and destroyed on one thread.
class ServerLink {
 public:
  // Stops an embedded server.
  virtual ~ServerLink() = default;
  [[nodiscard]] virtual platform::DialOptions dial_options() const = 0;
  [[nodiscard]] virtual sync::DeviceClientOptions client_options() const = 0;
  // Goes on with what takes a while, a step at a time: an embedded server plans its day when the calendars have been
  // read. True when nothing is left to do.
  [[nodiscard]] virtual bool settle() = 0;
};

// NotFound or Invalid for the token file; what start_server() and its administration say. `clock` must outlive the
// result.
[[nodiscard]] platform::Result<std::unique_ptr<ServerLink>> open_server_link(const Options& options,
                                                                             const platform::Clock& clock);

// Where this kiosk keeps its files: --data, or its folder in the user's data directory.
[[nodiscard]] std::filesystem::path data_folder(const Options& options);

}  // namespace tandem::kiosk
