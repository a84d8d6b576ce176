#include "tests/simulation/disk_vfs.h"

#include <sqlite3.h>

#include <new>

namespace tandem::tests {
namespace {

constexpr int kLongestPath = 512;
// 2026-03-02 in milliseconds of the Julian day, as xCurrentTimeInt64 counts.
constexpr sqlite3_int64 kJulianNow = 212'639'169'600'000;

struct OpenFile {
  sqlite3_file base;  // first: SQLite knows it as this
  Disk* disk;
  Disk::Handle handle;
};

OpenFile& open_file(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
DiskVfs& world_of(sqlite3_vfs* vfs) { return *static_cast<DiskVfs*>(vfs->pAppData); }

int code_of(Disk::Result result, int failure) {
  switch (result) {
    case Disk::Result::Done: return SQLITE_OK;
    case Disk::Result::Full: return SQLITE_FULL;
    case Disk::Result::Failed: return failure;
  }
  return failure;
}

// --- one file --------------------------------------------------------------------------------------------------------

int close_file(sqlite3_file* file) {
  open_file(file).handle.~Handle();
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int bytes, sqlite3_int64 offset) {
  bool whole = false;
  const std::span<char> room{static_cast<char*>(into), static_cast<std::size_t>(bytes)};
  OpenFile& open = open_file(file);
  const auto read = open.disk->read(open.handle, static_cast<std::size_t>(offset), room, whole);
  if (read != Disk::Result::Done) return SQLITE_IOERR_READ;
  return whole ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 offset) {
  const std::string_view data{static_cast<const char*>(from), static_cast<std::size_t>(bytes)};
  OpenFile& open = open_file(file);
  return code_of(open.disk->write(open.handle, static_cast<std::size_t>(offset), data), SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  OpenFile& open = open_file(file);
  return code_of(open.disk->truncate(open.handle, static_cast<std::size_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* file, int) {
  OpenFile& open = open_file(file);
  return code_of(open.disk->sync(open.handle), SQLITE_IOERR_FSYNC);
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  std::size_t bytes = 0;
  OpenFile& open = open_file(file);
  const auto asked = open.disk->size(open.handle, bytes);
  *size = static_cast<sqlite3_int64>(bytes);
  return code_of(asked, SQLITE_IOERR_FSTAT);
}

int lock_file(sqlite3_file* file, int) {
  OpenFile& open = open_file(file);
  return code_of(open.disk->lock(open.handle), SQLITE_IOERR_LOCK);
}
int unlock_file(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved_lock(sqlite3_file*, int* held) {
  *held = 0;
  return SQLITE_OK;
}
int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
// What unix says of its files: a write changes nothing beside it.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// Version 1: no shared memory, which exclusive WAL does not need.
const sqlite3_io_methods kMethods{.iVersion = 1,
                                  .xClose = close_file,
                                  .xRead = read_file,
                                  .xWrite = write_file,
                                  .xTruncate = truncate_file,
                                  .xSync = sync_file,
                                  .xFileSize = size_of_file,
                                  .xLock = lock_file,
                                  .xUnlock = unlock_file,
                                  .xCheckReservedLock = check_reserved_lock,
                                  .xFileControl = control_file,
                                  .xSectorSize = sector_size,
                                  .xDeviceCharacteristics = characteristics,
                                  .xShmMap = nullptr,
                                  .xShmLock = nullptr,
                                  .xShmBarrier = nullptr,
                                  .xShmUnmap = nullptr,
                                  .xFetch = nullptr,
                                  .xUnfetch = nullptr};

// --- all of them -----------------------------------------------------------------------------------------------------

int open_named(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  Disk* disk = name == nullptr ? nullptr : world_of(vfs).disk_of(name);
  if (disk == nullptr) return SQLITE_CANTOPEN;
  // The main file is made by platform/sqlite, outside of SQLite.
  const bool create = (flags & (SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB)) != 0;
  Disk::Handle handle;
  const auto opened = disk->open(name, create, handle);
  if (opened != Disk::Result::Done) return code_of(opened, SQLITE_CANTOPEN);
  OpenFile& open = open_file(file);
  open.disk = disk;
  new (&open.handle) Disk::Handle(std::move(handle));
  file->pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_named(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  Disk* disk = world_of(vfs).disk_of(name);
  if (disk == nullptr) return SQLITE_IOERR_DELETE;
  return code_of(disk->remove(name, sync_folder != 0), SQLITE_IOERR_DELETE);
}

int access_named(sqlite3_vfs* vfs, const char* name, int, int* found) {
  Disk* disk = world_of(vfs).disk_of(name);
  bool there = false;
  const auto asked = disk == nullptr ? Disk::Result::Done : disk->exists(name, there);
  *found = there ? 1 : 0;
  return code_of(asked, SQLITE_IOERR_ACCESS);
}

int full_path(sqlite3_vfs*, const char* name, int room, char* into) {
  sqlite3_snprintf(room, into, "%s", name);
  return SQLITE_OK;
}

int some_randomness(sqlite3_vfs* vfs, int bytes, char* into) {
  for (int i = 0; i < bytes; ++i) into[i] = static_cast<char>(world_of(vfs).random().below(256));
  return bytes;
}

int sleep_not(sqlite3_vfs*, int microseconds) { return microseconds; }
int time_now(sqlite3_vfs*, double* days) {
  *days = static_cast<double>(kJulianNow) / 86'400'000.0;
  return SQLITE_OK;
}
int time_now_exactly(sqlite3_vfs*, sqlite3_int64* now) {
  *now = kJulianNow;
  return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

DiskVfs::DiskVfs(std::uint64_t seed)
    : random_(platform::make_seeded_random(seed)), vfs_(std::make_unique<sqlite3_vfs>()) {
  vfs_->iVersion = 2;
  vfs_->szOsFile = sizeof(OpenFile);
  vfs_->mxPathname = kLongestPath;
  vfs_->zName = "tandem-disks";
  vfs_->pAppData = this;
  vfs_->xOpen = open_named;
  vfs_->xDelete = delete_named;
  vfs_->xAccess = access_named;
  vfs_->xFullPathname = full_path;
  vfs_->xRandomness = some_randomness;
  vfs_->xSleep = sleep_not;
  vfs_->xCurrentTime = time_now;
  vfs_->xGetLastError = last_error;
  vfs_->xCurrentTimeInt64 = time_now_exactly;
  sqlite3_vfs_register(vfs_.get(), 1);
  sqlite3_randomness(0, nullptr);  // seeded from here at its next use
}

DiskVfs::~DiskVfs() {
  sqlite3_vfs_unregister(vfs_.get());
  sqlite3_randomness(0, nullptr);
}

Disk* DiskVfs::disk_of(const std::filesystem::path& file) const {
  const auto found = disks_.find(file.parent_path());
  return found == disks_.end() ? nullptr : found->second;
}

}  // namespace tandem::tests
