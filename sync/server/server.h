#pragma once
// The central server as one object: store, commit, fan-out, feeds, web, timers, threads (the composition root). The
// program tandem-server and a kiosk's embedded server are the same thing with other options.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "calendar/programme/ids.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/net/listener.h"
#include "sync/authority/device_authority.h"
#include "sync/server/admission.h"

namespace tandem::sync {

struct ServerOptions {
  std::filesystem::path data_directory;  // created when missing, mode 0700
  std::string shared_store;              // PostgreSQL's url; empty: SQLite in the data directory
  platform::ListenOptions listen;
  bool accept_tokens{false};   // devices of 0.1.0, which know no certificates
  AuthorityOptions authority;  // used when TLS is spoken
  std::chrono::seconds feed_interval{300};
  std::chrono::days feed_horizon{60};  // how far ahead feeds are expanded
  AdmissionLimits admission{};
};

// start() and stop() on one thread; everything else runs on threads of the server's own.
class Server {
 public:
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  // Makes (or renews) a device and returns its token; used by a kiosk for its embedded server. Blocks.
  [[nodiscard]] virtual platform::Result<std::string> enrol(const calendar::DeviceId& device) = 0;
  // Answers an administrator's request (sync/admin/README.md) as if it had come over HTTP. Blocks.
  [[nodiscard]] virtual platform::Result<std::string> administer(const std::string& json) = 0;
  // Close the acceptor, end sessions, finish the open commit, close the store. Returns when done.
  virtual void stop() = 0;
};

[[nodiscard]] platform::Result<std::unique_ptr<Server>> start_server(const ServerOptions& options,
                                                                     const platform::Clock& clock);

}  // namespace tandem::sync
