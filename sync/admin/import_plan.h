#pragma once
// What an import would change: the rows of the files compared with what is true. The same plan is printed by a dry run
// and committed by a real one, as one entry, so nothing is ever half imported. Pure but for hashing PINs that no
// hash_pins() has hashed before (slow on purpose, spread over a few threads).

#include <map>
#include <string>
#include <vector>

#include "calendar/booking/world.h"
#include "sync/admin/site_rows.h"
#include "sync/log/feed.h"

namespace tandem::sync {

// What happens to people, pairs and rooms that a file leaves out.
enum class Missing : std::uint8_t { Keep, Remove };

struct ImportContext {
  const calendar::World& world;
  const std::map<FeedOwner, FeedState>& feeds;
  std::string site_key;
  calendar::Instant now;
  Missing missing{Missing::Keep};
};

struct Counts {
  std::size_t added{0};
  std::size_t changed{0};
  std::size_t removed{0};
  std::size_t unchanged{0};
  bool operator==(const Counts&) const = default;
};

struct ImportPlan {
  std::vector<calendar::Change> changes;  // in an order that can be applied
  std::vector<FeedSource> feeds;          // only those that change
  std::map<std::string, Counts> counts;   // "site", "rooms", "people", "topics", "pairs", "calendars"
};

// Empty, with problems, when a pair names nobody, a badge is given twice, or something that is still needed would go.
[[nodiscard]] ImportPlan plan_import(const SiteRows& rows, const ImportContext& context, Problems& problems);

}  // namespace tandem::sync
