#pragma once
// What the devices of one site may hold of a company with several, written a second time: picked out of the whole
// World, where the product advances a World of its own entry by entry (sync/server/site_scope.h).

#include "calendar/booking/world.h"

namespace tandem::tests {

// The site's rooms with their feeds and leases; its people; pairs with somebody of the site, with both members and all
// their sessions; the bookings in its rooms, and whoever they name. Without the names of sites. All of it while there
// is one site only.
[[nodiscard]] calendar::World part_of_site(const calendar::World& whole, const calendar::SiteId& site);

}  // namespace tandem::tests
