#pragma once
// {"do":"enrol"}, {"do":"revoke"}, {"do":"feeds"}, {"do":"status"}, {"do":"backup"} and {"do":"begin_epoch"}. Core's
// thread.

#include <boost/json/object.hpp>

#include "platform/base/result.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

[[nodiscard]] platform::Result<boost::json::object> answer_enrol(ServerCore& core, const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_revoke(ServerCore& core, const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_rights(ServerCore& core, const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_feeds(ServerCore& core, const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_status(ServerCore& core, const boost::json::object& request);

// All at once, for a core whose loop does not run.
[[nodiscard]] platform::Result<boost::json::object> answer_backup(ServerCore& core, const boost::json::object& request);
// While commits go on; `respond` is called on the loop when it is done, or now when it cannot begin.
void begin_backup(ServerCore& core, const boost::json::object& request, const ServerCore::AdminRespond& respond);
[[nodiscard]] platform::Result<boost::json::object> answer_begin_epoch(ServerCore& core,
                                                                       const boost::json::object& request);

}  // namespace tandem::sync
