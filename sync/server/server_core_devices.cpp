// The devices' part of the core: who may connect, and who is connected.

#include <algorithm>

#include "platform/base/log.h"
#include "platform/device/credentials.h"
#include "sync/server/device_session.h"
#include "sync/server/lease_keeper.h"
#include "sync/server/recall_desk.h"
#include "sync/server/server_core.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

}  // namespace

// Booking ids are made of device names, so these stay plain.
bool is_device_name(const std::string& name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.size() <= calendar::kMaxDeviceIdLength && std::all_of(name.begin(), name.end(), plain) &&
         name != calendar::kServerDevice;
}

const char* wrong_with(const calendar::World& world, const calendar::DeviceRights& rights) {
  if (!rights.site.empty() && !world.sites.contains(rights.site)) return "no such site";
  if (!rights.room) return rights.mode == calendar::DeviceMode::Door ? "a door needs a room" : nullptr;
  const calendar::Room* room = calendar::find(world, *rights.room);
  if (room == nullptr) return "no such room";
  return room->site != rights.site ? "the room is at another site" : nullptr;
}

Result<std::string> ServerCore::enrol(const calendar::DeviceId& device) {
  if (!is_device_name(device.text())) {
    return platform::fail(ErrorKind::Invalid, "not a device name (letters, digits, - _ .): " + device.text());
  }
  auto known = store_->find_device(device);
  if (!known) return tl::unexpected(known.error());
  if (*known) {
    if (auto revoked = revoke_certificates(**known); !revoked) return tl::unexpected(revoked.error());
  }
  std::string token = platform::random_secret();
  DeviceRecord record = known->value_or(DeviceRecord{});  // it stands where it stood
  record.id = device;
  record.token_hash = platform::hash_token(token);
  record.enrolled_at = now();
  record.revoked = false;
  if (auto put = store_->put_device(record); !put) return tl::unexpected(put.error());
  audit(AuditKind::Enrolled, "device " + device.text());
  end_session_of(device, "enrolled anew");
  return token;
}

Status ServerCore::revoke(const calendar::DeviceId& device) {
  auto known = store_->find_device(device);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return platform::fail(ErrorKind::NotFound, "no device " + device.text());
  (*known)->revoked = true;
  if (auto put = store_->put_device(**known); !put) return put;
  auto revoked = revoke_certificates(**known);
  audit(AuditKind::Revoked, "device " + device.text());
  end_session_of(device, "revoked");
  if (!revoked) return revoked;
  return end_leases_of(device);
}

Status ServerCore::set_rights(const calendar::DeviceId& device, const calendar::DeviceRights& rights) {
  auto known = store_->find_device(device);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return platform::fail(ErrorKind::NotFound, "no device " + device.text());
  if (const char* wrong = wrong_with(world_, rights)) return platform::fail(ErrorKind::Invalid, wrong);
  (*known)->site = rights.site.text();
  (*known)->mode = rights.mode;
  (*known)->room = rights.room;
  if (auto put = store_->put_device(**known); !put) return put;
  rights_[device] = rights;
  audit(AuditKind::RightsChanged, "device " + device.text(),
        std::string{name_of(rights.mode)} + (rights.room ? " of " + rights.room->text() : "") +
            (rights.site.empty() ? "" : " at " + rights.site.text()));
  end_session_of(device, "its rights changed");
  return {};
}

std::vector<calendar::DeviceId> ServerCore::connected() const {
  std::vector<calendar::DeviceId> devices;
  for (const auto& [device, session] : sessions_) devices.push_back(device);
  return devices;
}

DeviceHealth ServerCore::health_of(const calendar::DeviceId& device) const {
  const auto found = health_.find(device);
  return found == health_.end() ? DeviceHealth{} : found->second;
}

std::shared_ptr<platform::FrameHandler> ServerCore::accept_device() { return std::make_shared<DeviceSession>(*this); }

void ServerCore::join(const std::shared_ptr<DeviceSession>& session) {
  end_session_of(session->device(), "connected again");
  sessions_[session->device()] = session;
  rights_[session->device()] = session->rights();
  leases_->look_soon();
}

void ServerCore::leave(const DeviceSession& session) {
  const auto found = sessions_.find(session.device());
  if (found != sessions_.end() && found->second.get() == &session) {
    sessions_.erase(found);
    recalls_->forget(session.device());
  }
}

Status ServerCore::begin_epoch() {
  if (auto begun = store_->begin_epoch(); !begun) return begun;
  epoch_ = store_->epoch();
  platform::log_warning("server", "another history begins");
  audit(AuditKind::EpochBegun, "epoch " + epoch_);
  snapshot_.reset();
  const auto connected = sessions_;  // ending one takes it out of the map
  for (const auto& [device, session] : connected) session->end("another history begins");
  return {};
}

void ServerCore::end_session_of(const calendar::DeviceId& device, const std::string& why) {
  const auto found = sessions_.find(device);
  if (found == sessions_.end()) return;
  const auto session = found->second;  // ending it takes it out of the map
  session->end(why);
}

}  // namespace tandem::sync
