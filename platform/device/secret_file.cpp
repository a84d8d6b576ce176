#include "platform/device/secret_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "platform/base/log.h"

namespace tandem::platform {
namespace {

constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

tl::unexpected<Error> failed(const char* what, const std::filesystem::path& file, int reason) {
  const auto kind = reason == ENOSPC || reason == EDQUOT ? ErrorKind::Full
                    : reason == ENOENT                   ? ErrorKind::NotFound
                                                         : ErrorKind::Denied;
  const bool writing = std::string_view(what) == "write";
  return fail(writing && kind == ErrorKind::NotFound ? ErrorKind::Denied : kind,
              std::string("cannot ") + what + " " + file.string() + ": " + std::strerror(reason));
}

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

Status write_new(const std::filesystem::path& file, std::string_view content) {
  ::unlink(file.c_str());  // of a try that was cut off, whatever its mode
  const Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (descriptor.get() < 0 || !write_all(descriptor.get(), content)) return failed("write", file, errno);
  return {};
}

Status private_of(const struct stat& facts, const std::filesystem::path& path) {
  if (facts.st_uid != ::geteuid()) {
    return fail(ErrorKind::Denied,
                path.string() + " belongs to another user: it holds secrets; chown it, or run as its owner");
  }
  if ((facts.st_mode & kOthers) == 0) return {};
  return fail(ErrorKind::Denied,
              path.string() + " can be read by others: it holds secrets; chmod go-rwx " + path.string());
}

}  // namespace

Status write_secret_file(const std::filesystem::path& file, std::string_view content) {
  const std::filesystem::path fresh = file.string() + ".new";
  if (auto written = write_new(fresh, content); !written) return written;
  if (::rename(fresh.c_str(), file.c_str()) != 0) return failed("write", file, errno);
  // The name is durable when its folder is.
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() < 0 || ::fsync(descriptor.get()) != 0) return failed("write", folder, errno);
  return {};
}

Result<std::string> read_secret_file(const std::filesystem::path& file) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &facts) != 0) return failed("read", file, errno);
  if (auto hidden = private_of(facts, file); !hidden) return tl::unexpected(hidden.error());
  std::string content(kMaxSecretFile + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const ssize_t count = ::read(descriptor.get(), content.data() + size, content.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("read", file, errno);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  if (size > kMaxSecretFile) return fail(ErrorKind::TooLarge, file.string() + " is larger than any secret");
  content.resize(size);
  return content;
}

Status require_private(const std::filesystem::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) == 0) return private_of(facts, path);
  if (errno == ENOENT) return {};
  return failed("look at", path, errno);
}

Status require_not_public(const std::filesystem::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return errno == ENOENT ? Status{} : failed("look at", path, errno);
  if ((facts.st_mode & (S_IRWXO | S_IWGRP)) == 0) return {};
  return fail(ErrorKind::Denied,
              path.string() + " can be read by everybody or written by others: it is a private key; chmod o-rwx,g-w " +
                  path.string());
}

Status make_private(const std::filesystem::path& path) {
  struct stat facts {};
  const bool there = ::stat(path.c_str(), &facts) == 0;
  if (there && facts.st_uid == ::geteuid() && (facts.st_mode & kOthers) != 0) {
    if (::chmod(path.c_str(), facts.st_mode & 07777 & ~kOthers) != 0) return failed("hide", path, errno);
    log_warning("device", path.string() + " could be read by others: it holds secrets and is private now");
  }
  return require_private(path);
}

Status make_private_folder(const std::filesystem::path& folder) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(folder, error);
  if (!error && made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  if (error) return fail(ErrorKind::Denied, "cannot make " + folder.string() + ": " + error.message());
  return make_private(folder);
}

}  // namespace tandem::platform
