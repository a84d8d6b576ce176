// Doors and sites of a fleet: what an administrator sets up at the beginning, and does to them while it lives.

#include "platform/device/credentials.h"
#include "tests/simulation/fleet.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;
using calendar::DeviceMode;
using calendar::PersonId;
using calendar::RoomId;
using calendar::SiteId;

const SiteId kLyon{"lyon"};

// In every other three seeds, so that it goes with any number of lobbies and both kinds of disks.
bool has_second_site(std::uint64_t seed) { return seed / 3 % 2 == 1; }

calendar::Person at_lyon(const char* id) {
  calendar::Person person;
  person.id = PersonId{id};
  person.site = kLyon;
  return person;
}

calendar::Pair of(const char* id, const char* mentor, const char* mentee) {
  calendar::Pair pair;
  pair.id = calendar::PairId{id};
  pair.mentor = PersonId{mentor};
  pair.mentee = PersonId{mentee};
  return pair;
}

calendar::DeviceRights door_of(const char* room, const SiteId& site = {}) {
  return {site, DeviceMode::Door, RoomId{room}};
}

}  // namespace

// One pair stays there, another one lives at both.
void Fleet::open_second_site() {
  change_lease_length();
  rooms_ = {room("r1"), room("r2")};
  if (!has_second_site(options_.seed)) return;
  calendar::Site site = core_->world().site;
  site.name = "Lyon";
  site.id = kLyon;
  calendar::Room l1 = room("l1");
  l1.site = kLyon;
  rooms_.push_back(l1);
  const auto opened =
      core_->commit_changes({calendar::SiteConfigured{site}, calendar::RoomPut{l1}, calendar::PersonPut{at_lyon("dan")},
                             calendar::PersonPut{at_lyon("eve")}, calendar::PairPut{of("p3", "dan", "eve")},
                             calendar::PairPut{of("p4", "cid", "dan")}});
  violations_.expect(opened.has_value(), "the second site was not opened");
}

// At the first room always; at the second one or, as a room with two doors has them, once more at the first.
void Fleet::add_doors() {
  add_device("door-1", door_of("r1"));
  if (options_.seed % 3 != 0) add_device("door-2", door_of(options_.seed % 3 == 1 ? "r1" : "r2"));
  if (!has_second_site(options_.seed)) return;
  add_device("lyon-1", {kLyon, DeviceMode::Lobby, std::nullopt});
  add_device("lyon-door", door_of("l1", kLyon));
}

Fleet::Device& Fleet::some_door() {
  std::vector<Device*> doors;
  for (const auto& device : devices_) {
    if (device->door) doors.push_back(device.get());
  }
  return *doors[random_->below(doors.size())];
}

void Fleet::change_the_doors() {
  if (!core_ || server_.disk->off() || !server_.disk->healthy()) return;
  Device& door = some_door();
  const auto now = std::chrono::floor<std::chrono::seconds>(loop_.clock().wall());
  switch (random_->below(12)) {
    case 0: return revoke(door);
    case 1: return move(door);
    case 2: return remove_or_put_a_room(*door.door);
    case 3: return change_lease_length();
    case 4:
    case 5: {
      const calendar::Interval meeting{now + std::chrono::minutes{random_->below(30)}, now + 40min};
      (void)core_->commit_changes({calendar::RoomBusyRead{*door.door, {now, now + 24h}, calendar::BusySet{{meeting}}}});
      return;
    }
    case 8:
    case 9: door.image = door.disk->image(); return;
    case 10: return set_back(door);
    default: break;
  }
  const calendar::Room* room = calendar::find(core_->world(), *door.door);
  if (room == nullptr) return;
  calendar::Room changed = *room;
  changed.out_of_order = !changed.out_of_order;
  (void)core_->commit_changes({calendar::RoomPut{changed}});
}

// It comes back under another token when somebody repairs it.
void Fleet::revoke(Device& door) {
  violations_.expect(core_->revoke(door.id).has_value(), door.id.text() + " was not revoked");
  door.shut_out = true;
}

void Fleet::let_in(Device& device) {
  if (!device.shut_out || !core_) return;
  const auto token = core_->enrol(device.id);
  if (!token) return;
  device.token = *token;
  device.shut_out = false;
  device_ended(device);
  loop_.run();  // whoever still held its file has let go
  start(device);
}

void Fleet::move(Device& door) {
  const RoomId& to = rooms_[random_->below(rooms_.size())].id;
  // Nowhere to go when it is of another site, or not there.
  if (!core_->set_rights(door.id, {door.site, DeviceMode::Door, to})) return;
  if (door.door != to) history_.leases().moved(door.id);
  door.door = to;
}

void Fleet::remove_or_put_a_room(const RoomId& room) {
  for (const calendar::Room& known : rooms_) {
    if (calendar::find(core_->world(), known.id) != nullptr) continue;
    (void)core_->commit_changes({calendar::RoomPut{known}});
    return;
  }
  (void)core_->commit_changes({calendar::RoomRemoved{room}});
}

// Half an hour by default: shorter ones are renewed, run out and are asked back more often.
void Fleet::change_lease_length() {
  constexpr std::chrono::minutes kLengths[] = {0min, 6min, 12min, 30min, 30min};
  calendar::Site site = core_->world().site;
  site.policy.lease_length = kLengths[random_->below(std::size(kLengths))];
  (void)core_->commit_changes({calendar::SiteConfigured{site}});
}

// After the server was set back: its devices as they were then.
void Fleet::learn_who_is_where(sync::LogStore& store) {
  if (!options_.doors) return;
  for (const auto& device : devices_) {
    const auto known = store.find_device(device->id);
    if (!violations_.expect(known && *known, device->id.text() + " is not known any more")) continue;
    device->door = (*known)->room;
    device->shut_out = (*known)->revoked || (*known)->token_hash != platform::hash_token(device->token);
  }
}

}  // namespace tandem::tests
