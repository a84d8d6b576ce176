#pragma once
// {"do":"plan"}: sessions for the pairs that are due on a day. Core's thread.

#include <boost/json/object.hpp>

#include "platform/base/result.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

// The most sessions one request plans.
inline constexpr std::size_t kMostPlanned = 500;

[[nodiscard]] platform::Result<boost::json::object> answer_plan(ServerCore& core, const boost::json::object& request);

}  // namespace tandem::sync
