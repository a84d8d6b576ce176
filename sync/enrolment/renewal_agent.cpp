#include "sync/enrolment/renewal_agent.h"

#include <algorithm>
#include <utility>

#include "platform/base/log.h"
#include "sync/enrolment/renewal_time.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using std::chrono::milliseconds;

platform::Validity validity_of(const DeviceIdentity& identity) {
  const auto facts = platform::read_certificate(identity.approval.certificate);
  return facts ? facts->validity : platform::Validity{};
}

// At least one authority is in both.
bool continues(const std::string& known, const std::string& told) {
  const auto before = platform::split_certificates(known);
  const auto after = platform::split_certificates(told);
  if (!before || !after) return false;
  return std::any_of(before->begin(), before->end(), [&](const std::string& authority) {
    return std::find(after->begin(), after->end(), authority) != after->end();
  });
}

}  // namespace

RenewalAgent::RenewalAgent(platform::EventLoop& loop, EnrolmentTransport& transport, DeviceIdentity identity, Keep keep)
    : loop_(loop), transport_(transport), identity_(std::move(identity)), keep_(std::move(keep)) {}

RenewalAgent::~RenewalAgent() = default;

void RenewalAgent::start() { ask(due()); }

bool RenewalAgent::due() const {
  return std::chrono::floor<std::chrono::seconds>(loop_.clock().wall()) >= half_life_of(validity_of(identity_));
}

void RenewalAgent::ask(bool for_certificate) {
  asking_key_.clear();
  RenewalRequest request;
  if (for_certificate) {
    auto key = platform::make_private_key();
    auto made = key ? platform::make_certificate_request(*key, identity_.approval.device.text()) : key;
    if (!made) {
      platform::log_error("enrolment", "no key: " + made.error().message);
      return again_after(short_pause());
    }
    asking_key_ = std::move(*key);
    request.certificate_request = std::move(*made);
  }
  transport_.call({kRenewalPath, encode_renewal_request(request), client_identity(identity_)},
                  [this, alive = std::weak_ptr<int>(alive_)](const Result<std::string>& said) {
                    if (!alive.expired()) on_answer(said);
                  });
}

void RenewalAgent::on_answer(const Result<std::string>& said) {
  const auto answer = said ? decode_renewal_answer(*said) : tl::unexpected(said.error());
  auto fresh = answer ? taken_from(*answer) : tl::unexpected(answer.error());
  if (!fresh) {
    platform::log_warning("enrolment", "the certificate was not renewed: " + fresh.error().message);
    return again_after(short_pause());
  }
  if (*fresh != identity_) {
    if (auto kept = keep_(*fresh); !kept) {
      platform::log_error("enrolment", kept.error().message);
      return again_after(short_pause());
    }
    if (fresh->private_key != identity_.private_key) platform::log_info("enrolment", "the certificate was renewed");
    identity_ = std::move(*fresh);
  }
  // The server's clock counts, and it says so at the first question.
  if (asking_key_.empty() && answer->due) return ask(true);
  again_after(pause());
}

Result<DeviceIdentity> RenewalAgent::taken_from(const RenewalAnswer& answer) const {
  DeviceIdentity fresh = identity_;
  if (!continues(identity_.approval.authorities, answer.authorities)) {
    return platform::fail(ErrorKind::Invalid, "authorities that have nothing to do with those we know");
  }
  fresh.approval.authorities = answer.authorities;
  // By the server's clock it may be too early.
  if (asking_key_.empty() || answer.certificate.empty()) return fresh;
  if (auto pair = platform::require_pair(answer.certificate, asking_key_); !pair) return tl::unexpected(pair.error());
  fresh.approval.certificate = answer.certificate;
  fresh.private_key = asking_key_;
  return fresh;
}

milliseconds RenewalAgent::short_pause() const {
  const auto validity = validity_of(identity_);
  const milliseconds part = (validity.not_after - validity.not_before) / kPausesInALife;
  return std::clamp<milliseconds>(part, std::chrono::seconds{1}, kRenewalRetry);
}

milliseconds RenewalAgent::pause() const {
  const auto until_due = half_life_of(validity_of(identity_)) - loop_.clock().wall();
  return std::clamp<milliseconds>(std::chrono::ceil<milliseconds>(until_due), short_pause(), kLookForNews);
}

void RenewalAgent::again_after(milliseconds delay) {
  timer_ = loop_.call_after(delay, [this] { ask(due()); });
}

}  // namespace tandem::sync
