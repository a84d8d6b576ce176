// A backup of a core that goes on deciding: each slice is a task among others.

#include "sync/server/backup_job.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "platform/net/asio_loop.h"
#include "sync/server/server_core.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

namespace fs = std::filesystem;
using platform::ErrorKind;

// A core on a real loop: the check of the copy runs on a real thread.
class BackupOfACore : public testing::Test {
 protected:
  BackupOfACore() {
    auto store = std::move(*sync::open_log_store(folder / "store.sqlite"));
    core = std::move(*sync::ServerCore::open(*loop, std::move(store)));
    auto facts = small_site_facts();
    // Pages enough for many slices.
    for (int i = 0; i < 12'000; ++i) facts.push_back(calendar::RoomPut{room("room-" + std::to_string(i))});
    EXPECT_TRUE(core->commit_changes(std::move(facts)));
    first = std::chrono::ceil<std::chrono::hours>(core->now());
  }

  void book_again_and_again() {
    const auto start = first + std::chrono::minutes{30} * committed;
    const calendar::Interval when{start, start + std::chrono::minutes{30}};
    const auto number = static_cast<std::uint64_t>(committed) + 1;
    core->submit(numbered("k1", number, book("r1", when), core->now()), [this](const auto& result) {
      ASSERT_TRUE(result) << result.error().message;
      ++committed;
      if (!finished) book_again_and_again();
    });
  }

  ScratchFolder folder;
  fs::path copy{folder / "copy.sqlite"};
  std::unique_ptr<platform::AsioLoop> loop{platform::make_asio_loop()};
  std::unique_ptr<sync::ServerCore> core;
  calendar::Instant first;
  int committed{0};
  bool finished{false};
};

TEST_F(BackupOfACore, CommandsAreDecidedWhileItIsMadeAndTheCopyIsConsistent) {
  platform::Result<sync::BackedUp> backed_up = platform::fail(ErrorKind::Unavailable, "not done");
  ASSERT_TRUE(core->back_up(copy, [&](const auto& result) {
    backed_up = result;
    finished = true;
    loop->stop();
  }));
  book_again_and_again();
  loop->run();
  ASSERT_TRUE(backed_up) << backed_up.error().message;
  EXPECT_GT(committed, 3);
  EXPECT_GT(backed_up->at.sequence, 1U);
  EXPECT_TRUE(sync::verify_backup(copy));
  const auto copied = std::move(*sync::open_log_store(copy));
  EXPECT_EQ(*copied->head(), backed_up->at.sequence);
  EXPECT_EQ(core->world().bookings.size(), static_cast<std::size_t>(committed));
  const auto loaded = copied->load();
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->bookings.size(), backed_up->at.sequence - 1);
}

TEST_F(BackupOfACore, ASecondOneIsToldToComeLater) {
  ASSERT_TRUE(core->back_up(copy, [](const auto&) {}));
  EXPECT_EQ(core->back_up(folder / "other.sqlite", [](const auto&) {}).error().kind, ErrorKind::Unavailable);
  EXPECT_FALSE(fs::exists(folder / "other.sqlite"));
}

TEST_F(BackupOfACore, AStopInTheMiddleLeavesNoFile) {
  bool heard = false;
  ASSERT_TRUE(core->back_up(copy, [&](const auto&) { heard = true; }));
  core->stop();
  EXPECT_FALSE(fs::exists(copy));
  EXPECT_FALSE(heard);
}

}  // namespace
}  // namespace tandem::tests
