#pragma once
// An administrator's requests as JSON (README.md of this room lists them): import, export, enrol, revoke, plan, feeds,
// status. The same handler answers POST /admin, a kiosk's embedded server, and tandem-admin on the store of a stopped
// server. On the core's thread; an import blocks it for as long as hashing its new PINs takes, unless it comes through
// make_later_handler().

#include <string>

#include "platform/base/result.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

// The answer's "ok" is false when the request was understood and refused (an import with problems). Errors: Invalid for
// what is not such a request, others from the store; nothing is changed then.
[[nodiscard]] platform::Result<std::string> answer_admin(ServerCore& core, const std::string& json);

// For ServerCore::set_admin_handler(); `core` must outlive it.
[[nodiscard]] ServerCore::AdminHandler make_admin_handler(ServerCore& core);

// For ServerCore::set_later_handler(), where the core's loop runs.
[[nodiscard]] ServerCore::LaterHandler make_later_handler(ServerCore& core);

}  // namespace tandem::sync
