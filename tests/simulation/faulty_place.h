#pragma once
// One server or device on a disk of its own, opened again after each trial; and what has to be true of it whatever
// failed before.

#include "platform/base/log.h"
#include "sync/client/local_truth.h"
#include "sync/server/server_core.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {

class FaultyPlace {
 public:
  FaultyPlace() : vfs_(1) { platform::set_log_level(platform::LogLevel::Error); }
  ~FaultyPlace() = default;
  FaultyPlace(const FaultyPlace&) = delete;
  FaultyPlace& operator=(const FaultyPlace&) = delete;

  // A new disk with this on it. Nothing may be open.
  void begin(std::uint64_t seed, const Disk::Image& image);
  [[nodiscard]] Disk& disk() { return *disk_; }
  // Whatever ended is on again, and whatever failed works.
  void mend();

  [[nodiscard]] platform::Result<std::unique_ptr<sync::ServerCore>> server();
  [[nodiscard]] platform::Result<std::unique_ptr<sync::LocalTruth>> device();

  // A server that knows the small site and one booking of r1.
  [[nodiscard]] Disk::Image booked_server();
  // A device that knows the small site.
  [[nodiscard]] Disk::Image caught_up_device();

 private:
  ScratchFolder folder_;
  DiskVfs vfs_;
  VirtualLoop loop_{at(9)};
  std::unique_ptr<Disk> disk_;
};

// What is true is exactly what the log says, and every command in it has the verdict that is remembered.
void expect_whole(sync::ServerCore& core);

}  // namespace tandem::tests
