#include "sync/authority/enrolment_desk.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <utility>

#include "platform/base/log.h"
#include "platform/certificates/certificates.h"
#include "platform/device/credentials.h"
#include "sync/enrolment/enrolment_code.h"
#include "sync/enrolment/enrolment_proof.h"
#include "sync/enrolment/json_fields.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

constexpr std::size_t kMaxAddress = 64;
constexpr std::size_t kMaxRecord = kMaxEnrolmentRequest + kMaxEnrolmentAnswer + std::size_t{1024};

std::string body_of(const WaitingRequest& waiting) {
  return boost::json::serialize(boost::json::object{{"request", encode_enrolment_request(waiting.request)},
                                                    {"address", waiting.address},
                                                    {"asked_at", json_time(waiting.asked_at)},
                                                    {"wrong_codes", waiting.wrong_codes},
                                                    {"answer", encode_enrolment_answer(waiting.answer)}});
}

Result<WaitingRequest> waiting_of(const StoredRecord& stored) {
  const auto corrupt = [](const platform::Error& why) {
    return platform::fail(ErrorKind::Corrupt, "a stored request: " + why.message);
  };
  const auto object = json_object_of(stored.body, kMaxRecord);
  if (!object) return corrupt(object.error());
  JsonFields fields(*object);
  auto request = decode_enrolment_request(fields.text("request", kMaxEnrolmentRequest));
  if (!request) return corrupt(request.error());
  auto answer = decode_enrolment_answer(fields.text("answer", kMaxEnrolmentAnswer));
  if (!answer) return corrupt(answer.error());
  WaitingRequest waiting{stored.id,
                         std::move(*request),
                         fields.text("address", kMaxAddress),
                         fields.time("asked_at"),
                         static_cast<int>(fields.number("wrong_codes", kCodeTries)),
                         std::move(*answer)};
  if (auto good = fields.finish(); !good) return corrupt(good.error());
  return waiting;
}

bool still_waits(const WaitingRequest& request, calendar::Instant now) {
  return request.answer.state == EnrolmentState::Waiting && now < request.asked_at + kRequestLife;
}

// Its time has passed and nobody has noted that yet.
bool has_run_out(const WaitingRequest& request, calendar::Instant now) {
  return request.answer.state == EnrolmentState::Waiting && !still_waits(request, now);
}

constexpr const char* kRanOut = "nobody approved it in time";

// Small letters without what people put between groups; nothing when there is something else in it.
std::optional<std::string> hex_digits_of(const std::string& typed) {
  std::string digits;
  for (const char c : typed) {
    if (c == ' ' || c == ':' || c == '-') continue;
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return std::nullopt;
    digits.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return digits;
}

}  // namespace

Result<EnrolmentAnswer> EnrolmentDesk::ask(const EnrolmentRequest& request, const std::string& address,
                                           calendar::Instant now) {
  const auto facts = platform::read_certificate_request(request.certificate_request);
  if (!facts) return tl::unexpected(facts.error());
  if (request.proof.size() != kMaxProof) return platform::fail(ErrorKind::Invalid, "a request without its proof");
  const auto stored = store_.find_record(RecordKind::EnrolmentRequest, facts->fingerprint);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored) {
    auto known = waiting_of({facts->fingerprint, **stored});
    if (!known) return tl::unexpected(known.error());
    if (has_run_out(*known, now)) {
      if (auto over = expire(*known, now, kRanOut); !over) return tl::unexpected(over.error());
    }
    return known->answer;
  }
  if (auto place = require_place(address, now); !place) return tl::unexpected(place.error());
  const WaitingRequest waiting{facts->fingerprint, request, address.substr(0, kMaxAddress), now, 0, {}};
  if (auto kept = put(waiting); !kept) return tl::unexpected(kept.error());
  platform::log_info("enrolment",
                     "a device at " + address + " asks to be enrolled: " + shown_fingerprint(facts->fingerprint));
  audit(AuditKind::EnrolmentAsked, waiting, now, "waiting");
  return waiting.answer;
}

Status EnrolmentDesk::expire(WaitingRequest& request, calendar::Instant now, const char* why) {
  request.answer.state = EnrolmentState::Expired;
  if (auto kept = put(request); !kept) return kept;
  audit(AuditKind::EnrolmentExpired, request, now, why);
  return {};
}

// Not what the device calls itself: that is anybody's text.
void EnrolmentDesk::audit(AuditKind what, const WaitingRequest& request, calendar::Instant now, const char* outcome) {
  const auto stored = record_audit(store_, {0, now, what, "a new device", request.address,
                                            "request " + shown_fingerprint(request.fingerprint), outcome, ""});
  if (!stored) platform::log_error("enrolment", "not in the audit log: " + stored.error().message);
}

// Also throws away what nobody will come for any more.
Status EnrolmentDesk::require_place(const std::string& address, calendar::Instant now) {
  auto known = all();
  if (!known) return tl::unexpected(known.error());
  std::size_t in_all = 0;
  std::size_t from_here = 0;
  for (auto& request : *known) {
    if (has_run_out(request, now)) {
      if (auto over = expire(request, now, kRanOut); !over) return over;
    }
    if (now >= request.asked_at + kRequestLife + kAnswerKept) {
      if (auto gone = store_.drop_record(RecordKind::EnrolmentRequest, request.fingerprint); !gone) return gone;
    } else if (still_waits(request, now)) {
      ++in_all;
      if (request.address == address.substr(0, kMaxAddress)) ++from_here;
    }
  }
  if (from_here >= kMaxWaitingFromAddress) {
    return platform::fail(ErrorKind::TooLarge, "too many devices wait at this address: approve or deny them first");
  }
  if (in_all < kMaxWaitingRequests) return {};
  return platform::fail(ErrorKind::TooLarge, "too many devices wait to be enrolled");
}

Result<std::vector<WaitingRequest>> EnrolmentDesk::all() {
  const auto stored = store_.records(RecordKind::EnrolmentRequest);
  if (!stored) return tl::unexpected(stored.error());
  std::vector<WaitingRequest> known;
  for (const auto& one : *stored) {
    auto request = waiting_of(one);
    if (!request) return tl::unexpected(request.error());
    known.push_back(std::move(*request));
  }
  return known;
}

Result<std::vector<WaitingRequest>> EnrolmentDesk::waiting(calendar::Instant now) {
  auto known = all();
  if (!known) return known;
  for (auto& request : *known) {
    if (!has_run_out(request, now)) continue;
    if (auto over = expire(request, now, kRanOut); !over) return tl::unexpected(over.error());
  }
  std::erase_if(*known, [&](const WaitingRequest& request) { return !still_waits(request, now); });
  std::stable_sort(known->begin(), known->end(), [](const auto& a, const auto& b) { return a.asked_at < b.asked_at; });
  return known;
}

Status EnrolmentDesk::put(const WaitingRequest& request) {
  return store_.put_record(RecordKind::EnrolmentRequest, {request.fingerprint, body_of(request)});
}

Status EnrolmentDesk::answer(WaitingRequest request, EnrolmentAnswer answer) {
  request.answer = std::move(answer);
  return put(request);
}

Result<EnrolmentDesk::Chosen> EnrolmentDesk::choose(const std::string& selector,
                                                    const std::string& authority_fingerprint, calendar::Instant now,
                                                    Purpose purpose) {
  auto known = waiting(now);
  if (!known) return tl::unexpected(known.error());
  if (const auto code = code_of(selector)) return choose_by_code(*code, authority_fingerprint, std::move(*known), now);
  const auto digits = hex_digits_of(selector);
  if (digits && digits->size() >= kMinFingerprintDigits) return choose_by_fingerprint(*digits, *known, purpose);
  return platform::fail(ErrorKind::Invalid, "\"" + selector + "\" is neither a code (8 characters) nor the first " +
                                                std::to_string(kMinFingerprintDigits) + " digits of a fingerprint");
}

Result<EnrolmentDesk::Chosen> EnrolmentDesk::choose_by_code(const std::string& code, const std::string& authority,
                                                            std::vector<WaitingRequest> waiting,
                                                            calendar::Instant now) {
  for (auto& request : waiting) {
    auto key = enrolment_key(code, {request.fingerprint, authority});
    if (!key) return tl::unexpected(key.error());
    if (!platform::equal_secrets(device_proof(*key), request.request.proof)) continue;
    return Chosen{std::move(request), std::move(*key)};
  }
  for (auto& request : waiting) {
    const bool spent = ++request.wrong_codes >= kCodeTries;
    auto kept = spent ? expire(request, now, "too many wrong codes were typed") : put(request);
    if (!kept) return tl::unexpected(kept.error());
  }
  platform::log_warning("enrolment", "a code that no waiting device shows was typed");
  return platform::fail(ErrorKind::NotFound,
                        "no device that waits shows this code, or somebody stands between it and this server; after " +
                            std::to_string(kCodeTries) + " wrong codes a device must show another one");
}

Result<EnrolmentDesk::Chosen> EnrolmentDesk::choose_by_fingerprint(const std::string& digits,
                                                                   const std::vector<WaitingRequest>& waiting,
                                                                   Purpose purpose) {
  std::optional<WaitingRequest> found;
  for (const auto& request : waiting) {
    if (!request.fingerprint.starts_with(digits)) continue;
    if (found) return platform::fail(ErrorKind::Invalid, "more than one device has this fingerprint: give more digits");
    found = request;
  }
  if (!found) return platform::fail(ErrorKind::NotFound, "no device that waits has this fingerprint");
  if (purpose == Purpose::Deny || found->request.knows_server) return Chosen{std::move(*found), {}};
  return platform::fail(ErrorKind::Denied,
                        "this device cannot tell this server from another one: type the code that it shows");
}

}  // namespace tandem::sync
