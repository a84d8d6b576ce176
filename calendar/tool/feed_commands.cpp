#include "calendar/tool/feed_commands.h"

#include <boost/json.hpp>

#include "calendar/busy/feed_busy.h"
#include "calendar/tool/time_text.h"

namespace tandem::calendar {
namespace {

namespace json = boost::json;

struct ReadFeed {
  Feed feed;
  Expansion expansion;
  std::vector<FeedProblem> problems;
};

platform::Result<ReadFeed> read(const FeedQuestion& question) {
  auto feed = parse(question.text, question.owner);
  if (!feed) return tl::unexpected(feed.error());
  auto expansion = expand(*feed, question.window, question.zone);
  if (!expansion) return tl::unexpected(expansion.error());
  ReadFeed read{std::move(*feed), std::move(*expansion), {}};
  read.problems = read.feed.problems;
  read.problems.insert(read.problems.end(), read.expansion.problems.begin(), read.expansion.problems.end());
  return read;
}

IcsExit no_calendar(const platform::Error& error, const Answer& answer) {
  answer.complaints << "tandem-ics: " << error.message << "\n";
  return IcsExit::NoCalendar;
}

// A UID is the feed's text: on a terminal it must not be more than a word.
std::string word_of(const std::string& uid) {
  std::string word = uid;
  for (char& letter : word) {
    if (letter <= ' ' || letter > '~') letter = '?';
  }
  return word.empty() ? "-" : word;
}

void complain(const std::vector<FeedProblem>& problems, std::ostream& to) {
  for (const FeedProblem& problem : problems) to << "tandem-ics: " << text_of(problem) << "\n";
}

json::array json_of(const std::vector<FeedProblem>& problems) {
  json::array list;
  for (const FeedProblem& problem : problems) {
    list.push_back(json::object{{"line", problem.line}, {"uid", problem.uid}, {"reason", problem.reason}});
  }
  return list;
}

// As the feed writes it: 20260105, 20260105T090000, with Z in UTC.
std::string written(const EventTime& time) {
  std::string text = time.kind == EventTime::Kind::Date ? date_text(time.local) : local_text(time.local);
  std::erase_if(text, [](char letter) { return letter == '-' || letter == ':'; });
  return time.kind == EventTime::Kind::Utc ? text + "Z" : text;
}

json::object json_of(const EventTime& time) {
  json::object object{{"value", written(time)}};
  if (time.kind == EventTime::Kind::Zoned) object["tzid"] = time.tzid;
  return object;
}

const char* name_of(EventStatus status) {
  switch (status) {
    case EventStatus::Confirmed: return "CONFIRMED";
    case EventStatus::Tentative: return "TENTATIVE";
    case EventStatus::Cancelled: return "CANCELLED";
  }
  return "";
}

json::object json_of(const Occurrence& occurrence, const Event& event, const Zone& zone) {
  return json::object{{"start", utc_text(occurrence.when.start)},
                      {"end", utc_text(occurrence.when.end)},
                      {"uid", word_of(event.uid)},
                      {"busy", blocks(event)},
                      {"start_local", local_text(zone.to_local(occurrence.when.start))},
                      {"end_local", local_text(zone.to_local(occurrence.when.end))},
                      {"all_day", event.start.kind == EventTime::Kind::Date},
                      {"status", name_of(event.status)},
                      {"recurrence_id", event.recurrence_id ? json::value(json_of(*event.recurrence_id)) : nullptr},
                      {"this_and_future", event.this_and_future},
                      {"line", event.line}};
}

json::array json_of(const ReadFeed& read, const Zone& zone) {
  json::array list;
  for (const Occurrence& occurrence : read.expansion.occurrences) {
    list.push_back(json_of(occurrence, read.feed.events[occurrence.event], zone));
  }
  return list;
}

json::array json_of(const BusySet& busy) {
  json::array list;
  for (const Interval& interval : busy.intervals()) {
    list.push_back(json::object{{"start", utc_text(interval.start)}, {"end", utc_text(interval.end)}});
  }
  return list;
}

}  // namespace

IcsExit run_expand(const FeedQuestion& question, const Answer& answer) {
  const auto known = read(question);
  if (!known) return no_calendar(known.error(), answer);
  if (question.json) {
    answer.out << json::object{{"occurrences", json_of(*known, question.zone)}, {"problems", json_of(known->problems)}}
               << "\n";
    return IcsExit::Fine;
  }
  complain(known->problems, answer.complaints);
  for (const Occurrence& occurrence : known->expansion.occurrences) {
    const Event& event = known->feed.events[occurrence.event];
    answer.out << utc_text(occurrence.when.start) << " " << utc_text(occurrence.when.end) << " " << word_of(event.uid)
               << (blocks(event) ? "" : " free") << "\n";
  }
  return IcsExit::Fine;
}

IcsExit run_busy(const FeedQuestion& question, const Answer& answer) {
  const auto known = read(question);
  if (!known) return no_calendar(known.error(), answer);
  const BusySet busy = merge(known->feed, known->expansion, question.window);
  if (question.json) {
    answer.out << json::object{{"busy", json_of(busy)}, {"problems", json_of(known->problems)}} << "\n";
    return IcsExit::Fine;
  }
  complain(known->problems, answer.complaints);
  for (const Interval& interval : busy.intervals()) {
    answer.out << utc_text(interval.start) << " " << utc_text(interval.end) << "\n";
  }
  return IcsExit::Fine;
}

IcsExit run_check(const FeedQuestion& question, const Answer& answer) {
  const auto known = read(question);
  if (!known) return no_calendar(known.error(), answer);
  if (question.json) {
    answer.out << json::object{{"events", known->feed.events.size()}, {"problems", json_of(known->problems)}} << "\n";
  } else {
    for (const FeedProblem& problem : known->problems) answer.out << text_of(problem) << "\n";
    answer.out << known->feed.events.size() << " events read, " << known->problems.size() << " problems\n";
  }
  return known->problems.empty() ? IcsExit::Fine : IcsExit::Problems;
}

}  // namespace tandem::calendar
