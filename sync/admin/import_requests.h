#pragma once
// {"do":"import"} and {"do":"export"}. Core's thread.

#include <boost/json/object.hpp>

#include "platform/base/result.h"
#include "sync/admin/import_plan.h"
#include "sync/admin/problems.h"
#include "sync/admin/site_rows.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

// What an import asks for, read but not compared with anything.
struct ImportOrder {
  SiteRows rows;
  Problems problems;  // with any, nothing is imported
  Missing missing{Missing::Keep};
  bool dry_run{false};
};
// Invalid for a request that is none.
[[nodiscard]] platform::Result<ImportOrder> read_import(const boost::json::object& request);
// Compares and commits, all or nothing; `from`: where the administrator is, for the audit log.
[[nodiscard]] platform::Result<boost::json::object> carry_out_import(ServerCore& core, ImportOrder& order,
                                                                     const std::string& from);

// All at once, for a core whose loop does not run (import_job.h otherwise).
[[nodiscard]] platform::Result<boost::json::object> answer_import(ServerCore& core, const boost::json::object& request);
[[nodiscard]] platform::Result<boost::json::object> answer_export(ServerCore& core, const boost::json::object& request);

}  // namespace tandem::sync
