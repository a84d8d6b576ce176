// What a search for a time and a room costs in a large company. Google Benchmark's options go through; for counting
// instructions without the building of the world, the difference of two runs:
//
//   valgrind --tool=callgrind bench_suggest --search CASE --times 1      and --times 11
#include <benchmark/benchmark.h>

#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include "tests/calendar/availability/company_site.h"

namespace {

using namespace tandem::calendar;
using test::RoomsAre;

struct Case {
  World world;
  SuggestRequest request{test::company_request()};
};

Case filtered() {
  Case made{test::company_site(300)};
  made.request.seats = 8;
  made.request.equipment = {"screen", "video"};
  return made;
}

Case one_day() {
  Case made{test::company_site(300)};
  made.request.window.end = made.request.window.start + std::chrono::days{1};
  made.request.near_time.reset();
  return made;
}

Case with_gaps() {
  Case made{test::company_site(300)};
  Site site = made.world.site;
  site.policy.room_gap = site.policy.walking_time = std::chrono::minutes{10};
  apply(made.world, SiteConfigured{site});
  return made;
}

const std::map<std::string, std::function<Case()>>& cases() {
  static const std::map<std::string, std::function<Case()>> all{
      {"rooms_300", [] { return Case{test::company_site(300)}; }},
      {"rooms_300_filtered", filtered},
      {"rooms_300_gaps", with_gaps},
      {"rooms_300_one_day", one_day},
      {"rooms_300_full", [] { return Case{test::company_site(300, RoomsAre::Full)}; }},
      {"rooms_300_full_but_one", [] { return Case{test::company_site(300, RoomsAre::FullButOne)}; }},
      {"rooms_1000", [] { return Case{test::company_site(1000)}; }},
      {"rooms_1000_full", [] { return Case{test::company_site(1000, RoomsAre::Full)}; }},
      {"rooms_300_sessions_20000", [] { return Case{test::company_site(300, RoomsAre::InUse, 20'000)}; }},
  };
  return all;
}

void search(benchmark::State& state, const Case& made) {
  for (auto unused : state) benchmark::DoNotOptimize(suggest(made.world, made.request));
  SuggestWork work;
  state.counters["found"] = static_cast<double>(suggest(made.world, made.request, work).size());
  state.counters["starts"] = static_cast<double>(work.starts);
  state.counters["rooms_read"] = static_cast<double>(work.rooms_read);
}

void copy(benchmark::State& state, const World& world) {
  for (auto unused : state) benchmark::DoNotOptimize(World(world));
}

int search_only(const std::string& name, int times) {
  const Case made = cases().at(name)();
  std::size_t found = 0;
  for (int i = 0; i < times; ++i) found += suggest(made.world, made.request).size();
  std::cout << found << "\n";
  return 0;
}

}  // namespace

int main(int arguments, char** words) {
  if (arguments == 5 && std::strcmp(words[1], "--search") == 0) return search_only(words[2], std::stoi(words[4]));
  std::map<std::string, Case> made;
  for (const auto& [name, make] : cases()) {
    const Case& it = made[name] = make();
    benchmark::RegisterBenchmark(name.c_str(), [&it](benchmark::State& state) {
      search(state, it);
    })->Unit(benchmark::kMicrosecond);
  }
  benchmark::RegisterBenchmark("copy_world_of_20000_sessions", [&](benchmark::State& state) {
    copy(state, made.at("rooms_300_sessions_20000").world);
  })->Unit(benchmark::kMicrosecond);
  benchmark::Initialize(&arguments, words);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
