#include "tests/sync/client/fake_server.h"

#include <algorithm>

#include "calendar/booking/decide.h"
#include "calendar/booking/facts.h"
#include "sync/protocol/codec.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {

using platform::Error;
using platform::ErrorKind;

// The device's end of a connection.
class FakeConnection final : public platform::FrameConnection, public std::enable_shared_from_this<FakeConnection> {
 public:
  FakeConnection(platform::EventLoop& loop, FakeServer& server, std::shared_ptr<platform::FrameHandler> handler)
      : loop_(loop), server_(server), handler_(std::move(handler)) {}

  void send(std::string frame) override {
    if (!open_) return;
    loop_.post([self = shared_from_this(), frame = std::move(frame)] {
      if (self->open_) self->server_.received(self, frame);
    });
  }
  [[nodiscard]] std::size_t queued_bytes() const override { return 0; }
  void set_frame_limit(std::size_t) override {}
  void close() override { end({ErrorKind::Closed, "closed"}); }
  [[nodiscard]] std::string peer() const override { return "fake server"; }

  void deliver(std::string frame) {
    loop_.post([self = shared_from_this(), frame = std::move(frame)] {
      if (self->open_) self->handler_->on_frame(frame);
    });
  }

  void end(const Error& why) {
    if (!open_) return;
    open_ = false;
    server_.forget(*this);
    loop_.post([self = shared_from_this(), why] { self->handler_->on_closed(why); });
  }

  calendar::DeviceId device;  // after its Hello
  std::uint64_t sent{0};

 private:
  platform::EventLoop& loop_;
  FakeServer& server_;
  std::shared_ptr<platform::FrameHandler> handler_;
  bool open_{true};
};

FakeServer::FakeServer(platform::EventLoop& loop) : loop_(loop), world_(small_site()) {
  log_.push_back({1, at(8), {}, small_site_facts(), std::nullopt});
}

FakeServer::~FakeServer() = default;

void FakeServer::dial(std::shared_ptr<platform::FrameHandler> handler) {
  ++dials;
  if (!reachable || refuses_to_connect) {
    const Error why = refuses_to_connect.value_or(Error{ErrorKind::Unavailable, "no route"});
    loop_.post([handler, why] { handler->on_closed(why); });
    return;
  }
  auto connection = std::make_shared<FakeConnection>(loop_, *this, handler);
  connections_.push_back(connection);
  loop_.post([handler, connection] { handler->on_open(connection); });
}

void FakeServer::received(const std::shared_ptr<FakeConnection>& from, const std::string& frame) {
  const auto message = sync::decode(frame).value();
  if (const auto* ack = std::get_if<sync::Ack>(&message)) acks.push_back(*ack);
  if (const auto* beat = std::get_if<sync::Heartbeat>(&message)) {
    ++heartbeats;
    last_heartbeat = *beat;
  }
  if (const auto* hello = std::get_if<sync::Hello>(&message)) hellos.push_back(*hello);
  if (silent) return;
  if (const auto* hello = std::get_if<sync::Hello>(&message)) greet(from, *hello);
  if (const auto* push = std::get_if<sync::Push>(&message)) take(from, *push);
}

void FakeServer::greet(const std::shared_ptr<FakeConnection>& to, const sync::Hello& hello) {
  if (denial) {
    to->deliver(sync::encode(*denial));
    return;
  }
  std::uint64_t last_number = 0;
  for (const auto& [id, decided] : decided_) {
    if (id.device == hello.device) last_number = std::max(last_number, id.number);
  }
  to->device = hello.device;
  sync::Welcome welcome{version, loop_.clock().wall() + clock_offset, epoch_, last_number, site_key};
  welcome.scope = scope;
  welcome.rights = rights;
  to->deliver(sync::encode(welcome));
  if (hello.cursor.epoch != epoch_ || hello.cursor.sequence == 0 || hello.scope != scope) return send_snapshot(*to);
  to->sent = hello.cursor.sequence;
  const auto missed = log_;
  for (const auto& entry : missed) tell(*to, entry);
}

void FakeServer::send_snapshot(FakeConnection& to) {
  const auto facts = calendar::facts_of(world_);
  constexpr std::size_t kFactsInPart = 2;
  for (std::size_t begin = 0; begin < facts.size(); begin += kFactsInPart) {
    const std::size_t end = std::min(begin + kFactsInPart, facts.size());
    sync::SnapshotPart part;
    for (std::size_t i = begin; i < end; ++i) part.facts.push_back(facts[i]);
    part.first = begin == 0;
    part.last = end == facts.size();
    if (part.last) part.cursor = {epoch_, log_.back().sequence};
    to.deliver(sync::encode(part));
  }
  to.sent = log_.back().sequence;
}

void FakeServer::send_snapshot_to_all() {
  for (const auto& connection : connections_) send_snapshot(*connection);
}

void FakeServer::take(const std::shared_ptr<FakeConnection>& from, const sync::Push& push) {
  pushes.push_back(push);
  if (ignores_pushes) return;
  const auto unread = [this](const auto& command) {
    return cannot_read_any || cannot_read.contains(command.id.number);
  };
  if (std::ranges::any_of(push.commands, unread)) {
    return from->deliver(sync::encode(sync::Denied{sync::DenialReason::ProtocolError, "command: unknown kind"}));
  }
  for (const auto& command : push.commands) {
    if (command.id.number == ignores_number) continue;
    const auto known = decided_.find(command.id);
    if (known != decided_.end() && known->second.first != command) {
      from->deliver(sync::encode(sync::Denied{sync::DenialReason::ProtocolError, "that number was used before"}));
    } else if (known != decided_.end()) {
      from->deliver(sync::encode(sync::KnownVerdict{command.id.number, known->second.second}));
    } else {
      commit(command);
    }
  }
}

calendar::Verdict FakeServer::commit(const calendar::NumberedCommand& command) {
  const auto now = std::chrono::floor<std::chrono::seconds>(loop_.clock().wall() + clock_offset);
  auto decision = calendar::decide(world_, command, now);
  for (const auto& change : decision.changes) calendar::apply(world_, change);
  decided_[command.id] = {command, decision.verdict};
  log_.push_back({log_.back().sequence + 1, now, command.id, std::move(decision.changes), decision.verdict});
  const auto receivers = connections_;
  for (const auto& connection : receivers) tell(*connection, log_.back());
  return decision.verdict;
}

void FakeServer::put(std::vector<calendar::Change> changes) {
  const auto now = std::chrono::floor<std::chrono::seconds>(loop_.clock().wall() + clock_offset);
  for (const auto& change : changes) calendar::apply(world_, change);
  log_.push_back({log_.back().sequence + 1, now, {}, std::move(changes), std::nullopt});
  const auto receivers = connections_;
  for (const auto& connection : receivers) tell(*connection, log_.back());
}

void FakeServer::tell(FakeConnection& to, sync::LogEntry entry) {
  if (to.device.empty() || entry.sequence <= to.sent || keeps_verdicts_to_itself) return;
  to.sent = entry.sequence;
  if (entry.origin.device != to.device) entry.verdict.reset();
  to.deliver(sync::encode(sync::Entries{{entry}}));
  if (delivers_twice) to.deliver(sync::encode(sync::Entries{{entry}}));
}

void FakeServer::cut() {
  const auto ended = connections_;
  for (const auto& connection : ended) connection->end({ErrorKind::Closed, "cut"});
}

void FakeServer::begin_epoch(const std::string& epoch) {
  epoch_ = epoch;
  world_ = small_site();
  decided_.clear();
  log_ = {{1, at(8), {}, small_site_facts(), std::nullopt}};
}

void FakeServer::say(const sync::Message& message) { say_raw(sync::encode(message)); }

void FakeServer::say_raw(const std::string& frame) {
  for (const auto& connection : connections_) connection->deliver(frame);
}

void FakeServer::beat(std::vector<sync::FeedAge> feeds) {
  say(sync::Heartbeat{loop_.clock().wall() + clock_offset, std::move(feeds)});
}

void FakeServer::forget(const FakeConnection& gone) {
  std::erase_if(connections_, [&](const auto& connection) { return connection.get() == &gone; });
}

}  // namespace tandem::tests
