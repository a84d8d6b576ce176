// How long a tap takes to be everywhere: a real server with TLS in this process, and devices, each with its own loop
// thread, connection and file on disk, as kiosks have. For each booking: submit() on one device → its own screen may
// show it (durable) → its verdict → the snapshot of every other device has it.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <sstream>

#include "platform/base/log.h"
#include "platform/net/asio_loop.h"
#include "platform/net/frame_dialer.h"
#include "sync/client/device_client.h"
#include "sync/server/server.h"
#include "tests/bench/site_request.h"

namespace tandem::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::chrono::seconds kGiveUp{20};

struct Options {
  std::string folder;
  std::string site;
  std::string certificate;
  std::string key;
  std::string authority;
  std::size_t devices{20};
  std::size_t bookings{300};
};

// The booking everybody waits for, and when who had it.
class Race {
 public:
  explicit Race(std::size_t runners) : seen_(runners) {}

  void begin(calendar::BookingId booking) {
    const std::scoped_lock lock{mutex_};
    booking_ = std::move(booking);
    seen_.assign(seen_.size(), std::nullopt);
    accepted_.reset();
  }

  void look(std::size_t runner, const sync::Snapshot& snapshot) {
    const std::scoped_lock lock{mutex_};
    if (booking_.empty()) return;
    if (!seen_[runner] && snapshot.world->bookings.contains(booking_)) seen_[runner] = Clock::now();
    for (const auto& outcome : snapshot.outcomes) {
      if (calendar::booking_id_of(outcome.command.id) != booking_) continue;
      if (outcome.progress == sync::CommandProgress::Accepted && !accepted_) accepted_ = Clock::now();
    }
    changed_.notify_all();
  }

  // False: not everybody saw it, because it was refused.
  bool wait() {
    std::unique_lock lock{mutex_};
    const auto has_it = [](const auto& seen) { return seen.has_value(); };
    return changed_.wait_for(lock, kGiveUp, [&] { return accepted_ && std::ranges::all_of(seen_, has_it); });
  }

  [[nodiscard]] Clock::time_point seen(std::size_t runner) const { return *seen_[runner]; }
  [[nodiscard]] Clock::time_point accepted() const { return *accepted_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  calendar::BookingId booking_;
  std::vector<std::optional<Clock::time_point>> seen_;
  std::optional<Clock::time_point> accepted_;
};

template <class T>
T required(platform::Result<T> result, const char* what) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "sync_latency: %s: %s\n", what, result.error().message.c_str());
  std::exit(1);
}

struct Device {
  std::unique_ptr<platform::AsioLoop> loop{platform::make_asio_loop()};
  std::unique_ptr<platform::FrameDialer> dialer;
  std::unique_ptr<platform::Random> random{platform::make_system_random()};
  std::unique_ptr<sync::DeviceClient> client;
  std::uint64_t next_number{1};

  ~Device() {
    client.reset();
    loop->stop();
  }
};

std::unique_ptr<Device> start_device(const Options& options, sync::Server& server, Race& race, std::size_t index) {
  auto device = std::make_unique<Device>();
  const std::string name = "bench" + std::to_string(index);
  const std::string token = required(server.enrol(calendar::DeviceId{name}), "enrol");
  platform::DialOptions dial{"127.0.0.1", server.port(), options.authority, false};
  device->dialer = required(platform::make_frame_dialer(*device->loop, dial), "dialer");
  auto look = [raw = device.get(), &race, index] {
    if (raw->client) race.look(index, *raw->client->snapshot());
  };
  device->client =
      required(sync::open_device_client(
                   *device->loop, *device->dialer, *device->random,
                   {options.folder + "/" + name + ".sqlite", calendar::DeviceId{name}, token, "bench"}, look),
               "client");
  device->loop->start("tandem-sync");
  return device;
}

void wait_online(const Device& device) {
  const auto until = Clock::now() + kGiveUp;
  while (device.client->snapshot()->link != sync::LinkState::Online) {
    if (Clock::now() > until) {
      std::fprintf(stderr, "sync_latency: %s\n", device.client->snapshot()->link_message.c_str());
      std::exit(1);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
}

void print_row(const char* what, std::vector<double> sample) {
  std::ranges::sort(sample);
  const auto at = [&](double share) {
    return sample[std::min(sample.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sample.size())))];
  };
  std::printf("%-44s p50 %7.2f ms   p99 %7.2f ms   max %7.2f ms   n %zu\n", what, at(0.50), at(0.99), sample.back(),
              sample.size());
}

// A quarter of an hour in a room, another one each time, between 9:00 and 17:00 UTC of the days to come.
calendar::BookRoom nth_booking(std::size_t n, const std::vector<calendar::RoomId>& rooms) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::size_t slot = n / rooms.size();
  const auto start = today + std::chrono::days{2 + static_cast<int>(slot / 32)} + std::chrono::hours{9} +
                     std::chrono::minutes{15} * (slot % 32);
  return {rooms[n % rooms.size()], {start, start + std::chrono::minutes{15}}, std::nullopt};
}

void measure(const Options& options, std::vector<std::unique_ptr<Device>>& devices, Race& race) {
  std::vector<calendar::RoomId> rooms;
  const auto world = devices.front()->client->snapshot()->world;
  for (const auto& [id, room] : world->rooms) rooms.push_back(id);
  std::vector<double> own, verdict, others;
  std::size_t slot = 0;
  while (own.size() < options.bookings) {
    const calendar::BookRoom booking = nth_booking(slot++, rooms);
    if (!calendar::room_busy(*world, booking.room, booking.when).empty()) continue;
    const std::size_t index = slot % devices.size();
    Device& device = *devices[index];
    const std::string name = "bench" + std::to_string(index);
    race.begin(calendar::booking_id_of({calendar::DeviceId{name}, device.next_number++}));
    const auto tapped = Clock::now();
    device.client->submit(slot, booking);
    if (!race.wait()) {
      std::fprintf(stderr, "sync_latency: booking %zu did not arrive everywhere\n", slot);
      std::exit(1);
    }
    own.push_back(Milliseconds{race.seen(index) - tapped}.count());
    verdict.push_back(Milliseconds{race.accepted() - tapped}.count());
    for (std::size_t other = 0; other < devices.size(); ++other) {
      if (other != index) others.push_back(Milliseconds{race.seen(other) - tapped}.count());
    }
  }
  print_row("tap -> durable and shown on the same device", std::move(own));
  print_row("tap -> the server's verdict", std::move(verdict));
  print_row("tap -> shown on each other device", std::move(others));
}

int run(const Options& options) {
  platform::set_log_level(platform::LogLevel::Error);
  const platform::SystemClock clock;
  sync::ServerOptions server_options;
  server_options.data_directory = options.folder + "/server";
  server_options.accept_tokens = true;
  server_options.listen = {"127.0.0.1", 0, platform::TlsFiles{options.certificate, options.key}};
  const auto server = required(sync::start_server(server_options, clock), "server");
  const std::string imported = required(server->administer(site_request(options.site)), "import");
  if (imported.find("\"ok\":true") == std::string::npos) {
    std::fprintf(stderr, "sync_latency: %s\n", imported.c_str());
    return 1;
  }
  Race race{options.devices};
  std::vector<std::unique_ptr<Device>> devices;
  for (std::size_t i = 0; i < options.devices; ++i) devices.push_back(start_device(options, *server, race, i));
  for (const auto& device : devices) wait_online(*device);
  std::printf("%zu devices over TLS on the loopback, %zu bookings\n", options.devices, options.bookings);
  measure(options, devices, race);
  devices.clear();
  server->stop();
  return 0;
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** arguments) {
  CLI::App app{"Sync latency over real TLS"};
  tandem::bench::Options options;
  app.add_option("--folder", options.folder, "scratch")->required();
  app.add_option("--site", options.site, "folder with site.toml, people.csv, pairs.csv, rooms.csv, topics.csv")
      ->required();
  app.add_option("--certificate", options.certificate)->required();
  app.add_option("--key", options.key)->required();
  app.add_option("--authority", options.authority)->required();
  app.add_option("--devices", options.devices);
  app.add_option("--bookings", options.bookings);
  CLI11_PARSE(app, count, arguments);
  return tandem::bench::run(options);
}
