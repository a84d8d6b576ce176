// The load of the fleet's measurements: thousands of kiosks, or MQTT subscribers, in one process on one thread. Told on
// its input what to do, a line each; answers each with a line of JSON, its own processor time included.
//
//   connect COUNT       until so many are connected and current
//   fan ROUNDS          so many changes, one after the other, each when everybody has heard the one before
//   idle SECONDS        heartbeats only
//   return SECONDS      waits until the fleet lost its server and everybody is back

#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <sstream>

#include "tests/bench/sync/fleet.h"

namespace tandem::bench {
namespace {

struct Options {
  std::string protocol{"tandem"};
  std::uint16_t port{0};
  TandemFleet tandem;
  MqttFleet mqtt;
};

constexpr std::chrono::seconds kPatience{180};
// Between two changes, so that the acknowledgements of one are not the other's load.
constexpr std::chrono::milliseconds kBetweenChanges{50};

double processor_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double share(const std::vector<double>& ascending, double of) {
  if (ascending.empty()) return -1;
  const auto at = static_cast<std::size_t>(of * static_cast<double>(ascending.size()));
  return ascending[std::min(at, ascending.size() - 1)];
}

void print_fan(Fleet& fleet, int rounds) {
  std::vector<double> all, last;
  int lost = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto took = fleet.change();
    lost += took.empty() ? 1 : 0;
    if (!took.empty()) last.push_back(took.back());
    all.insert(all.end(), took.begin(), took.end());
    fleet.idle(kBetweenChanges);
  }
  std::ranges::sort(all);
  std::printf("\"lost\": %d, \"all_p50\": %.3f, \"all_p99\": %.3f, \"last\": [", lost, share(all, 0.5),
              share(all, 0.99));
  for (std::size_t i = 0; i < last.size(); ++i) std::printf("%s%.3f", i == 0 ? "" : ", ", last[i]);
  std::printf("], \"bytes\": %zu", fleet.change_bytes());
}

void print_return(const Fleet::Return& story) {
  std::printf(
      "\"complete\": %s, \"seconds\": %.3f, \"seconds_since_accepted\": %.3f, \"p50\": %.3f, \"p99\": %.3f, "
      "\"dials\": %zu, \"failed\": %zu",
      story.complete ? "true" : "false", story.seconds_lost, story.seconds_back, share(story.current, 0.5),
      share(story.current, 0.99), story.dials, story.failed);
}

void obey(Fleet& fleet, const std::string& line) {
  std::istringstream words(line);
  std::string what;
  int count = 0;
  words >> what >> count;
  const double before = processor_seconds();
  const auto begun = Clock::now();
  std::printf("{\"did\": \"%s\", ", what.c_str());
  if (what == "connect") {
    const bool all = fleet.grow(static_cast<std::size_t>(count), kPatience);
    std::printf("\"complete\": %s", all ? "true" : "false");
  } else if (what == "fan") {
    print_fan(fleet, count);
  } else if (what == "idle") {
    fleet.idle(std::chrono::seconds{count});
    std::printf("\"complete\": true");
  } else if (what == "return") {
    print_return(fleet.come_back(std::chrono::seconds{count}));
  } else {
    std::printf("\"complete\": false");
  }
  const double wall = std::chrono::duration<double>(Clock::now() - begun).count();
  std::printf(", \"wall\": %.3f, \"cpu\": %.3f}\n", wall, processor_seconds() - before);
  std::fflush(stdout);
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** arguments) {
  namespace bench = tandem::bench;
  bench::Options options;
  CLI::App app{"A fleet of kiosks or MQTT subscribers that is told on its input what to do", "fleet_client"};
  app.add_option("--protocol", options.protocol)->check(CLI::IsMember({"tandem", "mqtt"}));
  app.add_option("--port", options.port, "On 127.0.0.1, TLS")->required();
  app.add_option("--identities", options.tandem.identities_file, "What fleet_enrolment printed");
  app.add_option("--rooms", options.tandem.rooms, "Ids of rooms to book, separated by commas");
  app.add_option("--from", options.tandem.first_start, "9:00 UTC of a Monday, seconds since 1970");
  app.add_option("--booked", options.tandem.booked, "Bookings that were made already, by the same rooms and start");
  app.add_option("--payload", options.mqtt.payload, "Bytes of a message");
  app.add_option("--quality", options.mqtt.quality, "Of service: 0 or 1");
  CLI11_PARSE(app, count, arguments);
  std::signal(SIGPIPE, SIG_IGN);  // a server that is gone is an error of the write
  const bool mqtt = options.protocol == "mqtt";
  bench::Fleet fleet(options.port,
                     mqtt ? bench::make_mqtt_speakers(options.mqtt) : bench::make_tandem_speakers(options.tandem));
  for (std::string line;;) {
    fleet.idle_until_input(STDIN_FILENO);
    if (!std::getline(std::cin, line)) return EXIT_SUCCESS;
    bench::obey(fleet, line);
  }
}
