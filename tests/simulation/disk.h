#pragma once
// The disk of one simulated machine, in memory. What is written stays in a cache until it is synced: a power cut keeps
// what was synced and, of the rest, some sectors and not others. A failed sync may have kept some of it; what becomes
// of the rest is the file system's way (FailedSync). Every operation can be made the one that fails. Same seed, same
// disk. One thread.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/random.h"

namespace tandem::tests {

// Written whole or not at all.
inline constexpr std::size_t kSector = 512;

enum class DiskFault : std::uint8_t {
  Once,      // one operation fails, the next ones do not
  ForGood,   // this one and all that follow, until repair()
  Full,      // whatever would make a file longer fails, until repair()
  Kill,      // the process ends here; the cache outlives it
  PowerCut,  // the machine ends here, and the cache with it
};

// What a file system does with the sectors that a failed sync did not write. Either way a second sync has nothing left
// to write and says it is done.
enum class FailedSync : std::uint8_t {
  Forgets,   // as btrfs: what was there before is read again
  Pretends,  // as ext4 and XFS: the cache shows them as if they were on the disk, until it is dropped
};

class Disk {
 public:
  enum class Result : std::uint8_t { Done, Failed, Full };
  enum class Kind : std::uint8_t { Open, Read, Write, Truncate, Sync, Size, Delete, Access, Lock };

  struct File {
    std::string cache;            // what a reader sees
    std::string durable;          // what survives
    std::set<std::size_t> dirty;  // sectors of `cache` that a sync would write
    bool resized{false};
  };
  // An open file. Dead once the process or the machine that opened it has ended.
  struct Handle {
    std::shared_ptr<File> file;
    std::uint64_t life{0};
  };
  // What somebody copied off the disk while it ran.
  using Image = std::map<std::string, std::string>;

  explicit Disk(std::uint64_t seed);
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // --- what can go wrong ------------------------------------------------------------------------------------------

  // The `nth` operation from now on, the next one being 1. Replaces what was planned before.
  void plan(DiskFault fault, std::uint64_t nth);
  // The `nth` sync from now on fails, once; the next one being 1.
  void fail_sync(std::uint64_t nth) { failing_sync_ = syncs_ + nth; }
  // The planned fault has not happened yet.
  [[nodiscard]] bool planned() const { return planned_.has_value(); }
  // Nothing fails and nothing is planned to.
  [[nodiscard]] bool healthy() const { return !planned_ && !broken_ && !full_; }
  // Forgets what was planned; a full or failing disk works again.
  void repair();
  void kill();
  void cut_power();
  // Called by kill and power cut, also by planned ones, in the middle of an operation.
  std::function<void()> on_end;
  // After kill() or cut_power(): what is opened from now on works again.
  void start() { off_ = false; }
  [[nodiscard]] bool off() const { return off_; }
  // A sync says it is done and writes nothing: for proving that this is noticed.
  bool lies{false};
  FailedSync failed_sync{FailedSync::Forgets};

  [[nodiscard]] Image image() const;
  // Only between kill() or cut_power() and start().
  void restore(const Image& image);

  [[nodiscard]] std::uint64_t operations() const { return operations_; }

  // --- what a file system does ------------------------------------------------------------------------------------

  [[nodiscard]] Result open(const std::string& name, bool create, Handle& handle);
  // Past the end are zeros, and `whole` is false.
  [[nodiscard]] Result read(const Handle& handle, std::size_t offset, std::span<char> into, bool& whole);
  [[nodiscard]] Result write(const Handle& handle, std::size_t offset, std::string_view bytes);
  [[nodiscard]] Result truncate(const Handle& handle, std::size_t size);
  [[nodiscard]] Result sync(const Handle& handle);
  [[nodiscard]] Result size(const Handle& handle, std::size_t& bytes);
  [[nodiscard]] Result remove(const std::string& name, bool sync_folder);
  [[nodiscard]] Result exists(const std::string& name, bool& found);
  [[nodiscard]] Result lock(const Handle& handle);

 private:
  using Names = std::map<std::string, std::shared_ptr<File>>;
  // Counts the operation; false when it has to fail.
  [[nodiscard]] bool works(std::uint64_t life);
  [[nodiscard]] bool no_room(const File& file, std::size_t end) const { return full_ && end > file.cache.size(); }
  static void put(File& file, std::size_t offset, std::string_view bytes);
  static void keep(File& file, std::size_t sector);
  void keep_some(File& file);
  void sync_in_vain(File& file);
  static void forget_unwritten(File& file);
  void end();

  std::unique_ptr<platform::Random> random_;
  Names names_;
  Names durable_names_;
  std::uint64_t life_{1};
  std::uint64_t operations_{0};
  std::uint64_t syncs_{0};
  std::uint64_t failing_sync_{0};
  struct Planned {
    DiskFault fault;
    std::uint64_t at;
  };
  std::optional<Planned> planned_;
  bool off_{false};
  bool broken_{false};
  bool full_{false};
};

}  // namespace tandem::tests
