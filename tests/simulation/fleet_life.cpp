// What happens to a fleet: taps, and everything that breaks.

#include "tests/simulation/fleet.h"
#include "tests/simulation/random_command.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;

// A booking takes about this many operations of a disk, so a planned fault hits one of the next few.
constexpr std::uint64_t kSoon = 60;

}  // namespace

void Fleet::live(int steps) {
  for (int i = 0; i < steps && violations_.none(); ++i) step();
}

void Fleet::step() {
  loop_.run_for(std::chrono::milliseconds{random_->below(one_in(4) ? 60'000 : 4'000)});
  Device& device = some_device();
  if (one_in(6)) {
    break_something(device);
  } else {
    tap(device);
  }
  loop_.run();
  if (core_) history_.follow(core_->store());
}

void Fleet::tap(Device& device) {
  if (!device.client) return;
  const auto snapshot = device.client->snapshot();
  if (snapshot->world->rooms.empty()) return;
  const auto seen =
      std::chrono::floor<std::chrono::seconds>(device.loop->clock().wall() + snapshot->server_clock_offset);
  device.client->submit(device.next_ticket++, device.door ? door_command(*snapshot->world, *device.door, seen, *random_)
                                                          : random_command(*snapshot->world, seen, *random_));
}

void Fleet::break_something(Device& device) {
  const std::string& name = device.id.text();
  switch (random_->below(options_.doors ? 19 : 16)) {
    case 0: return network_.cut(name);
    case 1: return network_.part(name, true);
    case 2:
    case 3: return network_.part(name, false);
    case 4:
    case 5: return break_a_machine(device);
    case 6: return break_a_disk(*device.disk);
    case 7:
    case 8: return break_a_disk(*server_.disk);
    case 9: return change_a_clock(one_in(4) ? server_ : device);
    case 10: return change_the_site();
    case 16:
    case 17:
    case 18: return change_the_doors();
    default: return repair(device);
  }
}

void Fleet::break_a_machine(Device& device) {
  switch (random_->below(options_.loses_facts ? 9 : 8)) {
    case 0: return core_ ? stop_server() : start_server();
    case 1: return one_in(2) ? server_.disk->kill() : server_.disk->cut_power();
    case 2: return set_back(device);
    case 3: return one_in(3) ? set_server_back() : void(server_.image = server_.disk->image());
    case 4: device.image = device.disk->image(); return;
    case 8: return kill_and_lose_a_fact(device);
    default: break;
  }
  // Right after a tap: when it was shown as kept it must survive.
  tap(device);
  if (one_in(2)) loop_.run();
  one_in(2) ? device.disk->kill() : device.disk->cut_power();
}

void Fleet::break_a_disk(Disk& disk) {
  constexpr DiskFault kFaults[] = {DiskFault::Once, DiskFault::ForGood,  DiskFault::Full,
                                   DiskFault::Kill, DiskFault::PowerCut, DiskFault::PowerCut};
  disk.plan(kFaults[random_->below(std::size(kFaults))], 1 + random_->below(kSoon));
}

void Fleet::change_a_clock(Machine& machine) {
  const auto far = one_in(4) ? 7200s : 90s;
  const auto range = static_cast<std::uint64_t>(2 * far.count());
  if (&machine == &server_) server_clock_right_ = false;
  machine.loop->set_clock(std::chrono::seconds{random_->below(range)} - far,
                          static_cast<int>(random_->below(401)) - 200);
}

}  // namespace tandem::tests
