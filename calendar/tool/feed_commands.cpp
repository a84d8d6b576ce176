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

json::array json_of(const ReadFeed& read) {
  json::array list;
  for (const Occurrence& occurrence : read.expansion.occurrences) {
    const Event& event = read.feed.events[occurrence.event];
    list.push_back(json::object{{"start", utc_text(occurrence.when.start)},
                                {"end", utc_text(occurrence.when.end)},
                                {"uid", word_of(event.uid)},
                                {"busy", blocks(event)}});
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
    answer.out << json::object{{"occurrences", json_of(*known)}, {"problems", json_of(known->problems)}} << "\n";
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
