// What PostgreSQL and the network do to a transaction, done to a real server: conflicts, a connection that ends at each
// point of it, a replica that took over without the last entries.

#include <gtest/gtest.h>

#include <thread>

#include "platform/postgres/postgres_connection.h"
#include "sync/log/head_guess.h"
#include "sync/log/postgres_session.h"
#include "tests/platform/postgres/private_server.h"
#include "tests/sync/log/postgres_place.h"
#include "tests/sync/log/store_steps.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using platform::ErrorKind;
using platform::Status;

class PostgresFaults : public testing::Test {
 protected:
  PostgresFaults() { put(*store, world, small_site_facts()); }

  // Runs SQL with `connection` until it returns a row or the patience of a test ends.
  static bool wait_for(platform::PostgresConnection& connection, const char* sql) {
    for (int tries = 0; tries < 4'000; ++tries) {
      if (auto rows = connection.run(sql); rows && rows->size() > 0) return true;
      (void)connection.execute("SELECT pg_sleep(0.005)");
    }
    return false;
  }
  [[nodiscard]] std::unique_ptr<platform::PostgresConnection> connect() const {
    return std::move(*platform::PostgresConnection::open({place.url()}));
  }
  // Every UPDATE of log_head runs `body` (PL/pgSQL) first, when it is moved or when it is committed.
  void before_each_move(const std::string& body) { trigger(body, "CREATE TRIGGER fault BEFORE UPDATE ON log_head "); }
  void at_each_commit(const std::string& body) {
    trigger(body, "CREATE CONSTRAINT TRIGGER fault AFTER UPDATE ON log_head DEFERRABLE INITIALLY DEFERRED ");
  }
  // Until the server has noticed that it should have a replica: a commit is seen to wait for it.
  [[nodiscard]] bool commits_wait(platform::PostgresConnection& watcher) const {
    for (int tries = 0; tries < 400; ++tries) {
      platform::PostgresOptions hurried{place.url(), "probe"};
      hurried.answer_deadline = std::chrono::milliseconds{50};
      auto probe = std::move(*platform::PostgresConnection::open(hurried));
      (void)probe->execute("SELECT pg_logical_emit_message(true, 'probe', '')");
      auto waits = watcher.run(
          "SELECT pid::bigint FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name = 'probe'");
      if (waits && waits->size() > 0) return true;
    }
    return false;
  }
  [[nodiscard]] platform::Result<std::uint64_t> book_room(std::uint64_t number) {
    const auto hour = static_cast<int>(9 + number);
    return try_decide_into(*store, world, numbered("k1", number, book("r1", from_to(hour, hour + 1))));
  }
  [[nodiscard]] std::size_t entries() { return store->entries_after(0, 100)->size(); }

  PostgresPlace place;
  std::unique_ptr<sync::LogStore> store = std::move(*place.open());
  calendar::World world;

 private:
  void trigger(const std::string& body, const std::string& when) {
    EXPECT_TRUE(
        place.type("CREATE SEQUENCE tries; CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " +
                   body + " RETURN NEW; END $$; " + when + "FOR EACH ROW EXECUTE FUNCTION fault()"));
  }
};

TEST_F(PostgresFaults, ASerializationFailureIsTriedAgain) {
  before_each_move("IF nextval('tries') <= 3 THEN RAISE 'again' USING ERRCODE = '40001'; END IF;");
  EXPECT_EQ(*book_room(1), 2U);
  EXPECT_EQ(entries(), 2U);
}

TEST_F(PostgresFaults, OneThatNeverEndsIsGivenUp) {
  before_each_move("RAISE 'again' USING ERRCODE = '40001';");
  EXPECT_EQ(book_room(1).error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(*store->head(), 1U);
}

//  other  locks b1 .................. wants the head
//  ours            locks the head ... wants b1        ours is told to begin again, and may be so quick that it has
//                                                     the head before the other wakes up: then once more
TEST_F(PostgresFaults, ADeadlockWithSqlTypedByHandIsTriedAgain) {
  put(*store, world, {accepted("b1", "r1", from_to(9, 10))});
  auto other = connect();
  ASSERT_TRUE(other->execute("SET deadlock_timeout = '1min'; BEGIN; UPDATE booking SET state = 1 WHERE id = 'b1'"));
  std::thread second;
  int runs = 0;
  const auto done = store->transaction([&]() -> Status {
    if (++runs == 1) {
      second = std::thread([&] { EXPECT_TRUE(other->execute("SELECT * FROM log_head FOR UPDATE; COMMIT")); });
      auto watcher = connect();
      EXPECT_TRUE(wait_for(*watcher,
                           "SELECT pid::bigint FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query "
                           "LIKE 'SELECT * FROM log_head%'"));
    }
    sync::LogAppend append{{0, at(9), {}, {}, {}}, "", {}};
    append.facts.push_back({{calendar::FactKind::Booking, "b1"}, accepted("b1", "r1", from_to(9, 11))});
    auto appended = store->append(append);
    if (!appended) return tl::unexpected(appended.error());
    return {};
  });
  second.join();
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_GE(runs, 2);
  EXPECT_EQ(entries(), 3U);
}

TEST_F(PostgresFaults, AConnectionThatEndedBeforeIsMadeAgain) {
  place.cut_connections();
  EXPECT_EQ(*book_room(1), 2U);
  place.cut_connections();
  EXPECT_EQ(entries(), 2U);
}

TEST_F(PostgresFaults, AConnectionThatEndsInTheMiddleBeginsAgain) {
  int runs = 0;
  const auto done = store->transaction([&]() -> Status {
    auto appended = store->append({{0, at(9), {}, {calendar::RoomPut{room("r3")}}, {}}, "", {}});
    EXPECT_EQ(*appended, 2U);
    if (++runs == 1) place.cut_connections();
    return {};
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(entries(), 2U);
}

TEST_F(PostgresFaults, ACommitThatDiedBeforeItWasDurableIsDoneOnce) {
  at_each_commit("IF nextval('tries') <= 2 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;");
  EXPECT_EQ(*book_room(1), 2U);
  EXPECT_EQ(entries(), 2U);
}

// A commit waits for a replica that does not exist: it is durable here and not answered. Then its connection is ended.
TEST_F(PostgresFaults, ACommitThatWasDurableAndNeverAnsweredIsFoundAndNotDoneTwice) {
  auto other = connect();
  ASSERT_TRUE(other->execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'"));
  ASSERT_TRUE(other->execute("SELECT pg_reload_conf()"));
  ASSERT_TRUE(commits_wait(*other));
  std::thread breaker([&] {
    EXPECT_TRUE(wait_for(*other,
                         "SELECT pid::bigint FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND "
                         "application_name = 'tandem'"));
    EXPECT_TRUE(other->execute("ALTER SYSTEM RESET synchronous_standby_names"));
    EXPECT_TRUE(
        other->execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'; "
                       "SELECT pg_reload_conf()"));
  });
  int runs = 0;
  const auto done = store->transaction([&]() -> Status {
    ++runs;
    auto appended = store->append({{0, at(9), {}, {calendar::RoomPut{room("r3")}}, {}}, "", {}});
    return appended ? Status{} : Status{tl::unexpected(appended.error())};
  });
  breaker.join();
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(entries(), 2U);
}

class PostgresGuesses : public PostgresFaults {
 protected:
  // Until it has had the log to itself for long enough.
  PostgresGuesses() {
    for (std::uint32_t entry = 0; entry < sync::kAloneBeforeGuessing; ++entry) put_room("r3");
    other = std::move(*place.open());
  }
  void put_room(const std::string& id) { put(*store, world, {calendar::RoomPut{room(id)}}); }
  [[nodiscard]] static Status append_room(sync::LogStore& store, const std::string& id) {
    const calendar::RoomPut put{room(id)};
    sync::LogAppend append{{0, at(9), {}, {put}, {}}, "", {}};
    append.facts.push_back({{calendar::FactKind::Room, id}, calendar::Change{put}});
    auto appended = store.append(append);
    return appended ? Status{} : Status{tl::unexpected(appended.error())};
  }
  // Another server writes in the middle of ours. It could not if ours had locked the head.
  void other_writes(const std::string& id) {
    EXPECT_TRUE(other->transaction([&] { return append_room(*other, id); }));
  }
  [[nodiscard]] std::vector<std::string> rooms_of_log() {
    std::vector<std::string> rooms;
    const auto after_warming = *store->entries_after(sync::kAloneBeforeGuessing + 1, 100);
    for (const auto& entry : after_warming) {
      rooms.push_back(std::get<calendar::RoomPut>(entry.changes.front()).room.id.text());
    }
    return rooms;
  }

  std::unique_ptr<sync::LogStore> other;
};

TEST_F(PostgresGuesses, AWrongOneIsTakenBackAndTheWorkDoneAgainBehindTheOther) {
  std::vector<std::uint64_t> heads;
  const auto done = store->transaction([&] {
    heads.push_back(store->position()->head);
    if (heads.size() == 1) other_writes("theirs");
    return append_room(*store, "ours");
  });
  EXPECT_TRUE(done) << done.error().message;
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_EQ(heads[1], heads[0] + 1);
  EXPECT_EQ(rooms_of_log(), (std::vector<std::string>{"theirs", "ours"}));
}

TEST_F(PostgresGuesses, AWrongOneIsFoundOutByWhoeverReadsInTheMiddle) {
  int runs = 0;
  const auto done = store->transaction([&]() -> Status {
    if (++runs == 1) other_writes("theirs");
    auto head = store->oldest();
    if (!head) return tl::unexpected(head.error());
    return append_room(*store, "ours");
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(rooms_of_log(), (std::vector<std::string>{"theirs", "ours"}));
}

TEST_F(PostgresGuesses, AnotherHistoryMakesAGuessWrong) {
  int runs = 0;
  const auto done = store->transaction([&]() -> Status {
    if (++runs == 1) {
      EXPECT_TRUE(other->begin_epoch());
    }
    return append_room(*store, "ours");
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(store->epoch(), other->epoch());
}

// A device that another server has just revoked asks for nothing more here.
TEST_F(PostgresGuesses, WhatAnotherServerChangedOfTheDevicesMakesAGuessWrong) {
  std::vector<std::uint64_t> administrations;
  const auto done = store->transaction([&]() -> Status {
    administrations.push_back(store->position()->administration);
    if (administrations.size() == 1) {
      EXPECT_TRUE(other->put_record(sync::RecordKind::Certificate, {"k1", "revoked"}));
    }
    return append_room(*store, "ours");
  });
  EXPECT_TRUE(done) << done.error().message;
  ASSERT_EQ(administrations.size(), 2U);
  EXPECT_EQ(administrations[1], administrations[0] + 1);
}

TEST_F(PostgresGuesses, OurOwnChangeOfTheDevicesDoesNotMakeOneWrong) {
  ASSERT_TRUE(store->put_record(sync::RecordKind::Certificate, {"k1", "renewed"}));
  int runs = 0;
  EXPECT_TRUE(store->transaction([&] { return ++runs, append_room(*store, "ours"); }));
  EXPECT_EQ(runs, 1);
}

TEST_F(PostgresGuesses, AfterAWrongOneTheHeadIsLockedFirstAgain) {
  int runs = 0;
  ASSERT_TRUE(store->transaction([&] {
    if (++runs == 1) other_writes("theirs");
    return append_room(*store, "ours");
  }));
  auto watcher = connect();
  EXPECT_TRUE(store->transaction([&]() -> Status {
    EXPECT_FALSE(watcher->run("SELECT sequence FROM log_head FOR UPDATE NOWAIT"));
    return append_room(*store, "ours");
  }));
}

TEST_F(PostgresGuesses, ACommitOnOneThatDiedBeforeItWasDurableIsDoneOnce) {
  const auto before = entries();
  at_each_commit("IF nextval('tries') <= 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;");
  EXPECT_TRUE(book_room(1));
  EXPECT_EQ(entries(), before + 1);
}

TEST_F(PostgresGuesses, WhatTheDatabaseRefusesIsRefused) {
  ASSERT_TRUE(book_room(1));
  calendar::World blind;  // sees no booking
  for (const auto& change : small_site_facts()) calendar::apply(blind, change);
  const auto taken = numbered("k2", 1, book("r1", from_to(10, 11)));
  EXPECT_EQ(try_decide_into(*store, blind, taken).error().kind, ErrorKind::Invalid);
  EXPECT_TRUE(book_room(2));
}

// What a replica that was promoted a little too old looks like.
TEST_F(PostgresFaults, ALogThatLostWhatWeSawCommittedIsAnotherHistory) {
  const std::string first = store->epoch();
  ASSERT_TRUE(book_room(1));
  ASSERT_TRUE(
      place.type("DELETE FROM log WHERE sequence = 2; UPDATE log_head SET sequence = 1, commit_id = "
                 "(SELECT commit_id FROM log WHERE sequence = 1)"));
  place.cut_connections();
  EXPECT_EQ(*store->head(), 1U);
  EXPECT_NE(store->epoch(), first);
  auto another = std::move(*place.open());
  EXPECT_EQ(another->epoch(), store->epoch());
}

TEST_F(PostgresFaults, AConnectionMadeAgainToTheSameLogIsTheSameHistory) {
  const std::string first = store->epoch();
  ASSERT_TRUE(book_room(1));
  place.cut_connections();
  auto another = std::move(*place.open());
  put(*another, world, {calendar::RoomPut{room("r3")}});
  EXPECT_EQ(*store->head(), 3U);
  EXPECT_EQ(store->epoch(), first);
}

TEST(PostgresAway, ItIsAskedAgainWhenThePauseIsOverAndServesAgain) {
  PrivateServer server;
  platform::ManualClock clock(platform::WallTime{});
  auto store = std::move(*sync::open_shared_log_store({server.fresh_database()}, clock));
  calendar::World world;
  put(*store, world, small_site_facts());
  server.kill();
  EXPECT_EQ(store->head().error().kind, ErrorKind::Unavailable);
  server.start();
  EXPECT_EQ(store->head().error().kind, ErrorKind::Unavailable);
  clock.advance(sync::kFirstReconnectPause);
  EXPECT_EQ(*store->head(), 1U);
  EXPECT_EQ(put(*store, world, {calendar::RoomPut{room("r3")}}), 2U);
}

}  // namespace
}  // namespace tandem::tests
