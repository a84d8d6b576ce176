#include "sync/log/backup.h"

#include <fstream>

#include "platform/device/file_hash.h"
#include "platform/sqlite/database.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

namespace fs = std::filesystem;

constexpr const char* kIncoming = "restoring.sqlite";
constexpr const char* kWal = "-wal";

fs::path with_ending(const fs::path& file, const std::string& ending) { return file.string() + ending; }

Status write_checksum(const fs::path& file, const std::string& hash) {
  std::ofstream out(with_ending(file, kChecksumEnding));
  out << hash << "  " << file.filename().string() << "\n";
  out.close();
  if (out) return {};
  return platform::fail(ErrorKind::Denied, "cannot write " + with_ending(file, kChecksumEnding).string());
}

// A name beside the store that is not taken yet.
fs::path free_name(const fs::path& store) {
  for (int n = 1;; ++n) {
    auto name = with_ending(store, ".before-restore-" + std::to_string(n));
    if (!fs::exists(name) && !fs::exists(with_ending(name, kWal))) return name;
  }
}

Status give_another_epoch(const fs::path& file) {
  auto store = open_log_store(file);
  if (!store) return tl::unexpected(store.error());
  return (*store)->begin_epoch();
}

// Whoever has the store open is found out by its lock; closing it brings what is in its -wal into it.
Status require_closed(const fs::path& store) {
  std::error_code ignored;
  if (!fs::exists(store, ignored)) return {};
  auto database = platform::Database::open(store);
  if (database || database.error().kind != ErrorKind::Denied) return {};  // a damaged one may be replaced too
  return tl::unexpected(database.error());
}

}  // namespace

Backup::Backup(LogStore& store, fs::path file, std::unique_ptr<platform::DatabaseCopy> copy)
    : store_(store), file_(std::move(file)), copy_(std::move(copy)) {}

Result<std::unique_ptr<Backup>> Backup::begin(LogStore& store, fs::path file) {
  auto copy = store.begin_copy(file);
  if (!copy) return tl::unexpected(copy.error());
  std::unique_ptr<Backup> begun(new Backup(store, std::move(file), std::move(*copy)));
  return begun;
}

Result<bool> Backup::copy_slice() {
  auto whole = copy_->step(kPagesASlice);
  if (!whole || !*whole) return whole;
  auto head = store_.head();
  if (!head) return tl::unexpected(head.error());
  at_ = {store_.epoch(), *head};
  return true;
}

Result<std::string> Backup::finish() {
  if (auto checked = copy_->finish(); !checked) return tl::unexpected(checked.error());
  auto hash = platform::hash_file(file_);
  auto written = hash ? write_checksum(file_, *hash) : Status{};
  if (hash && written) return hash;
  std::error_code ignored;
  fs::remove(file_, ignored);
  return tl::unexpected(hash ? written.error() : hash.error());
}

Result<std::string> back_up(LogStore& store, const fs::path& file) {
  auto backup = Backup::begin(store, file);
  if (!backup) return tl::unexpected(backup.error());
  for (;;) {
    auto whole = (*backup)->copy_slice();
    if (!whole) return tl::unexpected(whole.error());
    if (*whole) return (*backup)->finish();
  }
}

Status verify_backup(const fs::path& file) {
  const auto sum_file = with_ending(file, kChecksumEnding);
  std::string expected;
  if (!(std::ifstream(sum_file) >> expected)) {
    return platform::fail(ErrorKind::NotFound, "cannot read " + sum_file.string() + ", the checksum of the backup");
  }
  auto hash = platform::hash_file(file);
  if (!hash) return tl::unexpected(hash.error());
  if (*hash != expected) {
    return platform::fail(ErrorKind::Corrupt, file.string() + " is not what was backed up: its checksum differs");
  }
  return platform::verify_database(file);
}

Result<fs::path> restore(const fs::path& file, const fs::path& data_directory) {
  if (auto good = verify_backup(file); !good) return tl::unexpected(good.error());
  const auto store = data_directory / kLogFile;
  if (auto closed = require_closed(store); !closed) return tl::unexpected(closed.error());
  const auto incoming = data_directory / kIncoming;
  std::error_code error;
  fs::remove(incoming, error);
  fs::create_directories(data_directory, error);
  if (!fs::copy_file(file, incoming, error)) {
    return platform::fail(ErrorKind::Denied, "cannot copy to " + incoming.string() + ": " + error.message());
  }
  fs::permissions(incoming, fs::perms::owner_read | fs::perms::owner_write, error);
  // Opening it also migrates it, when it is of an older version; durable when it is closed.
  if (auto begun = give_another_epoch(incoming); !begun) return tl::unexpected(begun.error());
  fs::path kept;
  if (fs::exists(store, error)) {
    kept = free_name(store);
    fs::rename(store, kept, error);
    std::error_code none;
    fs::rename(with_ending(store, kWal), with_ending(kept, kWal), none);
  }
  if (!error) fs::rename(incoming, store, error);
  if (!error) return kept;
  std::error_code ignored;
  if (!kept.empty() && !fs::exists(store, ignored)) fs::rename(kept, store, ignored);
  return platform::fail(ErrorKind::Denied, "cannot put " + store.string() + " in place: " + error.message());
}

}  // namespace tandem::sync
