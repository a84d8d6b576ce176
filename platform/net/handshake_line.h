#pragma once
// A TLS handshake costs the loop's one thread about a millisecond, and thousands may come at once: kiosks after an
// outage, or somebody who means harm. Who has the next part of one to compute gets in line here; at most
// kHandshakesAtOnce leave it before everything else that is ready has had its turn, so that devices that are connected
// are heard meanwhile. Who waits for bytes of the other side is not in line. Private to this room; no sockets. Loop
// thread.

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>

namespace tandem::platform {

class HandshakeLine : public std::enable_shared_from_this<HandshakeLine> {
 public:
  using Task = std::function<void()>;
  // `post` has the loop run a task after everything that is ready now.
  explicit HandshakeLine(std::function<void(Task)> post) : post_(std::move(post)) {}

  // `go` is called when it is the caller's turn, never right here; in the order of the calls.
  void join(Task go);
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

 private:
  void serve_soon();
  void serve();

  const std::function<void(Task)> post_;
  std::deque<Task> waiting_;
  bool soon_{false};  // serve() was posted
};

}  // namespace tandem::platform
