#include "sync/admin/enrolment_requests.h"

#include <boost/json.hpp>

#include "sync/admin/request_json.h"
#include "sync/enrolment/enrolment_code.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::ErrorKind;
using platform::Result;

// Ids are short; what is longer is never one.
Result<std::string> short_text(const json::object& request, const char* name) {
  const auto text = optional_text(request, name);
  if (!text) return tl::unexpected(text.error());
  if (text->value_or("").size() <= platform::kMaxIdLength) return text->value_or("");
  return platform::fail(ErrorKind::Invalid, std::string("\"") + name + "\" is longer than an id");
}

json::value authority_json(const std::optional<AuthorityRecord>& authority) {
  if (!authority) return nullptr;
  return json::object{{"fingerprint", shown_fingerprint(authority->fingerprint)},
                      {"made_at", utc_text(authority->made_at)}};
}

// `authority`: the one that there is now because of it; not told when it was refused.
void audit_authority(ServerCore& core, AuditKind what, const std::optional<AuthorityRecord>& authority,
                     const platform::Status& done) {
  const std::string about =
      done && authority ? "authority " + shown_fingerprint(authority->fingerprint) : "the next authority";
  core.audit(what, about, done ? "done" : "refused: " + done.error().message);
}

}  // namespace

Result<json::object> answer_pending_devices(ServerCore& core, const json::object&) {
  const auto authority = core.authority();
  if (!authority) return tl::unexpected(authority.error());
  const auto waiting = (*authority)->waiting(core.now());
  if (!waiting) return tl::unexpected(waiting.error());
  json::array devices;
  for (const auto& device : *waiting) {
    devices.push_back(json::object{{"fingerprint", shown_fingerprint(device.fingerprint)},
                                   {"name", device.request.name},
                                   {"software", device.request.software},
                                   {"address", device.address},
                                   {"asked_at", utc_text(device.asked_at)},
                                   {"needs_code", !device.request.knows_server},
                                   {"tries_left", kCodeTries - device.wrong_codes}});
  }
  return json::object{{"ok", true},
                      {"authority", shown_fingerprint((*authority)->authorities().current().fingerprint)},
                      {"devices", std::move(devices)}};
}

Result<json::object> answer_approve_device(ServerCore& core, const json::object& request) {
  const auto selector = text_field(request, "device");
  if (!selector) return tl::unexpected(selector.error());
  const auto id = text_field(request, "id");
  if (!id) return tl::unexpected(id.error());
  const auto site = short_text(request, "site");
  if (!site) return tl::unexpected(site.error());
  const auto mode = short_text(request, "mode");
  if (!mode) return tl::unexpected(mode.error());
  const auto room = short_text(request, "room");
  if (!room) return tl::unexpected(room.error());
  const auto replace = flag(request, "replace");
  if (!replace) return tl::unexpected(replace.error());
  if (!mode->empty() && *mode != "lobby" && *mode != "door") {
    return platform::fail(ErrorKind::Invalid, "\"mode\" is lobby or door");
  }
  Approval wanted;
  wanted.device = calendar::DeviceId{*id};
  wanted.site = *site;
  wanted.mode = *mode == "door" ? DeviceMode::Door : DeviceMode::Lobby;
  if (!room->empty()) wanted.room = calendar::RoomId{*room};
  const auto approved = core.approve_device(*selector, wanted, *replace);
  core.audit(AuditKind::Approved, "device " + *id, approved ? "done" : "refused: " + approved.error().message);
  if (!approved) return tl::unexpected(approved.error());
  return json::object{{"ok", true}, {"device", *id}};
}

Result<json::object> answer_deny_device(ServerCore& core, const json::object& request) {
  const auto selector = text_field(request, "device");
  if (!selector) return tl::unexpected(selector.error());
  const auto authority = core.authority();
  if (!authority) return tl::unexpected(authority.error());
  const auto denied = (*authority)->deny(*selector, core.now());
  if (!denied) return tl::unexpected(denied.error());
  core.audit(AuditKind::EnrolmentDenied, "request " + shown_fingerprint(*denied));
  return json::object{{"ok", true}, {"fingerprint", shown_fingerprint(*denied)}};
}

Result<json::object> answer_authority(ServerCore& core, const json::object& request) {
  const auto what = text_field(request, "what");
  if (!what) return tl::unexpected(what.error());
  const auto leave_behind = flag(request, "leave_behind");
  if (!leave_behind) return tl::unexpected(leave_behind.error());
  const auto opened = core.authority();
  if (!opened) return tl::unexpected(opened.error());
  DeviceAuthority& authority = **opened;
  platform::Status done;
  if (*what == "new") {
    done = authority.make_next_authority(core.now());
    audit_authority(core, AuditKind::AuthorityMade, authority.authorities().next(), done);
  } else if (*what == "rotate") {
    done = authority.rotate_authority(core.now(), *leave_behind);
    audit_authority(core, AuditKind::AuthorityRotated, authority.authorities().current(), done);
  } else if (*what != "show") {
    done = platform::fail(ErrorKind::Invalid, "\"what\" is show, new or rotate");
  }
  if (!done) return tl::unexpected(done.error());
  const auto reach = authority.reach(core.now());
  if (!reach) return tl::unexpected(reach.error());
  return json::object{{"ok", true},
                      {"current", authority_json(authority.authorities().current())},
                      {"next", authority_json(authority.authorities().next())},
                      {"previous", authority_json(authority.authorities().previous())},
                      {"certificates", reach->devices},
                      {"told", reach->told}};
}

}  // namespace tandem::sync
