#include "calendar/recurrence/series.h"

#include <map>
#include <tuple>
#include <unordered_map>

namespace tandem::calendar {

bool is_newer(const Event& a, const Event& b) {
  return std::tuple(a.sequence, a.stamp.value_or(Instant{})) >= std::tuple(b.sequence, b.stamp.value_or(Instant{}));
}

namespace {

// The same occurrence, as far as the feed writes it the same way; expand_series() compares instants.
// The beginning of a range is not a version of the one occurrence it begins with.
using RecurrenceKey = std::tuple<EventTime::Kind, LocalTime, std::string, bool>;

struct Versions {
  std::size_t series;
  std::map<RecurrenceKey, std::size_t> place_of_override;  // in Series::overrides
};

void take_override(const Feed& feed, std::size_t index, Series& series, Versions& versions) {
  const Event& event = feed.events[index];
  const EventTime& id = *event.recurrence_id;
  const auto [place, is_first] = versions.place_of_override.try_emplace(
      {id.kind, id.local, id.tzid, event.this_and_future}, series.overrides.size());
  if (is_first) {
    series.overrides.push_back(index);
  } else if (std::size_t& kept = series.overrides[place->second]; is_newer(feed.events[index], feed.events[kept])) {
    kept = index;
  }
}

void take_master(const Feed& feed, std::size_t index, Series& series) {
  if (!series.master || is_newer(feed.events[index], feed.events[*series.master])) series.master = index;
}

// Some servers write RECURRENCE-ID on what recurs itself: an override that has a rule and nothing to override.
void find_master(const Feed& feed, Series& series) {
  for (auto each = series.overrides.begin(); !series.master && each != series.overrides.end(); ++each) {
    if (feed.events[*each].rules.empty()) continue;
    series.master = *each;
    series.overrides.erase(each);
    return;
  }
}

}  // namespace

std::vector<Series> series_of(const Feed& feed) {
  std::vector<Series> all;
  std::unordered_map<std::string_view, Versions> by_uid;
  for (std::size_t index = 0; index < feed.events.size(); ++index) {
    const Event& event = feed.events[index];
    if (event.uid.empty()) {
      all.push_back({index, {}});
      continue;
    }
    const auto [known, is_new] = by_uid.try_emplace(event.uid, Versions{all.size(), {}});
    if (is_new) all.emplace_back();
    Series& series = all[known->second.series];
    if (event.recurrence_id) {
      take_override(feed, index, series, known->second);
    } else {
      take_master(feed, index, series);
    }
  }
  for (Series& series : all) find_master(feed, series);
  return all;
}

}  // namespace tandem::calendar
