#pragma once
// {"do":"import"} and {"do":"export"}. Core's thread.

#include <boost/json/object.hpp>

#include "platform/base/result.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

[[nodiscard]] platform::Result<boost::json::object> answer_import(ServerCore& core, const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_export(ServerCore& core, const boost::json::object& request);

}  // namespace tandem::sync
