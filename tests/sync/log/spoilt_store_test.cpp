// What was typed by hand into a store, or cannot be read any more: refused or told, never guessed or skipped.

#include "tests/sync/log/any_log_store.h"
#include "tests/sync/log/store_steps.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using platform::ErrorKind;

class SpoiltLogStore : public AnyLogStore {};

INSTANTIATE_TEST_SUITE_P(Stores, SpoiltLogStore, testing::ValuesIn(store_kinds()),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(SpoiltLogStore, SqlTypedByHandCannotHoldARoomTwice) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 10))});
  store.reset();
  EXPECT_FALSE(place->type("INSERT INTO booking SELECT 'b2', room, held_start + 1, held_end + 1, state FROM booking"));
  EXPECT_TRUE(place->type("INSERT INTO booking SELECT 'b2', room, held_end, held_end + 60, state FROM booking"));
  EXPECT_FALSE(place->type("UPDATE booking SET held_start = held_start - 1 WHERE id = 'b2'"));
  EXPECT_FALSE(place->type("INSERT INTO booking VALUES ('b3', 'r1', 20, 10, 0)"));
}

TEST_P(SpoiltLogStore, ARoomHeldByHandIsHeldForUsToo) {
  put(*store, world, small_site_facts());
  store.reset();
  ASSERT_TRUE(place->type("INSERT INTO booking VALUES ('by hand', 'r1', 0, 4102444800, 0)"));
  reopen();
  const auto refused_by_the_store = try_put(*store, world, {accepted("b1", "r1", from_to(9, 10))});
  ASSERT_EQ(refused_by_the_store.error().kind, ErrorKind::Invalid);
  EXPECT_NE(refused_by_the_store.error().message.find("by hand"), std::string::npos);
  EXPECT_EQ(*store->head(), 1U);
}

TEST_P(SpoiltLogStore, AnEntryThatCannotBeReadIsCorruptNotSkipped) {
  put(*store, world, small_site_facts());
  put(*store, world, {calendar::RoomPut{room("r3")}});
  store.reset();
  ASSERT_TRUE(place->type("UPDATE log SET entry = 'nonsense' WHERE sequence = 1"));
  reopen();
  EXPECT_EQ(store->entries_after(0, 10).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(sequences_after(1), std::vector<std::uint64_t>{2});
}

TEST_P(SpoiltLogStore, AnEntryThatIsMissingIsCorruptNotSkipped) {
  for (const char* name : {"r1", "r2", "r3"}) put(*store, world, {calendar::RoomPut{room(name)}});
  store.reset();
  ASSERT_TRUE(place->type("DELETE FROM log WHERE sequence = 2"));
  reopen();
  EXPECT_EQ(store->entries_after(0, 10).error().kind, ErrorKind::Corrupt);
}

TEST_P(SpoiltLogStore, AFactThatCannotBeReadIsCorrupt) {
  put(*store, world, small_site_facts());
  store.reset();
  ASSERT_TRUE(place->type("UPDATE fact SET body = 'nonsense' WHERE id = 'r1'"));
  reopen();
  EXPECT_EQ(store->load().error().kind, ErrorKind::Corrupt);
}

TEST_P(SpoiltLogStore, AVerdictThatCannotBeReadIsCorrupt) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  store.reset();
  ASSERT_TRUE(place->type("UPDATE command SET verdict = 4000"));
  reopen();
  EXPECT_EQ(store->find_command({calendar::DeviceId{"k1"}, 1}).error().kind, ErrorKind::Corrupt);
}

TEST_P(SpoiltLogStore, ANewerSchemaIsRefusedWithWords) {
  store.reset();
  ASSERT_TRUE(place->type(GetParam().from_the_future));
  const auto opened = place->open();
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(opened.error().message.find("install the newer program again"), std::string::npos)
      << opened.error().message;
}

}  // namespace
}  // namespace tandem::tests
