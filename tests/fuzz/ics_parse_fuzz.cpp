// Any bytes as the text of a feed: never a crash, a leak or a second of work; what was read is in the range that its
// type promises, and what was not is said in printable words.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "calendar/ics/parse.h"
#include "tests/fuzz/cpu_limit.h"

namespace {

using namespace tandem::calendar;
using namespace std::chrono;

constexpr LocalTime kFirst = local_days{year{1} / January / 1};
constexpr LocalTime kLast = local_days{year{9999} / December / 31} + hours{23} + minutes{59} + seconds{59};
constexpr std::string_view kOwner = "anna@tandem.example";

void check_problems(const std::vector<FeedProblem>& problems) {
  TANDEM_CHECK(problems.size() <= kMaxFeedProblems);
  for (const FeedProblem& problem : problems) {
    for (const std::string& words : {problem.uid, problem.reason}) {
      TANDEM_CHECK(words.size() <= kMaxProblemText);
      TANDEM_CHECK(std::none_of(words.begin(), words.end(), [](char letter) { return letter >= 0 && letter < ' '; }));
    }
    TANDEM_CHECK(!problem.reason.empty());
  }
}

void check_time(const EventTime& time) {
  TANDEM_CHECK(kFirst <= time.local && time.local <= kLast);
  TANDEM_CHECK((time.kind == EventTime::Kind::Zoned) == !time.tzid.empty());
  TANDEM_CHECK(time.kind != EventTime::Kind::Date || floor<days>(time.local) == time.local);
}

void check_rule(const RecurrenceRule& rule) {
  TANDEM_CHECK(rule.interval >= 1);
  TANDEM_CHECK(!rule.count || *rule.count >= 0);
  TANDEM_CHECK(rule.week_start.ok());
}

void check_event(const Event& event) {
  check_time(event.start);
  if (event.end) check_time(*event.end);
  if (event.recurrence_id) check_time(*event.recurrence_id);
  TANDEM_CHECK(event.extra_dates.size() + event.excluded_dates.size() <= kMaxEventDates);
  for (const EventTime& date : event.excluded_dates) check_time(date);
  for (const ExtraDate& date : event.extra_dates) {
    check_time(date.start);
    if (date.end) check_time(*date.end);
  }
  for (const RecurrenceRule& rule : event.rules) check_rule(rule);
  for (const RecurrenceRule& rule : event.excluded_rules) check_rule(rule);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto feed = tandem::fuzz::within_a_second([text] { return parse(text, kOwner); });
  if (!feed) return 0;
  check_problems(feed->problems);
  for (const Event& event : feed->events) check_event(event);
  for (const ZoneDefinition& zone : feed->zones) {
    TANDEM_CHECK(!zone.tzid.empty() && !(zone.observances.empty() && zone.location.empty()));
  }
  return 0;
}
