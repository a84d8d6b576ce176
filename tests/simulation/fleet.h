#pragma once
// Real device clients and the real server core in one process, on virtual time, from a seed, with everything going
// wrong that can: connections, clocks, disks, devices and the server. Each machine has a disk of its own, so that it
// can be killed or lose power at any write, and can be set back to an image of what it was.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/random.h"
#include "sync/client/device_client.h"
#include "sync/server/server_core.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/simulation/history.h"
#include "tests/simulation/network.h"
#include "tests/simulation/skewed_loop.h"
#include "tests/simulation/witness.h"
#include "tests/sync/client/virtual_loop.h"

namespace tandem::tests {

struct FleetOptions {
  std::uint64_t seed{1};
  int devices{3};           // in lobbies
  bool doors{true};         // kiosks at doors besides, and in every other three seeds a second site with its own
  bool loses_facts{false};  // a device that ends may lose what it has stored of the truth
  bool poisons{false};      // every eighth command is of a kind that the server does not know
  // Seeded bugs, to prove that they are found: around the server's store, in what the server sends, in the disks.
  std::function<std::unique_ptr<sync::LogStore>(std::unique_ptr<sync::LogStore>)> wrap_store;
  std::function<std::string(const std::string& device, std::string frame)> from_server;
  bool server_disk_lies{false};
  bool device_disks_lie{false};
};

class Fleet {
 public:
  explicit Fleet(const FleetOptions& options);
  ~Fleet();
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  // Up to `steps` times: time passes, somebody taps or something breaks. Stops at the first violation.
  void live(int steps);
  // Everything is repaired and nobody taps; then every queue drains within kDrainWithin and all that has to be true at
  // rest is checked.
  void come_to_rest();

  [[nodiscard]] const Violations& violations() const { return violations_; }
  [[nodiscard]] const Witness& witness() const { return witness_; }
  // Tasks and timers run, frames delivered, operations of disks.
  [[nodiscard]] std::uint64_t events() const;
  [[nodiscard]] std::size_t entries() const { return history_.entries(); }
  [[nodiscard]] const LeaseWatch& leases() const { return history_.leases(); }
  // From the repair to rest, the last time; what it took longest.
  [[nodiscard]] std::chrono::milliseconds drained_in() const { return drained_in_; }

 private:
  struct Machine {
    std::unique_ptr<Disk> disk;
    std::unique_ptr<SkewedLoop> loop;
    std::optional<Disk::Image> image;
  };
  struct Device : Machine {
    calendar::DeviceId id;
    std::string token;
    std::filesystem::path file;
    std::unique_ptr<sync::DeviceClient> client;  // null while it is off
    std::uint64_t next_ticket{1};
    calendar::SiteId site;
    std::optional<calendar::RoomId> door;  // where the administrator has put it
    bool shut_out{false};                  // revoked, or the server has forgotten its token
  };

  [[nodiscard]] Machine make_machine(const std::string& name, std::chrono::milliseconds wrong_by);
  void set_up_site();
  [[nodiscard]] std::unique_ptr<sync::LogStore> open_store();
  void start_server();
  void server_ended();
  void stop_server();
  void set_server_back();
  void add_device(const std::string& name, const calendar::DeviceRights& rights = {});
  void start(Device& device);
  void device_ended(Device& device);
  void set_back(Device& device);
  void look_at(Device& device);
  [[nodiscard]] Standing standing_of(const Device& device) const;
  // A row of what it knows is gone when it starts again; its own commands are not.
  void kill_and_lose_a_fact(Device& device);

  void step();
  void tap(Device& device);
  void break_something(Device& device);
  void break_a_machine(Device& device);
  void break_a_disk(Disk& disk);
  void change_a_clock(Machine& machine);
  void change_the_site();

  // Doors and sites: what an administrator sets up, and does to them.
  void add_doors();
  void open_second_site();
  void change_the_doors();
  void revoke(Device& door);
  void move(Device& door);
  void remove_or_put_a_room(const calendar::RoomId& room);
  void change_lease_length();
  void let_in(Device& device);
  void learn_who_is_where(sync::LogStore& store);
  Device& some_door();

  void repair(Device& device);
  void repair_everything();
  void check_at_rest();
  [[nodiscard]] bool at_rest() const;
  [[nodiscard]] bool at_rest(const Device& device) const;
  [[nodiscard]] bool is_current(const Device& device) const;
  [[nodiscard]] std::string who_is_not_at_rest() const;
  Device& some_device() { return *devices_[random_->below(devices_.size())]; }
  [[nodiscard]] bool one_in(std::uint64_t many) { return random_->below(many) == 0; }

  FleetOptions options_;
  std::filesystem::path folder_;
  VirtualLoop loop_;
  std::unique_ptr<platform::Random> random_;
  DiskVfs vfs_;
  Violations violations_;
  Witness witness_{violations_};
  History history_{witness_, violations_};
  Network network_;
  Machine server_;
  std::unique_ptr<sync::ServerCore> core_;  // null while it is off
  std::chrono::milliseconds drained_in_{0};
  bool server_clock_right_{true};                 // and heard by every device since it was set
  std::vector<calendar::Room> rooms_;             // that doors may stand at
  std::vector<std::unique_ptr<Device>> devices_;  // last: they use the others
};

// From the moment that nothing is broken any more.
inline constexpr std::chrono::seconds kDrainWithin{30};

}  // namespace tandem::tests
