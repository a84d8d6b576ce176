#pragma once
// What happens again and again (failed authentications, limits that are hit) is counted and goes to the audit log once
// a minute, one record for each who, where and what, with its count. Bounded: beyond kMostTallies different ones the
// rest are counted together. Core thread.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "sync/log/audit.h"

namespace tandem::sync {

inline constexpr std::chrono::minutes kTallyEvery{1};
inline constexpr std::size_t kMostTallies = 100;

class AuditTally {
 public:
  // True: it is the first since flush(), so that somebody has to come back for it.
  [[nodiscard]] bool count(AuditKind what, const std::string& actor, const std::string& address,
                           const std::string& about);
  // Everything since the last time, as of `at`.
  [[nodiscard]] std::vector<AuditRecord> flush(calendar::Instant at);

 private:
  using Key = std::tuple<AuditKind, std::string, std::string, std::string>;  // what, actor, address, about
  std::map<Key, std::uint64_t> counts_;
};

}  // namespace tandem::sync
