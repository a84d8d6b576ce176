// A file that a released version made opens with everything in it. released/schema_<n>.sql is the dump of one, made by
// the program of that time: import, enrol k1, plan two sessions. Never edited.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "platform/sqlite/database.h"
#include "tests/sync/log/store_steps.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

std::string released_dump(int version) {
  std::ifstream file(TANDEM_SOURCE_DIR "/tests/sync/log/released/schema_" + std::to_string(version) + ".sql");
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty());
  return text.str();
}

class ReleasedSchema : public testing::TestWithParam<int> {
 protected:
  ReleasedSchema() {
    auto database = platform::Database::open(file);
    EXPECT_TRUE(database && database->execute(released_dump(GetParam())));
  }
  ScratchFolder folder;
  std::filesystem::path file{folder / "tandem.sqlite"};
};

INSTANTIATE_TEST_SUITE_P(Versions, ReleasedSchema, testing::Values(1));

TEST_P(ReleasedSchema, OpensWithEverythingInIt) {
  const auto store = sync::open_log_store(file);
  ASSERT_TRUE(store.has_value()) << store.error().message;
  EXPECT_EQ((*store)->epoch(), "cdc30ff64e18b2a0");
  EXPECT_EQ(*(*store)->head(), 3U);
  EXPECT_EQ((*store)->entries_after(0, 10)->size(), 3U);
  EXPECT_EQ(*(*store)->last_number(calendar::DeviceId{"server"}), 2U);
  EXPECT_TRUE((*store)->find_device(calendar::DeviceId{"k1"})->has_value());
  const auto world = *(*store)->load();
  EXPECT_EQ(world.people.size(), 4U);
  EXPECT_EQ(world.bookings.size(), 2U);
}

// r1  [09:00 Paris---10:00)[10:00---11:00)   both of the file; ours would lie across them
TEST_P(ReleasedSchema, ItsBookingsStillHoldTheirRooms) {
  auto store = std::move(*sync::open_log_store(file));
  auto world = *store->load();
  const auto& old = world.bookings.at(booking_of("server", 1));
  const auto twice = try_put(*store, world, {accepted("new", "r1", old.held)});
  EXPECT_EQ(twice.error().kind, platform::ErrorKind::Invalid);
  EXPECT_EQ(put(*store, world, {accepted("new", "r2", old.held)}), 4U);
}

TEST_P(ReleasedSchema, OpensTwice) {
  ASSERT_TRUE(sync::open_log_store(file).has_value());
  ASSERT_TRUE(sync::open_log_store(file).has_value());
}

}  // namespace
}  // namespace tandem::tests
