#pragma once
// How servers on one shared log hear of each other's commits, and agree which of them does what one should do. Nothing
// of it is inside a transaction that writes: after a commit the server says so on a connection of its own (NOTIFY, not
// waiting for the disk), and whoever listens reads the log from its cursor. A notification that is lost costs
// kLookEvery, never an entry. Duty is a lock that the database takes back when its owner's connection ends.

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "calendar/programme/ids.h"

namespace tandem::sync {

// Without a notification the log is looked at this often, and a server without duty asks for it.
inline constexpr std::chrono::milliseconds kLookEvery{500};
// Commits in less than this are told together.
inline constexpr std::chrono::milliseconds kNotifyGap{5};

inline constexpr std::size_t kMaxUnsaidRecalls = 256;

class LogWatch {
 public:
  virtual ~LogWatch() = default;
  // This server committed something. Any thread, never waits.
  virtual void committed() = 0;
  // Somebody here wants what the door of this room has leased: the server that has the door is told, at once, or never
  // when a notification is lost. Any thread, never waits; more than kMaxUnsaidRecalls at once are dropped.
  virtual void recall(const calendar::RoomId& room) = 0;
};

// Called on threads of the watch's own, until it is destroyed.
struct LogWatchEvents {
  std::function<void()> look;         // others may have committed something
  std::function<void(bool)> on_duty;  // this server is, or is no more, the one on duty; first call: when it becomes so
  std::function<void(const calendar::RoomId&)> recall{};  // another server asks for the lease of this room
};

// `url` as for open_shared_log_store(). A database that is away is waited for.
[[nodiscard]] std::unique_ptr<LogWatch> watch_shared_log(const std::string& url, LogWatchEvents events);

}  // namespace tandem::sync
