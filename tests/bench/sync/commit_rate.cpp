// Durable bookings per second, on SQLite and PostgreSQL: the core's own commit path one by one and in groups, beside
// the same engine's bare transaction loop through the same wrappers: BEGIN, one row of the size of a log entry, COMMIT;
// and with the four rows that any booking with its log entry, command, fact and held time is. The loops take turns,
// round by round, so that whatever else the machine does meets all of them alike. The fair one to compare with writes
// the same four rows into a table where the engine itself refuses overlaps, for a booking that it does not guard is
// none.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "platform/base/log.h"
#include "platform/postgres/postgres_connection.h"
#include "platform/sqlite/database.h"
#include "sync/server/server_core.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/small_site.h"

namespace tandem::bench {
namespace {

using platform::Status;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kRowBytes = 160;  // an entry with one booking
constexpr std::size_t kGroup = 64;
constexpr int kRooms = 64;

struct Options {
  std::string folder;
  std::string postgres;
  int rounds{15};
  int bookings{128};  // a round and loop
};

void require(const Status& done, const char* what) {
  if (done) return;
  std::fprintf(stderr, "commit_rate: %s: %s\n", what, done.error().message.c_str());
  std::exit(1);
}

template <class T>
T required(platform::Result<T> result, const char* what) {
  if (!result) require(tl::unexpected(result.error()), what);
  return std::move(*result);
}

// Inserted by both engines as they are: ?1 and $1 mean the same to SQLite.
constexpr const char* kTables =
    "CREATE TABLE bare_log (id bigint PRIMARY KEY, body text NOT NULL);"
    "CREATE TABLE bare_command (device text, id bigint, body text NOT NULL, PRIMARY KEY (device, id));"
    "CREATE TABLE bare_fact (kind bigint, id text, body text NOT NULL, PRIMARY KEY (kind, id));"
    "CREATE TABLE bare_booking (id text PRIMARY KEY, room text, held_start bigint, held_end bigint);"
    "CREATE INDEX bare_held ON bare_booking (room, held_end, held_start);";
// The held times as each engine keeps them apart.
constexpr const char* kGuardedInSqlite =
    "CREATE TABLE guarded (id text PRIMARY KEY, room text, held_start bigint, held_end bigint);"
    "CREATE INDEX guarded_held ON guarded (room, held_end, held_start);"
    "CREATE TRIGGER guarded_insert BEFORE INSERT ON guarded BEGIN SELECT RAISE(ABORT, 'held') WHERE EXISTS ("
    "SELECT 1 FROM guarded WHERE room = NEW.room AND held_end > NEW.held_start AND held_start < NEW.held_end); END;";
constexpr const char* kGuardedInPostgres =
    "CREATE EXTENSION IF NOT EXISTS btree_gist;"
    "CREATE TABLE guarded (id text COLLATE \"C\" PRIMARY KEY, room text COLLATE \"C\", held_start bigint, "
    "held_end bigint, EXCLUDE USING gist (room WITH =, int8range(held_start, held_end) WITH &&));";
constexpr const char* kGuardedRow = "INSERT INTO guarded VALUES ($1, $2, $3, $4)";
constexpr const char* kLogRow = "INSERT INTO bare_log VALUES ($1, $2)";
constexpr const char* kCommandRow = "INSERT INTO bare_command VALUES ($1, $2, $3)";
constexpr const char* kFactRow = "INSERT INTO bare_fact VALUES ($1, $2, $3)";
constexpr const char* kBookingRow = "INSERT INTO bare_booking VALUES ($1, $2, $3, $4)";

// What a transaction of the bare loop writes.
enum class Rows : std::uint8_t { One, Four, FourGuarded };

// Transactions as cheap as the engine makes them durable.
class BareLoop {
 public:
  virtual ~BareLoop() = default;
  virtual void commit(Rows rows) = 0;

 protected:
  [[nodiscard]] static std::string room_of(std::int64_t id) { return "r" + std::to_string(id % kRooms); }

  std::int64_t next_{0};
  const std::string body_ = std::string(kRowBytes, 'x');
  const std::string hash_ = std::string(64, 'h');
};

class BareSqlite final : public BareLoop {
 public:
  explicit BareSqlite(const std::filesystem::path& file) : database_(required(platform::Database::open(file), "bare")) {
    require(database_.execute(kTables), "bare");
    require(database_.execute(kGuardedInSqlite), "bare");
    for (const char* sql : {kLogRow, kCommandRow, kFactRow, kBookingRow, kGuardedRow}) {
      statements_.push_back(required(database_.prepare(sql), "bare"));
    }
  }
  void commit(Rows rows) override {
    const std::int64_t id = ++next_;
    require(database_.transaction([&] { return rows == Rows::One ? log(id) : four(id, rows); }), "bare");
  }

 private:
  Status four(std::int64_t id, Rows rows) {
    const std::string name = "one-" + std::to_string(id);
    const std::string room = room_of(id);
    require(log(id), "log");
    auto& command = statements_[1].bind(1, std::string_view{"one"}).bind(2, id).bind(3, std::string_view{hash_});
    require(command.run(), "command");
    auto& fact =
        statements_[2].bind(1, std::int64_t{7}).bind(2, std::string_view{name}).bind(3, std::string_view{body_});
    require(fact.run(), "fact");
    auto& booking = statements_[rows == Rows::FourGuarded ? 4 : 3];
    booking.bind(1, std::string_view{name}).bind(2, std::string_view{room});
    return booking.bind(3, id / kRooms).bind(4, id / kRooms + 1).run();
  }
  Status log(std::int64_t id) { return statements_[0].bind(1, id).bind(2, std::string_view{body_}).run(); }

  platform::Database database_;
  std::vector<platform::Statement> statements_;
};

class BarePostgres final : public BareLoop {
 public:
  using Parameters = platform::PostgresParameters;

  explicit BarePostgres(const std::string& url)
      : connection_(required(platform::PostgresConnection::open({url}), "bare")) {
    require(connection_->execute(kTables), "bare");
    require(connection_->execute(kGuardedInPostgres), "bare");
  }
  void commit(Rows rows) override {
    const std::int64_t id = ++next_;
    connection_->queue("BEGIN");
    connection_->queue(kLogRow, Parameters{}.number(id).text(body_));
    if (rows != Rows::One) queue_three(id, rows);
    require(connection_->flush(), "bare");
    connection_->queue("COMMIT");
    require(connection_->flush(), "bare");
  }

 private:
  void queue_three(std::int64_t id, Rows rows) {
    const std::string name = "one-" + std::to_string(id);
    connection_->queue(kCommandRow, Parameters{}.text("one").number(id).text(hash_));
    connection_->queue(kFactRow, Parameters{}.number(7).text(name).text(body_));
    const char* const booking = rows == Rows::FourGuarded ? kGuardedRow : kBookingRow;
    connection_->queue(booking, Parameters{}.text(name).text(room_of(id)).number(id / kRooms).number(id / kRooms + 1));
  }
  std::unique_ptr<platform::PostgresConnection> connection_;
};

// A server's core on a store, and bookings that are all accepted.
class Bookings {
 public:
  explicit Bookings(std::unique_ptr<sync::LogStore> store) : loop_(tests::at(0)) {
    core_ = required(sync::ServerCore::open(loop_, std::move(store)), "core");
    auto facts = tests::small_site_facts();
    for (int room = 1; room <= kRooms; ++room) {
      facts.push_back(calendar::RoomPut{tests::room("r" + std::to_string(room))});
    }
    require(core_->commit_changes(std::move(facts)).map([](std::uint64_t) {}), "site");
  }

  void commit_one() {
    const auto committed = required(core_->commit(next("one")), "commit");
    count(committed);
  }
  // What 64 kiosks ask for while the commit before is written.
  void commit_group() {
    for (std::size_t kiosk = 0; kiosk < kGroup; ++kiosk) {
      core_->submit(next("k" + std::to_string(kiosk)),
                    [this](const auto& committed) { count(required(committed, "group")); });
    }
    loop_.run();
  }
  [[nodiscard]] int accepted() const { return accepted_; }

 private:
  calendar::NumberedCommand next(const std::string& device) {
    const int slot = made_ / kRooms;
    const auto start = tests::at(24) + std::chrono::minutes{15} * slot;
    const std::string room = "r" + std::to_string(1 + made_++ % kRooms);
    return tests::numbered(device, ++numbers_[device], tests::book(room, {start, start + std::chrono::minutes{15}}),
                           tests::at(0));
  }
  void count(const sync::Committed& committed) {
    accepted_ += std::holds_alternative<calendar::Accepted>(committed.verdict) ? 1 : 0;
  }

  tests::VirtualLoop loop_;
  std::unique_ptr<sync::ServerCore> core_;
  std::map<std::string, std::uint64_t> numbers_;
  int made_{0};
  int accepted_{0};
};

// Of `count` things done by `work`.
double per_second(int count, const std::function<void()>& work) {
  const auto begun = SteadyClock::now();
  work();
  return count / std::chrono::duration<double>(SteadyClock::now() - begun).count();
}

double median(std::vector<double> sample) {
  std::ranges::sort(sample);
  return sample[sample.size() / 2];
}

// One figure a round, of each loop.
struct Rounds {
  std::vector<double> row, rows, guarded, one, group, to_row, to_rows, to_guarded, gain;
};

void measure_round(BareLoop& bare, Bookings& bookings, int n, Rounds& rounds) {
  const auto times = [n](const auto& work) {
    return per_second(n, [&] {
      for (int i = 0; i < n; ++i) work();
    });
  };
  rounds.row.push_back(times([&] { bare.commit(Rows::One); }));
  rounds.rows.push_back(times([&] { bare.commit(Rows::Four); }));
  rounds.guarded.push_back(times([&] { bare.commit(Rows::FourGuarded); }));
  rounds.one.push_back(times([&] { bookings.commit_one(); }));
  rounds.group.push_back(per_second(n, [&] {
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); i += kGroup) bookings.commit_group();
  }));
  const double one = rounds.one.back();
  rounds.to_row.push_back(one / rounds.row.back());
  rounds.to_rows.push_back(one / rounds.rows.back());
  rounds.to_guarded.push_back(one / rounds.guarded.back());
  rounds.gain.push_back(rounds.group.back() / one);
}

void compare(const char* engine, BareLoop& bare, Bookings& bookings, const Options& options) {
  Rounds rounds;
  for (int round = 0; round < options.rounds; ++round) measure_round(bare, bookings, options.bookings, rounds);
  std::printf("%s, medians of %d rounds of %d\n", engine, options.rounds, options.bookings);
  std::printf("  bare transaction of one row              %7.0f/s\n", median(rounds.row));
  std::printf("  bare transaction of four rows            %7.0f/s\n", median(rounds.rows));
  std::printf("  bare, four rows, overlaps refused        %7.0f/s\n", median(rounds.guarded));
  std::printf(
      "  bookings one by one                      %7.0f/s   %.2f of one row, %.2f of four, %.2f of four guarded\n",
      median(rounds.one), median(rounds.to_row), median(rounds.to_rows), median(rounds.to_guarded));
  std::printf("  bookings of 64 kiosks in groups          %7.0f/s   %.1f times one by one\n", median(rounds.group),
              median(rounds.gain));
  const int asked = options.rounds * options.bookings * 2;
  if (bookings.accepted() != asked) std::printf("  only %d of %d were accepted\n", bookings.accepted(), asked);
}

void run(const Options& options) {
  const std::filesystem::path folder(options.folder);
  BareSqlite bare(folder / "bare.sqlite");
  Bookings bookings(required(sync::open_log_store(folder / "tandem.sqlite"), "store"));
  compare("SQLite", bare, bookings, options);
  if (options.postgres.empty()) return;
  BarePostgres bare_postgres(options.postgres);
  const platform::SystemClock clock;
  Bookings shared(required(sync::open_shared_log_store({options.postgres}, clock), "store"));
  compare("PostgreSQL", bare_postgres, shared, options);
}

}  // namespace
}  // namespace tandem::bench

int main(int argc, char** argv) {
  tandem::bench::Options options;
  CLI::App app{"Durable bookings per second beside the engine's bare transactions.", "commit_rate"};
  app.add_option("--folder", options.folder, "An empty folder on the disk to measure")->required();
  app.add_option("--postgres", options.postgres, "An empty database; without it SQLite only");
  app.add_option("--rounds", options.rounds);
  app.add_option("--bookings", options.bookings, "A round and loop; a multiple of 64");
  CLI11_PARSE(app, argc, argv);
  tandem::platform::set_log_level(tandem::platform::LogLevel::Warning);
  tandem::bench::run(options);
}
