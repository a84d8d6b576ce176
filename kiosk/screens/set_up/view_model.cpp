#include "kiosk/screens/set_up/view_model.h"

#include <algorithm>

namespace tandem::kiosk {
namespace {

// "9F3A 22C1 …" in two halves, where the groups allow it.
std::vector<std::string> two_lines(const std::string& fingerprint) {
  if (fingerprint.empty()) return {};
  const std::size_t cut = fingerprint.find(' ', fingerprint.size() / 2 - 1);
  if (cut == std::string::npos) return {fingerprint};
  return {fingerprint.substr(0, cut), fingerprint.substr(cut + 1)};
}

std::string status_of(const SetUp& set_up, const Texts& texts) {
  if (set_up.unreachable) return texts.tr("The server cannot be reached");
  switch (set_up.step) {
    case SetUpStep::Asking: return texts.tr("Asking the server");
    case SetUpStep::Waiting: return texts.tr("Waiting for the administrator");
    case SetUpStep::Approved: return texts.tr("Approved: starting");
    case SetUpStep::Denied: return texts.tr("Not approved");
    case SetUpStep::Expired: break;
  }
  return texts.tr("The code has expired");
}

std::string advice_of(const SetUp& set_up, const Texts& texts) {
  if (set_up.unreachable) {
    return texts.tr("The kiosk keeps trying. Check its network, and the address of the server.");
  }
  switch (set_up.step) {
    case SetUpStep::Asking: break;
    case SetUpStep::Waiting:
      return texts.tr("Give this code to your administrator. The fingerprints below are the ones to be seen there.");
    case SetUpStep::Approved: return texts.tr("Rooms and sessions appear as soon as they have been received.");
    case SetUpStep::Denied:
      return texts.tr(
          "The administrator said no, or the answer did not come from your server. Ask before you try "
          "again.");
    case SetUpStep::Expired: return texts.tr("A code is good for ten minutes and five tries. Ask for another one.");
  }
  return texts.tr("It only takes a moment.");
}

SetUpTone tone_of(const SetUp& set_up) {
  if (set_up.step == SetUpStep::Approved) return SetUpTone::Good;
  const bool bad = set_up.unreachable || set_up.step == SetUpStep::Denied || set_up.step == SetUpStep::Expired;
  return bad ? SetUpTone::Bad : SetUpTone::Busy;
}

std::string minutes_left(const SetUp& set_up, platform::SteadyTime now, const Texts& texts) {
  const auto left = std::chrono::ceil<std::chrono::minutes>(set_up.code_until - now);
  return texts.tr_n("good for {n} minute", "good for {n} minutes", std::max(static_cast<long>(left.count()), 1L));
}

}  // namespace

SetUpModel set_up_model(const SetUp& set_up, platform::SteadyTime now, const Texts& texts) {
  SetUpModel model;
  model.title = texts.tr("Set up this kiosk");
  model.advice = advice_of(set_up, texts);
  model.tone = tone_of(set_up);
  model.status = status_of(set_up, texts);
  model.device_word = texts.tr("This kiosk");
  model.device_fingerprint = two_lines(set_up.device_fingerprint);
  model.server_word = texts.tr("The server");
  model.server_fingerprint = two_lines(set_up.server_fingerprint);
  model.server = set_up.server;
  model.code_word = texts.tr("Code");
  const bool over = set_up.step == SetUpStep::Denied || set_up.step == SetUpStep::Expired;
  if (over) model.new_code_word = texts.tr("Another code");
  if (set_up.code.empty()) return model;
  model.code = set_up.code;
  model.minutes_left = minutes_left(set_up, now, texts);
  model.qr_word = texts.tr("QR code with the same code and fingerprints");
  model.qr =
      "TANDEM ENROL " + set_up.code + "\nKIOSK " + set_up.device_fingerprint + "\nSERVER " + set_up.server_fingerprint;
  return model;
}

}  // namespace tandem::kiosk
