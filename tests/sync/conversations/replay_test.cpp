// An old device and today's server, today's device and an old server: each recorded version is played to both.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "platform/device/credentials.h"
#include "sync/client/device_client.h"
#include "sync/protocol/codec.h"
#include "sync/server/server_core.h"
#include "tests/sync/conversations/conversation.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using sync::Message;

// What the two may say differently on another morning: times, names made at random, and whatever carries only them.
struct Comparable {
  std::optional<Message> operator()(const sync::Hello&) const { return std::nullopt; }
  std::optional<Message> operator()(const sync::Heartbeat&) const { return std::nullopt; }
  std::optional<Message> operator()(sync::Welcome welcome) const {
    welcome.server_time = {};
    welcome.epoch = welcome.site_key = "made at random";
    return welcome;
  }
  std::optional<Message> operator()(sync::SnapshotPart part) const {
    part.cursor.epoch = "made at random";
    return part;
  }
  std::optional<Message> operator()(sync::Entries entries) const {
    for (sync::LogEntry& entry : entries.entries) {
      entry.at = {};
      for (calendar::Change& change : entry.changes) {
        if (auto* accepted = std::get_if<calendar::BookingAccepted>(&change)) accepted->booking.created_at = {};
      }
    }
    return entries;
  }
  std::optional<Message> operator()(sync::Push push) const {
    for (auto& command : push.commands) command.issued_at = {};
    return push;
  }
  std::optional<Message> operator()(sync::Ack ack) const {
    ack.cursor.epoch = "made at random";
    return ack;
  }
  template <class Other>
  std::optional<Message> operator()(const Other& other) const {
    return other;
  }
};

std::vector<Message> said_by(const Conversation& conversation, Line::Kind who) {
  std::vector<Message> said;
  for (const Line& line : conversation) {
    if (line.kind != who) continue;
    auto message = sync::decode(line.frame);
    if (!message) {
      ADD_FAILURE() << message.error().message;
    } else if (auto comparable = std::visit(Comparable{}, std::move(*message))) {
      said.push_back(std::move(*comparable));
    }
  }
  return said;
}

std::string words_of(const std::vector<Message>& messages) {
  std::string words;
  for (const Message& message : messages) words += sync::describe(message);
  return words;
}

class Replay : public testing::TestWithParam<const char*> {
 protected:
  Replay()
      : recorded(read_conversation(TANDEM_SOURCE_DIR "/tests/golden/protocol/conversations/" + std::string{GetParam()} +
                                   ".txt")) {
    EXPECT_GT(recorded.size(), 20U);
  }

  // The lines up to the next one that the morning itself brings about.
  std::vector<Line> heard_meanwhile() {
    std::vector<Line> lines;
    while (next < recorded.size() && recorded[next].kind != Line::Kind::Step &&
           recorded[next].kind != Line::Kind::Cut) {
      lines.push_back(recorded[next++]);
    }
    return lines;
  }
  void pass(Line::Kind kind) {
    ASSERT_LT(next, recorded.size());
    EXPECT_EQ(recorded[next++].kind, kind);
  }

  Conversation recorded;
  std::size_t next{0};
  VirtualLoop loop{at(9)};
  Conversation said;
};

INSTANTIATE_TEST_SUITE_P(Released, Replay, testing::Values("v1", "v2"),
                         [](const auto& version) { return std::string{version.param}; });

class OldDevice {
 public:
  // `epoch`: the recorded one, which is today's server's in what the device says.
  OldDevice(VirtualLoop& loop, sync::ServerCore& core, Conversation& said, std::string epoch)
      : loop_(loop), core_(core), said_(said), epoch_(std::move(epoch)) {}
  void play(const Line& line) {
    if (line.kind == Line::Kind::Connection) connect();
    if (line.kind == Line::Kind::FromDevice) handler_->on_frame(with_todays_epoch(line.frame));
    loop_.run();
  }
  void cut() { std::exchange(handler_, nullptr)->on_closed({platform::ErrorKind::Closed, "cut"}); }

 private:
  void connect() {
    handler_ = core_.accept_device();
    handler_->on_open(std::make_shared<RecordedConnection>(loop_, said_, Line::Kind::FromServer));
  }
  // Epochs are of one length, so the bytes around it stay.
  std::string with_todays_epoch(std::string frame) const {
    const std::size_t at = frame.find(epoch_);
    if (at != std::string::npos) frame.replace(at, epoch_.size(), core_.cursor().epoch);
    return frame;
  }
  VirtualLoop& loop_;
  sync::ServerCore& core_;
  Conversation& said_;
  std::string epoch_;
  std::shared_ptr<platform::FrameHandler> handler_;
};

std::string epoch_of(const Conversation& recorded) {
  const auto welcome = std::ranges::find(recorded, Line::Kind::FromServer, &Line::kind);
  return std::get<sync::Welcome>(sync::decode(welcome->frame).value()).epoch;
}

sync::Hello first_hello(const Conversation& recorded) {
  const auto hello = std::ranges::find(recorded, Line::Kind::FromDevice, &Line::kind);
  return std::get<sync::Hello>(sync::decode(hello->frame).value());
}

TEST_P(Replay, OfAnOldDeviceIsAnsweredByTodaysServerAsItWasThen) {
  auto core = std::move(*sync::ServerCore::open(loop, std::move(*sync::open_log_store_in_memory())));
  ASSERT_TRUE(core->commit_changes(small_site_facts()));
  const auto hello = first_hello(recorded);
  ASSERT_TRUE(core->store().put_device({hello.device, platform::hash_token(hello.token), at(9), false}));
  OldDevice device{loop, *core, said, epoch_of(recorded)};
  live({[&] { pass(Line::Kind::Step); },
        [&] {
          pass(Line::Kind::Cut);
          device.cut();
        },
        [](std::uint64_t, const calendar::Command&) {},
        [&](std::uint64_t number, calendar::Command command) {
          EXPECT_TRUE(core->commit(numbered("k2", number, std::move(command), core->now())));
        },
        [&](std::chrono::milliseconds time) {
          for (const Line& line : heard_meanwhile()) device.play(line);
          loop.run_for(time);
        }});
  EXPECT_EQ(words_of(said_by(said, Line::Kind::FromServer)), words_of(said_by(recorded, Line::Kind::FromServer)));
  EXPECT_TRUE(said_by(said, Line::Kind::FromServer) == said_by(recorded, Line::Kind::FromServer));
  EXPECT_EQ(core->health_of(calendar::DeviceId{"k1"}).mismatches, 0U);
}

class OldServer final : public platform::FrameDialer {
 public:
  OldServer(VirtualLoop& loop, Conversation& said) : loop_(loop), said_(said) {}
  void dial(std::shared_ptr<platform::FrameHandler> handler) override { waiting_ = std::move(handler); }
  void play(const Line& line) {
    if (line.kind == Line::Kind::Connection) connect();
    if (line.kind == Line::Kind::FromServer) handler_->on_frame(line.frame);
    loop_.run();
  }
  void cut() { std::exchange(handler_, nullptr)->on_closed({platform::ErrorKind::Closed, "cut"}); }

 private:
  void connect() {
    for (int i = 0; i < 100 && !waiting_; ++i) loop_.run_for(std::chrono::milliseconds{10});
    ASSERT_TRUE(waiting_);
    handler_ = std::exchange(waiting_, nullptr);
    handler_->on_open(std::make_shared<RecordedConnection>(loop_, said_, Line::Kind::FromDevice));
  }
  VirtualLoop& loop_;
  Conversation& said_;
  std::shared_ptr<platform::FrameHandler> waiting_;
  std::shared_ptr<platform::FrameHandler> handler_;
};

TEST_P(Replay, OfAnOldServerIsUnderstoodByTodaysDevice) {
  OldServer server{loop, said};
  const auto random = platform::make_seeded_random(1);
  auto client = std::move(
      *sync::open_device_client(loop, server, *random, {"", calendar::DeviceId{"k1"}, "token", "today"}, [] {}));
  live({[&] { pass(Line::Kind::Step); },
        [&] {
          pass(Line::Kind::Cut);
          server.cut();
        },
        [&](std::uint64_t ticket, calendar::Command command) {
          client->submit(ticket, std::move(command));
          loop.run();
        },
        [](std::uint64_t, const calendar::Command&) {},
        [&](std::chrono::milliseconds time) {
          for (const Line& line : heard_meanwhile()) server.play(line);
          loop.run_for(time);
        }});
  EXPECT_EQ(words_of(said_by(said, Line::Kind::FromDevice)), words_of(said_by(recorded, Line::Kind::FromDevice)));
  const auto seen = client->snapshot();
  EXPECT_EQ(seen->link, sync::LinkState::Online);
  EXPECT_EQ(seen->health.waiting, 0U);
  ASSERT_EQ(seen->outcomes.size(), 5U);
  EXPECT_EQ(seen->outcomes[2].verdict, refused(calendar::RefusalReason::RoomTaken));
  EXPECT_EQ(seen->outcomes[4].progress, sync::CommandProgress::Accepted);
}

}  // namespace
}  // namespace tandem::tests
