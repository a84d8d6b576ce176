// What a file promises: durable commits, one process, private, and a full disk that loses nothing.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "platform/sqlite/database.h"
#include "tests/platform/sqlite/temporary_folder.h"

namespace tandem::platform {
namespace {

std::string value_of(Database& database, const std::string& sql) {
  auto statement = database.prepare(sql).value();
  return statement.step().value() ? statement.text(0) : std::string{};
}

// Runs `work` in a child process and gives back its exit code. The child leaves without destructors: a kill.
int in_another_process(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(DatabaseFile, SetsThePragmasThatMakeACommitDurable) {
  const TemporaryFolder folder;
  auto database = Database::open(folder.path() / "a" / "b" / "test.db").value();
  EXPECT_EQ(value_of(database, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(value_of(database, "PRAGMA locking_mode"), "exclusive");
  EXPECT_EQ(value_of(database, "PRAGMA synchronous"), "2");
  EXPECT_EQ(value_of(database, "PRAGMA foreign_keys"), "1");
  EXPECT_EQ(value_of(database, "PRAGMA busy_timeout"), "0");
}

TEST(DatabaseFile, HasNoSharedMemoryFile) {
  const TemporaryFolder folder;
  auto database = Database::open(folder.path() / "test.db").value();
  ASSERT_TRUE(database.execute("CREATE TABLE t (id INTEGER)"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "test.db-wal"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "test.db-shm"));
}

TEST(DatabaseFile, IsReadableByItsOwnerOnly) {
  const TemporaryFolder folder;
  auto database = Database::open(folder.path() / "test.db").value();
  ASSERT_TRUE(database.execute("CREATE TABLE t (id INTEGER)"));
  for (const char* name : {"test.db", "test.db-wal"}) {
    struct stat status {};
    ASSERT_EQ(::stat((folder.path() / name).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
  }
}

TEST(DatabaseFile, ASecondOpenInThisProcessIsDenied) {
  const TemporaryFolder folder;
  auto first = Database::open(folder.path() / "test.db").value();
  const auto second = Database::open(folder.path() / "test.db");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::Denied);
  EXPECT_NE(second.error().message.find("another tandem process has it open"), std::string::npos);
  EXPECT_TRUE(first.execute("CREATE TABLE t (id INTEGER)"));
}

TEST(DatabaseFile, ASecondOpenFromAnotherProcessIsDenied) {
  const TemporaryFolder folder;
  auto first = Database::open(folder.path() / "test.db").value();
  EXPECT_FALSE(Database::open(folder.path() / "test.db"));  // and this attempt does not give the lock away
  EXPECT_EQ(in_another_process([&] {
              const auto second = Database::open(folder.path() / "test.db");
              return !second && second.error().kind == ErrorKind::Denied ? 7 : 0;
            }),
            7);
}

TEST(DatabaseFile, ACommitSurvivesAProcessThatJustDies) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "test.db";
  EXPECT_EQ(in_another_process([&] {
              auto database = Database::open(file).value();
              const bool committed =
                  database.execute("CREATE TABLE t (id INTEGER); INSERT INTO t VALUES (42)").has_value();
              return committed && database.execute("BEGIN; INSERT INTO t VALUES (43)") ? 7 : 0;
            }),
            7);
  auto database = Database::open(file).value();
  EXPECT_EQ(value_of(database, "SELECT group_concat(id) FROM t"), "42");
}

TEST(DatabaseFile, AFileThatIsNoDatabaseIsCorrupt) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "test.db";
  std::ofstream(file) << std::string(4096, 'x');
  const auto database = Database::open(file);
  ASSERT_FALSE(database);
  EXPECT_EQ(database.error().kind, ErrorKind::Corrupt);
}

TEST(DatabaseFile, AFolderThatCannotBeMadeIsDenied) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "file") << "x";
  EXPECT_EQ(Database::open(folder.path() / "file" / "test.db").error().kind, ErrorKind::Denied);
}

// SQLite's own page limit answers exactly as a full disk does.
TEST(FullDisk, GivesFullAndLosesNothing) {
  const TemporaryFolder folder;
  auto database = Database::open(folder.path() / "test.db").value();
  ASSERT_TRUE(database.execute("CREATE TABLE t (data BLOB); INSERT INTO t VALUES ('kept'); PRAGMA max_page_count = 8"));
  const auto status = database.transaction([&]() -> Status {
    if (auto small = database.execute("INSERT INTO t VALUES ('half of it')"); !small) return small;
    return database.execute("INSERT INTO t VALUES (zeroblob(1000000))");
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::Full);
  EXPECT_EQ(value_of(database, "SELECT group_concat(data) FROM t"), "kept");
  ASSERT_TRUE(database.execute("PRAGMA max_page_count = 100000"));
  EXPECT_TRUE(database.transaction([&] { return database.execute("INSERT INTO t VALUES ('room again')"); }));
}

// A write() that the kernel cuts short: SQLite reads it as a full disk. The limit counts for the file, the WAL too.
TEST(FullDisk, OfTheKernelGivesFullAndKeepsWhatWasCommitted) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "test.db";
  EXPECT_EQ(in_another_process([&] {
              auto database = Database::open(file).value();
              if (!database.execute("CREATE TABLE t (data BLOB); INSERT INTO t VALUES ('kept')")) return 1;
              ::signal(SIGXFSZ, SIG_IGN);
              const rlimit limit{100'000, 100'000};
              ::setrlimit(RLIMIT_FSIZE, &limit);
              const auto status =
                  database.transaction([&] { return database.execute("INSERT INTO t VALUES (zeroblob(1000000))"); });
              if (status) return 2;
              if (status.error().kind != ErrorKind::Full && status.error().kind != ErrorKind::Unavailable) return 3;
              return value_of(database, "SELECT group_concat(data) FROM t") == "kept" ? 7 : 4;
            }),
            7);
  auto database = Database::open(file).value();
  EXPECT_EQ(value_of(database, "SELECT group_concat(data) FROM t"), "kept");
}

// What a killed program left in the log of writes is still to be copied when the next one opens the file.
TEST(FullDisk, WhatWasKeptCanStillBeReadAndNothingIsWrittenBehindIt) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "test.db";
  ASSERT_EQ(in_another_process([&] {
              auto database = Database::open(file).value();
              return database.execute("CREATE TABLE t (data BLOB); INSERT INTO t VALUES ('kept')") ? 7 : 1;
            }),
            7);
  EXPECT_EQ(in_another_process([&] {
              ::signal(SIGXFSZ, SIG_IGN);
              const rlimit limit{64, 64};
              ::setrlimit(RLIMIT_FSIZE, &limit);
              auto database = Database::open(file);
              if (!database) return 1;
              if (value_of(*database, "SELECT group_concat(data) FROM t") != "kept") return 2;
              const auto status = database->transaction([&] { return database->execute("DELETE FROM t"); });
              return status ? 3 : 7;
            }),
            7);
  auto database = Database::open(file).value();
  EXPECT_EQ(value_of(database, "SELECT group_concat(data) FROM t"), "kept");
}

}  // namespace
}  // namespace tandem::platform
