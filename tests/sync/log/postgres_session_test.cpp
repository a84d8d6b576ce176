// How long a database that is away may hold up who calls: under virtual time, and with a connector that takes as long
// as it is told to.

#include "sync/log/postgres_session.h"

#include <gtest/gtest.h>

#include <deque>

#include "tests/platform/postgres/private_server.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;
using platform::ErrorKind;
using platform::PostgresConnector;
using sync::kFirstReconnectPause;
using sync::kLongestReconnectPause;
using sync::kReconnectPatience;

// Nullopt: not known within the caller's patience, which passes.
class ScriptedConnector final : public PostgresConnector {
 public:
  explicit ScriptedConnector(platform::ManualClock& clock) : clock_(clock) {}

  std::optional<Made> connect(std::chrono::milliseconds patience) override {
    ++asked;
    if (answers.empty()) {
      clock_.advance(patience);
      return std::nullopt;
    }
    Made made = std::move(answers.front());
    answers.pop_front();
    return made;
  }

  std::deque<Made> answers;
  int asked{0};

 private:
  platform::ManualClock& clock_;
};

class PostgresSession : public testing::Test {
 protected:
  PostgresSession() {
    auto made = std::make_unique<ScriptedConnector>(clock);
    connector = made.get();
    session.emplace(std::move(made), clock, [this](platform::PostgresConnection&) { return prepared; });
  }

  void answer_away() { connector->answers.push_back(platform::fail(ErrorKind::Unavailable, "away")); }
  void answer_there() { connector->answers.push_back(platform::PostgresConnection::open({server().url()})); }
  static PrivateServer& server() { return PrivateServer::shared(); }
  // How much time a call takes of its caller.
  std::chrono::milliseconds held_up() {
    const auto before = clock.steady();
    (void)session->connection();
    return clock.steady() - before;
  }

  platform::ManualClock clock{platform::WallTime{}};
  ScriptedConnector* connector{};
  platform::Status prepared;
  std::optional<sync::PostgresSession> session;
};

TEST_F(PostgresSession, ACallWaitsForAConnectionOnceAndTheNextOnesDoNot) {
  EXPECT_EQ(held_up(), kReconnectPatience);
  for (int call = 0; call < 100; ++call) EXPECT_EQ(held_up(), 0ms);
}

TEST_F(PostgresSession, AConnectionThatTookLongIsUsedByTheCallAfter) {
  EXPECT_EQ(session->connection().error().kind, ErrorKind::Unavailable);
  answer_there();
  EXPECT_TRUE(session->connection());
}

TEST_F(PostgresSession, ADatabaseThatIsAwayIsNotAskedBeforeItsPauseIsOver) {
  answer_away();
  EXPECT_EQ(session->connection().error().message, "away");
  clock.advance(kFirstReconnectPause - 1ms);
  EXPECT_EQ(session->connection().error().message, "away");
  EXPECT_EQ(connector->asked, 1);
  clock.advance(1ms);
  (void)session->connection();
  EXPECT_EQ(connector->asked, 2);
}

TEST_F(PostgresSession, EachPauseIsTwiceTheOneBeforeUpToTheLongest) {
  auto pause = kFirstReconnectPause;
  for (int tries = 1; tries <= 10; ++tries) {
    answer_away();
    (void)session->connection();
    EXPECT_EQ(connector->asked, tries);
    clock.advance(pause - 1ms);
    (void)session->connection();
    EXPECT_EQ(connector->asked, tries);
    clock.advance(1ms);
    pause = std::min(pause * 2, kLongestReconnectPause);
  }
}

TEST_F(PostgresSession, APauseBeginsShortAgainAfterTheDatabaseWasThere) {
  answer_away();
  (void)session->connection();
  clock.advance(kFirstReconnectPause);
  answer_there();
  auto connection = session->connection();
  ASSERT_TRUE(connection);
  (void)(*connection)->execute("SELECT pg_terminate_backend(pg_backend_pid())");
  ASSERT_TRUE((*connection)->lost());
  answer_away();
  (void)session->connection();
  clock.advance(kFirstReconnectPause);
  answer_there();
  EXPECT_TRUE(session->connection());
}

TEST_F(PostgresSession, OneThatCannotBePreparedIsNotUsed) {
  prepared = platform::fail(ErrorKind::Corrupt, "from a newer version");
  answer_there();
  EXPECT_EQ(session->connection().error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(session->connection().error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(connector->asked, 1);
}

}  // namespace
}  // namespace tandem::tests
