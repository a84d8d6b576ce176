#include "calendar/booking/series.h"

#include <algorithm>
#include <cstdio>

#include "calendar/ics/parse.h"
#include "calendar/recurrence/first_starts.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;
using platform::Result;

// What a rule is written with: nothing that could begin another line of the calendar it is read in.
bool is_rule_text(const std::string& rule) {
  const auto allowed = [](char letter) {
    const bool upper = letter >= 'A' && letter <= 'Z';
    const bool digit = letter >= '0' && letter <= '9';
    return upper || digit || letter == '=' || letter == ';' || letter == ',' || letter == '+' || letter == '-';
  };
  return !rule.empty() && rule.size() <= kMaxSeriesRuleLength && std::ranges::all_of(rule, allowed);
}

std::string stamp(LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::string text(32, ' ');
  const int size = std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02d", int{date.year()},
                                 unsigned{date.month()}, unsigned{date.day()}, static_cast<int>(clock.hours().count()),
                                 static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

// The series as a calendar has it, so that one reader knows what a rule is.
Result<Feed> feed_of(const SeriesAsked& asked, const Zone& zone) {
  if (!is_rule_text(asked.rule)) return fail(ErrorKind::Invalid, "no recurrence rule");
  auto feed = parse("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:" + stamp(zone.to_local(asked.first.start)) +
                    "\r\nRRULE:" + asked.rule + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  if (!feed) return feed;
  if (!feed->problems.empty()) return fail(ErrorKind::Invalid, feed->problems.front().reason);
  const bool one_rule = feed->events.size() == 1 && feed->events.front().rules.size() == 1;
  if (!one_rule) return fail(ErrorKind::Invalid, "no recurrence rule");
  return feed;
}

// At most once a day, so that no rule has more to look at than the days up to kSeriesLookAhead: every device may ask,
// and the server answers all of them.
bool is_for_rooms(const RecurrenceRule& rule) {
  const bool once_a_day = rule.by_hour.empty() && rule.by_minute.empty() && rule.by_second.empty();
  return rule.frequency >= Frequency::Daily && once_a_day && rule.scale.empty();
}
bool has_end(const RecurrenceRule& rule) { return rule.count || rule.until; }

}  // namespace

Result<std::vector<Interval>> series_times(const SeriesAsked& asked, const Zone& zone) {
  if (asked.first.empty()) return fail(ErrorKind::Invalid, "an empty time");
  const auto feed = feed_of(asked, zone);
  if (!feed) return tl::unexpected(feed.error());
  const RecurrenceRule& rule = feed->events.front().rules.front();
  if (!is_for_rooms(rule)) return fail(ErrorKind::Invalid, "a rule of a kind that is not for rooms");
  StartsWanted wanted;
  wanted.limit = kMaxSeriesInstances + 1;
  wanted.to = asked.horizon + (has_end(rule) ? std::chrono::seconds{kSeriesLookAhead} : std::chrono::seconds{1});
  const auto starts = first_starts(*feed, zone, wanted);
  if (!starts) return tl::unexpected(starts.error());
  if (starts->size() > kMaxSeriesInstances) return fail(ErrorKind::TooLarge, "a series of too many");
  std::vector<Interval> times;
  for (const RuleStart& start : *starts) times.push_back({start.at, start.at + asked.first.length()});
  // A time that the change back from summer time repeats is read as its first; what was asked for is what is meant.
  if (!times.empty() && zone.to_local(times.front().start) == zone.to_local(asked.first.start)) {
    times.front() = asked.first;
  }
  return times;
}

}  // namespace tandem::calendar
