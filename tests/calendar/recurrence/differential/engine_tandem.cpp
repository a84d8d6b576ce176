// Our side of the differential runs: a case a line on standard input, an answer a line on standard output, both JSON.
// A rule is {"rule", "dtstart", "tzid", "limit", "matching_only"}, a calendar {"ics", "from", "to", "zone"}. The answer
// is {"lines", "complaints", "us"}: what tandem-ics prints for it, and how much of the processor's time that took.
#include <boost/json.hpp>
#include <ctime>
#include <iostream>
#include <sstream>

#include "calendar/time/zone_names.h"
#include "calendar/tool/feed_commands.h"
#include "calendar/tool/rule_command.h"
#include "calendar/tool/time_text.h"

namespace {

using namespace tandem::calendar;
namespace json = boost::json;

std::string text_of(const json::object& asked, const char* name) {
  const json::value* value = asked.if_contains(name);
  return value == nullptr ? "" : json::value_to<std::string>(*value);
}

RuleQuestion rule_question(const json::object& asked) {
  RuleQuestion question{text_of(asked, "dtstart"), text_of(asked, "tzid"), text_of(asked, "rule")};
  if (const auto* limit = asked.if_contains("limit")) question.limit = json::value_to<std::size_t>(*limit);
  const auto* matching_only = asked.if_contains("matching_only");
  if (matching_only != nullptr && matching_only->as_bool()) question.unmatched = UnmatchedStart::IsLeftOut;
  return question;
}

FeedQuestion feed_question(const json::object& asked) {
  const Zone zone = zone_of_tzid(text_of(asked, "zone")).value_or(Zone());
  const Interval window{read_moment(text_of(asked, "from"), zone).value(),
                        read_moment(text_of(asked, "to"), zone).value()};
  return {text_of(asked, "ics"), window, zone};
}

json::object answer_to(const json::object& asked) {
  std::ostringstream lines;
  std::ostringstream complaints;
  const bool is_rule = asked.contains("rule");
  const RuleQuestion rule = is_rule ? rule_question(asked) : RuleQuestion{};
  const FeedQuestion feed = is_rule ? FeedQuestion{} : feed_question(asked);
  const std::clock_t begin = std::clock();
  if (is_rule) {
    run_rule(rule, {lines, complaints});
  } else {
    run_expand(feed, {lines, complaints});
  }
  const std::clock_t took = std::clock() - begin;
  return {{"lines", lines.str()}, {"complaints", complaints.str()}, {"us", took * 1'000'000 / CLOCKS_PER_SEC}};
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << json::serialize(answer_to(json::parse(line).as_object())) << std::endl;
  }
}
