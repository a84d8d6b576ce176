#include "sync/enrolment/enrolment_agent.h"

#include <utility>

#include "platform/base/log.h"
#include "platform/certificates/certificates.h"
#include "platform/device/credentials.h"
#include "sync/enrolment/enrolment_code.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

EnrolmentAgent::EnrolmentAgent(platform::EventLoop& loop, platform::Random& random, EnrolmentTransport& transport,
                               EnrolmentOptions options)
    : loop_(loop), random_(random), transport_(transport), options_(std::move(options)) {}

EnrolmentAgent::~EnrolmentAgent() = default;

void EnrolmentAgent::start(Changed changed, Done done) {
  changed_ = std::move(changed);
  done_ = std::move(done);
  restart();
}

void EnrolmentAgent::restart() {
  round_ = std::make_shared<int>(0);
  view_ = {};
  view_.server = options_.server;
  auto key = platform::make_private_key();
  auto request = key ? platform::make_certificate_request(*key, options_.name) : key;
  auto facts = request ? platform::read_certificate_request(*request) : tl::unexpected(request.error());
  if (!facts) return give_up(EnrolmentPhase::Denied, "no key: " + facts.error().message);
  private_key_ = std::move(*key);
  request_ = std::move(*request);
  view_.request_fingerprint = facts->fingerprint;
  tell();
  ask_authority();
}

void EnrolmentAgent::ask_authority() {
  authority_.clear();
  call(kAuthorityPath, "{}", &EnrolmentAgent::on_authority);
}

void EnrolmentAgent::on_authority(const Result<std::string>& said) {
  if (!said) return unreachable(said.error(), &EnrolmentAgent::ask_authority);
  const auto authority = decode_authority(*said);
  const auto facts = authority ? platform::read_certificate(*authority) : tl::unexpected(authority.error());
  if (!facts) return unreachable(facts.error(), &EnrolmentAgent::ask_authority);
  introduce(*authority, facts->key_fingerprint);
}

void EnrolmentAgent::introduce(const std::string& authority, const std::string& fingerprint) {
  authority_ = authority;
  view_.authority_fingerprint = fingerprint;
  view_.code = make_code(random_);
  auto key = enrolment_key(view_.code, {view_.request_fingerprint, fingerprint});
  if (!key) return give_up(EnrolmentPhase::Denied, key.error().message);
  key_ = std::move(*key);
  view_.code_until = loop_.clock().steady() + kCodeLife;
  ask();
}

void EnrolmentAgent::ask() {
  if (loop_.clock().steady() >= view_.code_until)
    return give_up(EnrolmentPhase::Expired, "nobody typed the code in time");
  const EnrolmentRequest request{request_, device_proof(key_), options_.name, options_.software, options_.knows_server};
  call(kRequestPath, encode_enrolment_request(request), &EnrolmentAgent::on_answer);
}

void EnrolmentAgent::on_answer(const Result<std::string>& said) {
  if (!said) return unreachable(said.error(), &EnrolmentAgent::ask);
  const auto answer = decode_enrolment_answer(*said);
  if (!answer) return unreachable(answer.error(), &EnrolmentAgent::ask);
  switch (answer->state) {
    case EnrolmentState::Approved: return on_approved(*answer);
    case EnrolmentState::Denied: return give_up(EnrolmentPhase::Denied, "the administrator said no");
    case EnrolmentState::Expired: return give_up(EnrolmentPhase::Expired, "the code is worth nothing any more");
    case EnrolmentState::Waiting: break;
  }
  view_.phase = EnrolmentPhase::Waiting;
  view_.unreachable = false;
  view_.message.clear();
  tell();
  later(kAskEvery, &EnrolmentAgent::ask);
}

Status EnrolmentAgent::believe(const EnrolmentAnswer& answer) const {
  const Approval& approval = *answer.approval;
  const bool proven = platform::equal_secrets(answer.proof, server_proof(key_, approval_text(approval)));
  if (!proven && !(options_.knows_server && answer.proof.empty())) {
    return platform::fail(ErrorKind::Denied, "an approval by somebody who does not know the code");
  }
  if (auto pair = platform::require_pair(approval.certificate, private_key_); !pair) return pair;
  const auto facts = platform::read_certificate(approval.certificate);
  if (!facts) return tl::unexpected(facts.error());
  // The device's own clock may still be anywhere.
  return platform::verify_certificate(approval.certificate, authority_, platform::CertificateUse::Device,
                                      facts->validity.not_before);
}

void EnrolmentAgent::on_approved(const EnrolmentAnswer& answer) {
  if (auto good = believe(answer); !good) return give_up(EnrolmentPhase::Denied, good.error().message);
  view_.phase = EnrolmentPhase::Approved;
  view_.code.clear();
  view_.unreachable = false;
  round_.reset();
  tell();
  platform::log_info("enrolment", "enrolled as " + answer.approval->device.text());
  const Done done = std::move(done_);
  done(DeviceIdentity{*answer.approval, private_key_});
}

void EnrolmentAgent::give_up(EnrolmentPhase phase, const std::string& why) {
  platform::log_warning("enrolment", why);
  view_.phase = phase;
  view_.code.clear();
  view_.unreachable = false;
  view_.message = why;
  tell();
  later(kNewCodeAfter, &EnrolmentAgent::restart);
}

void EnrolmentAgent::unreachable(const platform::Error& why, void (EnrolmentAgent::*again)()) {
  if (view_.message != why.message) platform::log_info("enrolment", "no answer: " + why.message);
  view_.unreachable = true;
  view_.message = why.message;
  tell();
  later(kUnreachableRetry, again);
}

void EnrolmentAgent::later(std::chrono::milliseconds delay, void (EnrolmentAgent::*what)()) {
  timer_ = loop_.call_after(delay, [this, what] { (this->*what)(); });
}

void EnrolmentAgent::call(const char* path, std::string body,
                          void (EnrolmentAgent::*then)(const Result<std::string>&)) {
  transport_.call({path, std::move(body), {{}, {}, authority_}},
                  [this, round = std::weak_ptr<int>(round_), then](const Result<std::string>& said) {
                    if (!round.expired()) (this->*then)(said);
                  });
}

void EnrolmentAgent::tell() {
  if (changed_) changed_(view_);
}

}  // namespace tandem::sync
