#include "sync/admin/export_site.h"

#include <array>
#include <cstdio>
#include <utility>

#include "sync/admin/site_toml.h"

namespace tandem::sync {
namespace {

using namespace calendar;
using Table = std::vector<std::vector<std::string>>;

std::string name_of(NameVisibility visibility) {
  switch (visibility) {
    case NameVisibility::Full: return "full";
    case NameVisibility::Initials: return "initials";
    case NameVisibility::Hidden: return "hidden";
  }
  return "initials";
}

std::string date_text(LocalDate day) {
  const std::chrono::year_month_day date{day};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

void append(std::string& list, const std::string& part) { list += (list.empty() ? "" : "|") + part; }

FeedSource source_of(const std::map<FeedOwner, FeedState>& feeds, const FeedOwner& owner) {
  const auto found = feeds.find(owner);
  return found == feeds.end() ? FeedSource{owner, "", "", ""} : found->second.source;
}

Table people_table(const World& world, const std::map<FeedOwner, FeedState>& feeds) {
  Table table{{"id", "given_name", "family_name", "department", "language", "visibility", "calendar", "email", "site"}};
  for (const auto& [id, person] : world.people) {
    const FeedSource feed = source_of(feeds, id);
    table.push_back({id.text(), person.given_name, person.family_name, person.department, person.language,
                     name_of(person.visibility), feed.url, feed.email, person.site.text()});
  }
  return table;
}

Table pairs_table(const World& world) {
  Table table{{"id", "mentor", "mentee", "started_on", "cadence_weeks", "planned_sessions", "topics", "active"}};
  for (const auto& [id, pair] : world.pairs) {
    std::string topics;
    for (const TopicId& topic : pair.topics) append(topics, topic.text());
    table.push_back({id.text(), pair.mentor.text(), pair.mentee.text(), date_text(pair.started_on),
                     std::to_string(pair.cadence.count()), std::to_string(pair.planned_sessions), topics,
                     yes_no(pair.active)});
  }
  return table;
}

Table rooms_table(const World& world, const std::map<FeedOwner, FeedState>& feeds) {
  Table table{{"id", "name", "floor", "seats", "equipment", "calendar", "email", "out_of_order", "site"}};
  for (const auto& [id, room] : world.rooms) {
    const FeedSource feed = source_of(feeds, id);
    std::string equipment;
    for (const std::string& piece : room.equipment) append(equipment, piece);
    table.push_back({id.text(), room.name, std::to_string(room.floor), std::to_string(room.seats), equipment, feed.url,
                     feed.email, yes_no(room.out_of_order), room.site.text()});
  }
  return table;
}

Table topics_table(const World& world) {
  Table table{{"id", "name_fr", "name_en"}};
  for (const auto& [id, topic] : world.topics) table.push_back({id.text(), topic.name_fr, topic.name_en});
  return table;
}

// A company of one site never sees the column.
Table without_last_column(Table table) {
  for (auto& row : table) row.pop_back();
  return table;
}

}  // namespace

std::map<std::string, std::string> export_site(const World& world, const std::map<FeedOwner, FeedState>& feeds,
                                               CsvSeparator separator) {
  std::vector<Site> others;
  for (const auto& [id, site] : world.sites) others.push_back(site);
  const auto shown = [&](Table table) { return others.empty() ? without_last_column(std::move(table)) : table; };
  return {{"people.csv", write_csv(shown(people_table(world, feeds)), separator)},
          {"pairs.csv", write_csv(pairs_table(world), separator)},
          {"rooms.csv", write_csv(shown(rooms_table(world, feeds)), separator)},
          {"topics.csv", write_csv(topics_table(world), separator)},
          {"site.toml", write_sites(world.site, others)}};
}

}  // namespace tandem::sync
