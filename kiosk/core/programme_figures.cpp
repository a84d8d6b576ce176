#include "kiosk/core/programme_figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "calendar/programme/presence.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using calendar::Pair;
using calendar::World;
using People = std::set<calendar::PersonId>;

Interval month_of(const calendar::Zone& zone, Instant now) {
  const std::chrono::year_month_day today{zone.date_of(now)};
  const auto first = std::chrono::local_days{today.year() / today.month() / 1};
  const auto next = std::chrono::local_days{(today.year() / today.month() + std::chrono::months{1}) / 1};
  return {zone.day(first).start, zone.day(next).start};
}

void add_both(People& people, const Pair& pair) { people.insert({pair.mentor, pair.mentee}); }

// Those of the pair's sessions that are kept, that somebody came to and that have begun.
std::vector<Instant> kept_sessions(const World& world, const Pair& pair, Instant now) {
  std::vector<Instant> starts;
  const auto from = calendar::PairStart{pair.id, Instant::min(), {}};
  for (auto at = world.by_pair.lower_bound(from); at != world.by_pair.end() && at->first.pair == pair.id; ++at) {
    const calendar::Session* session = find(world, at->first.session);
    if (session != nullptr && at->first.start <= now && present_count(*session) > 0) starts.push_back(at->first.start);
  }
  return starts;
}

std::optional<MonthOfSessions> month_of_sessions(const World& world, Instant now) {
  const Interval month = month_of(site_zone(world), now);
  MonthOfSessions sum;
  People people;
  for (const auto& [id, pair] : world.pairs) {
    const auto starts = kept_sessions(world, pair, now);
    auto held = static_cast<int>(std::ranges::count_if(starts, [&](Instant start) { return month.contains(start); }));
    const calendar::PairPast* past = find_past(world, id);
    if (past != nullptr && past->last_held && month.contains(*past->last_held)) {
      ++held;
      sum.at_least = sum.at_least || (past->held > 1 && month.contains(*past->last_held - pair.cadence));
    }
    sum.held += held;
    if (held > 0) add_both(people, pair);
  }
  return people.size() >= kSmallestCell ? std::optional{sum} : std::nullopt;
}

std::optional<int> departments_linked(const World& world, Instant now) {
  std::set<std::string> departments;
  People people;
  for (const auto& [id, pair] : world.pairs) {
    const calendar::Person* mentor = find(world, pair.mentor);
    const calendar::Person* mentee = find(world, pair.mentee);
    const calendar::PairPast* past = find_past(world, id);
    const bool met = (past != nullptr && past->held > 0) || !kept_sessions(world, pair, now).empty();
    if (!met || mentor == nullptr || mentee == nullptr) continue;
    if (mentor->department.empty() || mentee->department.empty() || mentor->department == mentee->department) continue;
    departments.insert({mentor->department, mentee->department});
    add_both(people, pair);
  }
  return people.size() >= kSmallestCell ? std::optional{static_cast<int>(departments.size())} : std::nullopt;
}

std::vector<calendar::TopicId> top_topics(const World& world) {
  std::map<calendar::TopicId, People> people_by_topic;
  for (const auto& [id, pair] : world.pairs)
    for (const auto& topic : pair.topics)
      if (pair.active && world.topics.contains(topic)) add_both(people_by_topic[topic], pair);
  std::vector<std::pair<std::size_t, calendar::TopicId>> ranked;
  for (const auto& [topic, people] : people_by_topic)
    if (people.size() >= kSmallestCell) ranked.emplace_back(people.size(), topic);
  std::ranges::stable_sort(ranked, std::greater{}, &std::pair<std::size_t, calendar::TopicId>::first);
  std::vector<calendar::TopicId> topics;
  for (const auto& [count, topic] : ranked)
    if (topics.size() < kTopTopics) topics.push_back(topic);
  return topics;
}

}  // namespace

ProgrammeFigures programme_figures(const World& world, Instant now) {
  return {month_of_sessions(world, now), departments_linked(world, now), top_topics(world)};
}

}  // namespace tandem::kiosk
