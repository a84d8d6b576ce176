#include "tests/golden/screens/golden_site.h"

#include <array>

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::chrono::sys_days kDay = std::chrono::year{2026} / 11 / 23;

// Paris wall clock in November: UTC + 1.
Instant at(int hour, int minute = 0) { return kDay + hours{hour - 1} + minutes{minute}; }

struct RoomRow {
  const char* id;
  const char* name;
  int floor;
  int seats;
};
constexpr std::array kRooms = {RoomRow{"r01", "Loire", 0, 2},    RoomRow{"r02", "Garonne", 0, 4},
                               RoomRow{"r03", "Rhône", 0, 6},    RoomRow{"r04", "Seine", 0, 12},
                               RoomRow{"r05", "Dordogne", 1, 2}, RoomRow{"r06", "Saône", 1, 4},
                               RoomRow{"r07", "Meuse", 1, 4},    RoomRow{"r08", "Charente-Maritime et Vienne", 1, 8},
                               RoomRow{"r09", "Vilaine", 2, 2},  RoomRow{"r10", "Adour", 2, 4},
                               RoomRow{"r11", "Isère", 2, 6},    RoomRow{"r12", "Moselle", 2, 10}};

struct PersonRow {
  const char* id;
  const char* given;
  const char* family;
  NameVisibility visibility;
};
constexpr std::array kPeople = {
    PersonRow{"p01", "Chloé", "Lefèvre", NameVisibility::Full},
    PersonRow{"p02", "Théo", "Marchandeau", NameVisibility::Full},
    PersonRow{"p03", "Inès", "Benhaddou", NameVisibility::Initials},
    PersonRow{"p04", "Lucas", "Peyrègne", NameVisibility::Full},
    PersonRow{"p05", "Marie-Antoinette", "de La Rochefoucauld-Doudeauville", NameVisibility::Full},
    PersonRow{"p06", "Emma", "O’Sullivan", NameVisibility::Full},
    PersonRow{"p07", "Yanis", "Kerbrat", NameVisibility::Hidden},
    PersonRow{"p51", "Catherine", "Delmas", NameVisibility::Full},
    PersonRow{"p52", "Philippe", "Aubertin", NameVisibility::Initials},
    PersonRow{"p53", "Margaret", "Whitfield", NameVisibility::Full},
    PersonRow{"p54", "Hervé", "Le Goff", NameVisibility::Full},
    PersonRow{"p55", "Jean-Baptiste-Emmanuel", "Montmorency-Bouteville", NameVisibility::Full},
    PersonRow{"p56", "Sylvie", "Nguyễn", NameVisibility::Full},
    PersonRow{"p57", "Bernard", "Œuvrard", NameVisibility::Hidden}};

struct SessionRow {
  int pair;
  const char* room;
  Instant start;
  int length;  // minutes
};
const std::array kSessions = {SessionRow{1, "r06", at(9, 0), 60},   SessionRow{2, "r02", at(9, 45), 60},
                              SessionRow{3, "r09", at(10, 30), 45}, SessionRow{4, "r05", at(11, 0), 60},
                              SessionRow{5, "r08", at(13, 30), 90}, SessionRow{6, "r10", at(14, 0), 60},
                              SessionRow{7, "r01", at(16, 0), 30}};

void add_rooms(World& world) {
  for (const RoomRow& row : kRooms) {
    Room room;
    room.id = RoomId{row.id};
    room.name = row.name;
    room.floor = row.floor;
    room.seats = row.seats;
    room.equipment = {"accessible"};
    if (row.seats >= 4) room.equipment.insert("screen");
    if (row.seats >= 6) room.equipment.insert("whiteboard");
    room.out_of_order = room.id == RoomId{"r12"};
    apply(world, RoomPut{room});
  }
}

constexpr std::array kDepartments = {"Achats", "Ventes", "Finance", "Production", "Communication"};

void add_people(World& world) {
  std::size_t apart = 0;
  for (const PersonRow& row : kPeople) {
    Person person;
    person.id = PersonId{row.id};
    person.given_name = row.given;
    person.family_name = row.family;
    person.language = "fr";
    person.department = kDepartments.at(apart++ % kDepartments.size());
    person.visibility = row.visibility;
    person.badge_hash = std::string("badge ") + row.id;
    person.pin_hash = "pin";
    apply(world, PersonPut{person});
  }
}

void add_pairs(World& world) {
  apply(world, TopicPut{{TopicId{"ai-assistants"}, "Assistants d’IA au quotidien", "AI assistants at work"}});
  apply(world, TopicPut{{TopicId{"identity"}, "Image professionnelle et données personnelles",
                         "Personal branding and my data"}});
  for (int i = 1; i <= 7; ++i) {
    Pair pair;
    pair.id = PairId{"b0" + std::to_string(i)};
    pair.mentor = PersonId{"p0" + std::to_string(i)};
    pair.mentee = PersonId{"p5" + std::to_string(i)};
    pair.topics = {TopicId{"ai-assistants"}, TopicId{"identity"}};
    apply(world, PairPut{pair});
    apply(world, PairPastNoted{PairPast{pair.id, 2, at(9) - std::chrono::days{12 + i}, {}}});
  }
}

void add_session(World& world, const SessionRow& row) {
  const std::string id = "s" + std::to_string(row.pair);
  Booking booking;
  booking.id = BookingId{id};
  booking.room = RoomId{row.room};
  booking.planned = booking.held = {row.start, row.start + minutes{row.length}};
  booking.session = SessionId{id};
  apply(world, BookingAccepted{booking});
  apply(world, SessionPlanned{{SessionId{id}, PairId{"b0" + std::to_string(row.pair)}, booking.id, {}, {}}});
}

// The first session runs; the company's own calendars hold some of the rest.
void add_day(World& world) {
  for (const SessionRow& row : kSessions) add_session(world, row);
  apply(world, PersonCheckedIn{BookingId{"s1"}, PersonId{"p01"}, at(8, 56)});
  apply(world, PersonCheckedIn{BookingId{"s1"}, PersonId{"p51"}, at(8, 59)});
  apply(world, PersonCheckedIn{BookingId{"s2"}, PersonId{"p02"}, at(9, 38)});
  const Interval window{at(0), at(0) + std::chrono::days{30}};
  apply(world, RoomBusyRead{RoomId{"r03"}, window, BusySet{{{at(9), at(11)}, {at(14), at(15, 30)}}}});
  apply(world, RoomBusyRead{RoomId{"r04"}, window, BusySet{{{at(8, 30), at(12)}}}});
  apply(world, RoomBusyRead{RoomId{"r01"}, window, BusySet{{{at(11), at(12)}, {at(14, 30), at(15)}}}});
  apply(world, PersonBusyRead{PersonId{"p51"}, window, BusySet{{{at(11), at(12)}, {at(15), at(16)}}}});
}

}  // namespace

platform::WallTime golden_time() { return at(9, 41); }

std::shared_ptr<const sync::Snapshot> golden_snapshot() {
  World world;
  Site site;
  site.name = "Lyon Part-Dieu";
  site.zone = "Europe/Paris";
  apply(world, SiteConfigured{site});
  add_rooms(world);
  add_people(world);
  add_pairs(world);
  add_day(world);
  auto snapshot = std::make_shared<sync::Snapshot>();
  for (const RoomRow& row : kRooms) {
    const RoomId id{row.id};
    snapshot->room_feeds[id] = {id, at(9, 38), id == RoomId{"r07"}};
  }
  snapshot->world = std::make_shared<const World>(std::move(world));
  snapshot->link = sync::LinkState::Online;
  snapshot->last_heard = at(9, 41);
  snapshot->site_key = "key";
  return snapshot;
}

}  // namespace tandem::kiosk::test
