#pragma once
// An administrator's request to import the site in a folder (sync/admin/README.md).

#include <string>

namespace tandem::bench {

// Leaves the calendars out: what a feed says would make runs differ. Ends the program when a file cannot be read.
[[nodiscard]] std::string site_request(const std::string& folder);

}  // namespace tandem::bench
