#include "platform/postgres/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "platform/base/log.h"
#include "platform/postgres/postgres_error.h"

namespace tandem::platform {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Setting {
  const char* key;
  const char* value;
};
// The url may say otherwise. A dead primary is noticed in seconds, a standby is not taken for one.
constexpr std::array kDefaults{
    Setting{"target_session_attrs", "read-write"},
    Setting{"connect_timeout", "3"},
    Setting{"keepalives_idle", "10"},
    Setting{"keepalives_interval", "3"},
    Setting{"keepalives_count", "3"},
    Setting{"tcp_user_timeout", "8000"},
};

constexpr int kBinary = 1;

std::shared_ptr<pg_result> owned(pg_result* result) { return {result, PQclear}; }

void log_notice(void*, const char* message) { log_debug("postgres", message); }

// Not PQconnectPoll: it knows no time limit, and a first host that is silent would keep the second from being asked.
pg_conn* connect_to(const PostgresOptions& options) {
  std::vector<const char*> keys;
  std::vector<const char*> values;
  for (const auto& setting : kDefaults) {
    keys.push_back(setting.key);
    values.push_back(setting.value);
  }
  keys.insert(keys.end(), {"application_name", "dbname", "client_encoding", nullptr});
  values.insert(values.end(), {options.application_name.c_str(), options.url.c_str(), "UTF8", nullptr});
  return PQconnectdbParams(keys.data(), values.data(), 1);
}

// The time left, as poll() takes it; 0 when it is over.
int left_until(SteadyClock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
  return left.count() > 0 ? static_cast<int>(left.count()) : 0;
}

// False when the deadline passed first.
bool wait_socket(int socket, short events, SteadyClock::time_point deadline) {
  pollfd watched{socket, events, 0};
  for (;;) {
    const int ready = ::poll(&watched, 1, left_until(deadline));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

bool is_error(pg_result* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_PIPELINE_ABORTED;
}

std::string field(pg_result* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string{} : std::string(text);
}

}  // namespace

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const PostgresOptions& options) {
  pg_conn* raw = connect_to(options);
  if (raw == nullptr) return fail(ErrorKind::Unavailable, "no memory for a connection");
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(raw, options.answer_deadline));
  if (PQstatus(raw) != CONNECTION_OK) {
    const std::string said = PQerrorMessage(raw);
    return tl::unexpected(connect_error(said.empty() ? "the database does not answer" : said));
  }
  PQsetNoticeProcessor(raw, log_notice, nullptr);
  if (PQsetnonblocking(raw, 1) != 0 || PQenterPipelineMode(raw) != 1) {
    return tl::unexpected(connect_error(PQerrorMessage(raw)));
  }
  return connection;
}

PostgresConnection::~PostgresConnection() { PQfinish(connection_); }

void PostgresConnection::queue(const char* sql, const PostgresParameters& parameters, Check check) {
  queued_.push_back({sql, parameters, std::move(check)});
}

void PostgresConnection::queue_first(const char* sql, const PostgresParameters& parameters, Check check) {
  queued_.insert(queued_.begin(), {sql, parameters, std::move(check)});
}

Result<PostgresRows> PostgresConnection::run(const char* sql, const PostgresParameters& parameters) {
  std::shared_ptr<pg_result> kept;
  queue(sql, parameters, [&](const PostgresRows& rows) -> Status {
    kept = rows.result_;
    return {};
  });
  if (auto done = flush(); !done) return tl::unexpected(done.error());
  return PostgresRows(std::move(kept));
}

Status PostgresConnection::flush() {
  fault_ = PostgresFault::None;
  const auto work = std::exchange(queued_, {});
  if (work.empty()) return {};
  if (lost_) return tl::unexpected(loss("the connection to the database is gone"));
  std::vector<Awaited> awaited;
  if (auto sent = send(work, awaited); !sent) return sent;
  return receive(awaited, SteadyClock::now() + answer_deadline_);
}

Status PostgresConnection::send(const std::vector<Queued>& work, std::vector<Awaited>& awaited) {
  std::map<const char*, std::string> fresh;  // prepared on the way; the database has them when it has answered
  for (const auto& query : work) {
    const auto& values = query.parameters.values_;
    std::vector<unsigned> types;
    std::vector<const char*> data;
    std::vector<int> lengths;
    for (const auto& value : values) {
      types.push_back(value.type);
      data.push_back(value.present ? value.bytes.data() : nullptr);
      lengths.push_back(static_cast<int>(value.bytes.size()));
    }
    const std::vector<int> formats(values.size(), kBinary);
    const int count = static_cast<int>(values.size());
    const auto known = prepared_.find(query.sql);
    const bool is_new = known == prepared_.end();
    const auto name = is_new ? fresh.try_emplace(query.sql, "q" + std::to_string(prepared_.size() + fresh.size()))
                             : std::pair(known, false);
    if (name.second) {
      if (PQsendPrepare(connection_, name.first->second.c_str(), query.sql, count, types.data()) != 1) {
        return tl::unexpected(loss(PQerrorMessage(connection_)));
      }
      awaited.push_back({query.sql, nullptr});
    }
    if (PQsendQueryPrepared(connection_, name.first->second.c_str(), count, data.data(), lengths.data(), formats.data(),
                            kBinary) != 1) {
      return tl::unexpected(loss(PQerrorMessage(connection_)));
    }
    awaited.push_back({nullptr, &query});
  }
  if (PQpipelineSync(connection_) != 1) return tl::unexpected(loss(PQerrorMessage(connection_)));
  return {};
}

Status PostgresConnection::receive(const std::vector<Awaited>& awaited, Deadline deadline) {
  Status kept;
  for (const auto& one : awaited) {
    auto result = next_result(deadline);
    if (!result) return tl::unexpected(result.error());
    if (*result == nullptr) return tl::unexpected(loss("the database broke off in the middle of an answer"));
    if (is_error(result->get())) {
      if (PQresultStatus(result->get()) != PGRES_PIPELINE_ABORTED) note_first(kept, refusal(result->get()));
      if (lost_) return kept;
    } else if (one.prepares != nullptr) {
      prepared_.emplace(one.prepares, "q" + std::to_string(prepared_.size()));
    } else if (kept && one.query->check) {
      if (auto checked = one.query->check(PostgresRows(*result)); !checked) kept = checked;
    }
    auto end = next_result(deadline);
    if (!end) return tl::unexpected(end.error());
  }
  auto sync = next_result(deadline);
  if (!sync) return tl::unexpected(sync.error());
  return kept;
}

Result<std::shared_ptr<pg_result>> PostgresConnection::next_result(Deadline deadline) {
  while (PQisBusy(connection_) != 0) {
    const int unsent = PQflush(connection_);
    if (unsent < 0) return tl::unexpected(loss(PQerrorMessage(connection_)));
    const auto events = static_cast<short>(unsent == 1 ? POLLIN | POLLOUT : POLLIN);
    if (auto ready = wait(events, deadline); !ready) return tl::unexpected(ready.error());
    if (PQconsumeInput(connection_) != 1) return tl::unexpected(loss(PQerrorMessage(connection_)));
  }
  auto result = owned(PQgetResult(connection_));
  if (PQstatus(connection_) == CONNECTION_BAD && (result == nullptr || field(result.get(), PG_DIAG_SQLSTATE).empty())) {
    return tl::unexpected(loss(PQerrorMessage(connection_)));
  }
  return result;
}

Status PostgresConnection::wait(short events, Deadline deadline) {
  if (wait_socket(PQsocket(connection_), events, deadline)) return {};
  return tl::unexpected(loss("the database does not answer"));
}

void PostgresConnection::note_first(Status& kept, Error error) {
  if (kept) kept = tl::unexpected(std::move(error));
}

Error PostgresConnection::refusal(pg_result* result) {
  const std::string state = field(result, PG_DIAG_SQLSTATE);
  const std::string detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  const std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY) + (detail.empty() ? "" : ": " + detail);
  fault_ = fault_of(state);
  if (fault_ == PostgresFault::Lost) lost_ = true;
  return postgres_error(state, message);
}

Error PostgresConnection::loss(const std::string& what) {
  lost_ = true;
  fault_ = PostgresFault::Lost;
  const std::string words = what.substr(0, what.find_last_not_of('\n') + 1);
  return Error{ErrorKind::Unavailable, words.empty() ? "the connection to the database is gone" : words};
}

Status PostgresConnection::execute(const std::string& script) {
  if (auto earlier = flush(); !earlier) return earlier;
  if (lost_ || PQexitPipelineMode(connection_) != 1 || PQsendQuery(connection_, script.c_str()) != 1) {
    return tl::unexpected(loss(PQerrorMessage(connection_)));
  }
  Status kept;
  for (;;) {
    auto result = next_result(SteadyClock::now() + answer_deadline_);
    if (!result) return tl::unexpected(result.error());
    if (*result == nullptr) break;
    if (is_error(result->get())) note_first(kept, refusal(result->get()));
  }
  if (!lost_ && PQenterPipelineMode(connection_) != 1) return tl::unexpected(loss(PQerrorMessage(connection_)));
  return kept;
}

Result<std::vector<std::string>> PostgresConnection::notifications(std::chrono::milliseconds patience) {
  fault_ = PostgresFault::None;
  if (lost_) return tl::unexpected(loss("the connection to the database is gone"));
  std::vector<std::string> heard;
  const auto take = [&] {
    while (pgNotify* notified = PQnotifies(connection_)) {
      heard.emplace_back(notified->extra);
      PQfreemem(notified);
    }
  };
  take();
  if (heard.empty() && !wait_socket(PQsocket(connection_), POLLIN, SteadyClock::now() + patience)) return heard;
  if (PQconsumeInput(connection_) != 1) return tl::unexpected(loss(PQerrorMessage(connection_)));
  take();
  return heard;
}

}  // namespace tandem::platform
