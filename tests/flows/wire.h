#pragma once
// A device's connection to a server core in the same process: two ends in memory on one virtual loop. It can be cut,
// and it keeps what went over it.

#include <memory>
#include <vector>

#include "platform/base/event_loop.h"
#include "platform/net/frame_connection.h"
#include "sync/protocol/messages.h"
#include "sync/server/server_core.h"

namespace tandem::tests {

class WireEnd;

class Wire final : public platform::FrameDialer {
 public:
  Wire(platform::EventLoop& loop, sync::ServerCore& core) : loop_(loop), core_(core) {}

  void dial(std::shared_ptr<platform::FrameHandler> handler) override;

  // The cable: while it is out nothing connects, and pulling it ends what is connected.
  void pull();
  void plug() { plugged_ = true; }

  // What went over it since the last forget(), by kind.
  template <class Kind>
  [[nodiscard]] std::vector<Kind> carried() const {
    std::vector<Kind> found;
    for (const sync::Message& message : messages_) {
      if (const auto* kind = std::get_if<Kind>(&message)) found.push_back(*kind);
    }
    return found;
  }
  void forget() { messages_.clear(); }

 private:
  friend class WireEnd;
  void record(const std::string& frame);

  platform::EventLoop& loop_;
  sync::ServerCore& core_;
  bool plugged_{true};
  std::vector<std::weak_ptr<WireEnd>> ends_;
  std::vector<sync::Message> messages_;
};

}  // namespace tandem::tests
