// What any LogStore keeps and refuses. A second store (PostgreSQL) passes this same file.

#include "sync/log/log_store.h"

#include <gtest/gtest.h>

#include "tests/sync/log/store_steps.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using calendar::Accepted;
using calendar::RefusalReason;
using platform::ErrorKind;
using sync::FeedState;
using sync::LogStore;

class LogStoreTest : public testing::Test {
 protected:
  std::unique_ptr<LogStore> store = open_memory_store();
  calendar::World world;
};

TEST_F(LogStoreTest, ANewStoreIsEmptyAndHasANameAndAKey) {
  EXPECT_EQ(*store->head(), 0U);
  EXPECT_EQ(*store->oldest(), 1U);
  EXPECT_EQ(store->epoch().size(), 16U);
  EXPECT_EQ(store->site_key().size(), 64U);
  EXPECT_TRUE(store->entries_after(0, 10)->empty());
}

TEST_F(LogStoreTest, SequencesCountWithoutGaps) {
  EXPECT_EQ(put(*store, world, small_site_facts()), 1U);
  EXPECT_EQ(put(*store, world, {calendar::RoomPut{room("r3")}}), 2U);
  EXPECT_EQ(*store->head(), 2U);
  EXPECT_EQ(*store->oldest(), 1U);
}

TEST_F(LogStoreTest, AFailedTransactionLeavesNoGapAndNothingBehind) {
  put(*store, world, small_site_facts());
  const auto failed = store->transaction([&]() -> platform::Status {
    auto appended = store->append({{0, at(9), {}, {calendar::RoomPut{room("r9")}}, {}}, "", {}});
    EXPECT_TRUE(appended.has_value());
    return platform::fail(ErrorKind::Full, "on purpose");
  });
  EXPECT_EQ(failed.error().kind, ErrorKind::Full);
  EXPECT_EQ(*store->head(), 1U);
  EXPECT_EQ(put(*store, world, {calendar::RoomPut{room("r3")}}), 2U);
  EXPECT_EQ(store->load()->rooms.count(calendar::RoomId{"r9"}), 0U);
}

TEST_F(LogStoreTest, WhatIsLoadedEqualsWhatWasApplied) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 10)), accepted("b2", "r2", from_to(9, 10))});
  put(*store, world, {calendar::BookingEnded{calendar::BookingId{"b1"}, at(9, 30)}});
  put(*store, world,
      {calendar::RoomBusyRead{calendar::RoomId{"r2"}, from_to(0, 24), calendar::BusySet{{from_to(12, 13)}}}});
  EXPECT_EQ(calendar::facts_of(*store->load()), calendar::facts_of(world));
}

TEST_F(LogStoreTest, WhatIsRemovedIsNotLoaded) {
  put(*store, world, small_site_facts());
  put(*store, world, {calendar::RoomRemoved{calendar::RoomId{"r2"}}});
  EXPECT_EQ(store->load()->rooms.size(), 1U);
}

TEST_F(LogStoreTest, EntriesComeBackInOrderWithTheirVerdicts) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  decide_into(*store, world, numbered("k1", 2, book("r1", from_to(10, 11))));
  const auto entries = *store->entries_after(1, 10);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].sequence, 2U);
  EXPECT_EQ(entries[0].verdict, calendar::Verdict{Accepted{}});
  EXPECT_EQ(entries[1].verdict, refused(RefusalReason::RoomTaken));
  EXPECT_TRUE(entries[1].changes.empty());
  EXPECT_EQ(entries[1].origin.number, 2U);
}

TEST_F(LogStoreTest, ReadingTheLogStopsAtTheLimit) {
  for (int i = 0; i < 5; ++i) put(*store, world, {calendar::RoomPut{room("r" + std::to_string(i))}});
  EXPECT_EQ(store->entries_after(1, 2)->size(), 2U);
}

TEST_F(LogStoreTest, ACommandIsRememberedWithItsFirstVerdict) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 7, book("r1", from_to(10, 11))));
  const auto known = *store->find_command({calendar::DeviceId{"k1"}, 7});
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->sequence, 2U);
  EXPECT_EQ(known->body_hash, "hash-7");
  EXPECT_EQ(known->verdict, calendar::Verdict{Accepted{}});
  EXPECT_EQ(*store->last_number(calendar::DeviceId{"k1"}), 7U);
  EXPECT_EQ(*store->last_number(calendar::DeviceId{"k2"}), 0U);
  EXPECT_FALSE(store->find_command({calendar::DeviceId{"k2"}, 7})->has_value());
}

TEST_F(LogStoreTest, ACommandNumberIsNeverUsedTwice) {
  put(*store, world, small_site_facts());
  decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  const auto again = try_decide_into(*store, world, numbered("k1", 1, book("r2", from_to(10, 11))));
  EXPECT_EQ(again.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(*store->head(), 2U);
}

// r1  [9----------10)
//           [9:30----------11)   the database says no, whatever the caller believes
TEST_F(LogStoreTest, TheStoreItselfRefusesToHoldARoomTwice) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 10))});
  const auto twice = try_put(*store, world, {accepted("b2", "r1", {at(9, 30), at(11)})});
  EXPECT_EQ(twice.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(*store->head(), 2U);
}

TEST_F(LogStoreTest, TouchingBookingsAreFine) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 10)), accepted("b2", "r1", from_to(10, 11))});
  EXPECT_EQ(*store->head(), 2U);
}

TEST_F(LogStoreTest, ARoomGivenBackEarlyIsFreeForTheNext) {
  put(*store, world, small_site_facts());
  put(*store, world, {accepted("b1", "r1", from_to(9, 11))});
  put(*store, world,
      {calendar::BookingEnded{calendar::BookingId{"b1"}, at(10)}, accepted("b2", "r1", from_to(10, 11))});
  EXPECT_EQ(*store->head(), 3U);
}

TEST_F(LogStoreTest, DevicesAreKept) {
  const sync::DeviceRecord record{calendar::DeviceId{"k1"}, "hash", at(9), false};
  ASSERT_TRUE(store->put_device(record));
  EXPECT_EQ(**store->find_device(record.id), record);
  ASSERT_TRUE(store->put_device({record.id, "other", at(10), true}));
  EXPECT_EQ(store->devices()->size(), 1U);
  EXPECT_TRUE(store->devices()->front().revoked);
  EXPECT_FALSE(store->find_device(calendar::DeviceId{"k2"})->has_value());
}

TEST_F(LogStoreTest, FeedsAreKeptByOwnerAndAnEmptyAddressRemovesOne) {
  FeedState feed;
  feed.source = {calendar::RoomId{"r1"}, "https://calendar.example/r1.ics", "user", "password"};
  feed.etag = "\"1\"";
  feed.confirmed_at = at(9);
  FeedState person;
  person.source = {calendar::PersonId{"r1"}, "/p.ics", "", ""};
  person.failing = true;
  person.last_error = "timed out";
  ASSERT_TRUE(store->put_feed(feed));
  ASSERT_TRUE(store->put_feed(person));
  EXPECT_EQ(*store->feeds(), (std::vector<FeedState>{feed, person}));
  feed.source.url.clear();
  ASSERT_TRUE(store->put_feed(feed));
  EXPECT_EQ(*store->feeds(), (std::vector<FeedState>{person}));
}

TEST_F(LogStoreTest, ThePublishSecretOfARoomStaysTheSame) {
  const calendar::RoomId r1{"r1"};
  EXPECT_FALSE(store->find_publish_secret(r1)->has_value());
  const auto secret = *store->publish_secret(r1);
  EXPECT_EQ(secret.size(), 64U);
  EXPECT_EQ(*store->publish_secret(r1), secret);
  EXPECT_EQ(**store->find_publish_secret(r1), secret);
  EXPECT_NE(*store->publish_secret(calendar::RoomId{"r2"}), secret);
}

TEST(LogStoreFile, ReopeningFindsEverythingAgain) {
  const ScratchFolder folder;
  calendar::World world;
  std::string epoch;
  {
    const auto store = *sync::open_log_store(folder / "tandem.sqlite");
    epoch = store->epoch();
    put(*store, world, small_site_facts());
    decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  }
  const auto store = *sync::open_log_store(folder / "tandem.sqlite");
  EXPECT_EQ(store->epoch(), epoch);
  EXPECT_EQ(*store->head(), 2U);
  EXPECT_EQ(calendar::facts_of(*store->load()), calendar::facts_of(world));
}

TEST(LogStoreFile, AnotherEpochStays) {
  const ScratchFolder folder;
  std::string another;
  {
    const auto store = *sync::open_log_store(folder / "tandem.sqlite");
    const std::string first = store->epoch();
    ASSERT_TRUE(store->begin_epoch());
    another = store->epoch();
    EXPECT_NE(another, first);
  }
  EXPECT_EQ((*sync::open_log_store(folder / "tandem.sqlite"))->epoch(), another);
}

TEST(LogStoreFile, ASecondProcessIsTurnedAway) {
  const ScratchFolder folder;
  const auto store = *sync::open_log_store(folder / "tandem.sqlite");
  EXPECT_EQ(sync::open_log_store(folder / "tandem.sqlite").error().kind, ErrorKind::Denied);
}

}  // namespace
}  // namespace tandem::tests
