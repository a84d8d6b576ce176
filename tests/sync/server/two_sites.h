#pragma once
// A company of two sites: the small one is the first, "lyon" has rooms l1 and l2. Anna and Bruno work at the first,
// Chloe and David at Lyon; each two are a pair, and Anna and Chloe are one across the sites.

#include "tests/sync/small_site.h"

namespace tandem::tests {

inline const calendar::SiteId kLyon{"lyon"};

inline calendar::Person person_of(const std::string& name, const calendar::SiteId& site) {
  calendar::Person person{
      calendar::PersonId{name},       "Given-" + name,      "Family-" + name,  "Department-" + name, "fr",
      calendar::NameVisibility::Full, "badge-hash-" + name, "pin-hash-" + name};
  person.site = site;
  return person;
}

inline calendar::Pair pair_of(const std::string& mentor, const std::string& mentee) {
  calendar::Pair pair;
  pair.id = calendar::PairId{mentor + "+" + mentee};
  pair.mentor = calendar::PersonId{mentor};
  pair.mentee = calendar::PersonId{mentee};
  pair.started_on = calendar::LocalDate{std::chrono::days{20'400}};
  return pair;
}

inline calendar::Room room_at(const std::string& id, const calendar::SiteId& site) {
  calendar::Room made = room(id);
  made.site = site;
  return made;
}

inline calendar::Site lyon() {
  calendar::Site site = std::get<calendar::SiteConfigured>(small_site_facts().front()).site;
  site.name = "Lyon";
  site.id = kLyon;
  return site;
}

// Beside small_site_facts().
inline std::vector<calendar::Change> second_site_facts() {
  return {calendar::SiteConfigured{lyon()},
          calendar::RoomPut{room_at("l1", kLyon)},
          calendar::RoomPut{room_at("l2", kLyon)},
          calendar::PersonPut{person_of("anna", {})},
          calendar::PersonPut{person_of("bruno", {})},
          calendar::PersonPut{person_of("chloe", kLyon)},
          calendar::PersonPut{person_of("david", kLyon)},
          calendar::PairPut{pair_of("anna", "bruno")},
          calendar::PairPut{pair_of("chloe", "david")}};
}

}  // namespace tandem::tests
