#include "sync/server/device_bridge.h"

#include <utility>

#include "platform/base/log.h"
#include "sync/server/server_core.h"

namespace tandem::sync {
namespace {

using platform::EventLoop;
using platform::FrameConnection;

// The connection as the core sees it. What queued_bytes() says is a little old: each question that finds something asks
// for a newer answer. What was sent is looked at again when it has had its turn at the socket, so that in a quiet fleet
// nobody has to ask.
class PostedConnection final : public FrameConnection {
 public:
  PostedConnection(EventLoop& io, std::shared_ptr<FrameConnection> real)
      : io_(io), peer_(real->peer()), certificate_(real->certificate()), shared_(std::make_shared<Shared>()) {
    shared_->real = std::move(real);
  }
  ~PostedConnection() override {
    io_.post([shared = std::move(shared_)] { shared->real.reset(); });
  }

  void send(std::string frame) override {
    shared_->posted += frame.size();
    io_.post([&io = io_, shared = shared_, frame = std::move(frame)]() mutable {
      shared->posted -= frame.size();
      shared->real->send(std::move(frame));
      shared->queued = shared->real->queued_bytes();
      io.post([shared] {
        if (shared->real) shared->queued = shared->real->queued_bytes();
      });
    });
  }

  [[nodiscard]] std::size_t queued_bytes() const override {
    const std::size_t bytes = shared_->posted + shared_->queued;
    if (bytes != 0 && !shared_->asked.exchange(true)) {
      io_.post([shared = shared_] {
        shared->queued = shared->real->queued_bytes();
        shared->asked = false;
      });
    }
    return bytes;
  }

  void set_frame_limit(std::size_t bytes) override {
    io_.post([shared = shared_, bytes] { shared->real->set_frame_limit(bytes); });
  }
  void close() override {
    io_.post([shared = shared_] { shared->real->close(); });
  }
  [[nodiscard]] std::string peer() const override { return peer_; }
  [[nodiscard]] std::optional<platform::PeerCertificate> certificate() const override { return certificate_; }

 private:
  struct Shared {
    std::shared_ptr<FrameConnection> real;  // I/O thread
    std::atomic<std::size_t> posted{0};     // on its way to the I/O thread
    std::atomic<std::size_t> queued{0};     // in the real connection when last looked
    std::atomic<bool> asked{false};
  };

  EventLoop& io_;
  std::string peer_;
  std::optional<platform::PeerCertificate> certificate_;
  std::shared_ptr<Shared> shared_;
};

class DeviceBridge final : public platform::FrameHandler, public std::enable_shared_from_this<DeviceBridge> {
 public:
  DeviceBridge(EventLoop& io, ServerCore& core) : io_(io), core_loop_(core.loop()), core_(core) {}

  void on_open(std::shared_ptr<FrameConnection> connection) override {
    connection_ = connection;
    auto posted = std::make_shared<PostedConnection>(io_, std::move(connection));
    core_loop_.post([self = shared_from_this(), posted = std::move(posted)]() mutable {
      self->session_ = self->core_.accept_device();
      self->session_->on_open(std::move(posted));
    });
  }

  void on_frame(std::string frame) override {
    unread_ += frame.size();
    if (unread_ > kMaxUnreadBytes) return flooded();
    core_loop_.post([self = shared_from_this(), frame = std::move(frame)]() mutable {
      self->unread_ -= frame.size();
      if (self->session_ != nullptr) self->session_->on_frame(std::move(frame));
    });
  }

  void on_closed(const platform::Error& why) override {
    connection_.reset();
    core_loop_.post([self = shared_from_this(), why] {
      const auto session = std::exchange(self->session_, nullptr);
      if (session != nullptr) session->on_closed(why);
    });
  }

 private:
  void flooded() {
    if (connection_ == nullptr) return;
    platform::log_warning("server", connection_->peer() + " sends faster than it is heard: closed");
    std::exchange(connection_, nullptr)->close();
  }

  EventLoop& io_;
  EventLoop& core_loop_;
  ServerCore& core_;                                 // core thread, while the core lives
  std::shared_ptr<FrameConnection> connection_;      // I/O thread
  std::shared_ptr<platform::FrameHandler> session_;  // core thread
  std::atomic<std::size_t> unread_{0};
};

}  // namespace

std::shared_ptr<platform::FrameHandler> make_device_bridge(EventLoop& io, ServerCore& core) {
  return std::make_shared<DeviceBridge>(io, core);
}

}  // namespace tandem::sync
