// tandem-write-recorder.so: put in front of a program with LD_PRELOAD, it writes down everything the program does to
// the files of one folder, in the order it was done, so that a test can say what a disk may hold after a power cut at
// any moment (power_cut.py reads it).
//
//   TANDEM_RECORD_FOLDER   the folder whose files are recorded
//   TANDEM_RECORD_FILE     where to; appended to
//   TANDEM_RECORD_LIES     set: syncs of files are not written down, as of a disk that does not keep its word
//
// A record: kind (1 byte), file (4), offset (8), length (4), then so many bytes; numbers as the machine has them.
// Kinds: O a file was opened, its path follows, offset 1 when it was made; W bytes written; T cut or stretched to
// offset; S synced; U removed, its path follows; D the folder was synced. All of it happened when it is written down.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace {

constexpr int kMaxDescriptors = 65'536;

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string_view setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

class Recorder {
 public:
  // Never destroyed: programs still write while they end.
  static Recorder& instance() {
    static auto* const only = new Recorder;
    return *only;
  }

  // Held around the real call, so that the order in the record is the order of the disk.
  std::mutex& order() { return order_; }
  // 0: not one of ours.
  [[nodiscard]] std::uint32_t file_of(int descriptor) const {
    if (descriptor < 0 || descriptor >= kMaxDescriptors) return 0;
    return files_.at(static_cast<std::size_t>(descriptor));
  }

  void opened(int descriptor, const char* path, bool made) {
    if (descriptor < 0 || descriptor >= kMaxDescriptors || !concerns(path)) return;
    std::uint32_t& known = by_path_[path];
    if (known == 0 || made) known = ++last_file_;
    files_.at(static_cast<std::size_t>(descriptor)) = known;
    put('O', known, made ? 1 : 0, path);
  }
  void closed(int descriptor) {
    if (file_of(descriptor) != 0) files_.at(static_cast<std::size_t>(descriptor)) = 0;
  }
  void removed(const char* path) {
    if (concerns(path)) put('U', by_path_[path], 0, path);
    by_path_.erase(path);
  }
  void synced(int descriptor) {
    struct stat about {};
    const bool folder = ::fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode);
    if (lies_ && !folder) return;
    put(folder ? 'D' : 'S', file_of(descriptor), 0, {});
  }
  void put(char kind, std::uint32_t file, std::uint64_t offset, std::string_view bytes) const {
    std::string record(1, kind);
    const auto length = static_cast<std::uint32_t>(bytes.size());
    record.append(reinterpret_cast<const char*>(&file), sizeof file);
    record.append(reinterpret_cast<const char*>(&offset), sizeof offset);
    record.append(reinterpret_cast<const char*>(&length), sizeof length);
    record.append(bytes);
    static const auto write_on = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (write_on(record_, record.data(), record.size()) != static_cast<ssize_t>(record.size())) std::abort();
  }

 private:
  Recorder() : folder_(setting("TANDEM_RECORD_FOLDER")), lies_(!setting("TANDEM_RECORD_LIES").empty()) {
    const std::string file(setting("TANDEM_RECORD_FILE"));
    static const auto open_file = real<int (*)(const char*, int, ...)>("open64");
    record_ = open_file(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (record_ < 0 || folder_.empty()) std::abort();
  }
  [[nodiscard]] bool concerns(const char* path) const { return std::string_view{path}.starts_with(folder_); }

  std::mutex order_;
  std::string folder_;
  bool lies_;
  int record_{-1};
  std::uint32_t last_file_{0};
  std::map<std::string, std::uint32_t> by_path_;
  std::array<std::uint32_t, kMaxDescriptors> files_{};
};

using Open = int (*)(const char*, int, ...);

int recorded_open(Open open_file, const char* path, int flags, mode_t mode) {
  auto& recorder = Recorder::instance();
  const std::scoped_lock lock{recorder.order()};
  const bool there = ::access(path, F_OK) == 0;
  const int descriptor = open_file(path, flags, mode);
  recorder.opened(descriptor, path, !there);
  return descriptor;
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;  // NOLINT: that is how open() takes it
}

template <class Call>
auto recorded(int descriptor, const Call& call) {
  auto& recorder = Recorder::instance();
  if (recorder.file_of(descriptor) == 0) return call(nullptr);
  const std::scoped_lock lock{recorder.order()};
  return call(&recorder);
}

ssize_t recorded_pwrite(const char* name, int descriptor, const void* bytes, size_t count, off64_t offset) {
  const auto write_at = real<ssize_t (*)(int, const void*, size_t, off64_t)>(name);
  return recorded(descriptor, [&](const Recorder* recorder) {
    const ssize_t written = write_at(descriptor, bytes, count, offset);
    if (recorder != nullptr && written > 0) {
      recorder->put('W', recorder->file_of(descriptor), static_cast<std::uint64_t>(offset),
                    {static_cast<const char*>(bytes), static_cast<std::size_t>(written)});
    }
    return written;
  });
}

int recorded_truncate(const char* name, int descriptor, off64_t size) {
  const auto truncate_to = real<int (*)(int, off64_t)>(name);
  return recorded(descriptor, [&](const Recorder* recorder) {
    const int done = truncate_to(descriptor, size);
    if (recorder != nullptr && done == 0)
      recorder->put('T', recorder->file_of(descriptor), static_cast<std::uint64_t>(size), {});
    return done;
  });
}

int recorded_sync(const char* name, int descriptor) {
  const auto sync = real<int (*)(int)>(name);
  return recorded(descriptor, [&](Recorder* recorder) {
    const int done = sync(descriptor);
    if (recorder != nullptr && done == 0) recorder->synced(descriptor);
    return done;
  });
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return recorded_open(real<Open>("open"), path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return recorded_open(real<Open>("open64"), path, flags, mode);
}

int close(int descriptor) {
  Recorder::instance().closed(descriptor);
  return real<int (*)(int)>("close")(descriptor);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  return recorded_pwrite("pwrite", descriptor, bytes, count, offset);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
  return recorded_pwrite("pwrite64", descriptor, bytes, count, offset);
}
ssize_t write(int descriptor, const void* bytes, size_t count) {
  const auto append = real<ssize_t (*)(int, const void*, size_t)>("write");
  return recorded(descriptor, [&](const Recorder* recorder) {
    const off64_t at = recorder != nullptr ? ::lseek64(descriptor, 0, SEEK_CUR) : 0;
    const ssize_t written = append(descriptor, bytes, count);
    if (recorder != nullptr && written > 0) {
      recorder->put('W', recorder->file_of(descriptor), static_cast<std::uint64_t>(at),
                    {static_cast<const char*>(bytes), static_cast<std::size_t>(written)});
    }
    return written;
  });
}

int ftruncate(int descriptor, off_t size) noexcept { return recorded_truncate("ftruncate", descriptor, size); }
int ftruncate64(int descriptor, off64_t size) noexcept { return recorded_truncate("ftruncate64", descriptor, size); }
int fsync(int descriptor) { return recorded_sync("fsync", descriptor); }
int fdatasync(int descriptor) { return recorded_sync("fdatasync", descriptor); }

int unlink(const char* path) noexcept {
  auto& recorder = Recorder::instance();
  const std::scoped_lock lock{recorder.order()};
  const int done = real<int (*)(const char*)>("unlink")(path);
  if (done == 0) recorder.removed(path);
  return done;
}

}  // extern "C"
