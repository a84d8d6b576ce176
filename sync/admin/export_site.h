#pragma once
// What is true as the files of an import: importing them again changes nothing. Badges and PINs are stored as hashes
// and cannot be exported; files without those columns leave them as they are.

#include <map>
#include <string>

#include "calendar/booking/world.h"
#include "sync/admin/csv_table.h"
#include "sync/log/feed.h"

namespace tandem::sync {

// "people.csv", "pairs.csv", "rooms.csv", "topics.csv", "site.toml" → text.
[[nodiscard]] std::map<std::string, std::string> export_site(const calendar::World& world,
                                                             const std::map<FeedOwner, FeedState>& feeds,
                                                             CsvSeparator separator);

}  // namespace tandem::sync
