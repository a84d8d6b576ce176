// pairs.csv and topics.csv
#include <cstdio>
#include <utility>

#include "sync/admin/row_parts.h"

namespace tandem::sync {
namespace {

using calendar::LocalDate;
using calendar::TopicId;

constexpr int kLongestCadenceWeeks = 52;
constexpr int kMostSessions = 100;
constexpr std::size_t kMostTopics = 20;

const std::vector<Column>& pair_columns() {
  static const std::vector<Column> all{
      {"id", ColumnNeed::Required, {"identifiant", "binome"}},
      {"mentor", ColumnNeed::Required, {}},
      {"mentee", ColumnNeed::Required, {"mentoree", "mentore_e"}},
      {"started_on", ColumnNeed::Optional, {"debut", "date_de_debut"}},
      {"cadence_weeks", ColumnNeed::Optional, {"cadence", "frequence", "frequence_semaines"}},
      {"planned_sessions", ColumnNeed::Optional, {"seances", "seances_prevues"}},
      {"topics", ColumnNeed::Optional, {"themes"}},
      {"active", ColumnNeed::Optional, {"actif"}},
  };
  return all;
}

const std::vector<Column>& topic_columns() {
  static const std::vector<Column> all{
      {"id", ColumnNeed::Required, {"identifiant"}},
      {"name_fr", ColumnNeed::Required, {"nom_fr"}},
      {"name_en", ColumnNeed::Required, {"nom_en"}},
  };
  return all;
}

// 2026-11-23, or 23/11/2026 as a French spreadsheet rewrites it.
std::optional<LocalDate> parse_date(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char rest = 0;
  const bool iso = std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3;
  if (!iso && std::sscanf(text.c_str(), "%2u/%2u/%4d%c", &day, &month, &year, &rest) != 3) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  constexpr int kFirstYear = 1990;
  constexpr int kLastYear = 2200;
  if (!date.ok() || year < kFirstYear || year > kLastYear) return std::nullopt;
  return LocalDate(date);
}

std::optional<LocalDate> started_on(const Cells& cells) {
  const std::string& text = cells.raw("started_on");
  if (text.empty()) return std::nullopt;
  const std::optional<LocalDate> date = parse_date(text);
  if (!date) cells.problem("started_on", "is no date: write it as 2026-11-23 or 23/11/2026");
  return date;
}

std::vector<TopicId> topics(const Cells& cells) {
  std::vector<TopicId> ids;
  for (std::string& part : cells.list("topics")) ids.emplace_back(std::move(part));
  if (ids.size() > kMostTopics) cells.problem("topics", "are more than " + std::to_string(kMostTopics));
  return ids;
}

PairRow pair(const Cells& cells) {
  PairRow row;
  row.line = cells.line();
  row.id = calendar::PairId(cells.id("id"));
  row.mentor = calendar::PersonId(cells.id("mentor"));
  row.mentee = calendar::PersonId(cells.id("mentee"));
  if (!row.mentor.empty() && row.mentor == row.mentee) {
    cells.problem("mentee", "is the mentor too: a pair is two people");
  }
  const calendar::Pair defaults;
  row.started_on = started_on(cells);
  row.cadence = if_there(cells, "cadence_weeks", [&] {
    return std::chrono::weeks(
        cells.number("cadence_weeks", 1, kLongestCadenceWeeks, static_cast<int>(defaults.cadence.count())));
  });
  row.planned_sessions = if_there(cells, "planned_sessions", [&] {
    return cells.number("planned_sessions", 1, kMostSessions, defaults.planned_sessions);
  });
  row.topics = if_there(cells, "topics", [&] { return topics(cells); });
  row.active = if_there(cells, "active", [&] { return cells.yes("active", true); });
  return row;
}

}  // namespace

std::optional<Rows<PairRow>> read_pairs(const SiteFiles& files, Problems& problems) {
  if (!files.pairs) return std::nullopt;
  const std::optional<Sheet> sheet = Sheet::open(files.pairs->name, files.pairs->text, pair_columns(), problems);
  if (!sheet) return std::nullopt;
  Rows<PairRow> pairs{sheet->file(), {}};
  SeenIds seen;
  for (const Cells& cells : sheet->rows(problems)) {
    pairs.rows.push_back(pair(cells));
    seen.check(cells, pairs.rows.back().id.text());
  }
  return pairs;
}

std::optional<Rows<TopicRow>> read_topics(const SiteFiles& files, Problems& problems) {
  if (!files.topics) return std::nullopt;
  const std::optional<Sheet> sheet = Sheet::open(files.topics->name, files.topics->text, topic_columns(), problems);
  if (!sheet) return std::nullopt;
  Rows<TopicRow> topics{sheet->file(), {}};
  SeenIds seen;
  for (const Cells& cells : sheet->rows(problems)) {
    topics.rows.push_back(
        {cells.line(), {TopicId(cells.id("id")), cells.required_words("name_fr"), cells.required_words("name_en")}});
    seen.check(cells, topics.rows.back().topic.id.text());
  }
  return topics;
}

}  // namespace tandem::sync
