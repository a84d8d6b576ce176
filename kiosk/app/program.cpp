#include "kiosk/app/program.h"

#include <sys/stat.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "kiosk/app/kiosk.h"
#include "kiosk/app/options.h"
#include "kiosk/app/screenshots.h"
#include "kiosk/app/server_link.h"
#include "kiosk/app/service_pin.h"
#include "kiosk/app/shifted_clock.h"
#include "kiosk/app/stage.h"
#include "platform/base/led_clock.h"
#include "platform/base/log.h"
#include "platform/base/stopwatch.h"

namespace tandem::kiosk {
namespace {

// `led`: set when the clock is one that a script may lead.
platform::Result<std::unique_ptr<platform::Clock>> clock_of(const Options& options, platform::LedClock*& led) {
  if (!options.clock.empty()) {
    auto clock = platform::LedClock::open(options.clock);
    if (clock) led = clock->get();
    return clock;
  }
  if (!options.now) return std::make_unique<platform::SystemClock>();
  if (!options.screenshots.empty()) return std::make_unique<StoppedClock>(*options.now);
  return std::make_unique<ShiftedClock>(*options.now);
}

// A folder that is gone when the program ends: pictures need no memory of earlier ones.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tandem-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Nobody can see or touch anything here: a script runs in memory, and without one there are pictures of the screens.
void do_without_display(Options& options) {
  if (options.window.kind == platform::WindowKind::OffScreen || platform::display_available()) return;
  options.window.kind = platform::WindowKind::OffScreen;
  if (options.script) return;
  options.data = data_folder(options);
  options.screenshots = options.data / "screenshots";
  std::cout << "No display here (no X11, no Wayland, no graphics card): writing a picture of every screen instead to\n"
            << options.screenshots.string() << std::endl;
}

int run_with(Options options, const platform::Stopwatch& since_start) {
  do_without_display(options);
  std::optional<TemporaryFolder> scratch;
  if (!options.screenshots.empty() && options.data.empty()) options.data = scratch.emplace().path();
  platform::LedClock* led = nullptr;
  const auto clock = clock_of(options, led);
  if (!clock) {
    platform::log_error("kiosk", clock.error().message);
    return 1;
  }
  const auto stage = Stage::open(options);
  if (!stage) {
    platform::log_error("kiosk", stage.error().message);
    return 1;
  }
  if (!options.screenshots.empty()) return write_screenshots(options, **stage, **clock);
  Kiosk kiosk{options, **stage, **clock, led};
  return kiosk.run(since_start);
}

int print_service_pin() {
  const platform::Status made = make_service_pin(std::cin, std::cout);
  if (made) return 0;
  std::cerr << "tandem-kiosk: " << made.error().message << '\n';
  return 2;
}

// The same program with the same arguments, also where nobody would start it again.
int begin_again(const char* const* arguments) {
  platform::log_info("kiosk", "restarting");
  ::execv("/proc/self/exe", const_cast<char* const*>(arguments));
  platform::log_error("kiosk", "could not restart");
  return 1;
}

}  // namespace

int run_program(int count, const char* const* arguments) {
  const platform::Stopwatch since_start;
  auto parsed = parse_options(count, arguments);
  if (const auto* const print = std::get_if<PrintAndExit>(&parsed)) {
    (print->exit_code == 0 ? std::cout : std::cerr) << print->text;
    return print->exit_code;
  }
  ::umask(S_IRWXG | S_IRWXO);  // what a kiosk keeps is nobody else's
  block_signals();
  auto& options = std::get<Options>(parsed);
  if (options.make_service_pin) return print_service_pin();
  const int code = run_with(std::move(options), since_start);
  return code == kRestartCode ? begin_again(arguments) : code;
}

}  // namespace tandem::kiosk
