#pragma once
// Badges and PINs of an import become hashes here and go no further as text. A PIN that matches the stored hash keeps
// it, so importing the same file again changes nothing.

#include <string>
#include <vector>

#include "calendar/programme/person.h"
#include "sync/admin/site_rows.h"

namespace tandem::sync {

// people[i] belongs to rows.rows[i]. Blocks for tens of milliseconds a PIN, over a few threads.
void set_secrets(const Rows<PersonRow>& rows, const std::string& site_key, std::vector<calendar::Person>& people,
                 Problems& problems);

}  // namespace tandem::sync
