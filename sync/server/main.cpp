// tandem-server: the central server as a process. SIGTERM or SIGINT stops it gracefully; a second one at once.

#include <pthread.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "platform/base/led_clock.h"
#include "platform/base/log.h"
#include "platform/net/descriptors.h"
#include "sync/server/server.h"
#include "sync/server/server_config.h"

namespace {

using tandem::platform::Clock;
using tandem::platform::LogLevel;
using tandem::platform::Result;

// Handled by sigwait() in main alone: blocked here, before any thread exists, they stay blocked in every thread.
sigset_t block_stop_signals() {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a peer that is gone is an error of the write
  return stop;
}

constexpr int kWrongArguments = 2;  // as tandem-admin and tandem-kiosk

int complain(const tandem::platform::Error& error) {
  std::fprintf(stderr, "tandem-server: %s\n", error.message.c_str());
  return EXIT_FAILURE;
}

// From here on the default action of the signals is back: the next one ends the process.
void let_signals_through(const sigset_t& stop) { pthread_sigmask(SIG_UNBLOCK, &stop, nullptr); }

// Beside a socket for each device: the store, feeds, what libraries open.
void warn_of_few_descriptors(std::size_t allowed) {
  constexpr std::size_t kBesideConnections = 256;
  if (allowed >= tandem::platform::kMaxConnections + kBesideConnections) return;
  tandem::platform::log_warning("server", "only " + std::to_string(allowed) +
                                              " descriptors are allowed, and each device needs one: raise LimitNOFILE");
}

// `led` is the file of a clock that a test leads; empty: the machine's.
Result<std::unique_ptr<Clock>> clock_of(const std::string& led) {
  if (led.empty()) return std::make_unique<tandem::platform::SystemClock>();
  return tandem::platform::LedClock::open(led);
}

int serve(const std::string& config, const std::string& led_clock) {
  const sigset_t stop = block_stop_signals();
  const auto options = tandem::sync::load_server_options(config);
  if (!options) return complain(options.error());
  warn_of_few_descriptors(tandem::platform::allow_descriptors());
  const auto clock = clock_of(led_clock);
  if (!clock) return complain(clock.error());
  const auto server = tandem::sync::start_server(*options, **clock);
  if (!server) return complain(server.error());
  std::printf("listening on %s:%u\n", options->listen.host.c_str(), unsigned{(*server)->port()});
  std::fflush(stdout);
  int signal = 0;
  sigwait(&stop, &signal);
  let_signals_through(stop);
  tandem::platform::log_info("server", std::string("stopping on ") + (signal == SIGINT ? "SIGINT" : "SIGTERM"));
  (*server)->stop();
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"The Tandem server: commits what kiosks ask for, reads the company's calendars, releases no-shows.",
                   "tandem-server"};
  std::string config;
  std::string led_clock;  // hidden: see tests/process/README.md
  bool verbose = false;
  program.add_option("--config", config, "the configuration file; platform/packaging/server.toml shows every key")
      ->required();
  program.add_option("--clock", led_clock, "the time is what this file says, and a test leads it")->group("");
  program.add_flag("--verbose", verbose, "log more");
  program.set_version_flag("--version", "tandem-server " TANDEM_VERSION);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? EXIT_SUCCESS : kWrongArguments;
  }
  ::umask(S_IRWXG | S_IRWXO);  // what is written here is the service's own
  if (verbose) tandem::platform::set_log_level(LogLevel::Debug);
  return serve(config, led_clock);
}
