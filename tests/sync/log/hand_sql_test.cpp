// SQL typed by hand into the server's file: the trigger holds where no code of ours is asked.

#include <gtest/gtest.h>

#include "platform/sqlite/database.h"
#include "sync/log/queries.h"

namespace tandem::tests {
namespace {

class HandSql : public testing::Test {
 protected:
  HandSql() {
    EXPECT_TRUE(database.migrate(sync::queries::kSchema));
    EXPECT_TRUE(run("INSERT INTO booking VALUES ('b1', 'r1', 100, 200, 0)"));
  }
  bool run(const std::string& sql) { return database.execute(sql).has_value(); }

  platform::Database database = *platform::Database::in_memory();
};

TEST_F(HandSql, AnOverlapIsRefusedOnInsert) {
  EXPECT_FALSE(run("INSERT INTO booking VALUES ('b2', 'r1', 150, 250, 0)"));
  EXPECT_FALSE(run("INSERT INTO booking VALUES ('b2', 'r1', 50, 300, 0)"));
  EXPECT_FALSE(run("INSERT INTO booking VALUES ('b2', 'r1', 120, 130, 0)"));
  EXPECT_FALSE(run("INSERT OR IGNORE INTO booking VALUES ('b2', 'r1', 120, 130, 0)"));
}

TEST_F(HandSql, AnOverlapIsRefusedOnUpdate) {
  ASSERT_TRUE(run("INSERT INTO booking VALUES ('b2', 'r1', 200, 300, 0)"));
  EXPECT_FALSE(run("UPDATE booking SET held_start = 199 WHERE id = 'b2'"));
  EXPECT_FALSE(run("UPDATE OR REPLACE booking SET held_start = 199 WHERE id = 'b2'"));
  ASSERT_TRUE(run("INSERT INTO booking VALUES ('b3', 'r2', 100, 200, 0)"));
  EXPECT_FALSE(run("UPDATE booking SET room = 'r1' WHERE id = 'b3'"));
}

TEST_F(HandSql, AnotherRoomOrATouchingTimeIsAllowed) {
  EXPECT_TRUE(run("INSERT INTO booking VALUES ('b2', 'r2', 100, 200, 0)"));
  EXPECT_TRUE(run("INSERT INTO booking VALUES ('b3', 'r1', 200, 300, 0)"));
  EXPECT_TRUE(run("INSERT INTO booking VALUES ('b4', 'r1', 50, 100, 0)"));
}

TEST_F(HandSql, ABookingThatHoldsNothingIsInNobodysWay) {
  EXPECT_TRUE(run("INSERT INTO booking VALUES ('b2', 'r1', 150, 150, 4)"));
  EXPECT_TRUE(run("UPDATE booking SET held_end = 180 WHERE id = 'b1'"));
}

TEST_F(HandSql, ABookingMayGrowOverItsOwnTime) {
  EXPECT_TRUE(run("UPDATE booking SET held_end = 300 WHERE id = 'b1'"));
  EXPECT_TRUE(run("INSERT OR REPLACE INTO booking VALUES ('b1', 'r1', 100, 250, 0)"));
}

TEST_F(HandSql, AnIntervalThatEndsBeforeItStartsIsRefused) {
  EXPECT_FALSE(run("INSERT INTO booking VALUES ('b2', 'r1', 300, 250, 0)"));
}

}  // namespace
}  // namespace tandem::tests
