#include "calendar/tool/rule_command.h"

#include <algorithm>
#include <boost/json.hpp>

#include "calendar/time/zone_names.h"
#include "calendar/tool/time_text.h"
#include "calendar/tool/typed_property.h"

namespace tandem::calendar {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::fail;

using Lines = std::vector<std::string>;

platform::Status add(platform::Result<std::string> line, std::string& text) {
  if (!line) return tl::unexpected(line.error());
  text += *line;
  return {};
}

platform::Status add_dates(const char* name, const Lines& typed, const std::string& tzid, std::string& text) {
  for (const std::string& dates : typed) {
    if (const auto added = add(date_line(name, dates, tzid), text); !added) return added;
  }
  return {};
}

platform::Status add_rules(const char* name, const Lines& typed, std::string& text) {
  for (const std::string& rule : typed) {
    if (const auto added = add(rule_line(name, rule), text); !added) return added;
  }
  return {};
}

platform::Result<std::string> calendar_of(const RuleQuestion& question) {
  Lines rules = question.more_rules;
  if (!question.rule.empty()) rules.insert(rules.begin(), question.rule);
  std::string text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n";
  for (const auto& added : {add(date_line("DTSTART", question.start, question.tzid), text),
                            add_rules("RRULE", rules, text), add_rules("EXRULE", question.excluded_rules, text),
                            add_dates("RDATE", question.extra_dates, question.tzid, text),
                            add_dates("EXDATE", question.excluded_dates, question.tzid, text)}) {
    if (!added) return tl::unexpected(added.error());
  }
  return text + "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

platform::Result<Feed> feed_of(const RuleQuestion& question) {
  const auto text = calendar_of(question);
  if (!text) return tl::unexpected(text.error());
  auto feed = parse(*text);
  if (!feed) return feed;
  if (feed->events.empty()) return fail(ErrorKind::Invalid, "\"" + question.start + "\" is no start");
  if (!feed->problems.empty()) return fail(ErrorKind::Invalid, feed->problems.front().reason);
  return feed;
}

platform::Result<StartsWanted> wanted_of(const RuleQuestion& question, const Event& event) {
  StartsWanted wanted{question.limit, question.unmatched, {}, {}};
  const Zone zone = zone_of_tzid(event.start.tzid).value_or(Zone());
  for (const auto& [text, bound] : {std::pair{&question.from, &wanted.from}, std::pair{&question.to, &wanted.to}}) {
    if (text->empty()) continue;
    const auto moment = read_moment(*text, zone);
    if (!moment) return tl::unexpected(moment.error());
    *bound = *moment;
  }
  return wanted;
}

std::string iso(const RuleStart& start, EventTime::Kind kind) {
  if (kind == EventTime::Kind::Date) return date_text(start.local);
  if (kind == EventTime::Kind::Floating) return local_text(start.local);
  if (kind == EventTime::Kind::Utc) return utc_text(start.at);
  // A start in a DST gap keeps the offset from before it, as RFC 5545 section 3.3.5 reads it.
  const auto offset = start.local.time_since_epoch() - start.at.time_since_epoch();
  return local_text(start.local) + offset_text(offset);
}

std::string basic(const RuleStart& start, EventTime::Kind kind) {
  std::string text = kind == EventTime::Kind::Date ? date_text(start.local) : local_text(start.local);
  std::erase_if(text, [](char letter) { return letter == '-' || letter == ':'; });
  return kind == EventTime::Kind::Utc ? text + "Z" : text;
}

std::string text_of(const RuleStart& start, EventTime::Kind kind, StartForm form) {
  if (form == StartForm::Basic) return basic(start, kind);
  if (form == StartForm::Utc && kind != EventTime::Kind::Date) return utc_text(start.at);
  return iso(start, kind);
}

void tell(const std::vector<RuleStart>& starts, EventTime::Kind kind, const RuleQuestion& question, std::ostream& out) {
  if (!question.json) {
    for (const RuleStart& start : starts) out << text_of(start, kind, question.form) << "\n";
    return;
  }
  json::array list;
  for (const RuleStart& start : starts) {
    list.push_back(json::object{{"start", text_of(start, kind, question.form)}, {"utc", utc_text(start.at)}});
  }
  out << json::object{{"starts", std::move(list)}} << "\n";
}

platform::Status answer_to(const RuleQuestion& question, std::ostream& out) {
  const auto feed = feed_of(question);
  if (!feed) return tl::unexpected(feed.error());
  const auto wanted = wanted_of(question, feed->events.front());
  if (!wanted) return tl::unexpected(wanted.error());
  const auto starts = first_starts(*feed, Zone(), *wanted);
  if (!starts) return tl::unexpected(starts.error());
  tell(*starts, feed->events.front().start.kind, question, out);
  return {};
}

}  // namespace

IcsExit run_rule(const RuleQuestion& question, const Answer& answer) {
  const auto told = answer_to(question, answer.out);
  if (told) return IcsExit::Fine;
  answer.complaints << "tandem-ics: " << told.error().message << "\n";
  return IcsExit::Problems;
}

}  // namespace tandem::calendar
