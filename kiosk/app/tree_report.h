#pragma once
// What the screen shows, as one line of JSON: the answer to the script's `tree`. Tests and audits read it.

#include <string>

#include "kiosk/ui/semantics.h"

namespace tandem::kiosk {

// {"nodes":[{"role","name","value","id","x","y","w","h","states","parent"}]} in the order of reading. "states" holds
// those that are not usual: "disabled", "selected", "focused", "pressed", "pending", "inert", "cut". "parent" is a
// place in the list, or null.
[[nodiscard]] std::string tree_report(const ui::Semantics& semantics);

// "text_field"
[[nodiscard]] const char* name_of(ui::SemanticRole role);

}  // namespace tandem::kiosk
