#include "sync/admin/row_parts.h"

#include <array>
#include <filesystem>
#include <system_error>

namespace tandem::sync {
namespace {

constexpr std::array<std::string_view, 5> kSchemes{"http://", "https://", "webcal://", "webcals://", "file:///"};

bool is_url(const std::string& address) {
  for (const std::string_view scheme : kSchemes) {
    if (address.starts_with(scheme)) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> calendar_address(const Cells& cells, const std::string& folder) {
  if (!cells.has("calendar")) return std::nullopt;
  const std::string& address = cells.raw("calendar");
  if (address.empty() || is_url(address)) return address;
  if (address.find("://") != std::string::npos) {
    cells.problem("calendar", "is no address we read: use http, https, webcal, webcals, or the path of a file");
    return std::nullopt;
  }
  std::filesystem::path path(address);
  if (path.is_relative() && folder.empty()) {
    cells.problem("calendar", "is a relative path, and no folder was given: write the whole path or a URL");
    return std::nullopt;
  }
  if (path.is_relative()) path = std::filesystem::path(folder) / path;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    cells.problem("calendar",
                  "there is no file " + path.string() + " on the server: correct the path or leave it empty");
  }
  return path.lexically_normal().string();
}

std::optional<std::string> email_address(const Cells& cells) {
  if (!cells.has("email")) return std::nullopt;
  const std::string& address = cells.raw("email");
  const auto at = address.find('@');
  const bool one = at != std::string::npos && at > 0 && at + 1 < address.size() &&
                   address.find_first_of("@ \t,;", at + 1) == std::string::npos;
  if (!address.empty() && !one) cells.problem("email", "is no e-mail address");
  return address;
}

}  // namespace tandem::sync
