// Today's device and server through the morning. TANDEM_RECORD=<file> writes what they said: done once for each
// released version, with the programs of that version.

#include <gtest/gtest.h>

#include <cstdlib>

#include "sync/client/device_client.h"
#include "sync/server/server_core.h"
#include "tests/sync/conversations/conversation.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

class LiveDialer final : public platform::FrameDialer {
 public:
  LiveDialer(VirtualLoop& loop, Conversation& into) : loop_(loop), into_(into) {}
  void dial(std::shared_ptr<platform::FrameHandler> handler) override {
    loop_.post([this, handler] { connect(handler); });
  }
  void cut() {
    into_.push_back({Line::Kind::Cut, {}});
    for (const auto& end : {device_end_, server_end_}) end->close();
    const auto device = std::exchange(device_, nullptr);
    const auto server = std::exchange(server_, nullptr);
    server->on_closed({platform::ErrorKind::Closed, "cut"});
    device->on_closed({platform::ErrorKind::Closed, "cut"});
  }
  std::function<std::shared_ptr<platform::FrameHandler>()> accept;

 private:
  void connect(const std::shared_ptr<platform::FrameHandler>& handler) {
    into_.push_back({Line::Kind::Connection, {}});
    device_ = handler;
    server_ = accept();
    device_end_ = std::make_shared<RecordedConnection>(loop_, into_, Line::Kind::FromDevice);
    server_end_ = std::make_shared<RecordedConnection>(loop_, into_, Line::Kind::FromServer);
    device_end_->to = [this](std::string frame) { server_->on_frame(std::move(frame)); };
    server_end_->to = [this](std::string frame) { device_->on_frame(std::move(frame)); };
    server_->on_open(server_end_);
    device_->on_open(device_end_);
  }

  VirtualLoop& loop_;
  Conversation& into_;
  std::shared_ptr<platform::FrameHandler> device_;
  std::shared_ptr<platform::FrameHandler> server_;
  std::shared_ptr<RecordedConnection> device_end_;
  std::shared_ptr<RecordedConnection> server_end_;
};

TEST(RecordConversation, OfTodaysDeviceAndServer) {
  VirtualLoop loop{at(9)};
  Conversation said;
  LiveDialer dialer{loop, said};
  auto core = std::move(*sync::ServerCore::open(loop, std::move(*sync::open_log_store_in_memory())));
  ASSERT_TRUE(core->commit_changes(small_site_facts()));
  dialer.accept = [&] { return core->accept_device(); };
  const auto random = platform::make_seeded_random(1);
  const auto token = *core->enrol(calendar::DeviceId{"k1"});
  auto client = std::move(
      *sync::open_device_client(loop, dialer, *random, {"", calendar::DeviceId{"k1"}, token, "recorded"}, [] {}));
  live({[&] {
          said.push_back({Line::Kind::Step, {}});
        },
        [&] { dialer.cut(); },
        [&](std::uint64_t ticket, calendar::Command command) {
          client->submit(ticket, std::move(command));
          loop.run();
        },
        [&](std::uint64_t number, calendar::Command command) {
          const auto now = std::chrono::floor<std::chrono::seconds>(loop.clock().wall());
          EXPECT_TRUE(core->commit(numbered("k2", number, std::move(command), now)));
          loop.run();
        },
        [&](std::chrono::milliseconds time) { loop.run_for(time); }});
  const auto seen = client->snapshot();
  EXPECT_EQ(seen->cursor, core->cursor());
  ASSERT_EQ(seen->outcomes.size(), 5U);
  EXPECT_EQ(seen->outcomes[2].verdict, refused(calendar::RefusalReason::RoomTaken));
  if (const char* file = std::getenv("TANDEM_RECORD")) write_conversation(file, said);
}

}  // namespace
}  // namespace tandem::tests
