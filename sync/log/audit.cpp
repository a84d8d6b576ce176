#include "sync/log/audit.h"

#include "platform/device/credentials.h"
#include "sync/log/log_store.h"

namespace tandem::sync {
namespace {

using platform::Result;
using platform::Status;

// With its length, so that no two lists of fields are written alike.
void add(std::string& text, const std::string& field) { text += std::to_string(field.size()) + ":" + field + ";"; }

// Not in the middle of a character.
void cut(std::string& text) {
  if (text.size() <= kMaxAuditText) return;
  std::size_t end = kMaxAuditText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
}

bool follows(const AuditRecord& record, std::uint64_t sequence, const std::string& hash) {
  return record.sequence == sequence + 1 && record.hash == audit_hash(hash, record);
}

}  // namespace

const char* name_of(AuditKind kind) {
  switch (kind) {
    case AuditKind::Enrolled: return "Enrolled";
    case AuditKind::EnrolmentAsked: return "EnrolmentAsked";
    case AuditKind::Approved: return "Approved";
    case AuditKind::Revoked: return "Revoked";
    case AuditKind::RightsChanged: return "RightsChanged";
    case AuditKind::Imported: return "Imported";
    case AuditKind::BackedUp: return "BackedUp";
    case AuditKind::Restored: return "Restored";
    case AuditKind::EpochBegun: return "EpochBegun";
    case AuditKind::AuthenticationFailed: return "AuthenticationFailed";
    case AuditKind::LimitHit: return "LimitHit";
    case AuditKind::CommandSetAside: return "CommandSetAside";
    case AuditKind::CommandRefused: return "CommandRefused";
    case AuditKind::EnrolmentDenied: return "EnrolmentDenied";
    case AuditKind::EnrolmentExpired: return "EnrolmentExpired";
    case AuditKind::AuthorityMade: return "AuthorityMade";
    case AuditKind::AuthorityRotated: return "AuthorityRotated";
    case AuditKind::Planned: return "Planned";
    case AuditKind::LeaseEnded: return "LeaseEnded";
    case AuditKind::LeaseRecalled: return "LeaseRecalled";
  }
  return "Unknown";
}

std::string audit_hash(const std::string& before, const AuditRecord& record) {
  std::string text;
  add(text, before);
  add(text, std::to_string(record.sequence));
  add(text, std::to_string(record.at.time_since_epoch().count()));
  add(text, std::to_string(static_cast<int>(record.what)));
  for (const std::string* field : {&record.actor, &record.address, &record.about, &record.outcome}) add(text, *field);
  return platform::hash_token(text);
}

Status record_audit(LogStore& store, AuditRecord record) {
  for (std::string* field : {&record.actor, &record.address, &record.about, &record.outcome}) cut(*field);
  return store.transaction([&]() -> Status {
    auto last = store.last_audit();
    if (!last) return tl::unexpected(last.error());
    const AuditRecord before = last->value_or(AuditRecord{});
    record.sequence = before.sequence + 1;
    record.hash = audit_hash(before.hash, record);
    return store.put_audit(record);
  });
}

Result<AuditChain> verify_audit(LogStore& store) {
  AuditChain chain;
  while (true) {
    auto records = store.audit_after(chain.records, kAuditBatch);
    if (!records) return tl::unexpected(records.error());
    if (records->empty()) return chain;
    for (const AuditRecord& record : *records) {
      if (!follows(record, chain.records, chain.last_hash)) {
        chain.broken_at = chain.records + 1;
        return chain;
      }
      chain.records = record.sequence;
      chain.last_hash = record.hash;
    }
  }
}

}  // namespace tandem::sync
