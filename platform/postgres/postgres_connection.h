#pragma once
// One connection to PostgreSQL, wrapped over libpq. Statements are prepared at their first use; several can be queued
// and travel together (pipeline mode), so a transaction costs a few round trips whatever it writes. Every wait has a
// deadline: a server that stopped answering is a lost connection, never a hung thread. One thread at a time.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

struct pg_conn;
struct pg_result;

namespace tandem::platform {

struct PostgresOptions {
  // "postgresql://user:password@host1,host2/database?sslmode=verify-full", or libpq's "key=value ..." words. Of several
  // hosts the one that takes writes is used unless `target_session_attrs` says otherwise.
  std::string url;
  std::string application_name{"tandem"};
  std::chrono::milliseconds answer_deadline{10'000};  // of one flush()
};

// Why the last call failed, as far as trying again is concerned.
enum class PostgresFault : std::uint8_t {
  None,
  Lost,      // the connection is gone; what became of a COMMIT under way is not known
  Conflict,  // serialization failure, deadlock, lock timeout: the transaction is as if it had never begun
  Refused,   // the server understood and said no: a constraint, a syntax error, a missing right
};

// What is bound to $1, $2, ... of a statement, in order. Keeps copies.
class PostgresParameters {
 public:
  PostgresParameters& number(std::int64_t value);     // bigint
  PostgresParameters& text(std::string_view value);   // text, UTF-8 without NUL
  PostgresParameters& bytes(std::string_view value);  // bytea
  PostgresParameters& null();
  // All of another's, behind these.
  PostgresParameters& add(const PostgresParameters& others);

 private:
  friend class PostgresConnection;
  struct Parameter {
    unsigned type;
    bool present;
    std::string bytes;
  };
  std::vector<Parameter> values_;
};

// What a statement returned. Rows and columns count from 0; a bigint, text or bytea column each by its own question.
class PostgresRows {
 public:
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::int64_t number(std::size_t row, int column) const;
  [[nodiscard]] std::string text(std::size_t row, int column) const;
  [[nodiscard]] std::string bytes(std::size_t row, int column) const { return text(row, column); }
  [[nodiscard]] bool is_null(std::size_t row, int column) const;

 private:
  friend class PostgresConnection;
  explicit PostgresRows(std::shared_ptr<pg_result> result) : result_(std::move(result)) {}
  std::shared_ptr<pg_result> result_;
};

// Errors: Unavailable for a lost connection, a conflict, a server that starts or stops; Denied for a role, password or
// right; NotFound for a database; Full for a full disk; Invalid for a constraint or what else the server refused;
// Corrupt for damaged pages; TimedOut for a statement over its time.
class PostgresConnection {
 public:
  using Check = std::function<Status(const PostgresRows&)>;

  // Blocks for at most 3 s a host (`connect_timeout` of the url), one host after the other: whoever must not wait uses
  // a PostgresConnector.
  [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const PostgresOptions& options);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // Sent with the next flush(), in order. `check` sees its rows there; `sql` is a constant, known by its address.
  void queue(const char* sql, const PostgresParameters& parameters = {}, Check check = {});
  // The same, sent before what is queued already.
  void queue_first(const char* sql, const PostgresParameters& parameters = {}, Check check = {});
  // Runs what is queued. The first error, of the server or of a check, is returned; after one of the server the
  // statements behind it have not run.
  [[nodiscard]] Status flush();
  // Drops what is queued.
  void forget() { queued_.clear(); }
  // queue() and flush() of one statement.
  [[nodiscard]] Result<PostgresRows> run(const char* sql, const PostgresParameters& parameters = {});
  // What is queued, then one or more statements without parameters, of which nothing is kept.
  [[nodiscard]] Status execute(const std::string& script);

  // The payloads of this connection's LISTEN that have come, waiting at most `patience` for the first.
  [[nodiscard]] Result<std::vector<std::string>> notifications(std::chrono::milliseconds patience);

  [[nodiscard]] bool lost() const { return lost_; }
  // Of the last call that failed; None after one that did not.
  [[nodiscard]] PostgresFault fault() const { return fault_; }

 private:
  struct Queued {
    const char* sql;
    PostgresParameters parameters;
    Check check;
  };
  struct Awaited {
    const char* prepares;  // null: a query
    const Queued* query;
  };
  using Deadline = std::chrono::steady_clock::time_point;

  PostgresConnection(pg_conn* connection, std::chrono::milliseconds answer_deadline)
      : connection_(connection), answer_deadline_(answer_deadline) {}

  [[nodiscard]] Status send(const std::vector<Queued>& work, std::vector<Awaited>& awaited);
  [[nodiscard]] Status receive(const std::vector<Awaited>& awaited, Deadline deadline);
  // The next result, or null at the end of a statement's.
  [[nodiscard]] Result<std::shared_ptr<pg_result>> next_result(Deadline deadline);
  [[nodiscard]] Status wait(short events, Deadline deadline);
  [[nodiscard]] Error refusal(pg_result* result);
  [[nodiscard]] Error loss(const std::string& what);
  void note_first(Status& kept, Error error);

  pg_conn* connection_;
  std::chrono::milliseconds answer_deadline_;
  std::vector<Queued> queued_;
  std::map<const char*, std::string> prepared_;  // by address: the name at the server
  PostgresFault fault_{PostgresFault::None};
  bool lost_{false};
};

}  // namespace tandem::platform
