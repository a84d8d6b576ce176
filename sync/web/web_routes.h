#pragma once
// What the server answers over HTTP:
//
//   GET  /health                             for a monitor: alive, how far, how many
//   GET  /feeds/rooms/<room>/<secret>.ics    the room's bookings for a calendar program; times only
//   POST /enrolment/...                      devices without a certificate, and its renewal (sync/authority)
//   POST /admin                              sync/admin's requests, with "Authorization: Bearer <token>"
//
// Everything else is 404. Core thread.

#include <string>

#include "platform/net/listener.h"
#include "sync/server/server_core.h"
#include "sync/web/login_lock.h"

namespace tandem::sync {

class WebRoutes {
 public:
  // `core` must outlive it.
  WebRoutes(ServerCore& core, std::string admin_token) : core_(core), admin_token_(std::move(admin_token)) {}

  [[nodiscard]] platform::HttpAnswer answer(const platform::HttpRequest& request);
  // True for a request that takes its time (a backup): `respond` is called later, or now.
  [[nodiscard]] bool answer_later(const platform::HttpRequest& request,
                                  const std::function<void(platform::HttpAnswer)>& respond);

 private:
  [[nodiscard]] bool is_administrator(const platform::HttpRequest& request) const;
  [[nodiscard]] platform::HttpAnswer health() const;
  [[nodiscard]] platform::HttpAnswer room_feed(const platform::HttpRequest& request, const std::string& path);
  [[nodiscard]] platform::HttpAnswer enrolment(const platform::HttpRequest& request);
  [[nodiscard]] platform::HttpAnswer admin(const platform::HttpRequest& request);

  // How long the request's address is not listened to still.
  [[nodiscard]] std::chrono::seconds wait_of(const platform::HttpRequest& request) const;
  [[nodiscard]] platform::HttpAnswer locked(const std::string& address, std::chrono::seconds wait);

  ServerCore& core_;
  std::string admin_token_;
  LoginLock lock_;
};

}  // namespace tandem::sync
