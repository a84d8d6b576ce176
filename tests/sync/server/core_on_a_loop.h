#pragma once
// A server core on virtual time with the small site in it, and devices that talk to it through memory.

#include <memory>
#include <string>
#include <vector>

#include "platform/net/frame_connection.h"
#include "sync/server/server_core.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {

// What the session sees of a connection; the test is the other end.
class MemoryConnection final : public platform::FrameConnection {
 public:
  void send(std::string frame) override;
  [[nodiscard]] std::size_t queued_bytes() const override { return holds_back ? queued : 0; }
  void set_frame_limit(std::size_t bytes) override { limit = bytes; }
  void close() override { closed = true; }
  [[nodiscard]] std::string peer() const override { return "memory"; }

  bool holds_back{false};  // a peer that does not read
  bool closed{false};
  std::size_t queued{0};
  std::size_t limit{0};
  std::vector<sync::Message> received;
  std::string frames;  // every byte sent
};

class TestDevice {
 public:
  TestDevice(sync::ServerCore& core, const std::string& id, std::string token);

  // Connects and says hello.
  void connect(const sync::Cursor& cursor = {}, std::uint32_t newest_version = sync::kProtocolVersion,
               const std::string& scope = {});
  void say(const sync::Message& message);
  void say_raw(std::string frame);
  // The frame is heard, and what it leads to waits for the loop.
  void say_without_waiting(std::string frame);
  void push(std::uint64_t number, calendar::Command command);
  void hang_up();

  [[nodiscard]] MemoryConnection& connection() { return *connection_; }
  [[nodiscard]] bool closed() const { return connection_->closed; }
  // Messages of one kind, in order.
  template <class Kind>
  std::vector<Kind> heard() const {
    std::vector<Kind> found;
    for (const auto& message : connection_->received) {
      if (const auto* kind = std::get_if<Kind>(&message)) found.push_back(*kind);
    }
    return found;
  }
  [[nodiscard]] std::vector<sync::LogEntry> entries() const;
  [[nodiscard]] std::vector<std::uint64_t> sequences() const;
  // The reason of the one Denied that came.
  [[nodiscard]] std::optional<sync::DenialReason> denial() const;
  // The World that the last snapshot and the entries after it make.
  [[nodiscard]] calendar::World world() const;
  void forget_all() { connection_->received.clear(); }

 private:
  sync::ServerCore& core_;
  std::string id_;
  std::string token_;
  std::shared_ptr<MemoryConnection> connection_;
  std::shared_ptr<platform::FrameHandler> handler_;
};

class CoreOnALoop {
 public:
  // Monday 09:00.
  explicit CoreOnALoop(std::unique_ptr<sync::LogStore> store = nullptr);

  TestDevice device(const std::string& id);
  // The panel at a room's door.
  TestDevice door(const std::string& id, const std::string& room_id);
  [[nodiscard]] sync::ServerCore& operator*() { return *core_; }
  [[nodiscard]] sync::ServerCore* operator->() { return core_.get(); }
  void wait(std::chrono::milliseconds duration) { loop.run_for(duration); }

  VirtualLoop loop;

 private:
  std::unique_ptr<sync::ServerCore> core_;
};

}  // namespace tandem::tests
