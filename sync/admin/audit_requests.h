#pragma once
// The administration's "audit": who did what to the server and its devices (sync/log/audit.h).

#include <boost/json/object.hpp>

#include "platform/base/result.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

[[nodiscard]] platform::Result<boost::json::object> answer_audit(ServerCore& core, const boost::json::object& request);

}  // namespace tandem::sync
