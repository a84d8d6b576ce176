// Every tests/golden/ics/<case>.ics against <case>.occurrences, one test a case. The expected file says:
//
//   window 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z
//   zone Europe/Paris
//   owner anna@tandem.example                              whose calendar it is, where that matters
//   2026-03-30T07:00:00Z 2026-03-30T08:00:00Z uid          an occurrence; "free" after the uid when it blocks nobody
//   busy 2026-03-30T07:00:00Z 2026-03-30T08:00:00Z         what the whole feed makes busy; without such lines
//                                                         what those occurrences make busy that are not free
//   problem words                                          a reported problem that contains these words, in order
//
// TANDEM_GOLDEN_UPDATE=1 rewrites the expected files from what the engine says (to be read before it is believed).

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "calendar/busy/feed_busy.h"

namespace tandem::calendar {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono;

const fs::path kFolder = fs::path(TANDEM_SOURCE_DIR) / "tests/golden/ics";

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string written(Instant at) {
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()}, static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

Instant read_instant(const std::string& text) {
  int y = 0, m = 0, d = 0, hour = 0, minute = 0, second = 0;
  EXPECT_EQ(std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%dZ", &y, &m, &d, &hour, &minute, &second), 6) << text;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  return sys_days{date} + hours{hour} + minutes{minute} + seconds{second};
}

struct Expected {
  std::string window_line{"window 2026-01-01T00:00:00Z 2027-01-01T00:00:00Z"};
  Interval window{sys_days{2026y / January / 1}, sys_days{2027y / January / 1}};
  std::string zone{"Europe/Paris"};
  std::string owner;  // whose calendar it is, when the case is about that
  std::vector<std::string> occurrences;
  std::vector<std::string> busy;
  std::vector<std::string> problems;
};

Expected read_expected(const fs::path& path) {
  Expected expected;
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first, second, third;
    words >> first >> second >> third;
    if (first == "window") {
      expected.window_line = line;
      expected.window = {read_instant(second), read_instant(third)};
    } else if (first == "zone") {
      expected.zone = second;
    } else if (first == "owner") {
      expected.owner = second;
    } else if (first == "busy") {
      expected.busy.push_back(line);
    } else if (first == "problem") {
      expected.problems.push_back(line.substr(8));
    } else if (!first.empty()) {
      expected.occurrences.push_back(line);
    }
  }
  return expected;
}

// From the lines of occurrences, not from what the engine made of them.
BusySet busy_of(const Expected& expected) {
  std::vector<Interval> blocking;
  for (const std::string& line : expected.occurrences) {
    std::istringstream words(line);
    std::string start, end;
    words >> start >> end;
    if (!line.ends_with(" free")) blocking.push_back({read_instant(start), read_instant(end)});
  }
  return BusySet(std::move(blocking)).within(expected.window);
}

std::vector<std::string> lines_of(const Feed& feed, const Expansion& expansion) {
  std::vector<std::string> lines;
  for (const Occurrence& occurrence : expansion.occurrences) {
    const Event& event = feed.events[occurrence.event];
    lines.push_back(written(occurrence.when.start) + " " + written(occurrence.when.end) + " " + event.uid +
                    (blocks(event) ? "" : " free"));
  }
  return lines;
}

std::vector<std::string> lines_of(const BusySet& busy) {
  std::vector<std::string> lines;
  for (const Interval& interval : busy.intervals()) {
    lines.push_back("busy " + written(interval.start) + " " + written(interval.end));
  }
  return lines;
}

std::string written(const FeedProblem& problem) {
  return (problem.line == 0 ? "" : "line " + std::to_string(problem.line) + ": ") + problem.reason;
}

void update(const fs::path& path, const Expected& expected, const std::vector<std::string>& lines,
            const std::vector<FeedProblem>& problems) {
  std::ofstream file(path);
  file << expected.window_line << "\nzone " << expected.zone << "\n";
  if (!expected.owner.empty()) file << "owner " << expected.owner << "\n";
  for (const std::string& line : lines) file << line << "\n";
  for (const FeedProblem& problem : problems) file << "problem " << written(problem) << "\n";
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".ics") names.push_back(entry.path().stem());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Nothing may depend on the zone of the machine, so it is an unlikely one.
class GoldenCalendar : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    setenv("TZ", "Pacific/Chatham", 1);
    tzset();
  }
};

TEST_P(GoldenCalendar, OccursAsExpected) {
  const Expected expected = read_expected(kFolder / (GetParam() + ".occurrences"));
  const auto feed = parse(read_file(kFolder / (GetParam() + ".ics")), expected.owner);
  ASSERT_TRUE(feed) << feed.error().message;
  const auto expansion = expand(*feed, expected.window, Zone::locate(expected.zone).value());
  ASSERT_TRUE(expansion) << expansion.error().message;
  std::vector<FeedProblem> problems = feed->problems;
  problems.insert(problems.end(), expansion->problems.begin(), expansion->problems.end());
  auto lines = lines_of(*feed, *expansion);
  const auto busy = lines_of(merge(*feed, *expansion, expected.window));
  if (std::getenv("TANDEM_GOLDEN_UPDATE") != nullptr) {
    lines.insert(lines.end(), busy.begin(), busy.end());
    update(kFolder / (GetParam() + ".occurrences"), expected, lines, problems);
    return;
  }
  EXPECT_EQ(lines, expected.occurrences);
  EXPECT_EQ(busy, expected.busy.empty() ? lines_of(busy_of(expected)) : expected.busy);
  ASSERT_EQ(problems.size(), expected.problems.size());
  for (std::size_t i = 0; i < problems.size(); ++i) {
    EXPECT_NE(written(problems[i]).find(expected.problems[i]), std::string::npos) << written(problems[i]);
  }
}

TEST(GoldenCorpus, HasAtLeastFourHundredCasesEachWithItsExpectation) {
  constexpr std::size_t kFewest = 400;
  EXPECT_GE(cases().size(), kFewest);
  for (const std::string& name : cases()) EXPECT_TRUE(fs::exists(kFolder / (name + ".occurrences"))) << name;
}

INSTANTIATE_TEST_SUITE_P(Ics, GoldenCalendar, testing::ValuesIn(cases()),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace tandem::calendar
