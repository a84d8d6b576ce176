#include "sync/server/backup_job.h"

#include <utility>

namespace tandem::sync {

using platform::Result;

BackupJob::BackupJob(platform::EventLoop& loop, std::unique_ptr<Backup> backup, Done done)
    : loop_(loop), backup_(std::move(backup)), done_(std::move(done)) {}

BackupJob::~BackupJob() {
  if (checker_.joinable()) checker_.join();
}

Result<std::unique_ptr<BackupJob>> BackupJob::begin(platform::EventLoop& loop, LogStore& store,
                                                    const std::filesystem::path& file, Done done) {
  auto backup = Backup::begin(store, file);
  if (!backup) return tl::unexpected(backup.error());
  std::unique_ptr<BackupJob> job(new BackupJob(loop, std::move(*backup), std::move(done)));
  job->post(&BackupJob::copy_slice);
  return job;
}

void BackupJob::post(void (BackupJob::*step)()) {
  loop_.post([this, step, alive = std::weak_ptr<bool>(alive_)] {
    if (alive.lock()) (this->*step)();
  });
}

void BackupJob::copy_slice() {
  const auto whole = backup_->copy_slice();
  if (!whole) return std::exchange(done_, nullptr)(tl::unexpected(whole.error()));
  post(*whole ? &BackupJob::check : &BackupJob::copy_slice);
}

void BackupJob::check() {
  checker_ = std::thread([this] {
    hash_ = backup_->finish();
    post(&BackupJob::checked);
  });
}

void BackupJob::checked() {
  checker_.join();
  auto done = std::exchange(done_, nullptr);
  if (!hash_) return done(tl::unexpected(hash_.error()));
  const BackedUp result{*hash_, backup_->at()};
  done(result);
}

}  // namespace tandem::sync
