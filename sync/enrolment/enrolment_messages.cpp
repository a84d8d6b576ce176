#include "sync/enrolment/enrolment_messages.h"

#include <boost/json.hpp>
#include <utility>

#include "calendar/booking/command.h"
#include "platform/certificates/certificates.h"
#include "sync/enrolment/approval_json.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::Result;

constexpr std::size_t kMaxAuthoritiesPem = platform::kMaxAuthorities * platform::kMaxCertificatePem;
constexpr std::int64_t kLastState = static_cast<std::int64_t>(EnrolmentState::Expired);
constexpr std::int64_t kLastMode = static_cast<std::int64_t>(DeviceMode::Door);

// The object of `text`, read by `read(fields)`.
template <class Message, class Read>
Result<Message> decode(std::string_view text, std::size_t most, const Read& read) {
  const auto object = json_object_of(text, most);
  if (!object) return tl::unexpected(object.error());
  JsonFields fields(*object);
  Message message = read(fields);
  if (auto good = fields.finish(); !good) return tl::unexpected(good.error());
  return message;
}

}  // namespace

json::object json_of(const Approval& approval) {
  return {{"device", approval.device.text()},
          {"site", approval.site},
          {"mode", static_cast<std::int64_t>(approval.mode)},
          {"room", approval.room ? approval.room->text() : std::string{}},
          {"certificate", approval.certificate},
          {"authorities", approval.authorities}};
}

Approval approval_of(JsonFields& fields) {
  Approval approval;
  approval.device = calendar::DeviceId{fields.text("device", calendar::kMaxDeviceIdLength)};
  approval.site = fields.text("site", platform::kMaxIdLength);
  approval.mode = static_cast<DeviceMode>(fields.number("mode", kLastMode));
  if (auto room = fields.text("room", platform::kMaxIdLength); !room.empty()) {
    approval.room = calendar::RoomId{std::move(room)};
  }
  approval.certificate = fields.text("certificate", platform::kMaxCertificatePem);
  approval.authorities = fields.text("authorities", kMaxAuthoritiesPem);
  if (approval.device.empty()) fields.wrong("an approval without a device");
  return approval;
}

std::string encode_authority(const std::string& certificate) {
  return json::serialize(json::object{{"authority", certificate}});
}

Result<std::string> decode_authority(std::string_view text) {
  return decode<std::string>(text, kMaxEnrolmentAnswer,
                             [](JsonFields& fields) { return fields.text("authority", platform::kMaxCertificatePem); });
}

std::string encode_enrolment_request(const EnrolmentRequest& request) {
  return json::serialize(json::object{{"request", request.certificate_request},
                                      {"proof", request.proof},
                                      {"name", request.name},
                                      {"software", request.software},
                                      {"knows_server", request.knows_server}});
}

Result<EnrolmentRequest> decode_enrolment_request(std::string_view text) {
  return decode<EnrolmentRequest>(text, kMaxEnrolmentRequest, [](JsonFields& fields) {
    EnrolmentRequest request;
    request.certificate_request = fields.text("request", platform::kMaxRequestPem);
    request.proof = fields.text("proof", kMaxProof);
    request.name = fields.text("name", calendar::kMaxDeviceIdLength);
    request.software = fields.text("software", kMaxSoftware);
    request.knows_server = fields.flag("knows_server");
    return request;
  });
}

std::string encode_enrolment_answer(const EnrolmentAnswer& answer) {
  json::object object{{"state", static_cast<std::int64_t>(answer.state)}, {"proof", answer.proof}};
  if (answer.approval) object["approval"] = json_of(*answer.approval);
  return json::serialize(object);
}

Result<EnrolmentAnswer> decode_enrolment_answer(std::string_view text) {
  const auto object = json_object_of(text, kMaxEnrolmentAnswer);
  if (!object) return tl::unexpected(object.error());
  JsonFields fields(*object);
  EnrolmentAnswer answer;
  answer.state = static_cast<EnrolmentState>(fields.number("state", kLastState));
  answer.proof = fields.text("proof", kMaxProof);
  if (answer.state == EnrolmentState::Approved) {
    const json::value* const approval = object->if_contains("approval");
    if (approval == nullptr || !approval->is_object())
      return platform::fail(platform::ErrorKind::Invalid, "no approval");
    JsonFields inner(approval->get_object());
    answer.approval = approval_of(inner);
    if (auto good = inner.finish(); !good) return tl::unexpected(good.error());
  }
  if (auto good = fields.finish(); !good) return tl::unexpected(good.error());
  return answer;
}

std::string encode_renewal_request(const RenewalRequest& request) {
  return json::serialize(json::object{{"request", request.certificate_request}});
}

Result<RenewalRequest> decode_renewal_request(std::string_view text) {
  return decode<RenewalRequest>(text, kMaxEnrolmentRequest, [](JsonFields& fields) {
    return RenewalRequest{fields.text("request", platform::kMaxRequestPem)};
  });
}

std::string encode_renewal_answer(const RenewalAnswer& answer) {
  return json::serialize(
      json::object{{"certificate", answer.certificate}, {"authorities", answer.authorities}, {"due", answer.due}});
}

Result<RenewalAnswer> decode_renewal_answer(std::string_view text) {
  return decode<RenewalAnswer>(text, kMaxEnrolmentAnswer, [](JsonFields& fields) {
    RenewalAnswer answer;
    answer.certificate = fields.text("certificate", platform::kMaxCertificatePem);
    answer.authorities = fields.text("authorities", kMaxAuthoritiesPem);
    answer.due = fields.flag("due");
    return answer;
  });
}

std::string approval_text(const Approval& approval) { return json::serialize(json_of(approval)); }

}  // namespace tandem::sync
