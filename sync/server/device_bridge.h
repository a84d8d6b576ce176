#pragma once
// Between the I/O thread, where a connection lives, and the core's thread, where its session does: every call crosses
// as a posted task, in order. What waits on either side is counted, so that neither can be flooded.

#include <atomic>
#include <memory>
#include <string>

#include "platform/base/event_loop.h"
#include "platform/net/frame_connection.h"

namespace tandem::sync {

class ServerCore;

// Frames from a device that the core has not looked at yet; more than this is a flood, and the connection ends.
inline constexpr std::size_t kMaxUnreadBytes = std::size_t{4} * 1024 * 1024;

// A handler for the listener, called on `io`. `core` lives on its own loop, which outlives `io`; no task of
// the handler runs after the core is gone.
[[nodiscard]] std::shared_ptr<platform::FrameHandler> make_device_bridge(platform::EventLoop& io, ServerCore& core);

}  // namespace tandem::sync
