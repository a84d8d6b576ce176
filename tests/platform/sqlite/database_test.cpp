#include "platform/sqlite/database.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace tandem::platform {
namespace {

Database numbers() {
  auto database = Database::in_memory();
  EXPECT_TRUE(database->execute("CREATE TABLE numbers (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB)"));
  return std::move(*database);
}

std::int64_t count(Database& database) {
  auto statement = database.prepare("SELECT count(*) FROM numbers");
  EXPECT_TRUE(statement->step().value());
  return statement->integer(0);
}

TEST(Statement, ValuesComeBackAsTheyWereBound) {
  auto database = numbers();
  auto insert = database.prepare("INSERT INTO numbers VALUES (?1, ?2, ?3)").value();
  const std::string bytes("\0\xff\x01", 3);
  ASSERT_TRUE(insert.bind(1, std::int64_t{1} << 60).bind(2, "Zoé").bind_blob(3, bytes).run());
  auto select = database.prepare("SELECT id, name, data FROM numbers").value();
  ASSERT_TRUE(select.step().value());
  EXPECT_EQ(select.integer(0), std::int64_t{1} << 60);
  EXPECT_EQ(select.text(1), "Zoé");
  EXPECT_EQ(select.blob(2), bytes);
  EXPECT_FALSE(select.step().value());
}

TEST(Statement, EmptyTextIsTextAndNullIsNull) {
  auto database = numbers();
  auto insert = database.prepare("INSERT INTO numbers VALUES (1, ?1, ?2)").value();
  ASSERT_TRUE(insert.bind(1, std::string_view{}).bind_null(2).run());
  auto select = database.prepare("SELECT name, data FROM numbers").value();
  ASSERT_TRUE(select.step().value());
  EXPECT_FALSE(select.is_null(0));
  EXPECT_TRUE(select.is_null(1));
}

TEST(Statement, ParametersAreForgottenAfterUse) {
  auto database = numbers();
  auto insert = database.prepare("INSERT INTO numbers (name) VALUES (?1)").value();
  ASSERT_TRUE(insert.bind(1, "one").run());
  ASSERT_TRUE(insert.run());
  auto select = database.prepare("SELECT count(*) FROM numbers WHERE name IS NULL").value();
  ASSERT_TRUE(select.step().value());
  EXPECT_EQ(select.integer(0), 1);
}

TEST(Statement, ABindInTheMiddleOfTheRowsStartsOver) {
  auto database = numbers();
  ASSERT_TRUE(database.execute("INSERT INTO numbers (name) VALUES ('a'), ('b'), ('c')"));
  auto select = database.prepare("SELECT name FROM numbers WHERE name >= ?1 ORDER BY name").value();
  ASSERT_TRUE(select.bind(1, "a").step().value());
  ASSERT_TRUE(select.bind(1, "c").step().value());
  EXPECT_EQ(select.text(0), "c");
}

TEST(Statement, AWrongParameterIndexIsInvalid) {
  auto database = numbers();
  auto insert = database.prepare("INSERT INTO numbers (name) VALUES (?1)").value();
  EXPECT_EQ(insert.bind(7, "x").run().error().kind, ErrorKind::Invalid);
  EXPECT_TRUE(insert.bind(1, "fine again").run());
}

TEST(Statement, ForEachStopsAtTheFirstError) {
  auto database = numbers();
  ASSERT_TRUE(database.execute("INSERT INTO numbers (name) VALUES ('a'), ('b'), ('c')"));
  auto select = database.prepare("SELECT name FROM numbers ORDER BY name").value();
  std::vector<std::string> seen;
  const auto status = select.for_each([&](const Statement& row) -> Status {
    seen.push_back(row.text(0));
    if (seen.size() == 2) return fail(ErrorKind::Corrupt, "enough");
    return {};
  });
  EXPECT_EQ(status.error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(seen, (std::vector<std::string>{"a", "b"}));
}

TEST(Database, WrongSqlIsInvalidAndSaysWhere) {
  auto database = numbers();
  const auto statement = database.prepare("SELEKT 1");
  EXPECT_EQ(statement.error().kind, ErrorKind::Invalid);
  EXPECT_NE(statement.error().message.find("SELEKT"), std::string::npos);
}

TEST(Database, ATriggersRefusalIsInvalidWithItsMessage) {
  auto database = numbers();
  ASSERT_TRUE(
      database.execute("CREATE TRIGGER no BEFORE INSERT ON numbers BEGIN "
                       "SELECT RAISE(ABORT, 'room is taken'); END"));
  const auto inserted = database.execute("INSERT INTO numbers (name) VALUES ('a')");
  EXPECT_EQ(inserted.error().kind, ErrorKind::Invalid);
  EXPECT_NE(inserted.error().message.find("room is taken"), std::string::npos);
}

TEST(Database, ChangedRowsCountsTheLastChange) {
  auto database = numbers();
  ASSERT_TRUE(database.execute("INSERT INTO numbers (name) VALUES ('a'), ('b')"));
  ASSERT_TRUE(database.execute("UPDATE numbers SET name = name || '!'"));
  EXPECT_EQ(database.changed_rows(), 2);
}

TEST(Database, ForeignKeysHold) {
  auto database = numbers();
  ASSERT_TRUE(database.execute("CREATE TABLE parts (id INTEGER REFERENCES numbers (id))"));
  EXPECT_EQ(database.execute("INSERT INTO parts VALUES (5)").error().kind, ErrorKind::Invalid);
}

TEST(Transaction, AnErrorRollsEverythingBack) {
  auto database = numbers();
  const auto status = database.transaction([&]() -> Status {
    EXPECT_TRUE(database.execute("INSERT INTO numbers (name) VALUES ('a')"));
    return fail(ErrorKind::Invalid, "no");
  });
  EXPECT_EQ(status.error().message, "no");
  EXPECT_EQ(count(database), 0);
}

TEST(Transaction, AnExceptionRollsEverythingBack) {
  auto database = numbers();
  EXPECT_THROW((void)database.transaction([&]() -> Status {
    EXPECT_TRUE(database.execute("INSERT INTO numbers (name) VALUES ('a')"));
    throw std::bad_alloc();
  }),
               std::bad_alloc);
  EXPECT_EQ(count(database), 0);
  EXPECT_TRUE(database.transaction([]() -> Status { return {}; }));
}

TEST(Transaction, AFailedCommitRollsBackAndTheNextOneWorks) {
  auto database = numbers();
  ASSERT_TRUE(
      database.execute("CREATE TABLE parts (id INTEGER REFERENCES numbers (id) DEFERRABLE INITIALLY DEFERRED)"));
  // A deferred foreign key is checked by COMMIT itself.
  const auto status = database.transaction([&] { return database.execute("INSERT INTO parts VALUES (5)"); });
  EXPECT_EQ(status.error().kind, ErrorKind::Invalid);
  EXPECT_TRUE(database.transaction([&] { return database.execute("INSERT INTO numbers (name) VALUES ('a')"); }));
  EXPECT_EQ(count(database), 1);
}

TEST(Transaction, OneInsideAnotherIsInvalid) {
  auto database = numbers();
  const auto status = database.transaction([&] { return database.transaction([]() -> Status { return {}; }); });
  EXPECT_EQ(status.error().kind, ErrorKind::Invalid);
}

constexpr std::array<const char*, 2> kSteps{"CREATE TABLE one (id INTEGER)", "CREATE TABLE two (id INTEGER)"};

TEST(Migration, RunsEachStepOnce) {
  auto database = Database::in_memory().value();
  ASSERT_TRUE(database.migrate(std::span(kSteps).first(1)));
  ASSERT_TRUE(database.migrate(kSteps));
  ASSERT_TRUE(database.migrate(kSteps));
  EXPECT_TRUE(database.execute("INSERT INTO two VALUES (1)"));
}

TEST(Migration, AFailingStepLeavesTheVersionBeforeIt) {
  auto database = Database::in_memory().value();
  constexpr std::array<const char*, 2> kBroken{kSteps[0], "CREATE TABLE two (id INTEGER); SELEKT"};
  const auto status = database.migrate(kBroken);
  EXPECT_EQ(status.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(status.error().message.rfind("migration to version 2", 0), 0U);
  EXPECT_TRUE(database.migrate(kSteps));
}

TEST(Migration, ANewerFileIsRefused) {
  auto database = Database::in_memory().value();
  ASSERT_TRUE(database.migrate(kSteps));
  EXPECT_EQ(database.migrate(std::span(kSteps).first(1)).error().kind, ErrorKind::Corrupt);
}

}  // namespace
}  // namespace tandem::platform
