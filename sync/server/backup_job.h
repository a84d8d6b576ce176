#pragma once
// One backup of a running server: a slice of the copy at a time, each a task of the core's loop, so that commits go on
// between them; then the copy is read again on a thread of its own, which touches nothing else. Core thread.

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "platform/base/event_loop.h"
#include "sync/log/backup.h"

namespace tandem::sync {

// What a backup came to.
struct BackedUp {
  std::string hash;
  Cursor at;
};

class BackupJob {
 public:
  using Done = std::function<void(const platform::Result<BackedUp>&)>;

  // `loop` is the core's. Errors of Backup::begin(). `done` is called on the loop, unless the job is destroyed before;
  // it may destroy the job.
  [[nodiscard]] static platform::Result<std::unique_ptr<BackupJob>> begin(platform::EventLoop& loop, LogStore& store,
                                                                          const std::filesystem::path& file, Done done);
  // Waits for the thread, as long as reading the copy takes.
  ~BackupJob();
  BackupJob(const BackupJob&) = delete;
  BackupJob& operator=(const BackupJob&) = delete;

 private:
  BackupJob(platform::EventLoop& loop, std::unique_ptr<Backup> backup, Done done);
  void post(void (BackupJob::*step)());
  void copy_slice();
  void check();
  void checked();

  platform::EventLoop& loop_;
  std::unique_ptr<Backup> backup_;
  Done done_;
  platform::Result<std::string> hash_;
  std::thread checker_;
  std::shared_ptr<bool> alive_{std::make_shared<bool>(true)};  // of what is posted
};

}  // namespace tandem::sync
