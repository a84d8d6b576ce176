#include "sync/server/audit_tally.h"

#include <utility>

namespace tandem::sync {

bool AuditTally::count(AuditKind what, const std::string& actor, const std::string& address,
                       const std::string& about) {
  const bool first = counts_.empty();
  Key key{what, actor, address, about};
  if (!counts_.contains(key) && counts_.size() >= kMostTallies) key = {what, "several", "", ""};
  ++counts_[std::move(key)];
  return first;
}

std::vector<AuditRecord> AuditTally::flush(calendar::Instant at) {
  std::vector<AuditRecord> records;
  for (const auto& [key, count] : std::exchange(counts_, {})) {
    const auto& [what, actor, address, about] = key;
    const std::string times = std::to_string(count) + (count == 1 ? " time" : " times");
    records.push_back({0, at, what, actor, address, about, times, ""});
  }
  return records;
}

}  // namespace tandem::sync
