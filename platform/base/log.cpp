#include "platform/base/log.h"

#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "platform/base/recent_log.h"

namespace tandem::platform {
namespace {

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::Debug: return spdlog::level::debug;
    case LogLevel::Info: return spdlog::level::info;
    case LogLevel::Warning: return spdlog::level::warn;
    case LogLevel::Error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

using Recent = spdlog::sinks::ringbuffer_sink_mt;

Recent& recent() {
  static const auto instance = std::make_shared<Recent>(kRecentLogLines);
  return *instance;
}

spdlog::logger& logger() {
  static const auto instance = [] {
    // Not owned: it lives as long as the program, as the logger does.
    const std::shared_ptr<Recent> kept(&recent(), [](Recent*) {});
    const spdlog::sinks_init_list sinks{std::make_shared<spdlog::sinks::stderr_sink_mt>(), kept};
    auto made = std::make_shared<spdlog::logger>("tandem", sinks);
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %L %v", spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::debug);
    return made;
  }();
  return *instance;
}

}  // namespace

void set_log_level(LogLevel level) { logger().set_level(level_of(level)); }

void log(LogLevel level, std::string_view component, std::string_view message) {
  logger().log(level_of(level), "{}: {}", component, message);
}

std::vector<std::string> recent_log(std::size_t count) {
  std::vector<std::string> lines = recent().last_formatted(count);
  for (std::string& line : lines) line.erase(line.find_last_not_of("\r\n") + 1);
  return lines;
}

}  // namespace tandem::platform
