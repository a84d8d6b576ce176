// What a device hears over HTTP before it has a certificate, and when it renews one.

#include <utility>

#include "sync/authority/device_authority.h"
#include "sync/enrolment/renewal_time.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::HttpAnswer;
using platform::Result;

unsigned status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Invalid: return 400;
    case ErrorKind::Denied: return 403;
    case ErrorKind::NotFound: return 404;
    case ErrorKind::TooLarge: return 429;
    default: return 503;
  }
}

HttpAnswer http_answer(Result<std::string> said) {
  HttpAnswer answer;
  if (said) {
    answer.content_type = "application/json";
    answer.body = std::move(*said);
    return answer;
  }
  answer.status = status_of(said.error().kind);
  answer.body = said.error().message + "\n";
  return answer;
}

// "[2001:db8::1]:41234" → "[2001:db8::1]".
std::string without_port(const std::string& peer) { return peer.substr(0, peer.rfind(':')); }

}  // namespace

HttpAnswer DeviceAuthority::answer(const platform::HttpRequest& request, calendar::Instant now) {
  if (request.method != "POST") {
    HttpAnswer answer = http_answer(platform::fail(ErrorKind::Invalid, "only POST"));
    answer.status = 405;
    answer.headers["Allow"] = "POST";
    return answer;
  }
  if (request.target == kAuthorityPath) return http_answer(answer_authority());
  if (request.target == kRequestPath) return http_answer(answer_request(request, now));
  if (request.target == kRenewalPath) return http_answer(answer_renewal(request, now));
  return http_answer(platform::fail(ErrorKind::NotFound, "not found"));
}

Result<std::string> DeviceAuthority::answer_authority() const {
  return encode_authority(keys_.current().signing.certificate);
}

Result<std::string> DeviceAuthority::answer_request(const platform::HttpRequest& request, calendar::Instant now) {
  const auto asked = decode_enrolment_request(request.body);
  if (!asked) return platform::fail(ErrorKind::Invalid, asked.error().message);
  const auto answer = desk_.ask(*asked, without_port(request.peer), now);
  if (!answer) return tl::unexpected(answer.error());
  return encode_enrolment_answer(*answer);
}

Result<std::string> DeviceAuthority::answer_renewal(const platform::HttpRequest& request, calendar::Instant now) {
  if (!request.certificate) return platform::fail(ErrorKind::Denied, "no certificate was shown");
  auto judged = book_.judge(*request.certificate, now);
  if (!judged) return tl::unexpected(judged.error());
  if (judged->standing != Standing::Good && judged->standing != Standing::Expired) {
    return platform::fail(ErrorKind::Denied, std::string("this certificate is ") + name_of(judged->standing));
  }
  const auto asked = decode_renewal_request(request.body);
  if (!asked) return platform::fail(ErrorKind::Invalid, asked.error().message);
  CertificateRecord& record = *judged->record;
  RenewalAnswer answer;
  answer.authorities = keys_.pins();
  answer.due = now >= half_life_of(record.validity);
  if (answer.due && !asked->certificate_request.empty()) {
    auto made = issue(asked->certificate_request, record.device, now, answer.certificate);
    if (!made) return tl::unexpected(made.error());
  }
  if (record.told_authority != keys_.newest()) {
    record.told_authority = keys_.newest();
    if (auto kept = book_.put(record); !kept) return tl::unexpected(kept.error());
  }
  return encode_renewal_answer(answer);
}

}  // namespace tandem::sync
