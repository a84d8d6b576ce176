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
#include "platform/base/clock.h"

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
  const auto now = std::chrono::floor<std::chrono::seconds>(platform::SystemClock{}.wall());
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
  command
      .add_option("--zone,--tz,--tzid", arguments.zone, "Whose clock --from, --to and times without zone are on (UTC)")
      ->type_name("NAME");
  command.add_option("--owner", arguments.owner, "Whose calendar it is: what this address declined is free")
      ->type_name("ADDRESS");
  command.add_flag("--json", arguments.json, "JSON, with the problems in it");
}

// Dates may have commas in them, and one option is one list.
void add_list(CLI::App& command, const char* name, std::vector<std::string>& list, const char* words) {
  command.add_option(name, list, words)->type_name("DATES")->allow_extra_args(false);
}

void describe_rule_bounds(CLI::App& command, RuleQuestion& rule) {
  command.add_option("--from", rule.from, "None before, on the clock of --dtstart unless it says Z")->type_name("TIME");
  command.add_option("--to", rule.to, "None from then on")->type_name("TIME");
  command.add_option("--limit", rule.limit, "At most that many (100)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}));
  command.add_flag_callback(
      "--matching-only", [&rule] { rule.unmatched = UnmatchedStart::IsLeftOut; },
      "Without a --dtstart that the rule itself does not give, which is the first start otherwise");
  const auto take_form = [&rule](const std::string& name) {
    rule.form = name == "basic" ? StartForm::Basic : name == "utc" ? StartForm::Utc : StartForm::Iso;
  };
  command
      .add_option_function<std::string>(
          "--format", take_form,
          "iso: 2026-01-05T09:00:00+01:00 (usual); basic: 20260105T090000 on its own clock;\n"
          "utc: 2026-01-05T08:00:00Z")
      ->type_name("FORM")
      ->check(CLI::IsMember({"iso", "basic", "utc"}).description(""));
  command.add_flag("--json", rule.json, "JSON: {\"starts\": [{\"start\", \"utc\"}]}");
}

void describe_rule(CLI::App& command, RuleQuestion& rule) {
  command
      .add_option("--dtstart", rule.start,
                  "The first start: 20260105T090000, 2026-01-05T09:00, with Z for UTC, 2026-01-05 for a day,\n"
                  "TZID=Europe/Paris:20260105T090000 or a whole DTSTART line")
      ->type_name("TIME")
      ->required();
  command.add_option("--tzid,--tz,--zone", rule.tzid, "Whose clock times without a zone are on, as Europe/Paris")
      ->type_name("NAME");
  const auto add_rules = [&command](const char* name, std::vector<std::string>& list, const char* words) {
    return command.add_option(name, list, words)->type_name("RRULE")->allow_extra_args(false);
  };
  add_rules("--rule,--rrule", rule.more_rules,
            "FREQ=WEEKLY;BYDAY=MO, with RRULE: in front or without; may be repeated");
  add_rules("--exrule", rule.excluded_rules, "What it gives is left out");
  add_list(command, "--rdate", rule.extra_dates, "More starts, in the forms of --dtstart, with commas between them");
  add_list(command, "--exdate", rule.excluded_dates, "Starts to leave out");
  describe_rule_bounds(command, rule);
  command.footer(
      "Each line is a start, none after the year 9999.\n"
      "  tandem-ics rrule --dtstart 20260105T090000 --tz Europe/Paris --rule 'FREQ=MONTHLY;BYDAY=-1FR' --limit 5\n"
      "  tandem-ics rrule --dtstart 2026-01-31 --rule 'RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD' --to 2027-01-01\n"
      "  tandem-ics rrule --dtstart 20260105T090000Z --rule 'FREQ=DAILY;COUNT=5' --exdate 20260107T090000Z");
}

constexpr const char* kFooter =
    "  tandem-ics expand room.ics --from 2026-03-30 --to 2026-04-06 --zone Europe/Paris --json\n"
    "  curl -s https://calendar.example/room.ics | tandem-ics check -\n"
    "  tandem-ics rrule --dtstart 20260105T090000 --rule 'FREQ=WEEKLY;BYDAY=MO,WE' --limit 10\n"
    "Exit codes: 0 done; 1 parts of the calendar were skipped (check) or the rule cannot be worked out;\n"
    "2 wrong arguments; 3 the file cannot be read or is no calendar.";

void describe(CLI::App& app, Arguments& arguments, Run& run) {
  app.set_version_flag("--version", "tandem-ics " TANDEM_VERSION);
  app.require_subcommand(1);
  app.footer(kFooter);
  const auto feed_command = [&](const char* name, const char* words, FeedCommand command) {
    CLI::App* described = app.add_subcommand(name, words);
    describe_feed(*described, arguments);
    described->callback(
        [&arguments, &run, command] { run = [&arguments, command] { return ask_feed(arguments, command); }; });
  };
  feed_command("expand", "Every occurrence: start, end, UID, \"free\" when it holds nobody", run_expand);
  feed_command("busy", "When its owner is busy", run_busy);
  feed_command("check", "What of it was skipped, and why", run_check);
  CLI::App* rule = app.add_subcommand("rrule", "The first starts of rules and dates, one a line");
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
