#include "tests/simulation/network.h"

#include <algorithm>
#include <utility>

namespace tandem::tests {
namespace {

using platform::Error;
using platform::ErrorKind;
using platform::FrameHandler;

// How long a device waits for an answer that does not come.
constexpr std::chrono::seconds kDialGivesUp{10};

class WireEnd final : public platform::FrameConnection {
 public:
  WireEnd(std::shared_ptr<Wire> wire, Wire::Side side) : wire_(std::move(wire)), side_(side) {}
  void send(std::string frame) override { wire_->send(side_, std::move(frame)); }
  [[nodiscard]] std::size_t queued_bytes() const override { return 0; }
  void set_frame_limit(std::size_t bytes) override { wire_->limits[side_] = bytes; }
  void close() override { wire_->close(side_); }
  [[nodiscard]] std::string peer() const override { return wire_->device(); }

 private:
  std::shared_ptr<Wire> wire_;
  Wire::Side side_;
};

}  // namespace

class SimulatedDialer final : public platform::FrameDialer {
 public:
  SimulatedDialer(Network& network, std::string device) : network_(network), device_(std::move(device)) {}
  void dial(std::shared_ptr<FrameHandler> handler) override { network_.dial(device_, std::move(handler)); }

 private:
  Network& network_;
  std::string device_;
};

// --- one connection --------------------------------------------------------------------------------------------------

void Wire::open(std::shared_ptr<FrameHandler> device, std::shared_ptr<FrameHandler> server) {
  ends_[kDevice].handler = std::move(device);
  ends_[kServer].handler = std::move(server);
  for (const Side side : {kServer, kDevice}) {
    if (const auto handler = ends_[side].handler) handler->on_open(std::make_shared<WireEnd>(shared_from_this(), side));
  }
}

// Never before a frame that was sent earlier.
std::chrono::milliseconds Wire::arrival_delay(End& to) {
  const platform::SteadyTime now = network_->loop_.clock().steady();
  to.busy_until = std::max(to.busy_until, now + network_->some_delay());
  return to.busy_until - now;
}

void Wire::send(Side from, std::string frame) {
  if (network_ == nullptr || ends_[from].closed) return;
  if (from == kServer && network_->from_server) frame = network_->from_server(device_, std::move(frame));
  if (from == kDevice && network_->from_device) frame = network_->from_device(std::move(frame));
  const bool twice = network_->repeats(frame);
  if (twice) carry(from, frame);
  carry(from, std::move(frame));
}

void Wire::carry(Side from, std::string frame) {
  const Side to = other(from);
  network_->later(arrival_delay(ends_[to]),
                  [self = shared_from_this(), to, frame = std::move(frame)] { self->deliver(to, frame); });
}

void Wire::come_back() {
  if (!std::exchange(silent_, false) || network_ == nullptr) return;
  if (ends_[kDevice].closed || ends_[kServer].closed) return cut();
  for (const auto& [to, frame] : std::exchange(held_, {})) deliver(to, frame);  // before what is still under way
}

void Wire::lose(Side side) {
  silent_ = true;
  ends_[side] = {nullptr, true, {}};
}

void Wire::deliver(Side to, const std::string& frame) {
  if (ends_[to].closed || network_ == nullptr) return;
  if (silent_) {
    held_.emplace_back(to, frame);
    return;
  }
  ++network_->frames_;
  if (frame.size() > limits[to]) return cut();
  const auto handler = ends_[to].handler;
  if (handler) handler->on_frame(frame);
}

void Wire::close(Side from) {
  if (network_ == nullptr || std::exchange(ends_[from].closed, true)) return;
  network_->later({}, [self = shared_from_this(), from] { self->tell_closed(from); });
  if (silent_) return;
  const Side to = other(from);
  network_->later(arrival_delay(ends_[to]), [self = shared_from_this(), to] { self->tell_closed(to); });
}

void Wire::cut() {
  if (network_ == nullptr) return;
  for (const Side side : {kDevice, kServer}) {
    ends_[side].closed = true;
    network_->later({}, [self = shared_from_this(), side] { self->tell_closed(side); });
  }
}

void Wire::tell_closed(Side side) {
  ends_[side].closed = true;
  if (const auto handler = std::exchange(ends_[side].handler, nullptr)) {
    handler->on_closed({ErrorKind::Closed, "the simulated connection ended"});
  }
}

void Wire::forget() {
  network_ = nullptr;
  for (End& end : ends_) end = {nullptr, true, {}};
}

// --- all of them -----------------------------------------------------------------------------------------------------

Network::~Network() {
  timers_.clear();
  for (const auto& wire : wires_) wire->forget();
}

platform::FrameDialer& Network::dialer_of(const std::string& device) {
  auto& dialer = dialers_[device];
  if (!dialer) dialer = std::make_unique<SimulatedDialer>(*this, device);
  return *dialer;
}

void Network::part(const std::string& device, bool politely) {
  parted_.insert(device);
  for (const auto& wire : wires_of(device)) politely ? wire->cut() : wire->go_silent();
}

void Network::join(const std::string& device) {
  parted_.erase(device);
  for (const auto& wire : wires_of(device)) wire->come_back();
}

void Network::join_all() {
  parted_.clear();
  for (const auto& wire : std::vector{wires_}) wire->come_back();
}

void Network::lose_device(const std::string& device) {
  for (const auto& wire : wires_of(device)) wire->lose(Wire::kDevice);
}

void Network::lose_server() {
  for (const auto& wire : wires_) wire->lose(Wire::kServer);
}

bool Network::repeats(const std::string& frame) { return may_repeat && random_.below(50) == 0 && may_repeat(frame); }

void Network::cut(const std::string& device) {
  for (const auto& wire : wires_of(device)) wire->cut();
}

void Network::cut_all() {
  const auto wires = wires_;
  for (const auto& wire : wires) wire->cut();
}

void Network::dial(const std::string& device, std::shared_ptr<FrameHandler> handler) {
  const bool answers = !parted_.contains(device);
  const std::chrono::milliseconds delay = answers ? some_delay() : std::chrono::milliseconds{kDialGivesUp};
  later(delay, [this, device, handler] { connect(device, handler); });
}

void Network::connect(const std::string& device, const std::shared_ptr<FrameHandler>& handler) {
  if (parted_.contains(device)) return handler->on_closed({ErrorKind::TimedOut, "no answer"});
  auto server = accept ? accept() : nullptr;
  if (!server) return handler->on_closed({ErrorKind::Unavailable, "connection refused"});
  drop_finished();
  wires_.push_back(std::make_shared<Wire>(*this, device));
  const auto wire = wires_.back();
  wire->open(handler, std::move(server));
}

void Network::later(std::chrono::milliseconds delay, std::function<void()> task) {
  const std::uint64_t id = next_timer_++;
  timers_[id] = loop_.call_after(delay, [this, id, task = std::move(task)] {
    const auto timer = timers_.extract(id);
    task();
  });
}

std::chrono::milliseconds Network::some_delay() {
  return std::chrono::milliseconds{random_.below(static_cast<std::uint64_t>(longest_delay.count()) + 1)};
}

void Network::drop_finished() {
  std::erase_if(wires_, [](const auto& wire) { return wire->over(); });
}

std::vector<std::shared_ptr<Wire>> Network::wires_of(const std::string& device) const {
  std::vector<std::shared_ptr<Wire>> found;
  std::ranges::copy_if(wires_, std::back_inserter(found), [&](const auto& wire) { return wire->device() == device; });
  return found;
}

}  // namespace tandem::tests
