// The life of a transaction of PostgresLogStore: lock, work, commit, and what a lost connection means for each.

#include <utility>

#include "platform/base/log.h"
#include "platform/device/credentials.h"
#include "sync/log/postgres_log_store.h"
#include "sync/log/postgres_queries.h"
#include "sync/log/postgres_schema.h"
#include "sync/log/rows.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::PostgresConnection;
using platform::PostgresFault;
using platform::PostgresParameters;
using platform::Result;
using platform::Status;

namespace queries = postgres_queries;

PostgresLogStore::PostgresLogStore(const SharedStore& where, const platform::Clock& clock)
    : timeline_(where.memory),
      session_(platform::make_postgres_connector({where.url, "tandem"}), clock,
               [this](PostgresConnection& connection) { return prepare(connection); }) {}

Result<std::unique_ptr<LogStore>> PostgresLogStore::open(const SharedStore& where, const platform::Clock& clock) {
  std::unique_ptr<PostgresLogStore> store(new PostgresLogStore(where, clock));
  if (auto made = store->session_.connection(kFirstConnectPatience); !made) return tl::unexpected(made.error());
  return store;
}

Status PostgresLogStore::prepare(PostgresConnection& connection) {
  if (auto set = connection.execute(queries::kSetUp); !set) return set;
  if (auto newest = timeline_.check(connection); !newest) return newest;
  if (auto migrated = migrate(connection); !migrated) return migrated;
  auto key = connection.run(queries::kReadMeta, PostgresParameters{}.text("site_key"));
  if (!key) return tl::unexpected(key.error());
  if (key->size() != 1) return platform::fail(ErrorKind::Corrupt, "the database has no site key");
  site_key_ = key->text(0, 0);
  connection.queue(queries::kBegin);
  if (auto known = verify_history(connection); !known) return known;
  connection.queue(queries::kCommit);
  return connection.flush();
}

Status PostgresLogStore::verify_history(PostgresConnection& connection) {
  auto head = connection.run(queries::kLockHead);
  if (!head) return tl::unexpected(head.error());
  if (head->size() != 1) return platform::fail(ErrorKind::Corrupt, "the database has no head of its log");
  const Seen now{static_cast<std::uint64_t>(head->number(0, 0)), head->text(0, 2)};
  const std::string epoch = head->text(0, 1);
  auto same = still_has(connection, seen_);
  if (!same) return tl::unexpected(same.error());
  if (!*same && epoch == epoch_) {
    platform::log_error("store", "the database has lost entries that were committed: another history begins");
    epoch_ = fresh_epoch();
    connection.queue(queries::kChangeEpoch, PostgresParameters{}.text(epoch_));
  } else {
    epoch_ = epoch;
  }
  seen_ = now;
  guess_.moved();
  return {};
}

Result<bool> PostgresLogStore::still_has(PostgresConnection& connection, const Seen& seen) {
  if (seen.sequence == 0) return true;
  auto rows =
      connection.run(queries::kCommitIdOf, PostgresParameters{}.number(static_cast<std::int64_t>(seen.sequence)));
  if (!rows) return tl::unexpected(rows.error());
  return rows->size() == 1 && rows->text(0, 0) == seen.commit_id;
}

Status PostgresLogStore::transaction(const std::function<Status()>& work) {
  if (open_) return platform::fail(ErrorKind::Invalid, "a transaction inside a transaction");
  for (int tries = 1;; ++tries) {
    auto outcome = Outcome::Final;
    auto done = try_transaction(work, outcome);
    if (outcome == Outcome::GuessedWrong) {
      outcome = Outcome::Final;
      done = try_transaction(work, outcome);
    }
    if (done || outcome == Outcome::Final || tries == kMaxTries) {
      expected_.clear();
      return done;
    }
    platform::log_warning("store", "a transaction is tried again: " + done.error().message);
  }
}

Status PostgresLogStore::try_transaction(const std::function<Status()>& work, Outcome& outcome) {
  auto connection = session_.connection();
  if (!connection) return tl::unexpected(connection.error());
  open_.emplace(Open{**connection, fresh_epoch()});
  auto done = begin_on_a_guess() ? Status{} : begin();
  if (done) done = work();
  if (done && open_->failed) done = platform::fail(ErrorKind::Invalid, "a transaction went on after an error");
  const bool committing = done.has_value();
  if (committing) done = commit();
  const Seen wrote{open_->appended ? open_->head : 0, open_->commit_id};
  if (done) {
    note_committed();
    open_.reset();
    return done;
  }
  const auto fault = open_->connection.fault();
  const bool guessed = open_->guess_used;
  roll_back();
  if (guessed) guess_.was_wrong();
  if (committing && fault == PostgresFault::Lost) return settle(wrote, std::move(done.error()), outcome);
  if (fault == PostgresFault::Lost || fault == PostgresFault::Conflict) outcome = Outcome::TryAgain;
  // Whatever it was, it may be so because others have written.
  if (guessed && outcome == Outcome::Final) outcome = Outcome::GuessedWrong;
  return done;
}

void PostgresLogStore::note_committed() {
  if (open_->appended) seen_ = {open_->head, open_->commit_id};
  for (const auto& id : open_->decided) guess_.remember(id.device, id.number);
  if (open_->guess_used) guess_.stood_still();
}

bool PostgresLogStore::begin_on_a_guess() {
  auto known = guess_.known(expected_);
  if (!known) return false;
  open_->known = std::move(*known);
  open_->head = seen_.sequence;
  open_->administration = administration_;
  open_->guessed = open_->guess_used = true;
  return true;
}

void PostgresLogStore::lock_guessed() {
  if (!std::exchange(open_->guessed, false)) return;
  open_->connection.queue_first(queries::kLockHead, {}, [this](const platform::PostgresRows& head) -> Status {
    if (is_where_we_left_it(head)) return {};
    return platform::fail(ErrorKind::Unavailable, "others have written meanwhile");
  });
  open_->connection.queue_first(queries::kBegin);
}

bool PostgresLogStore::is_where_we_left_it(const platform::PostgresRows& head) const {
  return head.size() == 1 && static_cast<std::uint64_t>(head.number(0, 0)) == seen_.sequence &&
         head.text(0, 1) == epoch_ && head.text(0, 2) == seen_.commit_id &&
         static_cast<std::uint64_t>(head.number(0, 3)) == administration_;
}

void PostgresLogStore::meet_head(const platform::PostgresRows& head) {
  if (!is_where_we_left_it(head)) guess_.moved();
  seen_ = {static_cast<std::uint64_t>(head.number(0, 0)), head.text(0, 2)};
  epoch_ = head.text(0, 1);
  administration_ = static_cast<std::uint64_t>(head.number(0, 3));
}

Status PostgresLogStore::begin() {
  auto& connection = open_->connection;
  connection.queue(queries::kBegin);
  connection.queue(queries::kLockHead, {}, [this](const platform::PostgresRows& head) -> Status {
    if (head.size() != 1) return platform::fail(ErrorKind::Corrupt, "the database has no head of its log");
    meet_head(head);
    guess_.stood_still();
    open_->head = seen_.sequence;
    open_->administration = administration_;
    return {};
  });
  queue_find(expected_, open_->known);
  if (auto begun = connection.flush(); !begun) return begun;
  for (std::size_t i = 0; i < expected_.size(); ++i) {
    guess_.remember(expected_[i].device, open_->known[i].last_number);
  }
  return {};
}

Status PostgresLogStore::commit() {
  if (open_->guessed && open_->appended) {
    queue_commit_of_guess();
    return open_->connection.flush();
  }
  lock_guessed();
  queue_commands();
  if (open_->last_row) {
    const auto& row = *open_->last_row;
    open_->connection.queue(row.of_command ? queries::kAppendLastCommand : queries::kAppendLastLog, row.parameters);
  } else if (open_->appended) {
    auto head = PostgresParameters{}.number(static_cast<std::int64_t>(open_->head)).text(open_->commit_id);
    open_->connection.queue(queries::kMoveHead, head);
  }
  open_->connection.queue(queries::kCommit);
  return open_->connection.flush();
}

// The head is locked first, as in every transaction, and has its last value at once: all that is written is known.
void PostgresLogStore::queue_commit_of_guess() {
  auto& connection = open_->connection;
  queue_rows();
  auto head = PostgresParameters{}.number(static_cast<std::int64_t>(open_->head)).text(open_->commit_id);
  head.number(static_cast<std::int64_t>(seen_.sequence)).text(seen_.commit_id).text(epoch_);
  head.number(static_cast<std::int64_t>(open_->administration));
  connection.queue_first(queries::kMoveHeadFrom, head);
  connection.queue_first(queries::kBegin);
  connection.queue(queries::kCommit);
}

Status PostgresLogStore::settle(const Seen& wrote, platform::Error unanswered, Outcome& outcome) {
  // Making the connection locks the head, so the old transaction has ended one way or the other when it is there.
  auto connection = session_.connection();
  if (!connection) return tl::unexpected(std::move(unanswered));
  auto happened = wrote.sequence == 0 ? Result<bool>(false) : still_has(**connection, wrote);
  if (!happened) return tl::unexpected(std::move(unanswered));
  if (*happened) return {};
  outcome = Outcome::TryAgain;
  return tl::unexpected(std::move(unanswered));
}

void PostgresLogStore::roll_back() {
  auto& connection = open_->connection;
  const bool conflict = connection.fault() == PostgresFault::Conflict;
  if (!connection.lost()) {
    connection.forget();
    connection.queue(queries::kRollback);
    if (conflict) connection.queue(queries::kGiveWay);
    (void)connection.flush();
  }
  open_.reset();
}

Status PostgresLogStore::reading(const std::function<Status()>& work) {
  if (open_) return work();
  auto connection = session_.connection();
  if (!connection) return tl::unexpected(connection.error());
  open_.emplace(Open{**connection, {}});
  (*connection)->queue(queries::kBeginReading);
  auto done = work();
  roll_back();
  return done;
}

Result<std::unique_ptr<LogStore>> open_shared_log_store(const SharedStore& where, const platform::Clock& clock) {
  return PostgresLogStore::open(where, clock);
}

}  // namespace tandem::sync
