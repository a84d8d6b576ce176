#pragma once
// Badges and PINs of an import become hashes here and go no further as text. A PIN that matches the stored hash keeps
// it, so importing the same file again changes nothing.

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "calendar/programme/person.h"
#include "platform/base/result.h"
#include "sync/admin/site_rows.h"

namespace tandem::sync {

// platform::hash_pin(), or a stand-in.
using PinHasher = std::function<platform::Result<std::string>(const std::string& pin)>;

// Fills in PersonRow::pin_hash: where that holds the stored hash already, it stays when the PIN fits it. Blocks for
// tens of milliseconds a PIN, over `threads`; any thread. Gives up between two PINs once `cancelled`.
void hash_pins(Rows<PersonRow>& rows, unsigned threads, const PinHasher& hash, const std::atomic<bool>& cancelled,
               Problems& problems);

// people[i] belongs to rows.rows[i]. PINs without a hash are hashed here, as above over a few threads.
void set_secrets(const Rows<PersonRow>& rows, const std::string& site_key, std::vector<calendar::Person>& people,
                 Problems& problems);

// A PIN to hash, not one to take away.
[[nodiscard]] bool has_new_pin(const PersonRow& row);

}  // namespace tandem::sync
