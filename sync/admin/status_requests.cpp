#include "sync/admin/status_requests.h"

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "sync/admin/plan_sessions.h"
#include "sync/admin/request_json.h"
#include "sync/log/backup.h"
#include "sync/server/recall_desk.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using namespace calendar;
using platform::Result;

json::value time_or_null(const std::optional<Instant>& at) { return at ? json::value(utc_text(*at)) : json::value(); }

// Without the part that may hold a secret: scheme and host only, or the path of a file.
std::string shown_address(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos || url.starts_with("file:")) return url;
  const std::size_t host = scheme + 3;
  const std::size_t host_end = std::min(url.find_first_of("/?#", host), url.size());
  const std::size_t user_end = url.rfind('@', host_end);
  const bool has_user = user_end != std::string::npos && user_end > host && user_end < host_end;
  const std::size_t from = has_user ? user_end + 1 : host;
  return url.substr(0, host) + url.substr(from, host_end - from) + (host_end < url.size() ? "/…" : "");
}

// Who holds which room at its door, and what that cost others since the server started.
json::array leases_json(const ServerCore& core, const std::vector<DeviceId>& connected) {
  json::array list;
  for (const auto& [room, lease] : core.world().leases) {
    const auto cost = core.lease_costs().find(room);
    const LeaseCost paid = cost == core.lease_costs().end() ? LeaseCost{} : cost->second;
    list.push_back(json::object{{"room", room.text()},
                                {"device", lease.holder.text()},
                                {"from", utc_text(lease.held.start)},
                                {"until", utc_text(lease.held.end)},
                                {"connected", std::ranges::find(connected, lease.holder) != connected.end()},
                                {"recalls", paid.recalls},
                                {"given_up", paid.given_up},
                                {"refusals", paid.refusals}});
  }
  return list;
}

json::array devices_json(ServerCore& core, const std::vector<DeviceRecord>& devices) {
  const std::vector<DeviceId> connected = core.connected();
  json::array list;
  for (const DeviceRecord& device : devices) {
    const bool here = std::find(connected.begin(), connected.end(), device.id) != connected.end();
    const DeviceHealth health = core.health_of(device.id);
    list.push_back(json::object{{"device", device.id.text()},
                                {"enrolled_at", utc_text(device.enrolled_at)},
                                {"revoked", device.revoked},
                                {"connected", here},
                                {"heard_at", time_or_null(health.heard_at)},
                                {"stored_up_to", health.acknowledged.sequence},
                                {"waiting", health.outbox.waiting},
                                {"oldest_waiting_s", health.outbox.oldest / std::chrono::seconds{1}},
                                {"mismatches", health.mismatches},
                                {"resyncs", health.resyncs},
                                {"site", device.site},
                                {"mode", calendar::name_of(device.mode)},
                                {"room", device.room ? json::value(device.room->text()) : json::value()},
                                {"set_aside", health.outbox.set_aside},
                                {"unreadable", health.unreadable},
                                {"not_allowed", health.not_allowed}});
  }
  return list;
}

// How often somebody was told to come later since the server's start.
json::object refused_json(const Admission& admission) {
  return {{"commands", admission.commands.refused()},
          {"snapshots", admission.snapshots.refused()},
          {"connections", admission.hellos.refused()},
          {"authentications", admission.failures.refused()}};
}

}  // namespace

Result<json::object> answer_enrol(ServerCore& core, const json::object& request) {
  const Result<std::string> device = text_field(request, "device");
  if (!device) return tl::unexpected(device.error());
  const Result<std::string> token = core.enrol(DeviceId(*device));
  if (!token) return tl::unexpected(token.error());
  return json::object{{"ok", true}, {"device", *device}, {"token", *token}};
}

Result<json::object> answer_revoke(ServerCore& core, const json::object& request) {
  const Result<std::string> device = text_field(request, "device");
  if (!device) return tl::unexpected(device.error());
  if (const platform::Status revoked = core.revoke(DeviceId(*device)); !revoked) {
    return tl::unexpected(revoked.error());
  }
  return json::object{{"ok", true}, {"device", *device}};
}

Result<json::object> answer_rights(ServerCore& core, const json::object& request) {
  const Result<std::string> device = text_field(request, "device");
  if (!device) return tl::unexpected(device.error());
  const Result<std::string> mode = text_field(request, "mode");
  if (!mode) return tl::unexpected(mode.error());
  const Result<std::optional<std::string>> site = optional_text(request, "site");
  if (!site) return tl::unexpected(site.error());
  const Result<std::optional<std::string>> room = optional_text(request, "room");
  if (!room) return tl::unexpected(room.error());
  DeviceRights rights{SiteId{site->value_or("")}};
  if (*mode == name_of(DeviceMode::Door)) rights.mode = DeviceMode::Door;
  if (*mode != name_of(rights.mode)) return platform::fail(platform::ErrorKind::Invalid, "\"mode\" is lobby or door");
  if (*room && !(*room)->empty()) rights.room = RoomId{**room};
  if (const auto set = core.set_rights(DeviceId(*device), rights); !set) return tl::unexpected(set.error());
  return json::object{{"ok", true}, {"device", *device}};
}

Result<json::object> answer_feeds(ServerCore& core, const json::object&) {
  json::array feeds;
  for (const auto& [owner, feed] : core.feeds()) {
    feeds.push_back(json::object{{"owner", name_of(owner)},
                                 {"address", shown_address(feed.source.url)},
                                 {"confirmed_at", time_or_null(feed.confirmed_at)},
                                 {"failing", feed.failing},
                                 {"error", feed.last_error}});
  }
  json::array published;
  for (const auto& [id, room] : core.world().rooms) {
    const Result<std::string> path = core.publish_path(id);
    if (!path) return tl::unexpected(path.error());
    published.push_back(json::object{{"room", id.text()}, {"name", room.name}, {"path", *path}});
  }
  return json::object{
      {"ok", true}, {"now", utc_text(core.now())}, {"feeds", std::move(feeds)}, {"published", std::move(published)}};
}

Result<json::object> answer_status(ServerCore& core, const json::object&) {
  const Result<std::vector<DeviceRecord>> devices = core.devices();
  if (!devices) return tl::unexpected(devices.error());
  const World& world = core.world();
  const auto failing =
      std::count_if(core.feeds().begin(), core.feeds().end(), [](const auto& entry) { return entry.second.failing; });
  return json::object{{"ok", true},
                      {"now", utc_text(core.now())},
                      {"site", world.site.name},
                      {"zone", world.site.zone},
                      {"epoch", core.cursor().epoch},
                      {"sequence", core.head()},
                      {"people", world.people.size()},
                      {"pairs", world.pairs.size()},
                      {"rooms", world.rooms.size()},
                      {"topics", world.topics.size()},
                      {"sessions_today", sessions_on(world, site_zone(world).date_of(core.now()))},
                      {"feeds", core.feeds().size()},
                      {"feeds_failing", failing},
                      {"refused", refused_json(core.admission())},
                      {"lease_minutes", world.site.policy.lease_length.count()},
                      {"leases", leases_json(core, core.connected())},
                      {"devices", devices_json(core, *devices)}};
}

Result<std::string> backup_file(const json::object& request) {
  Result<std::string> file = text_field(request, "file");
  if (!file || file->starts_with('/')) return file;
  return platform::fail(platform::ErrorKind::Invalid, "\"file\" must begin with /");
}

json::object backed_up(const std::string& file, const std::string& hash, const Cursor& at) {
  return {{"ok", true}, {"file", file}, {"hash", hash}, {"sequence", at.sequence}, {"epoch", at.epoch}};
}

Result<json::object> answer_backup(ServerCore& core, const json::object& request) {
  const Result<std::string> file = backup_file(request);
  if (!file) return tl::unexpected(file.error());
  const Result<std::string> hash = back_up(core.store(), *file);
  core.audit(AuditKind::BackedUp, *file, hash ? "done" : "failed: " + hash.error().message);
  if (!hash) return tl::unexpected(hash.error());
  return backed_up(*file, *hash, core.cursor());
}

void begin_backup(ServerCore& core, const json::object& request, const ServerCore::AdminRespond& respond) {
  const Result<std::string> file = backup_file(request);
  if (!file) return respond(tl::unexpected(file.error()));
  const auto done = [&core, file = *file, respond, from = core.asked_from()](const Result<BackedUp>& result) {
    const std::string outcome = result ? "done" : "failed: " + result.error().message;
    core.audit({0, core.now(), AuditKind::BackedUp, "administrator", from, file, outcome, ""});
    if (!result) return respond(tl::unexpected(result.error()));
    respond(json::serialize(backed_up(file, result->hash, result->at)));
  };
  if (auto begun = core.back_up(*file, done); !begun) respond(tl::unexpected(begun.error()));
}

Result<json::object> answer_begin_epoch(ServerCore& core, const json::object&) {
  if (const platform::Status begun = core.begin_epoch(); !begun) return tl::unexpected(begun.error());
  return json::object{{"ok", true}, {"epoch", core.cursor().epoch}};
}

}  // namespace tandem::sync
