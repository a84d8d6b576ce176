#include "platform/device/paths.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace tandem::platform {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string(value);
}

std::filesystem::path home_directory() {
  if (const auto home = environment("HOME"); !home.empty()) return home;
  const passwd* user = ::getpwuid(::getuid());
  return user == nullptr || user->pw_dir == nullptr ? "/" : user->pw_dir;
}

}  // namespace

std::filesystem::path data_directory() {
  // systemd separates several folders by colons; ours is the first (systemd.exec(5), StateDirectory=).
  if (const auto state = environment("STATE_DIRECTORY"); !state.empty()) return state.substr(0, state.find(':'));
  // The XDG base directory specification ignores paths that are not absolute.
  if (const std::filesystem::path data = environment("XDG_DATA_HOME"); data.is_absolute()) return data / "tandem";
  return home_directory() / ".local" / "share" / "tandem";
}

std::filesystem::path program_directory() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::current_path(error) : program.parent_path();
}

}  // namespace tandem::platform
