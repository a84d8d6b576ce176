#include "sync/protocol/to_wire.h"

namespace tandem::sync {

void to_wire(const calendar::Person& person, wire::Person& out) {
  out.set_id(person.id.text());
  out.set_given_name(person.given_name);
  out.set_family_name(person.family_name);
  out.set_department(person.department);
  out.set_language(person.language);
  out.set_visibility(static_cast<std::uint32_t>(person.visibility));
  out.set_badge_hash(person.badge_hash);
  out.set_pin_hash(person.pin_hash);
  out.set_site(person.site.text());
}

void to_wire(const calendar::Topic& topic, wire::Topic& out) {
  out.set_id(topic.id.text());
  out.set_name_fr(topic.name_fr);
  out.set_name_en(topic.name_en);
}

void to_wire(const calendar::Pair& pair, wire::Pair& out) {
  out.set_id(pair.id.text());
  out.set_mentor(pair.mentor.text());
  out.set_mentee(pair.mentee.text());
  out.set_started_on(pair.started_on.time_since_epoch().count());
  out.set_cadence_weeks(static_cast<std::uint32_t>(pair.cadence.count()));
  out.set_planned_sessions(static_cast<std::uint32_t>(pair.planned_sessions));
  for (const calendar::TopicId& topic : pair.topics) out.add_topics(topic.text());
  out.set_active(pair.active);
}

}  // namespace tandem::sync
