#include "tests/flows/wire.h"

#include <gtest/gtest.h>

#include <utility>

#include "sync/protocol/codec.h"

namespace tandem::tests {

using platform::Error;
using platform::ErrorKind;

// One end: what is sent here is heard by the handler of the other.
class WireEnd final : public platform::FrameConnection, public std::enable_shared_from_this<WireEnd> {
 public:
  WireEnd(Wire& wire, platform::EventLoop& loop, std::shared_ptr<platform::FrameHandler> handler)
      : wire_(wire), loop_(loop), handler_(std::move(handler)) {}

  static void join(const std::shared_ptr<WireEnd>& a, const std::shared_ptr<WireEnd>& b) {
    a->other_ = b;
    b->other_ = a;
    a->handler_->on_open(a);
    b->handler_->on_open(b);
  }

  void send(std::string frame) override {
    const std::shared_ptr<WireEnd> other = other_.lock();
    if (!open_ || other == nullptr) return;
    wire_.record(frame);
    loop_.post([other, frame = std::move(frame)] {
      if (other->open_) other->handler_->on_frame(frame);
    });
  }
  [[nodiscard]] std::size_t queued_bytes() const override { return 0; }
  void set_frame_limit(std::size_t) override {}
  void close() override {
    if (const std::shared_ptr<WireEnd> other = other_.lock()) other->end();
    end();
  }
  [[nodiscard]] std::string peer() const override { return "memory"; }

  // After this neither end hears anything more.
  void end() {
    if (!std::exchange(open_, false)) return;
    loop_.post([self = shared_from_this()] { self->handler_->on_closed({ErrorKind::Closed, "the wire ended"}); });
  }

 private:
  Wire& wire_;
  platform::EventLoop& loop_;
  std::shared_ptr<platform::FrameHandler> handler_;
  std::weak_ptr<WireEnd> other_;
  bool open_{true};
};

void Wire::dial(std::shared_ptr<platform::FrameHandler> handler) {
  loop_.post([this, handler = std::move(handler)] {
    if (!plugged_) return handler->on_closed({ErrorKind::Unavailable, "the cable is out"});
    const auto device = std::make_shared<WireEnd>(*this, loop_, handler);
    const auto server = std::make_shared<WireEnd>(*this, loop_, core_.accept_device());
    ends_ = {device, server};
    WireEnd::join(server, device);
  });
}

void Wire::pull() {
  plugged_ = false;
  for (const std::weak_ptr<WireEnd>& end : ends_) {
    if (const std::shared_ptr<WireEnd> living = end.lock()) living->end();
  }
}

void Wire::record(const std::string& frame) {
  platform::Result<sync::Message> message = sync::decode(frame);
  ASSERT_TRUE(message) << message.error().message;
  messages_.push_back(*std::move(message));
}

}  // namespace tandem::tests
