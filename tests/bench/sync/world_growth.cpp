// What years of bookings cost a server: rooms booked every hour of every working day on virtual time, with the past
// forgotten as the policy says or never. One line a quarter: bookings in the World, bytes of a snapshot, memory.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

#include "sync/server/server_core.h"
#include "sync/server/snapshot_frames.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/small_site.h"

namespace {

using namespace tandem;
using std::chrono::days;
using std::chrono::hours;

constexpr int kFirstHour = 8;
constexpr int kLastHour = 18;
constexpr int kDaysOfQuarter = 91;

struct Options {
  int rooms{12};
  int years{3};
  bool keep_all{false};
};

double resident_mib() {
  std::ifstream statm{"/proc/self/statm"};
  std::uint64_t pages = 0;
  statm >> pages >> pages;
  return static_cast<double>(pages) * 4096 / (1024 * 1024);
}

class Years {
 public:
  explicit Years(const Options& options) : options_(options) {
    core_ = std::move(*sync::ServerCore::open(loop_, *sync::open_log_store_in_memory()));
    auto facts = tests::small_site_facts();
    calendar::Site site = std::get<calendar::SiteConfigured>(facts.front()).site;
    if (options.keep_all) site.policy.past_kept = days{3'660};
    facts.front() = calendar::SiteConfigured{site};
    for (int room = 1; room <= options.rooms; ++room) {
      facts.push_back(calendar::RoomPut{tests::room("r" + std::to_string(room))});
    }
    if (!core_->commit_changes(facts)) std::abort();
  }

  void run() {
    std::printf("%-6s %10s %14s %10s\n", "day", "bookings", "snapshot KiB", "RSS MiB");
    for (int day = 0; day < options_.years * 364; ++day) {
      if (day % 7 < 5) live(day);
      loop_.run_for(hours{24});
      if (day % kDaysOfQuarter == kDaysOfQuarter - 1) print(day + 1);
    }
  }

 private:
  // Every room, every hour, booked the day before; nobody comes, so each is given back.
  void live(int day) {
    const calendar::Instant midnight = tests::at(0) + days{day + 1};
    for (int room = 1; room <= options_.rooms; ++room) {
      for (int hour = kFirstHour; hour < kLastHour; ++hour) {
        const calendar::Interval when{midnight + hours{hour}, midnight + hours{hour + 1}};
        ask(calendar::BookRoom{calendar::RoomId{"r" + std::to_string(room)}, when, std::nullopt});
      }
    }
  }
  void ask(calendar::Command command) {
    const auto asked = tests::numbered("kiosk", ++number_, std::move(command), core_->now());
    if (!core_->commit(asked)) std::abort();
  }
  void print(int day) {
    std::size_t bytes = 0;
    const sync::SnapshotFrames snapshot(core_->world(), core_->cursor(), core_->now());
    for (const auto& frame : snapshot.frames()) bytes += frame.size();
    std::printf("%-6d %10zu %14zu %10.1f\n", day, core_->world().bookings.size(), bytes / 1024, resident_mib());
  }

  Options options_;
  tests::VirtualLoop loop_{tests::at(0)};
  std::unique_ptr<sync::ServerCore> core_;
  std::uint64_t number_{0};
};

}  // namespace

int main(int count, char** words) {
  Options options;
  CLI::App app("What years of bookings cost a server, on virtual time.", "world_growth");
  app.add_option("--rooms", options.rooms, "Rooms (12)")->check(CLI::Range(1, 1000));
  app.add_option("--years", options.years, "Years (3)")->check(CLI::Range(1, 30));
  app.add_flag("--keep-all", options.keep_all, "Forget nothing");
  CLI11_PARSE(app, count, words);
  Years{options}.run();
}
