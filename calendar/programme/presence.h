#pragma once
// Who of a pair is there. Pure; any thread.

#include <optional>

#include "calendar/programme/pair.h"
#include "calendar/programme/session.h"

namespace tandem::calendar {

// nullopt when the person is not of the pair.
[[nodiscard]] std::optional<PairRole> role_of(const Pair& pair, const PersonId& person);
[[nodiscard]] const PersonId& person_in(const Pair& pair, PairRole role);
// The other one of the two.
[[nodiscard]] PairRole partner_of(PairRole role);

// When this one arrived; nullopt: not there yet.
[[nodiscard]] const std::optional<Instant>& arrival_of(const Session& session, PairRole role);
// 0, 1 or 2.
[[nodiscard]] int present_count(const Session& session);

}  // namespace tandem::calendar
