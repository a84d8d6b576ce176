#include "kiosk/app/set_up_words.h"

#include "sync/enrolment/enrolment_code.h"

namespace tandem::kiosk {
namespace {

SetUpStep step_of(sync::EnrolmentPhase phase) {
  switch (phase) {
    case sync::EnrolmentPhase::Asking: return SetUpStep::Asking;
    case sync::EnrolmentPhase::Waiting: return SetUpStep::Waiting;
    case sync::EnrolmentPhase::Approved: return SetUpStep::Approved;
    case sync::EnrolmentPhase::Denied: return SetUpStep::Denied;
    case sync::EnrolmentPhase::Expired: break;
  }
  return SetUpStep::Expired;
}

}  // namespace

SetUp set_up_of(const sync::EnrolmentView& view) {
  SetUp set_up;
  set_up.step = step_of(view.phase);
  set_up.unreachable = view.unreachable;
  // Until the server has taken the request nobody can do anything with the code.
  if (view.phase == sync::EnrolmentPhase::Waiting) set_up.code = sync::shown_code(view.code);
  set_up.device_fingerprint = sync::shown_fingerprint(view.request_fingerprint);
  set_up.server_fingerprint = sync::shown_fingerprint(view.authority_fingerprint);
  set_up.server = view.server;
  set_up.code_until = view.code_until;
  return set_up;
}

Place place_of(const sync::Approval& approval) {
  if (approval.mode == sync::DeviceMode::Door && approval.room) return Door{*approval.room};
  return Lobby{};
}

}  // namespace tandem::kiosk
