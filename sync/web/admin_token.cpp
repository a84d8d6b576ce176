#include "sync/web/admin_token.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "platform/device/credentials.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;

constexpr std::size_t kTokenLength = 64;

platform::Result<std::string> read_token(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string token;
  if (!in) return platform::fail(ErrorKind::Denied, "cannot read " + file.string());
  in >> token;
  if (token.size() == kTokenLength) return token;
  return platform::fail(ErrorKind::Corrupt, file.string() + " holds no token: remove it and start again");
}

// Written under another name first: a power cut leaves no half token behind.
platform::Status write_token(const std::filesystem::path& file, const std::string& token) {
  const std::string fresh = file.string() + ".new";
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool written = descriptor >= 0;
  const std::string line = token + "\n";
  if (written) {
    written =
        ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(descriptor) == 0;
    const int reason = errno;
    ::close(descriptor);
    errno = reason;
  }
  if (written && ::rename(fresh.c_str(), file.c_str()) == 0) return {};
  const auto kind = errno == ENOSPC || errno == EDQUOT ? ErrorKind::Full : ErrorKind::Denied;
  return platform::fail(kind, "cannot write " + file.string() + ": " + std::strerror(errno));
}

}  // namespace

platform::Result<std::string> admin_token(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(file, error)) return read_token(file);
  std::string token = platform::random_secret();
  if (auto written = write_token(file, token); !written) return tl::unexpected(written.error());
  return token;
}

}  // namespace tandem::sync
