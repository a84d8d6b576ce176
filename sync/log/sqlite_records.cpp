// What the server keeps to itself, in SQLite: written with the entry, read by reports.

#include "sync/log/queries.h"
#include "sync/log/rows.h"
#include "sync/log/sqlite_log_store.h"

namespace tandem::sync {

using platform::Result;
using platform::Statement;
using platform::Status;

namespace {

void bind_rating(Statement& statement, const RatingRecord& rating) {
  statement.bind(1, std::string_view{rating.session.text()}).bind(2, static_cast<std::int64_t>(rating.role));
  statement.bind(3, std::string_view{rating.pair.text()}).bind(4, std::int64_t{rating.rating});
  statement.bind(5, to_row(rating.at));
}

void bind_topic(Statement& statement, const TopicRecord& topic) {
  statement.bind(1, std::string_view{topic.pair.text()}).bind(2, std::string_view{topic.topic.text()});
  statement.bind(3, static_cast<std::int64_t>(topic.mark)).bind(4, to_row(topic.at));
}

void bind_use(Statement& statement, const UseRecord& use) {
  statement.bind(1, std::string_view{use.room.text()});
  statement.bind(2, to_row(use.planned.start)).bind(3, to_row(use.planned.end));
  statement.bind(4, to_row(use.held.start)).bind(5, to_row(use.held.end)).bind(6, std::int64_t{use.seats});
  statement.bind(7, std::int64_t{use.came}).bind(8, std::int64_t{use.cancelled});
  statement.bind(9, std::int64_t{use.session});
}

UseRecord use_of_row(const Statement& row) {
  return {calendar::RoomId{row.text(0)},
          {instant_of_row(row.integer(1)), instant_of_row(row.integer(2))},
          {instant_of_row(row.integer(3)), instant_of_row(row.integer(4))},
          static_cast<int>(row.integer(5)),
          row.integer(6) != 0,
          row.integer(7) != 0,
          row.integer(8) != 0};
}

}  // namespace

Status SqliteLogStore::put_records(const ServerRecords& records) {
  for (const RatingRecord& rating : records.ratings) {
    auto put = run(queries::kPutRating, [&](Statement& statement) { bind_rating(statement, rating); });
    if (!put) return put;
  }
  for (const TopicRecord& topic : records.topics) {
    auto put = run(queries::kPutTopic, [&](Statement& statement) { bind_topic(statement, topic); });
    if (!put) return put;
  }
  for (const UseRecord& use : records.uses) {
    auto put = run(queries::kPutUse, [&](Statement& statement) { bind_use(statement, use); });
    if (!put) return put;
  }
  return {};
}

Result<std::vector<RatingCount>> SqliteLogStore::count_ratings(const calendar::Interval& when) {
  std::vector<RatingCount> counts;
  auto bind = [&](Statement& statement) { statement.bind(1, to_row(when.start)).bind(2, to_row(when.end)); };
  auto read = each(queries::kCountRatings, bind, [&](const Statement& row) -> Status {
    counts.push_back({static_cast<calendar::PairRole>(row.integer(0)), static_cast<int>(row.integer(1)),
                      static_cast<std::uint64_t>(row.integer(2)), static_cast<std::uint64_t>(row.integer(3))});
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return counts;
}

Result<std::vector<TopicCount>> SqliteLogStore::count_topics() {
  std::vector<TopicCount> counts;
  auto read = each(
      queries::kCountTopics, [](Statement&) {},
      [&](const Statement& row) -> Status {
        counts.push_back({calendar::TopicId{row.text(0)}, static_cast<calendar::TopicMark>(row.integer(1)),
                          static_cast<std::uint64_t>(row.integer(2))});
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  return counts;
}

Result<std::vector<UseRecord>> SqliteLogStore::uses(const calendar::Interval& when) {
  std::vector<UseRecord> all;
  auto bind = [&](Statement& statement) { statement.bind(1, to_row(when.start)).bind(2, to_row(when.end)); };
  auto read = each(queries::kUses, bind, [&](const Statement& row) -> Status {
    all.push_back(use_of_row(row));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

}  // namespace tandem::sync
