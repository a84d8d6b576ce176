// A copy of a live store, the way back, and that nothing but what was backed up is restored.

#include "sync/log/backup.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/sync/log/store_steps.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

namespace fs = std::filesystem;
using platform::ErrorKind;

class Backup : public testing::Test {
 protected:
  Backup() {
    store = std::move(*sync::open_log_store(data / sync::kLogFile));
    put(*store, world, small_site_facts());
    decide_into(*store, world, numbered("k1", 1, book("r1", from_to(10, 11))));
  }
  void decide(std::uint64_t number, int hour) {
    decide_into(*store, world, numbered("k1", number, book("r1", from_to(hour, hour + 1))));
  }
  [[nodiscard]] std::unique_ptr<sync::LogStore> reopened() {
    return std::move(*sync::open_log_store(data / sync::kLogFile));
  }

  ScratchFolder folder;
  fs::path data{folder / "data"};
  fs::path copy{folder / "copy.sqlite"};
  std::unique_ptr<sync::LogStore> store;
  calendar::World world;
};

TEST_F(Backup, HasEverythingAndTheStoreGoesOn) {
  const auto hash = sync::back_up(*store, copy);
  ASSERT_TRUE(hash.has_value()) << hash.error().message;
  EXPECT_EQ(hash->size(), 64U);
  decide(2, 12);
  EXPECT_TRUE(sync::verify_backup(copy));
  const auto copied = std::move(*sync::open_log_store(copy));
  EXPECT_EQ(*copied->head(), 2U);
  EXPECT_EQ(*store->head(), 3U);
}

TEST_F(Backup, TakesInWhatIsCommittedBetweenItsSlices) {
  std::vector<calendar::Change> many;  // enough for several slices
  for (int i = 0; i < 15'000; ++i) many.push_back(calendar::RoomPut{room("room-" + std::to_string(i))});
  put(*store, world, std::move(many));
  auto backup = std::move(*sync::Backup::begin(*store, copy));
  int slices = 1;
  std::uint64_t number = 2;
  for (auto whole = backup->copy_slice(); !*whole; whole = backup->copy_slice()) {
    decide(number, static_cast<int>(number) * 2 + 10);
    ++number;
    ++slices;
  }
  EXPECT_GE(slices, 3);
  EXPECT_EQ(backup->at().sequence, *store->head());
  const auto then = calendar::facts_of(world);
  decide(number, static_cast<int>(number) * 2 + 10);  // after the last slice: not in it
  ASSERT_TRUE(backup->finish());
  EXPECT_TRUE(sync::verify_backup(copy));
  const auto copied = std::move(*sync::open_log_store(copy));
  EXPECT_EQ(*copied->head(), backup->at().sequence);
  EXPECT_EQ(calendar::facts_of(*copied->load()), then);
}

TEST_F(Backup, NeverTakesASliceInTheMiddleOfATransaction) {
  auto backup = std::move(*sync::Backup::begin(*store, copy));
  const auto done = store->transaction([&]() -> platform::Status {
    const auto slice = backup->copy_slice();
    EXPECT_EQ(slice.error().kind, ErrorKind::Invalid);
    return {};
  });
  EXPECT_TRUE(done);
}

TEST_F(Backup, EndedEarlyLeavesNoFile) {
  auto backup = std::move(*sync::Backup::begin(*store, copy));
  EXPECT_TRUE(fs::exists(copy));
  backup.reset();
  EXPECT_FALSE(fs::exists(copy));
}

TEST_F(Backup, IsOneFileReadableByItsOwnerOnly) {
  ASSERT_TRUE(sync::back_up(*store, copy));
  EXPECT_EQ(fs::status(copy).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(fs::exists(copy.string() + "-wal"));
}

TEST_F(Backup, NeverOverwrites) {
  ASSERT_TRUE(sync::back_up(*store, copy));
  EXPECT_EQ(sync::back_up(*store, copy).error().kind, ErrorKind::Invalid);
  EXPECT_TRUE(sync::verify_backup(copy));
}

TEST_F(Backup, IsRestoredAsAnotherHistoryAndWhatWasThereIsKept) {
  const std::string epoch = store->epoch();
  ASSERT_TRUE(sync::back_up(*store, copy));
  const auto then = calendar::facts_of(world);
  decide(2, 12);
  store.reset();
  const auto kept = sync::restore(copy, data);
  ASSERT_TRUE(kept.has_value()) << kept.error().message;
  const auto restored = reopened();
  EXPECT_EQ(*restored->head(), 2U);
  EXPECT_NE(restored->epoch(), epoch);
  EXPECT_EQ(calendar::facts_of(*restored->load()), then);
  EXPECT_TRUE(restored->find_command({calendar::DeviceId{"k1"}, 1})->has_value());
  const auto before = std::move(*sync::open_log_store(*kept));
  EXPECT_EQ(*before->head(), 3U);
  EXPECT_EQ(before->epoch(), epoch);
}

TEST_F(Backup, IsRestoredIntoAnEmptyDirectory) {
  ASSERT_TRUE(sync::back_up(*store, copy));
  const fs::path other = folder / "other";
  EXPECT_EQ(*sync::restore(copy, other), fs::path{});
  EXPECT_EQ(*(*sync::open_log_store(other / sync::kLogFile))->head(), 2U);
}

TEST_F(Backup, IsNotRestoredUnderARunningServer) {
  ASSERT_TRUE(sync::back_up(*store, copy));
  decide(2, 12);
  EXPECT_EQ(sync::restore(copy, data).error().kind, ErrorKind::Denied);
  EXPECT_EQ(*store->head(), 3U);
  decide(3, 14);
}

TEST_F(Backup, OneChangedByteIsFound) {
  ASSERT_TRUE(sync::back_up(*store, copy));
  store.reset();
  std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(5'000).put('\x5a');
  file.close();
  EXPECT_EQ(sync::restore(copy, data).error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(*reopened()->head(), 2U);
}

TEST_F(Backup, WithoutItsChecksumItIsNotTrusted) {
  ASSERT_TRUE(sync::back_up(*store, copy));
  fs::remove(copy.string() + sync::kChecksumEnding);
  EXPECT_EQ(sync::verify_backup(copy).error().kind, ErrorKind::NotFound);
}

TEST_F(Backup, AFileThatIsNoStoreIsRefused) {
  std::ofstream(copy) << "not a database, but long enough to be looked at";
  std::ofstream(copy.string() + sync::kChecksumEnding)
      << "0000000000000000000000000000000000000000000000000000000000000000  copy.sqlite\n";
  EXPECT_EQ(sync::verify_backup(copy).error().kind, ErrorKind::Corrupt);
}

}  // namespace
}  // namespace tandem::tests
