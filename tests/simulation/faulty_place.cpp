#include "tests/simulation/faulty_place.h"

namespace tandem::tests {

void FaultyPlace::begin(std::uint64_t seed, const Disk::Image& image) {
  disk_ = std::make_unique<Disk>(seed);
  disk_->restore(image);
  vfs_.mount((folder_ / "x").parent_path(), *disk_);
}

void FaultyPlace::mend() {
  disk_->repair();
  disk_->start();
}

platform::Result<std::unique_ptr<sync::ServerCore>> FaultyPlace::server() {
  auto store = sync::open_log_store(folder_ / sync::kLogFile);
  if (!store) return tl::unexpected(store.error());
  return sync::ServerCore::open(loop_, std::move(*store));
}

platform::Result<std::unique_ptr<sync::LocalTruth>> FaultyPlace::device() {
  return sync::LocalTruth::open(folder_ / "device.sqlite", calendar::DeviceId{"kiosk-1"});
}

Disk::Image FaultyPlace::booked_server() {
  begin(1, {});
  auto core = server();
  EXPECT_TRUE(core);
  EXPECT_TRUE((*core)->commit_changes(small_site_facts()));
  EXPECT_TRUE((*core)->commit(numbered("kiosk-1", 1, book("r1", from_to(10, 11)))));
  core->reset();
  return disk_->image();
}

Disk::Image FaultyPlace::caught_up_device() {
  begin(1, {});
  auto truth = device();
  EXPECT_TRUE(truth);
  EXPECT_TRUE((*truth)->take_part({small_site_facts(), true, true, {"history", 5}}, at(9)));
  truth->reset();
  return disk_->image();
}

void expect_whole(sync::ServerCore& core) {
  const auto entries = core.store().entries_after(0, 1000);
  ASSERT_TRUE(entries) << entries.error().message;
  calendar::World replayed;
  for (const auto& entry : *entries) {
    for (const auto& change : entry.changes) calendar::apply(replayed, change);
    if (entry.origin.device.empty()) continue;
    const auto stored = core.store().find_command(entry.origin);
    ASSERT_TRUE(stored && *stored) << "an entry without its command: " << entry.sequence;
    EXPECT_EQ((*stored)->verdict, entry.verdict);
    EXPECT_EQ((*stored)->sequence, entry.sequence);
  }
  EXPECT_EQ(calendar::facts_of(core.world()), calendar::facts_of(replayed));
  EXPECT_EQ(core.head(), entries->size());
}

}  // namespace tandem::tests
