// tandem-ics: what the calendar engine makes of a feed or a rule. The only place under calendar/ that reads a file and
// the clock; everything it says is worked out by the pure rooms.
#include <CLI/CLI.hpp>
#include <array>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>

#include "calendar/recurrence/expand.h"
#include "calendar/time/zone_names.h"
#include "calendar/tool/feed_commands.h"
#include "calendar/tool/rule_command.h"
#include "calendar/tool/time_text.h"

namespace {

using namespace tandem;
using namespace tandem::calendar;

constexpr std::chrono::days kUsualWindow{28};

struct Arguments {
  std::string file;
  std::string from;
  std::string to;
  std::string zone{"UTC"};
  std::string owner;
  bool json{false};
  RuleQuestion rule;
};

using FeedCommand = IcsExit (*)(const FeedQuestion&, const Answer&);
using Run = std::function<IcsExit()>;

IcsExit refused(const std::string& words, IcsExit exit) {
  std::cerr << "tandem-ics: " << words << "\n";
  return exit;
}

// At most a piece more than the engine takes, so that an endless file ends.
platform::Result<std::string> read_file(const std::string& name) {
  std::ifstream file;
  if (name != "-") file.open(name, std::ios::binary);
  std::istream& from = name == "-" ? std::cin : file;
  std::array<char, std::size_t{64} * 1024> piece;
  std::string text;
  while (text.size() <= kMaxFeedBytes && (from.read(piece.data(), piece.size()), from.gcount() > 0)) {
    text.append(piece.data(), static_cast<std::size_t>(from.gcount()));
  }
  if (from.bad() || (name != "-" && !file.is_open())) {
    return platform::fail(platform::ErrorKind::NotFound, name + " cannot be read");
  }
  return text;
}

platform::Result<Interval> window_of(const Arguments& arguments, const Zone& zone) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  platform::Result<Instant> from = zone.to_instant(zone.date_of(now));
  if (!arguments.from.empty()) from = read_moment(arguments.from, zone);
  if (!from) return tl::unexpected(from.error());
  platform::Result<Instant> to = *from + kUsualWindow;
  if (!arguments.to.empty()) to = read_moment(arguments.to, zone);
  if (!to) return tl::unexpected(to.error());
  if (*to <= *from) return platform::fail(platform::ErrorKind::Invalid, "--to is not after --from");
  if (*to - *from > kMaxExpansionWindow) {
    return platform::fail(platform::ErrorKind::Invalid,
                          "the window is over " + std::to_string(kMaxExpansionWindow.count()) + " days long");
  }
  return Interval{*from, *to};
}

IcsExit ask_feed(const Arguments& arguments, FeedCommand command) {
  const auto zone = zone_of_tzid(arguments.zone);
  if (!zone) return refused(zone.error().message, IcsExit::Usage);
  const auto window = window_of(arguments, *zone);
  if (!window) return refused(window.error().message, IcsExit::Usage);
  auto text = read_file(arguments.file);
  if (!text) return refused(text.error().message, IcsExit::NoCalendar);
  return command({std::move(*text), *window, *zone, arguments.json, arguments.owner}, {std::cout, std::cerr});
}

void describe_feed(CLI::App& command, Arguments& arguments) {
  command.add_option("file", arguments.file, "The calendar; - reads standard input")->type_name("FILE")->required();
  command.add_option("--from", arguments.from, "From then on, as 2026-03-30 or 20260330T070000Z (today)")
      ->type_name("TIME");
  command.add_option("--to", arguments.to, "Until then, not included (four weeks later)")->type_name("TIME");
  command.add_option("--zone", arguments.zone, "Whose clock --from, --to and times without zone are on (UTC)")
      ->type_name("NAME");
  command.add_option("--owner", arguments.owner, "Whose calendar it is: what this address declined is free")
      ->type_name("ADDRESS");
  command.add_flag("--json", arguments.json, "JSON, with the problems in it");
}

void describe_rule(CLI::App& command, RuleQuestion& rule) {
  command.add_option("--dtstart", rule.start, "The first start, as 20260101T090000, with Z for UTC, or 20260101")
      ->type_name("TIME")
      ->required();
  command.add_option("--tzid", rule.tzid, "Whose clock it is on, as Europe/Paris")->type_name("NAME");
  command.add_option("--rule", rule.rule, "FREQ=WEEKLY;BYDAY=MO")->type_name("RRULE")->required();
  command.add_option("--limit", rule.limit, "At most that many (100)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}));
  command.add_flag_callback(
      "--matching-only", [&rule] { rule.unmatched = UnmatchedStart::IsLeftOut; },
      "Without a --dtstart that the rule itself does not give, which is the first start otherwise");
}

void describe(CLI::App& app, Arguments& arguments, Run& run) {
  app.set_version_flag("--version", "tandem-ics " TANDEM_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done; 1 parts of the calendar were skipped (check) or the rule cannot be worked out;\n"
      "2 wrong arguments; 3 the file cannot be read or is no calendar.");
  const auto feed_command = [&](const char* name, const char* words, FeedCommand command) {
    CLI::App* described = app.add_subcommand(name, words);
    describe_feed(*described, arguments);
    described->callback(
        [&arguments, &run, command] { run = [&arguments, command] { return ask_feed(arguments, command); }; });
  };
  feed_command("expand", "Every occurrence: start, end, UID, \"free\" when it holds nobody", run_expand);
  feed_command("busy", "When its owner is busy", run_busy);
  feed_command("check", "What of it was skipped, and why", run_check);
  CLI::App* rule = app.add_subcommand("rrule", "The first starts of one rule, one a line");
  describe_rule(*rule, arguments.rule);
  rule->callback([&] { run = [&arguments] { return run_rule(arguments.rule, {std::cout, std::cerr}); }; });
}

}  // namespace

int main(int count, char** words) {
  Arguments arguments;
  Run run;
  CLI::App app("What Tandem's calendar engine makes of a feed or a recurrence rule.", "tandem-ics");
  describe(app, arguments, run);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(IcsExit::Usage);
  }
  return static_cast<int>(run());
}
