#include "sync/admin/import_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "sync/admin/person_secrets.h"
#include "sync/protocol/limits.h"

namespace tandem::sync {
namespace {

using namespace calendar;

// A row's entity over what is stored, so that columns a file does not have keep their values.
template <class Entities>
typename Entities::mapped_type stored_or_new(const Entities& entities, const typename Entities::key_type& id) {
  const auto found = entities.find(id);
  if (found != entities.end()) return found->second;
  typename Entities::mapped_type fresh;
  fresh.id = id;
  return fresh;
}

Person merged(const World& world, const PersonRow& row) {
  Person person = stored_or_new(world.people, row.id);
  person.given_name = row.given_name;
  person.family_name = row.family_name;
  if (row.department) person.department = *row.department;
  if (row.language || person.language.empty()) person.language = row.language.value_or("fr");
  if (row.visibility) person.visibility = *row.visibility;
  if (row.site) person.site = *row.site;
  return person;
}

Room merged(const World& world, const RoomRow& row) {
  Room room = stored_or_new(world.rooms, row.id);
  room.name = row.name;
  room.floor = row.floor;
  room.seats = row.seats;
  if (row.equipment) room.equipment = *row.equipment;
  if (row.out_of_order) room.out_of_order = *row.out_of_order;
  if (row.site) room.site = *row.site;
  return room;
}

Pair merged(const World& world, const PairRow& row, LocalDate today) {
  const bool known = world.pairs.contains(row.id);
  Pair pair = stored_or_new(world.pairs, row.id);
  pair.mentor = row.mentor;
  pair.mentee = row.mentee;
  if (row.started_on || !known) pair.started_on = row.started_on.value_or(today);
  if (row.cadence) pair.cadence = *row.cadence;
  if (row.planned_sessions) pair.planned_sessions = *row.planned_sessions;
  if (row.topics) pair.topics = *row.topics;
  if (row.active) pair.active = *row.active;
  return pair;
}

class Planner {
 public:
  Planner(const SiteRows& rows, const ImportContext& context, Problems& problems)
      : rows_(rows), context_(context), world_(context.world), problems_(problems) {}

  ImportPlan plan() {
    plan_site();
    plan_rooms();
    plan_people();
    plan_topics();
    plan_pairs();
    if (context_.missing == Missing::Remove) remove_missing();
    if (plan_.changes.size() > kMaxChangesInEntry) {
      problems_.add({"import", 0, "",
                     "changes more than " + std::to_string(kMaxChangesInEntry) +
                         " things at once: import one file after the other"});
    }
    return problems_.none() ? std::move(plan_) : ImportPlan{};
  }

 private:
  Counts& counts(const char* kind) { return plan_.counts[kind]; }

  // Puts `entity` when it is new or different.
  template <class Put, class Entities, class Entity>
  void put(const char* kind, const Entities& stored, const Entity& entity) {
    const auto found = stored.find(entity.id);
    if (found == stored.end()) {
      ++counts(kind).added;
    } else if (found->second == entity) {
      ++counts(kind).unchanged;
      return;
    } else {
      ++counts(kind).changed;
    }
    plan_.changes.push_back(Put{entity});
  }

  // Without a calendar there is nothing an e-mail address would say.
  void put_feed(const FeedOwner& owner, const std::optional<std::string>& url,
                const std::optional<std::string>& email) {
    const auto found = context_.feeds.find(owner);
    const FeedSource stored = found == context_.feeds.end() ? FeedSource{owner, "", "", ""} : found->second.source;
    FeedSource wanted = url && *url != stored.url ? FeedSource{owner, *url, "", ""} : stored;
    wanted.email = wanted.url.empty() ? std::string() : email.value_or(stored.email);
    Counts& calendars = counts("calendars");
    if (wanted == stored) {
      if (!stored.url.empty()) ++calendars.unchanged;
      return;
    }
    ++(stored.url.empty() ? calendars.added : wanted.url.empty() ? calendars.removed : calendars.changed);
    plan_.feeds.push_back(std::move(wanted));
  }

  void plan_site() {
    if (!rows_.site) return;
    ++(*rows_.site == world_.site ? counts("site").unchanged : counts("site").changed);
    if (*rows_.site != world_.site) plan_.changes.push_back(SiteConfigured{*rows_.site});
    for (const Site& site : rows_.other_sites) put<SiteConfigured>("site", world_.sites, site);
  }

  template <class Row>
  void refuse_unknown_site(const std::string& file, const Row& row) {
    if (!row.site || row.site->empty() || world_.sites.contains(*row.site)) return;
    const auto is_it = [&](const Site& site) { return site.id == *row.site; };
    if (std::any_of(rows_.other_sites.begin(), rows_.other_sites.end(), is_it)) return;
    problems_.add({file, row.line, "site",
                   "there is no site " + row.site->text() + ": add a section [[site]] to site.toml or correct the id"});
  }

  void plan_rooms() {
    if (!rows_.rooms) return;
    for (const RoomRow& row : rows_.rooms->rows) {
      refuse_unknown_site(rows_.rooms->file, row);
      put<RoomPut>("rooms", world_.rooms, merged(world_, row));
      put_feed(row.id, row.calendar, row.email);
    }
  }

  void plan_people() {
    if (!rows_.people) return;
    std::vector<Person> people;
    for (const PersonRow& row : rows_.people->rows) people.push_back(merged(world_, row));
    set_secrets(*rows_.people, context_.site_key, people, problems_);
    refuse_shared_badges(people);
    for (std::size_t i = 0; i < people.size(); ++i) {
      refuse_unknown_site(rows_.people->file, rows_.people->rows[i]);
      put<PersonPut>("people", world_.people, people[i]);
      put_feed(people[i].id, rows_.people->rows[i].calendar, rows_.people->rows[i].email);
    }
  }

  // Over those in the file and those stored, who may not be in it.
  void refuse_shared_badges(const std::vector<Person>& people) {
    std::set<PersonId> in_file;
    for (const Person& person : people) in_file.insert(person.id);
    std::map<std::string, PersonId> owners;
    for (const auto& [id, person] : world_.people) {
      if (!in_file.contains(id) && context_.missing == Missing::Keep) owners.emplace(person.badge_hash, id);
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (people[i].badge_hash.empty()) continue;
      const auto [owner, fresh] = owners.emplace(people[i].badge_hash, people[i].id);
      if (!fresh) {
        problems_.add({rows_.people->file, rows_.people->rows[i].line, "badge",
                       "is the badge of " + owner->second.text() + " too: each badge belongs to one person"});
      }
    }
  }

  void plan_topics() {
    if (!rows_.topics) return;
    for (const TopicRow& row : rows_.topics->rows) put<TopicPut>("topics", world_.topics, row.topic);
  }

  void plan_pairs() {
    if (!rows_.pairs) return;
    const LocalDate today = site_zone(world_).date_of(context_.now);
    for (const PairRow& row : rows_.pairs->rows) {
      refuse_unknown_person(row, "mentor", row.mentor);
      refuse_unknown_person(row, "mentee", row.mentee);
      refuse_unknown_topics(row);
      put<PairPut>("pairs", world_.pairs, merged(world_, row, today));
    }
  }

  // Whether a file has it, or it is stored and stays.
  template <class Row, class Stored, class Id>
  static bool known(const std::optional<Rows<Row>>& file, const Stored& stored, const Id& id, Missing missing) {
    const auto is_it = [&](const Row& row) { return row.id == id; };
    if (file && std::any_of(file->rows.begin(), file->rows.end(), is_it)) return true;
    return stored.contains(id) && (!file || missing == Missing::Keep);
  }

  void refuse_unknown_person(const PairRow& row, const char* column, const PersonId& person) {
    if (known(rows_.people, world_.people, person, context_.missing)) return;
    problems_.add({rows_.pairs->file, row.line, column,
                   "there is no person " + person.text() + ": add the row to people.csv or correct the id"});
  }

  void refuse_unknown_topics(const PairRow& row) {
    if (!row.topics) return;
    for (const TopicId& id : *row.topics) {
      const auto is_it = [&](const TopicRow& topic) { return topic.topic.id == id; };
      const bool in_file = rows_.topics && std::any_of(rows_.topics->rows.begin(), rows_.topics->rows.end(), is_it);
      if (in_file || world_.topics.contains(id)) continue;
      problems_.add({rows_.pairs->file, row.line, "topics",
                     "there is no topic " + id.text() + ": add it to topics.csv or take it away"});
    }
  }

  void remove_missing() {
    if (rows_.pairs) remove_pairs();
    if (rows_.people) remove_people();
    if (rows_.rooms) remove_rooms();
  }

  // Sessions that were still to come are called off with their pair.
  void remove_pairs() {
    for (const auto& [id, pair] : world_.pairs) {
      if (known(rows_.pairs, world_.pairs, id, Missing::Remove)) continue;
      for (const auto& [session_id, session] : world_.sessions) {
        const Booking* booking = find(world_, session.booking);
        if (session.pair == id && booking != nullptr && booking->state == BookingState::Booked) {
          plan_.changes.push_back(BookingCancelled{booking->id, context_.now});
        }
      }
      plan_.changes.push_back(PairRemoved{id});
      ++counts("pairs").removed;
    }
  }

  void remove_people() {
    for (const auto& [id, person] : world_.people) {
      if (known(rows_.people, world_.people, id, Missing::Remove)) continue;
      if (const PairId* pair = pair_left_with(id)) {
        problems_.add({rows_.people->file, 0, "",
                       "person " + id.text() + " is missing and would be removed, but is still in pair " +
                           pair->text() + ": keep the person, or import a pairs.csv without that pair"});
      }
      plan_.changes.push_back(PersonRemoved{id});
      put_feed(id, "", "");
      ++counts("people").removed;
    }
  }

  // A stored pair of the person that no pairs.csv of this import speaks about.
  const PairId* pair_left_with(const PersonId& person) const {
    if (rows_.pairs) return nullptr;
    for (const auto& [id, pair] : world_.pairs) {
      if (pair.mentor == person || pair.mentee == person) return &id;
    }
    return nullptr;
  }

  void remove_rooms() {
    for (const auto& [id, room] : world_.rooms) {
      if (known(rows_.rooms, world_.rooms, id, Missing::Remove)) continue;
      const auto to_come =
          std::count_if(world_.bookings.begin(), world_.bookings.end(), [&, gone = room.id](const auto& entry) {
            return entry.second.room == gone && is_open(entry.second) && entry.second.held.end > context_.now;
          });
      if (to_come > 0) {
        problems_.add({rows_.rooms->file, 0, "",
                       "room " + id.text() + " is missing and would be removed, but has " + std::to_string(to_come) +
                           " bookings to come: keep it with out_of_order = yes until they are over"});
      }
      plan_.changes.push_back(RoomRemoved{id});
      put_feed(id, "", "");
      ++counts("rooms").removed;
    }
  }

  const SiteRows& rows_;
  const ImportContext& context_;
  const World& world_;
  Problems& problems_;
  ImportPlan plan_;
};

}  // namespace

ImportPlan plan_import(const SiteRows& rows, const ImportContext& context, Problems& problems) {
  return Planner(rows, context, problems).plan();
}

}  // namespace tandem::sync
