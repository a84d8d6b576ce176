#pragma once
// Real device clients and the real server core in one process, on virtual time, from a seed, with everything going
// wrong that can: connections, devices and the server. Devices and server keep real files.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/random.h"
#include "sync/client/device_client.h"
#include "sync/server/server_core.h"
#include "tests/simulation/network.h"
#include "tests/simulation/skewed_loop.h"
#include "tests/simulation/witness.h"
#include "tests/sync/client/virtual_loop.h"

namespace tandem::tests {

struct FleetOptions {
  std::uint64_t seed{1};
  int devices{3};
  bool loses_facts{false};  // crashes may damage what a device has stored of the truth
};

class Fleet {
 public:
  explicit Fleet(const FleetOptions& options);
  ~Fleet();
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  // `steps` times: time passes, somebody taps or something breaks.
  void live(int steps);
  // Everything is repaired and nobody taps; false when the fleet does not come to rest within half an hour.
  [[nodiscard]] bool come_to_rest();
  // Half an hour in which nothing happens: time enough for every device to be compared again.
  void be_quiet();
  // What has to be true at rest.
  void check_at_rest();

  [[nodiscard]] const Witness& witness() const { return witness_; }
  [[nodiscard]] sync::ServerCore& core() { return *core_; }

 private:
  struct Device {
    calendar::DeviceId id;
    std::string token;
    std::filesystem::path file;
    std::unique_ptr<SkewedLoop> loop;
    std::unique_ptr<sync::DeviceClient> client;  // null while it is off
    std::uint64_t next_ticket{1};
  };

  void set_up_site();
  void start_server();
  void stop_server();
  void add_device(int number);
  void start(Device& device);
  void look_at(Device& device);

  void tap(Device& device);
  void break_something(Device& device);
  void crash(Device& device);
  void crash_right_after_a_tap(Device& device);
  // A row of what it knows is gone or another when it starts again; its own commands are not.
  void crash_and_lose_a_fact(Device& device);
  void change_the_site();
  void repair(Device& device);
  [[nodiscard]] bool at_rest() const;
  [[nodiscard]] bool at_rest(const Device& device) const;
  Device& some_device() { return devices_[random_->below(devices_.size())]; }
  [[nodiscard]] calendar::Instant now() const { return std::chrono::floor<std::chrono::seconds>(loop_.clock().wall()); }

  FleetOptions options_;
  std::filesystem::path folder_;
  VirtualLoop loop_;
  std::unique_ptr<platform::Random> random_;
  Network network_;
  std::unique_ptr<sync::ServerCore> core_;  // null while it is off
  Witness witness_;
  std::vector<Device> devices_;  // last: they use the others
};

}  // namespace tandem::tests
