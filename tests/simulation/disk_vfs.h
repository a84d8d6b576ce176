#pragma once
// SQLite on simulated disks: while one exists it is SQLite's default file system ("tandem-disks"), and every file
// belongs to the disk whose folder it is in. Also SQLite's clock, which stands still, and its randomness, which comes
// from the seed. One at a time, one thread.

#include <filesystem>
#include <map>
#include <memory>

#include "tests/simulation/disk.h"

struct sqlite3_vfs;

namespace tandem::tests {

class DiskVfs {
 public:
  explicit DiskVfs(std::uint64_t seed);
  ~DiskVfs();
  DiskVfs(const DiskVfs&) = delete;
  DiskVfs& operator=(const DiskVfs&) = delete;

  // Files directly in `folder` are on `disk`, which must outlive every database opened there.
  void mount(const std::filesystem::path& folder, Disk& disk) { disks_[folder] = &disk; }
  // Null for a folder without one.
  [[nodiscard]] Disk* disk_of(const std::filesystem::path& file) const;
  [[nodiscard]] platform::Random& random() { return *random_; }

 private:
  std::map<std::filesystem::path, Disk*> disks_;
  std::unique_ptr<platform::Random> random_;
  std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace tandem::tests
