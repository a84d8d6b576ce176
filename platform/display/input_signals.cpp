#include "platform/display/input_signals.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <map>
#include <string>

// X11's headers define these as macros.
#undef None
#undef Status

namespace tandem::platform {
namespace {

namespace fs = std::filesystem;

// A display server's socket: SDL's pump reads from it.
class ServerSignals final : public InputSignals {
 public:
  ServerSignals(Sleeper& sleeper, int connection) { sleeper.watch(connection); }
  void acknowledge() override {}
  bool complete() const override { return true; }
};

class NoSignals final : public InputSignals {
 public:
  void acknowledge() override {}
  bool complete() const override { return false; }
};

// On a bare console. SDL reads its own descriptors of these devices; ours only tell when.
class DeviceSignals final : public InputSignals {
 public:
  explicit DeviceSignals(Sleeper& sleeper) : sleeper_(sleeper), changes_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    if (changes_ >= 0) {
      ::inotify_add_watch(changes_, kFolder, IN_CREATE | IN_ATTRIB | IN_DELETE);
      sleeper_.watch(changes_);
    }
    open_new();
  }
  DeviceSignals(const DeviceSignals&) = delete;
  DeviceSignals& operator=(const DeviceSignals&) = delete;
  ~DeviceSignals() override {
    for (const auto& [name, descriptor] : devices_) forget(descriptor);
    if (changes_ >= 0) forget(changes_);
  }

  void acknowledge() override {
    if (changes_ >= 0 && drain(changes_)) open_new();
    for (auto at = devices_.begin(); at != devices_.end();) {
      drain(at->second);
      const bool gone = ::faccessat(AT_FDCWD, at->first.c_str(), F_OK, 0) != 0;
      if (gone) forget(at->second);
      at = gone ? devices_.erase(at) : std::next(at);
    }
  }
  bool complete() const override { return !devices_.empty(); }

 private:
  static constexpr const char* kFolder = "/dev/input";

  void open_new() {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(kFolder, none)) {
      const std::string path = entry.path().string();
      if (!entry.path().filename().string().starts_with("event") || devices_.contains(path)) continue;
      const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
      if (descriptor < 0) continue;
      devices_.emplace(path, descriptor);
      sleeper_.watch(descriptor);
    }
  }

  void forget(int descriptor) {
    sleeper_.unwatch(descriptor);
    ::close(descriptor);
  }

  static bool drain(int descriptor) {
    std::array<char, 4096> buffer{};
    bool any = false;
    while (::read(descriptor, buffer.data(), buffer.size()) > 0) any = true;
    return any;
  }

  Sleeper& sleeper_;
  int changes_;
  std::map<std::string, int> devices_;
};

#ifdef SDL_VIDEO_DRIVER_WAYLAND
// SDL has loaded the library itself; linking it would make it a need of machines without Wayland.
int wayland_connection(wl_display* display) {
  void* const library = ::dlopen("libwayland-client.so.0", RTLD_LAZY | RTLD_NOLOAD);
  if (library == nullptr) return -1;
  const auto get = reinterpret_cast<int (*)(wl_display*)>(::dlsym(library, "wl_display_get_fd"));
  const int connection = get != nullptr ? get(display) : -1;
  ::dlclose(library);
  return connection;
}
#endif

int server_connection(const SDL_SysWMinfo& system) {
#ifdef SDL_VIDEO_DRIVER_X11
  if (system.subsystem == SDL_SYSWM_X11) return ConnectionNumber(system.info.x11.display);
#endif
#ifdef SDL_VIDEO_DRIVER_WAYLAND
  if (system.subsystem == SDL_SYSWM_WAYLAND) return wayland_connection(system.info.wl.display);
#endif
  return -1;
}

}  // namespace

std::unique_ptr<InputSignals> watch_input(SDL_Window* window, Sleeper& sleeper) {
  const char* const named = SDL_GetCurrentVideoDriver();
  const std::string driver{named != nullptr ? named : ""};
  SDL_SysWMinfo system;
  SDL_VERSION(&system.version);
  if (SDL_GetWindowWMInfo(window, &system) == SDL_TRUE) {
    const int connection = server_connection(system);
    if (connection >= 0) return std::make_unique<ServerSignals>(sleeper, connection);
  }
  if (driver == "KMSDRM" || driver == "kmsdrm") return std::make_unique<DeviceSignals>(sleeper);
  return std::make_unique<NoSignals>();
}

}  // namespace tandem::platform
