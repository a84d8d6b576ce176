#include "tests/simulation/fleet.h"

#include <unistd.h>

#include <algorithm>

#include "calendar/booking/facts.h"
#include "platform/sqlite/database.h"
#include "sync/log/log_store.h"
#include "sync/protocol/codec.h"
#include "tests/simulation/scope_model.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;

// Files are empty here, what is in them is on the simulated disks; the names have to exist.
std::filesystem::path folder_of_names() {
  const std::filesystem::path memory{"/dev/shm"};
  const auto base = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
  return base / ("tandem-fleet-" + std::to_string(::getpid()));
}

calendar::Person person(const char* id) {
  calendar::Person person;
  person.id = calendar::PersonId{id};
  return person;
}

calendar::Pair pair_of(const char* id, const char* mentor, const char* mentee) {
  calendar::Pair pair;
  pair.id = calendar::PairId{id};
  pair.mentor = calendar::PersonId{mentor};
  pair.mentee = calendar::PersonId{mentee};
  pair.topics = {calendar::TopicId{"ai"}};
  return pair;
}

// What a transport that gives way again may bring a second time; a second Hello would be somebody else's mistake.
bool may_come_twice(const std::string& frame) {
  const auto message = sync::decode(frame);
  return message && (std::holds_alternative<sync::Push>(*message) || std::holds_alternative<sync::Entries>(*message));
}

// Of a newer kiosk: another kind than this server knows. Always the same commands, however often they are pushed.
constexpr std::uint64_t kPoisonEvery = 8;

std::string poisoned(std::string frame) {
  auto message = sync::decode(frame);
  auto* push = message ? std::get_if<sync::Push>(&*message) : nullptr;
  if (push == nullptr) return frame;
  for (calendar::NumberedCommand& command : push->commands) {
    if (command.id.number % kPoisonEvery != 0) continue;
    command.command = calendar::GiveUpLease{calendar::RoomId{"r1"}};
    std::string body = sync::encode_command(command);
    const std::size_t kind = body.rfind(std::string{"\x82\x01\x02r1"});  // field 16: give_up_lease
    if (kind == std::string::npos) continue;
    body.replace(kind, 2, "\xfa\x7f");  // field 2047
    command.command = calendar::UnreadableCommand{std::move(body)};
  }
  return sync::encode(*message);
}

}  // namespace

Fleet::Fleet(const FleetOptions& options)
    : options_(options),
      folder_(folder_of_names()),
      loop_(at(9)),
      random_(platform::make_seeded_random(options.seed)),
      vfs_(options.seed),
      network_(loop_, *random_),
      server_(make_machine("server", 0ms)) {
  network_.may_repeat = may_come_twice;
  network_.from_server = options_.from_server;
  if (options_.poisons) network_.from_device = poisoned;
  server_.disk->lies = options_.server_disk_lies;
  server_.disk->on_end = [this] {
    network_.lose_server();
    network_.accept = nullptr;
    loop_.post([this] { server_ended(); });
  };
  start_server();
  set_up_site();
  if (options_.doors) open_second_site();
  for (int number = 1; number <= options.devices; ++number) add_device("kiosk-" + std::to_string(number));
  if (options_.doors) add_doors();
}

Fleet::~Fleet() {
  for (const auto& device : devices_) device->disk->on_end = nullptr;
  server_.disk->on_end = nullptr;
  devices_.clear();
  core_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::uint64_t Fleet::events() const {
  std::uint64_t all = loop_.events() + network_.frames() + server_.disk->operations();
  for (const auto& device : devices_) all += device->disk->operations();
  return all;
}

Fleet::Machine Fleet::make_machine(const std::string& name, std::chrono::milliseconds wrong_by) {
  std::filesystem::create_directories(folder_ / name);
  Machine machine{std::make_unique<Disk>(random_->next()), std::make_unique<SkewedLoop>(loop_, wrong_by), {}};
  if (options_.seed % 2 == 1) machine.disk->failed_sync = FailedSync::Pretends;
  vfs_.mount(folder_ / name, *machine.disk);
  return machine;
}

// --- the server ------------------------------------------------------------------------------------------------------

void Fleet::set_up_site() {
  auto facts = small_site_facts();
  for (const char* id : {"ann", "bob", "cid"}) facts.push_back(calendar::PersonPut{person(id)});
  facts.push_back(calendar::PairPut{pair_of("p1", "ann", "bob")});
  facts.push_back(calendar::PairPut{pair_of("p2", "ann", "cid")});
  violations_.expect(core_ && core_->commit_changes(std::move(facts)), "the site was not set up");
}

std::unique_ptr<sync::LogStore> Fleet::open_store() {
  server_.disk->start();
  const bool excused = !server_.disk->healthy();  // with a disk that fails it may not start, otherwise it has to
  auto store = sync::open_log_store(folder_ / "server" / sync::kLogFile);
  if (!violations_.expect(store || excused, "the server does not start: " + (store ? "" : store.error().message)))
    return nullptr;
  if (!store) return nullptr;
  return options_.wrap_store ? options_.wrap_store(std::move(*store)) : std::move(*store);
}

void Fleet::start_server() {
  if (core_) return;
  network_.cut_all();  // whoever still waits for what the old one had to say
  auto store = open_store();
  if (!store) return;
  auto core = sync::ServerCore::open(*server_.loop, std::move(store));
  if (!core || server_.disk->off()) return;
  core_ = std::move(*core);
  history_.compare(core_->store());
  network_.accept = [this] { return core_->accept_device(); };
}

// Killed or without power: nothing of it runs on.
void Fleet::server_ended() {
  network_.accept = nullptr;
  core_.reset();
}

void Fleet::stop_server() {
  if (!core_) return;
  history_.follow(core_->store());
  network_.accept = nullptr;
  network_.cut_all();
  core_.reset();
  loop_.run();
}

// As the handbook says: the copy is given another epoch before it is started.
void Fleet::set_server_back() {
  if (!server_.image) return;
  server_.disk->repair();
  server_.disk->kill();
  loop_.run();
  server_.disk->restore(*server_.image);
  network_.cut_all();
  const auto store = open_store();
  if (!store || !violations_.expect(store->begin_epoch().has_value(), "no epoch was begun")) return;
  std::set<calendar::CommandId> waiting;
  for (const auto& device : devices_) {
    if (!device->client) continue;
    for (const auto& outcome : device->client->snapshot()->outcomes) {
      if (outcome.progress == sync::CommandProgress::Pending) waiting.insert(outcome.command.id);
    }
  }
  learn_who_is_where(*store);
  witness_.server_set_back(*store, waiting);
  history_.begin_again(*store);
}

// What an administrator or a feed does meanwhile; a disk that fails is their bad luck.
void Fleet::change_the_site() {
  if (!core_) return;
  const auto now = std::chrono::floor<std::chrono::seconds>(loop_.clock().wall());
  if (one_in(4)) {
    // As the server does when days have passed.
    const auto before = now - std::chrono::minutes{random_->below(120)};
    (void)core_->commit_changes({calendar::PastForgotten{before}});
    return;
  }
  if (one_in(2)) {
    calendar::Room changed = core_->world().rooms.begin()->second;
    changed.out_of_order = !changed.out_of_order && one_in(3);
    (void)core_->commit_changes({calendar::RoomPut{changed}});
    return;
  }
  const auto start = now + std::chrono::minutes{random_->below(180)};
  const calendar::BusySet busy{{{start, start + 20min}}};
  (void)core_->commit_changes({calendar::RoomBusyRead{calendar::RoomId{"r2"}, {now, now + 24h}, busy}});
}

// --- the devices -----------------------------------------------------------------------------------------------------

void Fleet::add_device(const std::string& name, const calendar::DeviceRights& rights) {
  auto device = std::make_unique<Device>();
  static_cast<Machine&>(*device) = make_machine(name, std::chrono::seconds{random_->below(180)} - 90s);
  device->id = calendar::DeviceId{name};
  auto token = core_->enrol(device->id);
  if (!violations_.expect(token.has_value(), "not enrolled")) return;
  device->token = *token;
  device->site = rights.site;
  device->door = rights.room;
  const bool placed = rights == calendar::DeviceRights{} || core_->set_rights(device->id, rights);
  violations_.expect(placed, name + " was not put where it belongs");
  device->file = folder_ / name / "device.sqlite";
  device->disk->lies = options_.device_disks_lie;
  device->disk->on_end = [this, ended = device.get()] {
    network_.lose_device(ended->id.text());
    loop_.post([this, ended] { device_ended(*ended); });
  };
  devices_.push_back(std::move(device));
  start(*devices_.back());
}

void Fleet::start(Device& device) {
  if (device.client) return;
  device.disk->start();
  const bool excused = !device.disk->healthy();
  auto client = sync::open_device_client(*device.loop, network_.dialer_of(device.id.text()), *random_,
                                         {device.file, device.id, device.token, "simulation"},
                                         [this, &device] { look_at(device); });
  violations_.expect(client || excused, device.id.text() + " does not start");
  if (!client || device.disk->off()) return;
  device.client = std::move(*client);
  look_at(device);
}

void Fleet::device_ended(Device& device) {
  device.client.reset();
  network_.cut(device.id.text());
}

void Fleet::set_back(Device& device) {
  if (!device.image || !core_) return;
  device.disk->repair();
  device.disk->kill();
  loop_.run();
  network_.cut(device.id.text());
  loop_.run();
  if (!core_) return;  // what it knew cannot be asked for now
  history_.follow(core_->store());
  const auto last = core_->store().last_number(device.id);
  if (!last) return;
  device.disk->restore(*device.image);
  witness_.device_set_back(device.id, core_->store(), *last);
  history_.leases().device_set_back(device.id, *last);
  start(device);
}

void Fleet::kill_and_lose_a_fact(Device& device) {
  device.disk->repair();
  device.disk->kill();
  loop_.run();
  device.disk->start();
  auto database = platform::Database::open(device.file);
  if (!violations_.expect(database.has_value(), "the file of " + device.id.text() + " does not open")) return;
  // A deterministic choice: the same seed loses the same row.
  const auto skipped = std::to_string(random_->below(8));
  const auto lost = database->execute(
      "DELETE FROM facts WHERE (kind, id) IN (SELECT kind, id FROM facts WHERE kind > 4 ORDER BY kind, id LIMIT 1 "
      "OFFSET " +
      skipped + ")");
  violations_.expect(lost.has_value(), "no fact was lost");
}

// A machine that has ended shows nothing any more.
void Fleet::look_at(Device& device) {
  if (device.disk->off() || !device.client) return;
  const auto snapshot = device.client->snapshot();
  if (core_ && !server_.disk->off()) history_.follow(core_->store());
  witness_.saw(device.id, *snapshot);
  if (!options_.loses_facts) history_.check(standing_of(device), *snapshot);
}

Standing Fleet::standing_of(const Device& device) const {
  Standing standing{device.id, device.site, device.door, std::nullopt};
  if (server_clock_right_) {
    standing.server_now = std::chrono::floor<std::chrono::seconds>(server_.loop->clock().wall());
  }
  return standing;
}

// --- rest ------------------------------------------------------------------------------------------------------------

void Fleet::repair(Device& device) {
  network_.join(device.id.text());
  device.disk->repair();
  start(device);
  server_.disk->repair();
  start_server();
  let_in(device);
}

void Fleet::repair_everything() {
  server_.disk->repair();
  server_.loop->set_clock(0ms, 0);
  for (const auto& device : devices_) repair(*device);
  loop_.run();
  for (const auto& device : devices_) repair(*device);  // what ended while another was repaired
}

void Fleet::come_to_rest() {
  if (!violations_.none()) return;
  repair_everything();
  for (drained_in_ = 0ms; !at_rest() && drained_in_ <= 10 * kDrainWithin; drained_in_ += 500ms) loop_.run_for(500ms);
  if (!violations_.none()) return;
  violations_.expect(drained_in_ <= kDrainWithin, "not at rest within 30 s: " + std::to_string(drained_in_.count()) +
                                                      " ms, " + who_is_not_at_rest());
  // Time enough for every device to be compared again.
  if (options_.loses_facts) loop_.run_for(30min);
  // A lease may have been renewed just now.
  for (auto waited = 0ms; options_.doors && !at_rest() && waited < kDrainWithin; waited += 100ms) loop_.run_for(100ms);
  check_at_rest();
  if (!options_.doors) return;
  // Time enough for every device to hear the server's clock.
  loop_.run_for(2 * sync::kHeartbeatEvery);
  server_clock_right_ = true;
}

bool Fleet::at_rest() const {
  return core_ && std::ranges::all_of(devices_, [this](const auto& device) { return at_rest(*device); });
}

bool Fleet::at_rest(const Device& device) const {
  if (!device.client) return false;
  const auto snapshot = device.client->snapshot();
  const auto waits = [](const auto& outcome) { return outcome.progress == sync::CommandProgress::Pending; };
  return snapshot->link == sync::LinkState::Online && is_current(device) && snapshot->health.waiting == 0 &&
         std::ranges::none_of(snapshot->outcomes, waits);
}

// Of another site's entries a device hears nothing, and its cursor stays where it is.
bool Fleet::is_current(const Device& device) const {
  const auto snapshot = device.client->snapshot();
  if (core_->world().sites.empty()) return snapshot->cursor == core_->cursor();
  return snapshot->cursor.epoch == core_->cursor().epoch &&
         calendar::facts_of(*snapshot->world) == calendar::facts_of(part_of_site(core_->world(), device.site));
}

std::string Fleet::who_is_not_at_rest() const {
  std::string who;
  for (const auto& device : devices_) {
    if (!core_ || at_rest(*device)) continue;
    who += device->id.text() + (device->client ? ": " + device->client->snapshot()->link_message : " is off") + "; ";
  }
  return core_ ? who : "the server is off";
}

void Fleet::check_at_rest() {
  if (!core_) return;
  violations_.expect(core_->catch_up().has_value(), "the server cannot read its store");
  history_.follow(core_->store());
  for (const auto& device : devices_) {
    if (!device->client) continue;
    const auto truth = calendar::facts_of(part_of_site(core_->world(), device->site));
    const bool same = calendar::facts_of(*device->client->snapshot()->world) == truth;
    violations_.expect(same, device->id.text() + " at rest shows something else than the server");
  }
  witness_.check_promises_kept(*core_);
}

}  // namespace tandem::tests
