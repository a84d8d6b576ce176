#pragma once
// What the files of a site say, row by row, before it is compared with what is true. A field is nullopt when its file
// has no such column, or leaves a badge or PIN empty: then what is stored stays.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/booking/room.h"
#include "calendar/programme/pair.h"
#include "calendar/programme/person.h"
#include "sync/admin/problems.h"

namespace tandem::sync {

struct NamedText {
  std::string name;  // for messages: "people.csv"
  std::string text;
};

// Every file may be absent; what it is about then stays as it is.
struct SiteFiles {
  std::optional<NamedText> site;
  std::optional<NamedText> people;
  std::optional<NamedText> pairs;
  std::optional<NamedText> rooms;
  std::optional<NamedText> topics;
  std::string folder;  // where relative calendar paths start; empty: they are refused
};

// In a badge or PIN cell: take the stored one away.
inline constexpr const char* kRemoveMark = "-";

struct PersonRow {
  std::size_t line{0};
  calendar::PersonId id;
  std::string given_name;
  std::string family_name;
  std::optional<std::string> department;
  std::optional<std::string> language;
  std::optional<calendar::NameVisibility> visibility;
  std::optional<std::string> badge;
  std::optional<std::string> pin;
  std::string pin_hash{};  // of `pin`, once hash_pins() has made it
  std::optional<std::string> calendar;
  std::optional<std::string> email;
  std::optional<calendar::SiteId> site;  // empty id: the first one
};

struct PairRow {
  std::size_t line{0};
  calendar::PairId id;
  calendar::PersonId mentor;
  calendar::PersonId mentee;
  std::optional<calendar::LocalDate> started_on;
  std::optional<std::chrono::weeks> cadence;
  std::optional<int> planned_sessions;
  std::optional<std::vector<calendar::TopicId>> topics;
  std::optional<bool> active;
};

struct RoomRow {
  std::size_t line{0};
  calendar::RoomId id;
  std::string name;
  int floor{0};
  int seats{0};
  std::optional<std::set<std::string>> equipment;
  std::optional<bool> out_of_order;
  std::optional<std::string> calendar;
  std::optional<std::string> email;
  std::optional<calendar::SiteId> site;  // empty id: the first one
};

struct TopicRow {
  std::size_t line{0};
  calendar::Topic topic;
};

template <class Row>
struct Rows {
  std::string file;
  std::vector<Row> rows;  // ids are unique
};

struct SiteRows {
  std::optional<calendar::Site> site;       // the first one
  std::vector<calendar::Site> other_sites;  // of the same file
  std::optional<Rows<PersonRow>> people;
  std::optional<Rows<PairRow>> pairs;
  std::optional<Rows<RoomRow>> rooms;
  std::optional<Rows<TopicRow>> topics;
};

// Reads every file and collects every problem; the rows are only meant to be used when there is none. Any thread.
[[nodiscard]] SiteRows read_site_rows(const SiteFiles& files, Problems& problems);

[[nodiscard]] std::optional<Rows<PersonRow>> read_people(const SiteFiles& files, Problems& problems);
[[nodiscard]] std::optional<Rows<PairRow>> read_pairs(const SiteFiles& files, Problems& problems);
[[nodiscard]] std::optional<Rows<RoomRow>> read_rooms(const SiteFiles& files, Problems& problems);
[[nodiscard]] std::optional<Rows<TopicRow>> read_topics(const SiteFiles& files, Problems& problems);

}  // namespace tandem::sync
