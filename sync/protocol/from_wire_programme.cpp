#include "sync/protocol/from_wire.h"

namespace tandem::sync {

calendar::Person from_wire(Reader& reader, const wire::Person& in) {
  calendar::Person person;
  person.id = reader.id<calendar::PersonId>(in.id(), "person");
  person.given_name = reader.text(in.given_name(), "given name");
  person.family_name = reader.text(in.family_name(), "family name");
  person.department = reader.text(in.department(), "department");
  person.language = reader.text(in.language(), "language");
  person.visibility = reader.choice(in.visibility(), calendar::NameVisibility::Hidden, "visibility");
  person.badge_hash = reader.text(in.badge_hash(), "badge hash", kMaxSecretLength);
  person.pin_hash = reader.text(in.pin_hash(), "pin hash", kMaxSecretLength);
  person.site = reader.id_or_none<calendar::SiteId>(in.site(), "site of person");
  return person;
}

calendar::Topic from_wire(Reader& reader, const wire::Topic& in) {
  return {reader.id<calendar::TopicId>(in.id(), "topic"), reader.text(in.name_fr(), "topic name"),
          reader.text(in.name_en(), "topic name")};
}

calendar::Pair from_wire(Reader& reader, const wire::Pair& in) {
  calendar::Pair pair;
  pair.id = reader.id<calendar::PairId>(in.id(), "pair");
  pair.mentor = reader.id<calendar::PersonId>(in.mentor(), "mentor");
  pair.mentee = reader.id<calendar::PersonId>(in.mentee(), "mentee");
  pair.started_on = reader.date(in.started_on(), "start of pair");
  pair.cadence = std::chrono::weeks{reader.number(in.cadence_weeks(), kMaxCadenceWeeks, "cadence")};
  pair.planned_sessions = reader.number(in.planned_sessions(), kMaxPlannedSessions, "planned sessions");
  if (!reader.count(in.topics_size(), kMaxTopicsOfPair, "topics of pair")) return pair;
  for (const std::string& topic : in.topics()) pair.topics.push_back(reader.id<calendar::TopicId>(topic, "topic"));
  pair.active = in.active();
  return pair;
}

}  // namespace tandem::sync
