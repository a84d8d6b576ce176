#pragma once
// A network in memory under virtual time: frames arrive in order after a delay, until a connection is cut. It fails the
// way real ones do: refusing, never answering, dropping with or without telling either side.

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "platform/base/event_loop.h"
#include "platform/base/random.h"
#include "platform/net/frame_connection.h"

namespace tandem::tests {

class Network;

// Both ends of one connection.
class Wire : public std::enable_shared_from_this<Wire> {
 public:
  enum Side : std::size_t { kDevice = 0, kServer = 1 };

  Wire(Network& network, std::string device) : network_(&network), device_(std::move(device)) {}
  void open(std::shared_ptr<platform::FrameHandler> device, std::shared_ptr<platform::FrameHandler> server);
  void send(Side from, std::string frame);
  // One side hangs up: it hears so at once, the other after what is still under way.
  void close(Side from);
  // The connection breaks and both sides hear it.
  void cut();
  // Nothing arrives any more, and nobody is told.
  void go_silent() { silent_ = true; }
  // What was sent meanwhile arrives after all, as TCP sends it again; or, when one end has given up, the other hears.
  void come_back();
  // One end is gone for good with its machine: nothing of it is heard, not even that.
  void lose(Side side);
  [[nodiscard]] const std::string& device() const { return device_; }
  [[nodiscard]] bool over() const { return !ends_[kDevice].handler && !ends_[kServer].handler; }
  // The network is gone.
  void forget();

  std::size_t limits[2]{platform::kMaxFrame, platform::kMaxFrameBeforeHello};

 private:
  struct End {
    std::shared_ptr<platform::FrameHandler> handler;  // null once it has been told that it is over
    bool closed{false};                               // takes and gives nothing more
    platform::SteadyTime busy_until;                  // the arrival of the last frame under way to it
  };
  static Side other(Side side) { return side == kDevice ? kServer : kDevice; }
  [[nodiscard]] std::chrono::milliseconds arrival_delay(End& to);
  void carry(Side from, std::string frame);
  void deliver(Side to, const std::string& frame);
  void tell_closed(Side side);

  Network* network_;
  std::string device_;
  End ends_[2];
  bool silent_{false};
  std::vector<std::pair<Side, std::string>> held_;  // to whom; arrived in the silence
};

class Network {
 public:
  Network(platform::EventLoop& loop, platform::Random& random) : loop_(loop), random_(random) {}
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  // The way of one device to the server; lives as long as the network.
  [[nodiscard]] platform::FrameDialer& dialer_of(const std::string& device);
  // Makes the server's end of a new connection; empty while there is no server.
  std::function<std::shared_ptr<platform::FrameHandler>()> accept;
  std::chrono::milliseconds longest_delay{200};
  // Frames that may arrive twice, one in fifty does; empty: none.
  std::function<bool(const std::string& frame)> may_repeat;
  // What the server sends passes through here first: for proving that a wrong order is noticed.
  std::function<std::string(const std::string& device, std::string frame)> from_server;
  // The same of devices: for commands that the server cannot read.
  std::function<std::string(std::string frame)> from_device;
  [[nodiscard]] std::uint64_t frames() const { return frames_; }

  // The device is cut off until joined again. `politely`: both sides hear of the break at once.
  void part(const std::string& device, bool politely);
  void join(const std::string& device);
  void join_all();
  // The machine lost power: its ends are gone, and the others find out by themselves.
  void lose_device(const std::string& device);
  void lose_server();
  // Breaks the device's connections; a new one is possible.
  void cut(const std::string& device);
  void cut_all();

 private:
  friend class Wire;
  friend class SimulatedDialer;
  void dial(const std::string& device, std::shared_ptr<platform::FrameHandler> handler);
  void connect(const std::string& device, const std::shared_ptr<platform::FrameHandler>& handler);
  void later(std::chrono::milliseconds delay, std::function<void()> task);
  [[nodiscard]] std::chrono::milliseconds some_delay();
  [[nodiscard]] bool repeats(const std::string& frame);
  void drop_finished();
  [[nodiscard]] std::vector<std::shared_ptr<Wire>> wires_of(const std::string& device) const;

  platform::EventLoop& loop_;
  platform::Random& random_;
  std::map<std::string, std::unique_ptr<platform::FrameDialer>> dialers_;
  std::set<std::string> parted_;
  std::vector<std::shared_ptr<Wire>> wires_;
  std::map<std::uint64_t, std::unique_ptr<platform::Timer>> timers_;
  std::uint64_t next_timer_{0};
  std::uint64_t frames_{0};  // delivered
};

}  // namespace tandem::tests
