// What the server keeps to itself, in PostgreSQL: written with the entry, read by reports.

#include "sync/log/postgres_log_store.h"
#include "sync/log/postgres_queries.h"
#include "sync/log/rows.h"

namespace tandem::sync {

using platform::PostgresParameters;
using platform::PostgresRows;
using platform::Result;

namespace queries = postgres_queries;

namespace {

PostgresParameters put_rating(const RatingRecord& rating) {
  PostgresParameters parameters;
  parameters.text(rating.session.text()).number(static_cast<std::int64_t>(rating.role)).text(rating.pair.text());
  return parameters.number(rating.rating).number(to_row(rating.at));
}

PostgresParameters put_topic(const TopicRecord& topic) {
  PostgresParameters parameters;
  parameters.text(topic.pair.text()).text(topic.topic.text());
  return parameters.number(static_cast<std::int64_t>(topic.mark)).number(to_row(topic.at));
}

PostgresParameters put_use(const UseRecord& use) {
  PostgresParameters parameters;
  parameters.text(use.room.text()).number(to_row(use.planned.start)).number(to_row(use.planned.end));
  parameters.number(to_row(use.held.start)).number(to_row(use.held.end)).number(use.seats);
  return parameters.number(use.came ? 1 : 0).number(use.cancelled ? 1 : 0).number(use.session ? 1 : 0);
}

PostgresParameters between(const calendar::Interval& when) {
  return PostgresParameters{}.number(to_row(when.start)).number(to_row(when.end));
}

UseRecord use_of_row(const PostgresRows& rows, std::size_t row) {
  return {calendar::RoomId{rows.text(row, 0)},
          {instant_of_row(rows.number(row, 1)), instant_of_row(rows.number(row, 2))},
          {instant_of_row(rows.number(row, 3)), instant_of_row(rows.number(row, 4))},
          static_cast<int>(rows.number(row, 5)),
          rows.number(row, 6) != 0,
          rows.number(row, 7) != 0,
          rows.number(row, 8) != 0};
}

}  // namespace

void PostgresLogStore::put_records(const ServerRecords& records) {
  auto& connection = open_->connection;
  for (const RatingRecord& rating : records.ratings) connection.queue(queries::kPutRating, put_rating(rating));
  for (const TopicRecord& topic : records.topics) connection.queue(queries::kPutTopic, put_topic(topic));
  for (const UseRecord& use : records.uses) connection.queue(queries::kPutUse, put_use(use));
}

Result<std::vector<RatingCount>> PostgresLogStore::count_ratings(const calendar::Interval& when) {
  auto rows = run(queries::kCountRatings, between(when));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<RatingCount> counts;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    counts.push_back({static_cast<calendar::PairRole>(rows->number(row, 0)), static_cast<int>(rows->number(row, 1)),
                      static_cast<std::uint64_t>(rows->number(row, 2)),
                      static_cast<std::uint64_t>(rows->number(row, 3))});
  }
  return counts;
}

Result<std::vector<TopicCount>> PostgresLogStore::count_topics() {
  auto rows = run(queries::kCountTopics);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<TopicCount> counts;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    counts.push_back({calendar::TopicId{rows->text(row, 0)}, static_cast<calendar::TopicMark>(rows->number(row, 1)),
                      static_cast<std::uint64_t>(rows->number(row, 2))});
  }
  return counts;
}

Result<std::vector<UseRecord>> PostgresLogStore::uses(const calendar::Interval& when) {
  auto rows = run(queries::kUses, between(when));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<UseRecord> all;
  for (std::size_t row = 0; row < rows->size(); ++row) all.push_back(use_of_row(*rows, row));
  return all;
}

}  // namespace tandem::sync
