#include "sync/authority/authority_keys.h"

#include <boost/json.hpp>
#include <utility>

#include "sync/enrolment/json_fields.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

constexpr const char* kAuthorityName = "Tandem authority";
constexpr std::int64_t kLastState = static_cast<std::int64_t>(AuthorityState::Previous);
constexpr std::size_t kMaxRecord = std::size_t{32} * 1024;

std::string body_of(const AuthorityRecord& record) {
  return boost::json::serialize(boost::json::object{{"state", static_cast<std::int64_t>(record.state)},
                                                    {"certificate", record.signing.certificate},
                                                    {"private_key", record.signing.private_key},
                                                    {"made_at", json_time(record.made_at)}});
}

Result<AuthorityRecord> record_of(const StoredRecord& stored) {
  const auto object = json_object_of(stored.body, kMaxRecord);
  if (!object) return platform::fail(ErrorKind::Corrupt, "a stored authority: " + object.error().message);
  JsonFields fields(*object);
  AuthorityRecord record;
  record.fingerprint = stored.id;
  record.state = static_cast<AuthorityState>(fields.number("state", kLastState));
  record.signing.certificate = fields.text("certificate", platform::kMaxCertificatePem);
  record.signing.private_key = fields.text("private_key", platform::kMaxKeyPem);
  record.made_at = fields.time("made_at");
  auto good = fields.finish();
  if (good) good = platform::require_pair(record.signing.certificate, record.signing.private_key);
  if (!good) return platform::fail(ErrorKind::Corrupt, "a stored authority: " + good.error().message);
  return record;
}

Result<AuthorityRecord> make_authority(AuthorityState state, calendar::Instant now) {
  auto key = platform::make_private_key();
  if (!key) return tl::unexpected(key.error());
  auto certificate =
      platform::make_authority_certificate(*key, kAuthorityName, {now - kBackdated, now + kAuthorityLife});
  if (!certificate) return tl::unexpected(certificate.error());
  const auto facts = platform::read_certificate(*certificate);
  if (!facts) return tl::unexpected(facts.error());
  return AuthorityRecord{facts->key_fingerprint, state, {std::move(*certificate), std::move(*key)}, now};
}

}  // namespace

Status AuthorityKeys::load(calendar::Instant now) {
  return store_.transaction([&]() -> Status {
    if (auto known = read(); !known || current_) return known;
    auto made = make_authority(AuthorityState::Current, now);
    if (!made) return tl::unexpected(made.error());
    if (auto kept = put(*made); !kept) return kept;
    current_ = std::move(*made);
    return {};
  });
}

Status AuthorityKeys::read() {
  auto stored = store_.records(RecordKind::Authority);
  if (!stored) return tl::unexpected(stored.error());
  current_.reset();
  next_.reset();
  previous_.reset();
  for (const auto& one : *stored) {
    auto record = record_of(one);
    if (!record) return tl::unexpected(record.error());
    auto& place = record->state == AuthorityState::Current ? current_
                  : record->state == AuthorityState::Next  ? next_
                                                           : previous_;
    place = std::move(*record);
  }
  return {};
}

Status AuthorityKeys::put(const AuthorityRecord& record) {
  return store_.put_record(RecordKind::Authority, {record.fingerprint, body_of(record)});
}

Status AuthorityKeys::make_next(calendar::Instant now) {
  return store_.transaction([&]() -> Status {
    if (auto known = read(); !known) return known;
    if (next_) return platform::fail(ErrorKind::Invalid, "there is a next authority already: rotate to it");
    auto made = make_authority(AuthorityState::Next, now);
    if (!made) return tl::unexpected(made.error());
    if (auto kept = put(*made); !kept) return kept;
    next_ = std::move(*made);
    return {};
  });
}

Status AuthorityKeys::rotate() {
  return store_.transaction([&]() -> Status {
    if (auto known = read(); !known) return known;
    if (!next_) return platform::fail(ErrorKind::Invalid, "there is no next authority: make one first");
    if (previous_) {
      if (auto gone = store_.drop_record(RecordKind::Authority, previous_->fingerprint); !gone) return gone;
    }
    previous_ = std::exchange(current_, std::exchange(next_, std::nullopt));
    previous_->state = AuthorityState::Previous;
    current_->state = AuthorityState::Current;
    if (auto kept = put(*previous_); !kept) return kept;
    return put(*current_);
  });
}

std::string AuthorityKeys::pins() const {
  return current_->signing.certificate + (next_ ? next_->signing.certificate : std::string{});
}

std::string AuthorityKeys::trusted() const {
  return pins() + (previous_ ? previous_->signing.certificate : std::string{});
}

const std::string& AuthorityKeys::newest() const { return next_ ? next_->fingerprint : current_->fingerprint; }

}  // namespace tandem::sync
