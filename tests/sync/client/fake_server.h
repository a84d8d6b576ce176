#pragma once
// A server in memory that speaks the device protocol with the real decide(), and misbehaves when a test tells it to.

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "calendar/booking/world.h"
#include "platform/base/event_loop.h"
#include "platform/net/frame_connection.h"
#include "sync/protocol/messages.h"

namespace tandem::tests {

class FakeConnection;

class FakeServer final : public platform::FrameDialer {
 public:
  explicit FakeServer(platform::EventLoop& loop);
  ~FakeServer() override;

  void dial(std::shared_ptr<platform::FrameHandler> handler) override;

  // --- what it does ---
  bool reachable{true};
  bool silent{false};                    // takes connections and frames, says nothing
  bool keeps_verdicts_to_itself{false};  // commits, but the connection never carries the entry
  bool ignores_pushes{false};            // heartbeats go on, commands are lost
  std::uint64_t ignores_number{0};       // of any device; the others are decided
  bool delivers_twice{false};
  // As an older server does with a command that it cannot read: the whole Push is a protocol error.
  std::set<std::uint64_t> cannot_read;
  bool cannot_read_any{false};
  std::string scope;
  std::optional<calendar::DeviceRights> rights;
  std::uint32_t version{sync::kProtocolVersion};
  std::optional<sync::Denied> denial;  // instead of Welcome
  std::optional<platform::Error> refuses_to_connect;
  std::chrono::milliseconds clock_offset{0};
  std::string site_key{"site-key"};

  // --- what happened ---
  int dials{0};
  std::vector<sync::Push> pushes;
  std::vector<sync::Hello> hellos;
  std::vector<sync::Ack> acks;
  int heartbeats{0};
  std::optional<sync::Heartbeat> last_heartbeat;

  [[nodiscard]] const calendar::World& world() const { return world_; }
  [[nodiscard]] std::size_t connections() const { return connections_.size(); }

  // A command of this or any other device is decided and told to everybody.
  calendar::Verdict commit(const calendar::NumberedCommand& command);
  // What the server says by itself.
  void put(std::vector<calendar::Change> changes);
  // The network goes down for all who are connected.
  void cut();
  // Restored from nothing: another history, with the bare site.
  void begin_epoch(const std::string& epoch);
  void say(const sync::Message& message);
  void say_raw(const std::string& frame);
  void send_snapshot_to_all();
  void beat(std::vector<sync::FeedAge> feeds = {});

 private:
  friend class FakeConnection;
  void received(const std::shared_ptr<FakeConnection>& from, const std::string& frame);
  void greet(const std::shared_ptr<FakeConnection>& to, const sync::Hello& hello);
  void send_snapshot(FakeConnection& to);
  void take(const std::shared_ptr<FakeConnection>& from, const sync::Push& push);
  void tell(FakeConnection& to, sync::LogEntry entry);
  void forget(const FakeConnection& gone);

  platform::EventLoop& loop_;
  calendar::World world_;
  std::string epoch_{"e1"};
  std::vector<sync::LogEntry> log_;
  std::map<calendar::CommandId, std::pair<calendar::NumberedCommand, calendar::Verdict>> decided_;
  std::vector<std::shared_ptr<FakeConnection>> connections_;
};

}  // namespace tandem::tests
