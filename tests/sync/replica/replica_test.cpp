#include "sync/replica/replica.h"

#include <gtest/gtest.h>

#include "sync/outbox/device_file.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::sync {
namespace {

using calendar::Accepted;
using calendar::DeviceId;
using calendar::RefusalReason;
using calendar::World;
using platform::Database;
using tests::at;
using tests::book;
using tests::from_to;
using tests::numbered;

const DeviceId kDevice{"k1"};

LogEntry entry(std::uint64_t sequence, std::vector<calendar::Change> changes) {
  return {sequence, at(9, 5), {}, std::move(changes), std::nullopt};
}

// Another device books r1 for [hour, hour + 1).
LogEntry booking_entry(std::uint64_t sequence, int hour) {
  const auto command = numbered("k2", sequence, book("r1", from_to(hour, hour + 1)));
  return entry(sequence, calendar::decide(tests::small_site(), command, at(9)).changes);
}

LogEntry verdict_entry(std::uint64_t sequence, std::uint64_t number, calendar::Verdict verdict) {
  LogEntry made = entry(sequence, {});
  made.origin = {kDevice, number};
  made.verdict = verdict;
  return made;
}

// A device's file with everything that reads it.
struct Device {
  explicit Device(const std::filesystem::path& path)
      : database(open_device_file(path, kDevice).value()),
        outbox(Outbox::load(database, kDevice).value()),
        replica(Replica::load(database).value()) {}

  void begin_with_the_site() {
    const SnapshotPart whole{tests::small_site_facts(), true, true, {"e1", 10}};
    ASSERT_TRUE(replica.take_part(whole, at(9)).value());
  }
  bool apply(const std::vector<LogEntry>& entries) { return replica.apply(entries, at(9, 6), outbox).value(); }

  Database database;
  Outbox outbox;
  Replica replica;
};

TEST(Replica, StartsEmptyAtCursorZero) {
  const Device device{""};
  EXPECT_EQ(device.replica.cursor(), Cursor{});
  EXPECT_TRUE(device.replica.truth()->rooms.empty());
  EXPECT_EQ(device.replica.heard_at(), std::nullopt);
}

TEST(Replica, AppliesEntriesAndMovesItsCursor) {
  Device device{""};
  device.begin_with_the_site();
  EXPECT_TRUE(device.apply({booking_entry(11, 10), booking_entry(12, 14)}));
  EXPECT_EQ(device.replica.cursor(), (Cursor{"e1", 12}));
  EXPECT_EQ(device.replica.truth()->bookings.size(), 2U);
}

TEST(Replica, ADeliveryTwiceChangesNothing) {
  Device device{""};
  device.begin_with_the_site();
  ASSERT_TRUE(device.apply({booking_entry(11, 10)}));
  const auto truth = device.replica.truth();
  EXPECT_FALSE(device.apply({booking_entry(11, 10), entry(4, {calendar::RoomRemoved{calendar::RoomId{"r1"}}})}));
  EXPECT_EQ(device.replica.truth(), truth);
}

TEST(Replica, AMissingEntryIsNotPassedOver) {
  const tests::ScratchFolder folder;
  {
    Device device{folder / "device.sqlite"};
    device.begin_with_the_site();
    const std::vector<LogEntry> with_gap{booking_entry(11, 10), booking_entry(13, 14)};
    const auto applied = device.replica.apply(with_gap, at(9, 6), device.outbox);
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().kind, platform::ErrorKind::Invalid);
    EXPECT_TRUE(device.replica.truth()->bookings.empty());
    EXPECT_EQ(device.replica.truth()->rooms.size(), 2U) << "shown until the snapshot comes";
    EXPECT_EQ(device.replica.cursor(), Cursor{});
  }
  const Device device{folder / "device.sqlite"};
  EXPECT_EQ(device.replica.cursor(), Cursor{});
}

TEST(Replica, AnOlderTruthStaysAsItWasForThoseWhoStillReadIt) {
  Device device{""};
  device.begin_with_the_site();
  const auto before = device.replica.truth();
  ASSERT_TRUE(device.apply({booking_entry(11, 10)}));
  EXPECT_TRUE(before->bookings.empty());
}

TEST(Replica, KnowsTheSameTruthAfterARestart) {
  const tests::ScratchFolder folder;
  std::shared_ptr<const World> before;
  {
    Device device{folder / "device.sqlite"};
    device.begin_with_the_site();
    ASSERT_TRUE(device.replica.keep_site_key("key"));
    ASSERT_TRUE(device.apply({booking_entry(11, 10), entry(12, {calendar::RoomRemoved{calendar::RoomId{"r2"}}})}));
    before = device.replica.truth();
  }
  const Device device{folder / "device.sqlite"};
  EXPECT_EQ(device.replica.cursor(), (Cursor{"e1", 12}));
  EXPECT_EQ(device.replica.site_key(), "key");
  EXPECT_EQ(device.replica.heard_at(), at(9, 6));
  EXPECT_EQ(calendar::facts_of(*device.replica.truth()), calendar::facts_of(*before));
}

TEST(Replica, AVerdictLeavesTheOutboxWithTheEntryThatCarriesIt) {
  const tests::ScratchFolder folder;
  {
    Device device{folder / "device.sqlite"};
    device.begin_with_the_site();
    ASSERT_TRUE(device.outbox.append(book("r1", from_to(10, 11)), at(9)));
    ASSERT_TRUE(device.apply({verdict_entry(11, 1, tests::refused(RefusalReason::RoomTaken))}));
    EXPECT_TRUE(device.outbox.pending().empty());
  }
  const Device device{folder / "device.sqlite"};
  EXPECT_TRUE(device.outbox.pending().empty());
  EXPECT_EQ(device.outbox.decided().front().verdict, tests::refused(RefusalReason::RoomTaken));
}

TEST(Replica, AFullDiskLeavesTruthCursorAndOutboxAsTheyWere) {
  Device device{""};
  device.begin_with_the_site();
  ASSERT_TRUE(device.outbox.append(book("r1", from_to(10, 11)), at(9)));
  ASSERT_TRUE(device.database.execute("PRAGMA max_page_count = 1"));
  std::vector<LogEntry> entries{verdict_entry(11, 1, Accepted{})};
  for (std::uint64_t i = 0; i < 2000; ++i) {
    entries.push_back(entry(12 + i, {calendar::RoomPut{tests::room("room-" + std::to_string(i))}}));
  }
  const auto applied = device.replica.apply(entries, at(9, 6), device.outbox);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().kind, platform::ErrorKind::Full);
  EXPECT_EQ(device.replica.cursor(), (Cursor{"e1", 10}));
  EXPECT_EQ(device.replica.truth()->rooms.size(), 2U);
  EXPECT_EQ(device.outbox.pending().size(), 1U);
}

TEST(Replica, ASnapshotReplacesTheTruthOnlyWithItsLastPart) {
  Device device{""};
  device.begin_with_the_site();
  ASSERT_TRUE(device.apply({booking_entry(11, 10)}));
  const SnapshotPart first{{calendar::RoomPut{tests::room("r9")}}, true, false, {}};
  EXPECT_FALSE(device.replica.take_part(first, at(10)).value());
  EXPECT_EQ(device.replica.truth()->bookings.size(), 1U);
  const SnapshotPart last{{}, false, true, {"e2", 3}};
  EXPECT_TRUE(device.replica.take_part(last, at(10)).value());
  EXPECT_TRUE(device.replica.truth()->bookings.empty());
  EXPECT_EQ(device.replica.truth()->rooms.size(), 1U);
  EXPECT_EQ(device.replica.cursor(), (Cursor{"e2", 3}));
}

TEST(Replica, HalfASnapshotIsForgottenWithItsConnection) {
  Device device{""};
  const SnapshotPart first{tests::small_site_facts(), true, false, {}};
  ASSERT_FALSE(device.replica.take_part(first, at(10)).value());
  device.replica.drop_parts();
  EXPECT_FALSE(device.replica.between_parts());
  device.begin_with_the_site();
  EXPECT_EQ(device.replica.truth()->rooms.size(), 2U);
}

TEST(Replica, AFactThatDoesNotDecodeIsAskedForAgain) {
  const tests::ScratchFolder folder;
  {
    Device device{folder / "device.sqlite"};
    device.begin_with_the_site();
    ASSERT_TRUE(device.database.execute("UPDATE facts SET fact = x'FFFFFFFF' WHERE kind = 1"));
  }
  const Device device{folder / "device.sqlite"};
  EXPECT_EQ(device.replica.cursor(), Cursor{});
  EXPECT_TRUE(device.replica.truth()->rooms.empty());
}

}  // namespace
}  // namespace tandem::sync
