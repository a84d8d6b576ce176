#include "calendar/tool/rule_command.h"

#include <algorithm>

#include "calendar/tool/time_text.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

bool fits_on_a_line(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char letter) { return letter >= 0 && letter < ' '; });
}

std::string calendar_of(const RuleQuestion& question) {
  std::string start = question.start;
  std::erase_if(start, [](char letter) { return letter == '-' || letter == ':'; });
  const std::size_t time = start.find('T');
  const bool date = time == std::string::npos;
  constexpr std::size_t kWithoutSeconds = 5;  // THHMM
  if (!date && start.find_last_not_of('Z') - time + 1 == kWithoutSeconds) start.insert(time + kWithoutSeconds, "00");
  const std::string parameter = date ? ";VALUE=DATE" : question.tzid.empty() ? "" : ";TZID=\"" + question.tzid + "\"";
  const std::string rule = question.rule.starts_with("RRULE:") ? question.rule.substr(6) : question.rule;
  return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART" + parameter + ":" + start + "\r\nRRULE:" + rule +
         "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

platform::Result<Feed> feed_of(const RuleQuestion& question) {
  if (!fits_on_a_line(question.start) || !fits_on_a_line(question.tzid) || !fits_on_a_line(question.rule)) {
    return fail(ErrorKind::Invalid, "a start, zone or rule is one line");
  }
  auto feed = parse(calendar_of(question));
  if (!feed) return feed;
  if (feed->events.empty()) return fail(ErrorKind::Invalid, "\"" + question.start + "\" is no start");
  if (feed->events.front().rules.empty()) {
    return fail(ErrorKind::Invalid, feed->problems.empty() ? "there is no rule" : feed->problems.front().reason);
  }
  return feed;
}

std::string line_of(const RuleStart& start, EventTime::Kind kind) {
  if (kind == EventTime::Kind::Date) return date_text(start.local);
  if (kind == EventTime::Kind::Floating) return local_text(start.local);
  if (kind == EventTime::Kind::Utc) return utc_text(start.at);
  // A start in a DST gap keeps the offset from before it, as RFC 5545 section 3.3.5 reads it.
  const auto offset = start.local.time_since_epoch() - start.at.time_since_epoch();
  return local_text(start.local) + offset_text(offset);
}

}  // namespace

IcsExit run_rule(const RuleQuestion& question, const Answer& answer) {
  const auto feed = feed_of(question);
  const auto starts =
      feed ? first_starts(*feed, Zone(), question.limit, question.unmatched) : tl::unexpected(feed.error());
  if (!starts) {
    answer.complaints << "tandem-ics: " << starts.error().message << "\n";
    return IcsExit::Problems;
  }
  for (const RuleStart& start : *starts) answer.out << line_of(start, feed->events.front().start.kind) << "\n";
  return IcsExit::Fine;
}

}  // namespace tandem::calendar
