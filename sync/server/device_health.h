#pragma once
// How the sync of one device fares, as its connections told since the server started: for the administration's status
// and the log. Core thread.

#include <cstdint>
#include <optional>

#include "calendar/time/instant.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

// A device whose truth differs is sent everything again at most this often: when it does not help, a snapshot without
// end would not either.
inline constexpr std::chrono::minutes kResyncEvery{10};
// A queue this old is worth a line in the log.
inline constexpr std::chrono::minutes kOutboxOverdue{2};

struct DeviceHealth {
  std::optional<calendar::Instant> heard_at;  // absent: not since the server started
  Cursor acknowledged;                        // stored at the device
  OutboxAge outbox;                           // as of heard_at
  std::uint32_t mismatches{0};                // times its truth was not ours
  std::uint32_t resyncs{0};                   // times it was sent everything again for that
  std::optional<calendar::Instant> resynced_at;
  std::uint32_t unreadable{0};   // commands that could not be read, or under a number that was spent
  std::uint32_t not_allowed{0};  // commands outside of its rights
};

}  // namespace tandem::sync
