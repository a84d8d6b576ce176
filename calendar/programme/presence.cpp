#include "calendar/programme/presence.h"

namespace tandem::calendar {

std::optional<PairRole> role_of(const Pair& pair, const PersonId& person) {
  if (person == pair.mentor) return PairRole::Mentor;
  if (person == pair.mentee) return PairRole::Mentee;
  return std::nullopt;
}

const PersonId& person_in(const Pair& pair, PairRole role) {
  return role == PairRole::Mentor ? pair.mentor : pair.mentee;
}

PairRole partner_of(PairRole role) { return role == PairRole::Mentor ? PairRole::Mentee : PairRole::Mentor; }

const std::optional<Instant>& arrival_of(const Session& session, PairRole role) {
  return role == PairRole::Mentor ? session.mentor_arrived : session.mentee_arrived;
}

int present_count(const Session& session) {
  return (session.mentor_arrived ? 1 : 0) + (session.mentee_arrived ? 1 : 0);
}

}  // namespace tandem::calendar
