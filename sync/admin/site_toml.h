#pragma once
// A site's name, zone, opening hours and policy as site.toml (platform/packaging/sample-site/site.toml shows every
// key). Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/booking/room.h"
#include "sync/admin/problems.h"

namespace tandem::sync {

// nullopt with problems that name row and key: a syntax error, an unknown key, an unknown zone, spans that overlap.
// Keys that are left out have their defaults.
[[nodiscard]] std::optional<calendar::Site> read_site(const std::string& file, std::string_view text,
                                                      Problems& problems);
[[nodiscard]] std::string write_site(const calendar::Site& site);

// The same of a company with several sites: the first one as above, then a section [[site]] with an `id` and the same
// keys for each other one. Never empty.
[[nodiscard]] std::optional<std::vector<calendar::Site>> read_sites(const std::string& file, std::string_view text,
                                                                    Problems& problems);
[[nodiscard]] std::string write_sites(const calendar::Site& first, const std::vector<calendar::Site>& others);

}  // namespace tandem::sync
