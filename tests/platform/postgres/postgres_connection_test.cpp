// Against a real server. What the log store builds on: values, pipelines, faults told apart, a server that goes away.

#include "platform/postgres/postgres_connection.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>
#include <thread>

#include "tests/platform/postgres/private_server.h"

namespace tandem::tests {
namespace {

using platform::ErrorKind;
using platform::PostgresConnection;
using platform::PostgresFault;
using platform::PostgresParameters;
using platform::PostgresRows;
using platform::Status;

constexpr const char* kInsert = "INSERT INTO thing (id, name, body) VALUES ($1, $2, $3)";
constexpr const char* kCount = "SELECT count(*) FROM thing";
constexpr const char* kHeld = "UPDATE thing SET name = $2 WHERE id = $1";

PostgresParameters thing(std::int64_t id) { return PostgresParameters{}.number(id).text("a").bytes("b"); }

class Postgres : public testing::Test {
 protected:
  Postgres() { EXPECT_TRUE(one->execute("CREATE TABLE thing (id bigint PRIMARY KEY, name text, body bytea)")); }
  std::unique_ptr<PostgresConnection> connect() {
    auto opened = PostgresConnection::open({url});
    EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().message);
    return std::move(*opened);
  }
  std::int64_t count() { return one->run(kCount)->number(0, 0); }

  std::string url = PrivateServer::shared().fresh_database();
  std::unique_ptr<PostgresConnection> one = connect();
};

TEST_F(Postgres, ValuesComeBackAsTheyWere) {
  const std::string bytes("\x00\xff'\\", 4);
  ASSERT_TRUE(one->run(kInsert, PostgresParameters{}.number(INT64_MIN).text("é'\"").bytes(bytes)));
  ASSERT_TRUE(one->run(kInsert, PostgresParameters{}.number(-1).null().bytes("")));
  const auto rows = *one->run("SELECT id, name, body FROM thing ORDER BY id");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows.number(0, 0), INT64_MIN);
  EXPECT_EQ(rows.text(0, 1), "é'\"");
  EXPECT_EQ(rows.bytes(0, 2), bytes);
  EXPECT_EQ(rows.number(1, 0), -1);
  EXPECT_TRUE(rows.is_null(1, 1));
  EXPECT_FALSE(rows.is_null(1, 2));
}

TEST_F(Postgres, TextThatIsNotUtf8IsRefused) {
  for (const std::string& wrong : {std::string("\xff"), std::string("a\0b", 3)}) {
    EXPECT_EQ(one->run(kInsert, PostgresParameters{}.number(1).text(wrong).bytes("")).error().kind, ErrorKind::Invalid);
  }
}

TEST_F(Postgres, WhatIsQueuedRunsInOrder) {
  std::vector<std::int64_t> seen;
  const auto note = [&](const PostgresRows& rows) -> Status {
    seen.push_back(rows.number(0, 0));
    return {};
  };
  one->queue(kCount, {}, note);
  one->queue(kInsert, thing(1));
  one->queue(kCount, {}, note);
  EXPECT_TRUE(seen.empty());
  ASSERT_TRUE(one->flush());
  EXPECT_EQ(seen, (std::vector<std::int64_t>{0, 1}));
}

TEST_F(Postgres, AfterARefusalTheRestOfTheQueueDoesNotRunAndTheConnectionGoesOn) {
  ASSERT_TRUE(one->run(kInsert, thing(1)));
  one->queue(kInsert, thing(1));
  one->queue(kHeld, PostgresParameters{}.number(1).text("changed"));
  const auto done = one->flush();
  EXPECT_EQ(done.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(one->fault(), PostgresFault::Refused);
  EXPECT_FALSE(one->lost());
  EXPECT_EQ(one->run("SELECT name FROM thing")->text(0, 0), "a");
  EXPECT_TRUE(one->run(kHeld, PostgresParameters{}.number(1).text("changed")));
}

TEST_F(Postgres, TheErrorOfACheckIsTheQueues) {
  one->queue(kCount, {}, [](const PostgresRows&) -> Status { return platform::fail(ErrorKind::Full, "on purpose"); });
  EXPECT_EQ(one->flush().error().kind, ErrorKind::Full);
}

TEST_F(Postgres, ManyStatementsAtOnceDoNotBlockEachOther) {
  const std::string large(100'000, 'x');
  for (std::int64_t id = 0; id < 200; ++id) {
    one->queue(kInsert, PostgresParameters{}.number(id).text("a").bytes(large));
    one->queue("SELECT body FROM thing WHERE id = $1", PostgresParameters{}.number(id));
  }
  ASSERT_TRUE(one->flush());
  EXPECT_EQ(count(), 200);
}

//  one  locks 1 ......... wants 2
//  two  locks 2 .. wants 1          one of them is told to begin again
TEST_F(Postgres, ADeadlockIsAConflict) {
  auto two = connect();
  ASSERT_TRUE(one->run(kInsert, thing(1)));
  ASSERT_TRUE(one->run(kInsert, thing(2)));
  ASSERT_TRUE(one->execute("SET deadlock_timeout = '10ms'; BEGIN; UPDATE thing SET name = 'one' WHERE id = 1"));
  ASSERT_TRUE(two->execute("BEGIN; UPDATE thing SET name = 'two' WHERE id = 2"));
  // Runs inside two's server process, so that nobody waits here: it locks 1 as soon as one's own wait began.
  ASSERT_TRUE(two->execute("SET deadlock_timeout = '1min'; SET lock_timeout = '5s'"));
  std::optional<Status> of_two;
  std::thread other([&] { of_two = two->execute("UPDATE thing SET name = 'two' WHERE id = 1; COMMIT"); });
  auto of_one = one->execute("UPDATE thing SET name = 'one' WHERE id = 2");
  other.join();
  const bool one_lost = !of_one && one->fault() == PostgresFault::Conflict;
  const bool two_lost = !*of_two && two->fault() == PostgresFault::Conflict;
  EXPECT_NE(one_lost, two_lost);
}

TEST_F(Postgres, ALockThatIsNotGivenInTimeIsAConflict) {
  auto two = connect();
  ASSERT_TRUE(one->run(kInsert, thing(1)));
  ASSERT_TRUE(one->execute("BEGIN; UPDATE thing SET name = 'one' WHERE id = 1"));
  ASSERT_TRUE(two->execute("SET lock_timeout = '20ms'"));
  EXPECT_EQ(two->run(kHeld, PostgresParameters{}.number(1).text("two")).error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(two->fault(), PostgresFault::Conflict);
}

TEST_F(Postgres, AConnectionThatTheServerEndsIsLost) {
  auto two = connect();
  const auto process = two->run("SELECT pg_backend_pid()::bigint")->number(0, 0);
  ASSERT_TRUE(one->execute("SELECT pg_terminate_backend(" + std::to_string(process) + ")"));
  EXPECT_EQ(two->run(kCount).error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(two->lost());
  EXPECT_EQ(two->fault(), PostgresFault::Lost);
  EXPECT_FALSE(two->execute("SELECT 1"));
}

TEST_F(Postgres, AServerThatDoesNotAnswerInTimeIsLost) {
  platform::PostgresOptions hurried{url};
  hurried.answer_deadline = std::chrono::milliseconds{50};
  auto two = *PostgresConnection::open(hurried);
  EXPECT_EQ(two->run("SELECT pg_sleep(60)::text").error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(two->lost());
}

TEST_F(Postgres, NotificationsAreHeard) {
  auto two = connect();
  ASSERT_TRUE(two->execute("LISTEN news"));
  EXPECT_TRUE(two->notifications(std::chrono::milliseconds{1})->empty());
  ASSERT_TRUE(one->execute("NOTIFY news, 'good'"));
  EXPECT_EQ(*two->notifications(std::chrono::seconds{10}), std::vector<std::string>{"good"});
}

// Takes connections and never says a word, as a host that froze does.
class SilentHost {
 public:
  SilentHost() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_, any, size), 0);
    EXPECT_EQ(::listen(socket_, 8), 0);
    EXPECT_EQ(::getsockname(socket_, any, &size), 0);
    port_ = ntohs(address.sin_port);
  }
  SilentHost(const SilentHost&) = delete;
  SilentHost& operator=(const SilentHost&) = delete;
  ~SilentHost() { ::close(socket_); }
  [[nodiscard]] std::string port() const { return std::to_string(port_); }

 private:
  int socket_;
  std::uint16_t port_{0};
};

TEST(PostgresOpen, AHostThatIsSilentDoesNotKeepTheNextOneFromBeingAsked) {
  const SilentHost silent;
  const std::string there = PrivateServer::shared().url();  // "host=/folder user=..."
  const std::string folder = there.substr(5, there.find(' ') - 5);
  const auto opened = PostgresConnection::open(
      {"host=127.0.0.1," + folder + " port=" + silent.port() + ",5432 user=tandem dbname=postgres connect_timeout=2"});
  EXPECT_TRUE(opened) << opened.error().message;
}

TEST(PostgresOpen, SaysWhatIsWrong) {
  const auto kind = [](const std::string& url) {
    platform::PostgresOptions options{url};
    return PostgresConnection::open(options).error().kind;
  };
  EXPECT_EQ(kind("host=/nowhere user=a dbname=b"), ErrorKind::Unavailable);
  EXPECT_EQ(kind(PrivateServer::shared().url("no_such_database")), ErrorKind::NotFound);
  EXPECT_EQ(kind("hots=/nowhere"), ErrorKind::Invalid);
}

}  // namespace
}  // namespace tandem::tests
