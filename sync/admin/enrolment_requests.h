#pragma once
// {"do":"pending_devices"}, {"do":"approve_device"}, {"do":"deny_device"} and {"do":"authority"}. Core's thread.

#include <boost/json/object.hpp>

#include "platform/base/result.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

[[nodiscard]] platform::Result<boost::json::object> answer_pending_devices(ServerCore& core,
                                                                           const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_approve_device(ServerCore& core,
                                                                          const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_deny_device(ServerCore& core,
                                                                       const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_authority(ServerCore& core,
                                                                     const boost::json::object& request);

}  // namespace tandem::sync
