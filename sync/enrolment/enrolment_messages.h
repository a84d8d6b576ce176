#pragma once
// What a device that has no certificate yet, or renews its own, and the server say to each other: JSON over HTTPS,
// POST.
//
//   /enrolment/authority   {}                     → who the server says it is; believed only once the code proves it
//   /enrolment/request     EnrolmentRequest       → EnrolmentAnswer; asked again until it is not Waiting any more
//   /enrolment/renewal     RenewalRequest         → RenewalAnswer; with the device's certificate, which may be expired
//
// Decoding checks every limit; unknown fields are skipped. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/programme/ids.h"
#include "platform/base/result.h"
#include "sync/protocol/device_mode.h"

namespace tandem::sync {

inline constexpr const char* kAuthorityPath = "/enrolment/authority";
inline constexpr const char* kRequestPath = "/enrolment/request";
inline constexpr const char* kRenewalPath = "/enrolment/renewal";

// What the server reads before anybody has proven anything, and what a device reads.
inline constexpr std::size_t kMaxEnrolmentRequest = std::size_t{8} * 1024;
inline constexpr std::size_t kMaxEnrolmentAnswer = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxProof = 64;
inline constexpr std::size_t kMaxSoftware = 64;

struct EnrolmentRequest {
  std::string certificate_request;  // PEM
  std::string proof;                // device_proof()
  std::string name;                 // what it would like to be called; may be empty
  std::string software;             // "tandem-kiosk 0.2.0"
  // It knew beforehand whom to trust, and so needs no proof of the server's.
  bool knows_server{false};
  bool operator==(const EnrolmentRequest&) const = default;
};

// What a device is told it is, and whom it believes from then on.
struct Approval {
  calendar::DeviceId device;
  std::string site;  // id; empty: the server's only one
  DeviceMode mode{DeviceMode::Lobby};
  std::optional<calendar::RoomId> room;  // with Door
  std::string certificate;               // PEM
  std::string authorities;               // PEM: the one in force, then the next one
  bool operator==(const Approval&) const = default;
};

enum class EnrolmentState : std::uint8_t { Waiting = 0, Approved = 1, Denied = 2, Expired = 3 };

struct EnrolmentAnswer {
  EnrolmentState state{EnrolmentState::Waiting};
  std::optional<Approval> approval;  // with Approved
  std::string proof;                 // server_proof() of approval_text(); empty when no code was typed
  bool operator==(const EnrolmentAnswer&) const = default;
};

struct RenewalRequest {
  std::string certificate_request;  // empty: only to hear what is new
  bool operator==(const RenewalRequest&) const = default;
};

struct RenewalAnswer {
  std::string certificate;  // PEM; empty when none was asked for
  std::string authorities;
  bool due{false};  // by the server's clock it is time to renew
  bool operator==(const RenewalAnswer&) const = default;
};

[[nodiscard]] std::string encode_authority(const std::string& certificate);
[[nodiscard]] std::string encode_enrolment_request(const EnrolmentRequest& request);
[[nodiscard]] std::string encode_enrolment_answer(const EnrolmentAnswer& answer);
[[nodiscard]] std::string encode_renewal_request(const RenewalRequest& request);
[[nodiscard]] std::string encode_renewal_answer(const RenewalAnswer& answer);

// TooLarge or Invalid.
[[nodiscard]] platform::Result<std::string> decode_authority(std::string_view text);
[[nodiscard]] platform::Result<EnrolmentRequest> decode_enrolment_request(std::string_view text);
[[nodiscard]] platform::Result<EnrolmentAnswer> decode_enrolment_answer(std::string_view text);
[[nodiscard]] platform::Result<RenewalRequest> decode_renewal_request(std::string_view text);
[[nodiscard]] platform::Result<RenewalAnswer> decode_renewal_answer(std::string_view text);

// What server_proof() is made over: all of it, in one form.
[[nodiscard]] std::string approval_text(const Approval& approval);

}  // namespace tandem::sync
