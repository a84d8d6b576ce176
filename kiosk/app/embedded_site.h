#pragma once
// What makes a fresh embedded server worth looking at: a site, imported when the server has none, and sessions for the
// day. Both go through the administrator's requests (sync/admin/README.md), as an administrator's would.

#include <filesystem>
#include <functional>
#include <string>

#include "platform/base/result.h"

namespace tandem::kiosk {

// sync::Server::administer().
using Administer = std::function<platform::Result<std::string>(const std::string& json)>;

// Sessions of a day that a lobby shows on a few pages.
inline constexpr int kSessionsPlanned = 16;
// A file of a site is read up to this size.
inline constexpr std::size_t kMaxSiteFile = std::size_t{8} * 1024 * 1024;

// Imports site.toml, people.csv, pairs.csv, rooms.csv and topics.csv of `folder` when the server has no room yet.
// NotFound when the folder has none of these, Invalid with the first problem of the files.
[[nodiscard]] platform::Status import_site_once(const Administer& administer, const std::filesystem::path& folder);

// True when every calendar has been read, or tried, once: planning before that would plan over people's appointments.
[[nodiscard]] platform::Result<bool> feeds_read(const Administer& administer);

// Fills the day up to kSessionsPlanned sessions.
[[nodiscard]] platform::Status plan_today(const Administer& administer);

}  // namespace tandem::kiosk
