#include "tests/simulation/fleet.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "calendar/booking/facts.h"
#include "platform/sqlite/database.h"
#include "sync/log/log_store.h"
#include "tests/simulation/random_command.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::minutes kRestWithin{30};

// Files are written a lot and kept for nobody: in memory where there is such a place.
std::filesystem::path fresh_folder(std::uint64_t seed) {
  const std::filesystem::path memory{"/dev/shm"};
  const auto base = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
  const auto folder = base / ("tandem-fleet-" + std::to_string(::getpid()) + "-" + std::to_string(seed));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
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
  return pair;
}

}  // namespace

Fleet::Fleet(const FleetOptions& options)
    : options_(options),
      folder_(fresh_folder(options.seed)),
      loop_(at(9)),
      random_(platform::make_seeded_random(options.seed)),
      network_(loop_, *random_) {
  start_server();
  set_up_site();
  devices_.reserve(static_cast<std::size_t>(options.devices));
  for (int number = 1; number <= options.devices; ++number) add_device(number);
}

Fleet::~Fleet() {
  devices_.clear();
  stop_server();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

// --- the server ------------------------------------------------------------------------------------------------------

void Fleet::set_up_site() {
  auto facts = small_site_facts();
  for (const char* id : {"ann", "bob", "cid"}) facts.push_back(calendar::PersonPut{person(id)});
  facts.push_back(calendar::PairPut{pair_of("p1", "ann", "bob")});
  facts.push_back(calendar::PairPut{pair_of("p2", "ann", "cid")});
  ASSERT_TRUE(core_->commit_changes(std::move(facts)));
}

void Fleet::start_server() {
  auto store = sync::open_log_store(folder_ / sync::kLogFile);
  ASSERT_TRUE(store) << store.error().message;
  auto core = sync::ServerCore::open(loop_, std::move(*store));
  ASSERT_TRUE(core) << core.error().message;
  core_ = std::move(*core);
  network_.accept = [this] { return core_->accept_device(); };
}

void Fleet::stop_server() {
  network_.accept = nullptr;
  network_.cut_all();
  core_.reset();
  loop_.run();
}

// What an administrator or a feed does meanwhile.
void Fleet::change_the_site() {
  if (!core_) return;
  if (random_->below(2) == 0) {
    calendar::Room changed = core_->world().rooms.begin()->second;
    changed.out_of_order = !changed.out_of_order && random_->below(3) == 0;
    ASSERT_TRUE(core_->commit_changes({calendar::RoomPut{changed}}));
    return;
  }
  const auto start = now() + std::chrono::minutes{random_->below(180)};
  const calendar::BusySet busy{{{start, start + 20min}}};
  ASSERT_TRUE(core_->commit_changes({calendar::RoomBusyRead{calendar::RoomId{"r2"}, {now(), now() + 24h}, busy}}));
}

// --- the devices -----------------------------------------------------------------------------------------------------

void Fleet::add_device(int number) {
  Device device;
  device.id = calendar::DeviceId{"kiosk-" + std::to_string(number)};
  auto token = core_->enrol(device.id);
  ASSERT_TRUE(token);
  device.token = *token;
  device.file = folder_ / (device.id.text() + ".sqlite");
  const auto skew = std::chrono::seconds{random_->below(180)} - 90s;
  device.loop = std::make_unique<SkewedLoop>(loop_, skew);
  devices_.push_back(std::move(device));
  start(devices_.back());
}

void Fleet::start(Device& device) {
  if (device.client) return;
  auto client = sync::open_device_client(*device.loop, network_.dialer_of(device.id.text()), *random_,
                                         {device.file, device.id, device.token, "simulation"},
                                         [this, &device] { look_at(device); });
  ASSERT_TRUE(client) << client.error().message;
  device.client = std::move(*client);
  look_at(device);
}

void Fleet::look_at(Device& device) {
  if (device.client) witness_.saw(*device.client->snapshot());
}

void Fleet::tap(Device& device) {
  if (!device.client) return;
  const auto snapshot = device.client->snapshot();
  if (snapshot->world->rooms.empty()) return;
  const auto seen =
      std::chrono::floor<std::chrono::seconds>(device.loop->clock().wall() + snapshot->server_clock_offset);
  device.client->submit(device.next_ticket++, random_command(*snapshot->world, seen, *random_));
}

void Fleet::crash(Device& device) {
  network_.part(device.id.text(), false);
  device.client.reset();
  network_.cut(device.id.text());
  network_.join(device.id.text());
}

// The tap may or may not have been stored; when it was shown as confirmed it must survive.
void Fleet::crash_right_after_a_tap(Device& device) {
  tap(device);
  if (random_->below(2) == 0) loop_.run();
  crash(device);
}

void Fleet::crash_and_lose_a_fact(Device& device) {
  crash(device);
  auto database = platform::Database::open(device.file);
  ASSERT_TRUE(database) << database.error().message;
  // A deterministic choice: the same seed loses the same row.
  const auto skipped = std::to_string(random_->below(8));
  ASSERT_TRUE(
      database->execute("DELETE FROM facts WHERE (kind, id) IN (SELECT kind, id FROM facts WHERE kind > 4 "
                        "ORDER BY kind, id LIMIT 1 OFFSET " +
                        skipped + ")"));
}

// --- life ------------------------------------------------------------------------------------------------------------

void Fleet::live(int steps) {
  for (int step = 0; step < steps && !testing::Test::HasFailure(); ++step) {
    loop_.run_for(std::chrono::milliseconds{random_->below(60'000)});
    Device& device = some_device();
    random_->below(5) == 0 ? break_something(device) : tap(device);
    loop_.run();
    if (core_) expect_no_room_held_twice(core_->world());
  }
}

void Fleet::break_something(Device& device) {
  const std::string& name = device.id.text();
  switch (random_->below(9)) {
    case 0: return network_.cut(name);
    case 1: return network_.part(name, true);
    case 2: return network_.part(name, false);
    case 3: return crash_right_after_a_tap(device);
    case 4: return core_ ? stop_server() : start_server();
    case 5: return change_the_site();
    case 6: return options_.loses_facts ? crash_and_lose_a_fact(device) : repair(device);
    default: return repair(device);
  }
}

void Fleet::repair(Device& device) {
  network_.join(device.id.text());
  start(device);
  if (!core_) start_server();
}

bool Fleet::come_to_rest() {
  for (Device& device : devices_) repair(device);
  for (auto waited = 0min; waited < kRestWithin; waited += 1min) {
    loop_.run_for(1min);
    if (at_rest()) return true;
  }
  return false;
}

void Fleet::be_quiet() { loop_.run_for(kRestWithin); }

bool Fleet::at_rest() const {
  return std::ranges::all_of(devices_, [this](const Device& device) { return at_rest(device); });
}

bool Fleet::at_rest(const Device& device) const {
  const auto snapshot = device.client->snapshot();
  const auto waits = [](const auto& outcome) { return outcome.progress == sync::CommandProgress::Pending; };
  return snapshot->link == sync::LinkState::Online && snapshot->cursor == core_->cursor() &&
         std::ranges::none_of(snapshot->outcomes, waits);
}

void Fleet::check_at_rest() {
  expect_no_room_held_twice(core_->world());
  const auto truth = calendar::facts_of(core_->world());
  for (const Device& device : devices_) {
    EXPECT_EQ(calendar::facts_of(*device.client->snapshot()->world), truth) << device.id.text();
  }
  witness_.check_promises_kept(*core_);
}

}  // namespace tandem::tests
