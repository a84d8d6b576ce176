#include "sync/web/admin_token.h"

#include "platform/device/credentials.h"
#include "platform/device/secret_file.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;

constexpr std::size_t kTokenLength = 64;

}  // namespace

platform::Result<std::string> admin_token(const std::filesystem::path& file) {
  auto read = platform::read_secret_file(file);
  if (!read && read.error().kind != ErrorKind::NotFound) return read;
  if (read) {
    std::string token = read->substr(0, read->find_first_of(" \r\n"));
    if (token.size() == kTokenLength) return token;
    return platform::fail(ErrorKind::Corrupt, file.string() + " holds no token: remove it and start again");
  }
  std::string token = platform::random_secret();
  if (auto written = platform::write_secret_file(file, token + "\n"); !written) return tl::unexpected(written.error());
  return token;
}

}  // namespace tandem::sync
