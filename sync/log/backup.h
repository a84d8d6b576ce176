#pragma once
// Copies of a SQLite store and the way back. Beside FILE stands FILE.b2sum, as `b2sum -l 256` writes it, so that a copy
// is checked before it is trusted, with or without us. A restored store begins another epoch: devices may have heard
// entries that it does not have, so each takes a fresh snapshot and keeps its outbox.

#include <filesystem>
#include <memory>
#include <string>

#include "platform/sqlite/database_copy.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

inline constexpr const char* kChecksumEnding = ".b2sum";

// Pages of one slice, 256 KiB: well under a millisecond, which is what a commit may have to wait for it.
inline constexpr int kPagesASlice = 64;

// A backup while the store goes on. Ended early it leaves nothing.
class Backup {
 public:
  // Errors of LogStore::begin_copy(). The store must outlive the slices.
  [[nodiscard]] static platform::Result<std::unique_ptr<Backup>> begin(LogStore& store, std::filesystem::path file);

  // The store's thread, outside of a transaction. True: the copy has everything, up to `at()`.
  [[nodiscard]] platform::Result<bool> copy_slice();
  // What the copy has, once it has everything.
  [[nodiscard]] const Cursor& at() const { return at_; }
  // After the last slice, once, on any thread: reads the copy again and writes its checksum; returns that. Denied when
  // it cannot be written.
  [[nodiscard]] platform::Result<std::string> finish();

 private:
  Backup(LogStore& store, std::filesystem::path file, std::unique_ptr<platform::DatabaseCopy> copy);
  LogStore& store_;
  std::filesystem::path file_;
  std::unique_ptr<platform::DatabaseCopy> copy_;
  Cursor at_;
};

// All of it at once, for a store that nobody waits for.
[[nodiscard]] platform::Result<std::string> back_up(LogStore& store, const std::filesystem::path& file);

// NotFound: the file or its checksum; Corrupt: it is not what was backed up, or no store of ours.
[[nodiscard]] platform::Status verify_backup(const std::filesystem::path& file);

// Verifies the backup and puts a copy of it in the place of the store in `data_directory`, with another epoch. The
// store that was there is kept beside it; its new name is returned, empty when there was none. Denied while a server
// runs on it. When it fails the old store is where it was.
[[nodiscard]] platform::Result<std::filesystem::path> restore(const std::filesystem::path& file,
                                                              const std::filesystem::path& data_directory);

}  // namespace tandem::sync
