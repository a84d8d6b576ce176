#include "platform/device/file_hash.h"

#include <sodium.h>

#include <array>
#include <fstream>

#include "platform/base/check.h"

namespace tandem::platform {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kReadBytes = std::size_t{64} * 1024;

}  // namespace

Result<std::string> hash_file(const std::filesystem::path& file) {
  TANDEM_CHECK(sodium_init() >= 0);
  std::error_code missing;
  if (!std::filesystem::exists(file, missing)) return fail(ErrorKind::NotFound, "no such file: " + file.string());
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorKind::Denied, "cannot read " + file.string());
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, kHashBytes);
  std::array<char, kReadBytes> part{};
  while (in) {
    in.read(part.data(), part.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              static_cast<unsigned long long>(in.gcount()));
  }
  if (!in.eof()) return fail(ErrorKind::Unavailable, "reading " + file.string() + " failed");
  std::array<unsigned char, kHashBytes> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::string hex(kHashBytes * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

}  // namespace tandem::platform
