#pragma once
// The process's log, one line an event, to standard error (journald adds the rest). No names, PINs, badges or titles go
// in: ids only. Any thread.

#include <string_view>

namespace tandem::platform {

enum class LogLevel { Debug, Info, Warning, Error };

// Which lines are kept; Info until told.
void set_log_level(LogLevel level);

// `component` is the room that speaks: "server", "feeds", "display".
void log(LogLevel level, std::string_view component, std::string_view message);

inline void log_debug(std::string_view component, std::string_view message) { log(LogLevel::Debug, component, message); }
inline void log_info(std::string_view component, std::string_view message) { log(LogLevel::Info, component, message); }
inline void log_warning(std::string_view component, std::string_view message) {
  log(LogLevel::Warning, component, message);
}
inline void log_error(std::string_view component, std::string_view message) { log(LogLevel::Error, component, message); }

}  // namespace tandem::platform
