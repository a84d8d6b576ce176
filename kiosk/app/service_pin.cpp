#include "kiosk/app/service_pin.h"

#include <algorithm>
#include <fstream>
#include <istream>
#include <ostream>

#include "kiosk/core/reduce.h"
#include "platform/device/credentials.h"
#include "platform/device/secret_file.h"

namespace tandem::kiosk {
namespace {

using platform::ErrorKind;
using platform::fail;

constexpr std::string_view kHashBegins = "$argon2id$";
// A hash has about a hundred characters.
constexpr std::size_t kMaxPinFile = 1024;

bool is_pin(const std::string& text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.size() >= static_cast<std::size_t>(kPinMinLength) &&
         text.size() <= static_cast<std::size_t>(kPinMaxLength);
}

}  // namespace

platform::Result<std::string> read_service_pin(const std::filesystem::path& file) {
  if (auto guarded = platform::require_not_public(file); !guarded) return tl::unexpected(guarded.error());
  std::ifstream stream(file);
  if (!stream) return fail(ErrorKind::NotFound, file.string() + " cannot be read");
  std::string text(kMaxPinFile, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  if (!text.starts_with(kHashBegins) || text.find('\n') != std::string::npos)
    return fail(ErrorKind::Invalid,
                file.string() + " holds no argon2id hash: tandem-kiosk --make-service-pin prints one");
  return text;
}

platform::Status make_service_pin(std::istream& in, std::ostream& out) {
  std::string pin;
  std::getline(in, pin);
  if (!is_pin(pin)) return fail(ErrorKind::Invalid, "a service PIN has four to eight digits");
  const auto hash = platform::hash_pin(pin);
  if (!hash) return tl::unexpected(hash.error());
  out << *hash << '\n';
  return {};
}

}  // namespace tandem::kiosk
