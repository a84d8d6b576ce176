#pragma once
// LogStore over a PostgreSQL database that several servers share. A transaction locks the row of log_head first, so
// they follow one another, whoever runs them; then what it writes travels in one go. A server that has the log to
// itself guesses what the head says, and everything travels in one go (head_guess.h). Conflicts and lost connections
// are tried again; when the connection dies during a COMMIT, the entries' commit_id says afterwards whether it
// happened. A database that no longer has what this server saw committed (an older replica took over) gets a new epoch.
// Private to this room: others see log_store.h.

#include <optional>
#include <string>

#include "sync/log/head_guess.h"
#include "sync/log/log_store.h"
#include "sync/log/postgres_session.h"
#include "sync/log/postgres_timeline.h"

namespace tandem::sync {

// Tries of one transaction, one after the other: what it waits for the next time is the lock of the head, in
// PostgreSQL. A guess that was wrong is none.
inline constexpr int kMaxTries = 6;
// When the store is opened, every host has its time to answer.
inline constexpr std::chrono::milliseconds kFirstConnectPatience{30'000};

class PostgresLogStore final : public LogStore {
 public:
  [[nodiscard]] static platform::Result<std::unique_ptr<LogStore>> open(const SharedStore& where,
                                                                        const platform::Clock& clock);

  bool shared() const override { return true; }
  platform::Status transaction(const std::function<platform::Status()>& work) override;
  platform::Status reading(const std::function<platform::Status()>& work) override;
  platform::Result<std::uint64_t> append(const LogAppend& append) override;
  platform::Result<calendar::World> load() override;
  platform::Result<std::vector<LogEntry>> entries_after(std::uint64_t sequence, std::size_t limit) override;
  const std::string& epoch() const override { return epoch_; }
  platform::Status begin_epoch() override;
  const std::string& site_key() const override { return site_key_; }
  platform::Result<LogPosition> position() override;
  platform::Result<std::uint64_t> head() override;
  platform::Result<std::uint64_t> oldest() override;
  platform::Status forget_before(std::uint64_t sequence) override;
  platform::Result<std::optional<StoredCommand>> find_command(const calendar::CommandId& id) override;
  platform::Result<std::vector<KnownCommand>> find_commands(const std::vector<calendar::CommandId>& ids) override;
  void expect_commands(std::vector<calendar::CommandId> ids) override { expected_ = std::move(ids); }
  platform::Result<std::uint64_t> last_number(const calendar::DeviceId& device) override;
  platform::Result<std::vector<RatingCount>> count_ratings(const calendar::Interval& when) override;
  platform::Result<std::vector<TopicCount>> count_topics() override;
  platform::Result<std::vector<UseRecord>> uses(const calendar::Interval& when) override;
  platform::Status put_device(const DeviceRecord& device) override;
  platform::Result<std::optional<DeviceRecord>> find_device(const calendar::DeviceId& id) override;
  platform::Result<std::vector<DeviceRecord>> devices() override;
  platform::Status put_record(RecordKind kind, const StoredRecord& record) override;
  platform::Status drop_record(RecordKind kind, const std::string& id) override;
  platform::Result<std::optional<std::string>> find_record(RecordKind kind, const std::string& id) override;
  platform::Result<std::vector<StoredRecord>> records(RecordKind kind) override;
  platform::Status put_audit(const AuditRecord& record) override;
  platform::Result<std::optional<AuditRecord>> last_audit() override;
  platform::Result<std::vector<AuditRecord>> audit_after(std::uint64_t sequence, std::size_t limit) override;
  platform::Status put_feed(const FeedState& feed) override;
  platform::Result<std::vector<FeedState>> feeds() override;
  platform::Result<std::string> publish_secret(const calendar::RoomId& room) override;
  platform::Result<std::optional<std::string>> find_publish_secret(const calendar::RoomId& room) override;

 private:
  // The last entry that is known to be committed.
  struct Seen {
    std::uint64_t sequence{0};
    std::string commit_id;
  };
  enum class Outcome : std::uint8_t { Final, TryAgain, GuessedWrong };
  // A log row that is not sent yet: the last one of a transaction moves the head as well.
  struct LogRow {
    bool of_command{false};
    platform::PostgresParameters parameters{};
  };
  // What lasts from BEGIN to COMMIT.
  struct Open {
    platform::PostgresConnection& connection;
    std::string commit_id;  // empty: only reading
    std::uint64_t head{0};
    std::uint64_t administration{0};
    std::vector<KnownCommand> known{};  // of the commands that were expected
    bool guessed{false};                // nothing was sent yet: `head` and `known` are what we left
    bool guess_used{false};             // the same, also after something was sent
    std::vector<calendar::CommandId> decided{};
    bool appended{false};
    std::optional<LogRow> last_row{};
    std::vector<platform::PostgresParameters> commands{};  // rows before the last one that are not sent yet
    bool failed{false};  // PostgreSQL takes nothing more in this transaction, and would answer a COMMIT with a rollback
  };

  PostgresLogStore(const SharedStore& where, const platform::Clock& clock);

  [[nodiscard]] platform::Status prepare(platform::PostgresConnection& connection);
  // Locks the head; when the log is another than the one we saw, gives it another epoch.
  [[nodiscard]] platform::Status verify_history(platform::PostgresConnection& connection);
  [[nodiscard]] platform::Result<bool> still_has(platform::PostgresConnection& connection, const Seen& seen);

  [[nodiscard]] platform::Status try_transaction(const std::function<platform::Status()>& work, Outcome& outcome);
  [[nodiscard]] platform::Status begin();
  [[nodiscard]] bool begin_on_a_guess();
  // Something is to be read: what was guessed is locked and looked at first.
  void lock_guessed();
  void queue_commit_of_guess();
  void note_committed();
  // What was written and the COMMIT, together: an error in what was written keeps the COMMIT from running.
  [[nodiscard]] platform::Status commit();
  void queue_find(const std::vector<calendar::CommandId>& ids, std::vector<KnownCommand>& known);
  // After a COMMIT without an answer.
  [[nodiscard]] platform::Status settle(const Seen& wrote, platform::Error unanswered, Outcome& outcome);
  void roll_back();

  // On the open transaction's connection, or on one of its own that is made again when it was lost.
  [[nodiscard]] platform::Result<platform::PostgresRows> run(const char* sql,
                                                             const platform::PostgresParameters& parameters = {});
  [[nodiscard]] platform::Result<std::uint64_t> number(const char* sql,
                                                       const platform::PostgresParameters& parameters = {});
  [[nodiscard]] platform::Result<platform::PostgresRows> count_administration();
  [[nodiscard]] bool is_where_we_left_it(const platform::PostgresRows& head) const;
  // A row of kHead or kLockHead: from here on it is what we have seen.
  void meet_head(const platform::PostgresRows& head);
  // Makes place for another last row.
  void put_aside_last_row();
  void queue_commands();
  void queue_rows();
  void put_fact(const calendar::FactNow& fact);
  // postgres_records.cpp
  void put_records(const ServerRecords& records);
  // `by`: the device whose command it is; empty for none.
  [[nodiscard]] platform::Status put_booking(const calendar::FactNow& fact, const calendar::DeviceId& by);
  [[nodiscard]] platform::Status put_lease(const calendar::FactNow& fact);

  PostgresTimeline timeline_;
  PostgresSession session_;
  std::optional<Open> open_;
  std::vector<calendar::CommandId> expected_;  // of the next transaction
  Seen seen_;
  HeadGuess guess_;
  std::uint64_t administration_{0};
  std::string epoch_;
  std::string site_key_;
};

}  // namespace tandem::sync
