#pragma once
// A connection that carries frames: byte strings with a length, in order, both ways. The real ones are TCP or TLS
// (frame_dialer.h, listener.h); tests connect two ends in memory. All calls and callbacks happen on the loop's thread.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "platform/base/result.h"

namespace tandem::platform {

// Before a peer has proven who it is, and after.
inline constexpr std::size_t kMaxFrameBeforeHello = std::size_t{4} * 1024;
inline constexpr std::size_t kMaxFrame = std::size_t{1024} * 1024;
// A peer that does not read is cut off rather than buffered without end.
inline constexpr std::size_t kMaxQueuedBytes = std::size_t{8} * 1024 * 1024;

// Who the peer proved to be: it has the key of a certificate that one of our authorities signed. Whether that is still
// in force, by its dates or because somebody revoked it, is for the handler to say.
struct PeerCertificate {
  std::string name;         // the subject's common name
  std::string fingerprint;  // SHA-256 of the whole certificate, 64 digits of lower-case hex
  std::chrono::sys_seconds not_before;
  std::chrono::sys_seconds not_after;
};

class FrameConnection {
 public:
  virtual ~FrameConnection() = default;
  // Queues a frame. Over kMaxQueuedBytes the connection closes itself as TooLarge. After close() nothing is sent.
  virtual void send(std::string frame) = 0;
  [[nodiscard]] virtual std::size_t queued_bytes() const = 0;
  // The largest frame accepted from the peer from now on; starts at kMaxFrameBeforeHello on the accepting side and at
  // kMaxFrame on the dialling side.
  virtual void set_frame_limit(std::size_t bytes) = 0;
  // Sends what is queued if the peer takes it soon, then closes. on_closed() follows, once.
  virtual void close() = 0;
  // "192.0.2.7:41234": for logs.
  [[nodiscard]] virtual std::string peer() const = 0;
  // Nothing for a peer without one, and always on the dialling side.
  [[nodiscard]] virtual std::optional<PeerCertificate> certificate() const { return std::nullopt; }
};

// Owned by its connection. After on_closed() nothing more is called.
class FrameHandler {
 public:
  virtual ~FrameHandler() = default;
  virtual void on_open(std::shared_ptr<FrameConnection> connection) = 0;
  virtual void on_frame(std::string frame) = 0;
  // Why: Closed when either side ended it, TooLarge, TimedOut, Denied (certificate), Unavailable (could not connect).
  // Also called, without on_open() before, when a dial fails.
  virtual void on_closed(const Error& why) = 0;
};

// Opens connections to one fixed server.
class FrameDialer {
 public:
  virtual ~FrameDialer() = default;
  // One attempt; the handler hears how it went.
  virtual void dial(std::shared_ptr<FrameHandler> handler) = 0;
};

}  // namespace tandem::platform
