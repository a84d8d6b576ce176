#include "sync/web/web_routes.h"

#include <boost/json.hpp>
#include <boost/url/pct_string_view.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "platform/device/credentials.h"
#include "sync/web/published_feed.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::HttpAnswer;
using platform::HttpRequest;

constexpr std::string_view kRoomFeeds = "/feeds/rooms/";
constexpr std::string_view kEnrolment = "/enrolment/";
constexpr std::string_view kCalendarEnding = ".ics";
constexpr std::string_view kBearer = "Bearer ";

HttpAnswer plain(unsigned status, std::string text) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = std::move(text) + "\n";
  return answer;
}

HttpAnswer json(unsigned status, std::string body) {
  HttpAnswer answer;
  answer.status = status;
  answer.content_type = "application/json";
  answer.body = std::move(body);
  return answer;
}

HttpAnswer not_allowed(const char* method) {
  HttpAnswer answer = plain(405, "only " + std::string(method));
  answer.headers["Allow"] = method;
  return answer;
}

std::string header(const HttpRequest& request, const char* name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? std::string{} : found->second;
}

unsigned status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Invalid: return 400;
    case ErrorKind::Denied: return 403;
    case ErrorKind::NotFound: return 404;
    case ErrorKind::TooLarge: return 413;
    case ErrorKind::Unavailable: return 503;
    case ErrorKind::Full: return 507;
    default: return 500;
  }
}

HttpAnswer admin_answer(const platform::Result<std::string>& done) {
  if (done) return json(200, *done);
  const boost::json::value body{{"error", done.error().message}};
  return json(status_of(done.error().kind), boost::json::serialize(body));
}

struct FeedAddress {
  calendar::RoomId room;
  std::string secret;
};

// "<room>/<secret>.ics", the room percent-encoded.
std::optional<FeedAddress> feed_address(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || path.size() < slash + 1 + kCalendarEnding.size()) return std::nullopt;
  if (path.substr(path.size() - kCalendarEnding.size()) != kCalendarEnding) return std::nullopt;
  const auto room = boost::urls::make_pct_string_view(path.substr(0, slash));
  if (!room) return std::nullopt;
  path.remove_prefix(slash + 1);
  path.remove_suffix(kCalendarEnding.size());
  return FeedAddress{calendar::RoomId{room->decode()}, std::string(path)};
}

}  // namespace

HttpAnswer WebRoutes::answer(const HttpRequest& request) {
  const std::string path = request.target.substr(0, request.target.find('?'));
  const bool reads = request.method == "GET";
  if (path == "/health") return reads ? health() : not_allowed("GET");
  if (path.compare(0, kEnrolment.size(), kEnrolment) == 0) return enrolment(request);
  if (path == "/admin") return request.method == "POST" ? admin(request) : not_allowed("POST");
  if (path.compare(0, kRoomFeeds.size(), kRoomFeeds) == 0) {
    return reads ? room_feed(request, path.substr(kRoomFeeds.size())) : not_allowed("GET");
  }
  return plain(404, "not found");
}

HttpAnswer WebRoutes::health() const {
  std::size_t failing = 0;
  for (const auto& [owner, feed] : core_.feeds()) failing += feed.failing ? 1 : 0;
  const boost::json::value body{{"status", "ok"},
                                {"sequence", core_.head()},
                                {"devices", core_.connected().size()},
                                {"feeds", {{"known", core_.feeds().size()}, {"failing", failing}}}};
  return json(200, boost::json::serialize(body));
}

HttpAnswer WebRoutes::enrolment(const HttpRequest& request) {
  const auto authority = core_.authority();
  if (!authority) return plain(503, "try again later");
  return (*authority)->answer(request, core_.now());
}

HttpAnswer WebRoutes::room_feed(const HttpRequest& request, const std::string& path) {
  const auto address = feed_address(path);
  if (!address) return plain(404, "not found");
  const auto secret = core_.store().find_publish_secret(address->room);
  if (!secret) return plain(503, "try again later");
  // An unknown room costs the same comparison, so that guessing learns nothing from the time it takes.
  const bool matches = platform::equal_secrets(address->secret, secret->value_or(core_.site_key()));
  const auto* room = calendar::find(core_.world(), address->room);
  if (!matches || !secret->has_value() || room == nullptr) return plain(404, "not found");
  HttpAnswer answer;
  answer.body = published_feed(core_.world(), *room, core_.now());
  const std::string tag = "\"" + platform::hash_token(answer.body).substr(0, 32) + "\"";
  answer.headers["ETag"] = tag;
  answer.headers["Cache-Control"] = "private, no-cache";
  answer.content_type = "text/calendar; charset=utf-8";
  if (header(request, "if-none-match") == tag) {
    answer.status = 304;
    answer.body.clear();
  }
  return answer;
}

bool WebRoutes::is_administrator(const HttpRequest& request) const {
  const std::string given = header(request, "authorization");
  const bool bearer = given.compare(0, kBearer.size(), kBearer) == 0;
  return bearer && platform::equal_secrets(given.substr(kBearer.size()), admin_token_);
}

bool WebRoutes::answer_later(const HttpRequest& request, const std::function<void(HttpAnswer)>& respond) {
  if (request.target != "/admin" || request.method != "POST") return false;
  if (wait_of(request) > std::chrono::seconds{0} || !is_administrator(request)) return false;
  return core_.administer_later(request.body, address_of(request.peer),
                                [respond](const auto& done) { respond(admin_answer(done)); });
}

std::chrono::seconds WebRoutes::wait_of(const HttpRequest& request) const {
  return lock_.wait_of(address_of(request.peer), core_.loop().clock().steady());
}

HttpAnswer WebRoutes::locked(const std::string& address, std::chrono::seconds wait) {
  core_.tally(AuditKind::LimitHit, "unknown", address, "administration logins");
  HttpAnswer answer = plain(429, "too many wrong tokens: come again later");
  answer.headers["Retry-After"] = std::to_string(wait.count());
  return answer;
}

HttpAnswer WebRoutes::admin(const HttpRequest& request) {
  const std::string address = address_of(request.peer);
  if (const auto wait = wait_of(request); wait > std::chrono::seconds{0}) return locked(address, wait);
  if (!is_administrator(request)) {
    lock_.failed(address, core_.loop().clock().steady());
    core_.tally(AuditKind::AuthenticationFailed, "unknown", address, "administration token");
    HttpAnswer answer = plain(401, "the administration token is missing or wrong");
    answer.headers["WWW-Authenticate"] = "Bearer";
    return answer;
  }
  lock_.succeeded(address);
  return admin_answer(core_.administer(request.body, address));
}

}  // namespace tandem::sync
