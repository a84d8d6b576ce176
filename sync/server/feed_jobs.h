#pragma once
// The core's feeds as work for the poller. Core thread.

#include <vector>

#include "sync/feeds/feed_job.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

[[nodiscard]] std::vector<FeedJob> feed_jobs(const ServerCore& core);

}  // namespace tandem::sync
