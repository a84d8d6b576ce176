#include "sync/admin/audit_requests.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>

#include "sync/admin/request_json.h"
#include "sync/log/audit.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

// Records in one answer; who wants more asks again from the last one's time.
constexpr std::size_t kMostRecords = 5'000;

// "2026-11-23", as that day begins in UTC.
Result<calendar::Instant> since_field(const json::object& request) {
  const Result<std::optional<std::string>> text = optional_text(request, "since");
  if (!text) return tl::unexpected(text.error());
  if (!*text || (*text)->empty()) return calendar::Instant{};
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char rest = 0;
  const bool read = std::sscanf((*text)->c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!read || !date.ok()) return platform::fail(ErrorKind::Invalid, "\"since\" must be like 2026-11-23");
  return calendar::Instant{std::chrono::sys_days{date}};
}

json::object json_of(const AuditRecord& record) {
  return {{"sequence", record.sequence}, {"at", utc_text(record.at)}, {"what", name_of(record.what)},
          {"actor", record.actor},       {"address", record.address}, {"about", record.about},
          {"outcome", record.outcome},   {"hash", record.hash}};
}

Result<json::array> records_since(LogStore& store, calendar::Instant since) {
  json::array list;
  for (std::uint64_t last = 0; list.size() < kMostRecords;) {
    const auto records = store.audit_after(last, kAuditBatch);
    if (!records) return tl::unexpected(records.error());
    if (records->empty()) break;
    last = records->back().sequence;
    for (const AuditRecord& record : *records) {
      if (record.at >= since && list.size() < kMostRecords) list.push_back(json_of(record));
    }
  }
  return list;
}

}  // namespace

Result<json::object> answer_audit(ServerCore& core, const json::object& request) {
  const Result<calendar::Instant> since = since_field(request);
  if (!since) return tl::unexpected(since.error());
  const Result<bool> verify = flag(request, "verify");
  if (!verify) return tl::unexpected(verify.error());
  Result<json::array> records = records_since(core.store(), *since);
  if (!records) return tl::unexpected(records.error());
  json::object answer{{"ok", true}, {"records", std::move(*records)}};
  if (!*verify) return answer;
  const Result<AuditChain> chain = verify_audit(core.store());
  if (!chain) return tl::unexpected(chain.error());
  answer["ok"] = !chain->broken_at.has_value();
  answer["verified"] = chain->records;
  answer["last_hash"] = chain->last_hash;
  if (chain->broken_at) answer["broken_at"] = *chain->broken_at;
  return answer;
}

}  // namespace tandem::sync
