#pragma once
// Whose calendar a feed is, by the e-mail address that invitations name them with. Pure, any thread.

#include <string>

#include "sync/log/feed.h"

namespace tandem::sync {

// The e-mail address that the programme names; else the user it is read with when that is an address, as Exchange, Nextcloud and iCloud want it; else a part of the
// address's path that is one, as in Google's "/calendar/ical/anna%40tandem.example/private-…/basic.ics". Empty when
// there is none. An address nobody was invited by decides nothing (calendar/ics/parse.h), so a service account does no
// harm.
[[nodiscard]] std::string owner_address(const FeedSource& source);

}  // namespace tandem::sync
