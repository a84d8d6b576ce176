#pragma once
// What a device and a server said to each other, byte by byte, during a morning that is always the same: to be recorded
// with the programs of one version and played to those of another. As text:
//
//   step                  the next thing of the morning happens
//   connection            the device has connected
//   > 0a2b…               a frame of the device, hex
//   < 1204…               a frame of the server
//   cut                   the connection is gone

#include <functional>
#include <string>
#include <vector>

#include "calendar/booking/command.h"
#include "platform/net/frame_connection.h"
#include "tests/sync/client/virtual_loop.h"

namespace tandem::tests {

struct Line {
  enum class Kind { Step, Connection, FromDevice, FromServer, Cut };
  Kind kind{Kind::Step};
  std::string frame;
  bool operator==(const Line&) const = default;
};
using Conversation = std::vector<Line>;

[[nodiscard]] Conversation read_conversation(const std::string& file);
void write_conversation(const std::string& file, const Conversation& conversation);

// One end of a connection that goes through the loop and into a conversation.
class RecordedConnection final : public platform::FrameConnection,
                                 public std::enable_shared_from_this<RecordedConnection> {
 public:
  using Hear = std::function<void(std::string frame)>;
  RecordedConnection(VirtualLoop& loop, Conversation& into, Line::Kind kind) : loop_(loop), into_(into), kind_(kind) {}

  void send(std::string frame) override;
  [[nodiscard]] std::size_t queued_bytes() const override { return 0; }
  void set_frame_limit(std::size_t) override {}
  void close() override { open_ = false; }
  [[nodiscard]] std::string peer() const override { return "recorded"; }
  // Where the frames go; nowhere after a close.
  Hear to;

 private:
  VirtualLoop& loop_;
  Conversation& into_;
  Line::Kind kind_;
  bool open_{true};
};

// What happens in the morning, between the steps that the conversation marks.
struct Morning {
  std::function<void()> step;                                                 // the next one begins
  std::function<void()> cut;                                                  // the network goes down and comes back
  std::function<void(std::uint64_t ticket, calendar::Command)> tap;           // at the device
  std::function<void(std::uint64_t number, calendar::Command)> other_device;  // commits something at the server
  std::function<void(std::chrono::milliseconds)> wait;
};
void live(const Morning& morning);

}  // namespace tandem::tests
