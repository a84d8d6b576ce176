#pragma once
// An Approval as fields of a JSON object. Private to sync/enrolment.

#include "sync/enrolment/enrolment_messages.h"
#include "sync/enrolment/json_fields.h"

namespace tandem::sync {

[[nodiscard]] boost::json::object json_of(const Approval& approval);
// What is wrong is in `fields`.
[[nodiscard]] Approval approval_of(JsonFields& fields);

}  // namespace tandem::sync
