// What happens in the company of its own accord.

#include <algorithm>
#include <iterator>

#include "tests/kiosk/monkey/company.h"
#include "tests/simulation/random_command.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr minutes kQuarter{15};
constexpr minutes kAround{12};  // of a session's start: when its people come

template <class Map>
const typename Map::value_type& any_of(const Map& map, platform::Random& random) {
  return *std::next(map.begin(), static_cast<std::ptrdiff_t>(random.below(map.size())));
}

}  // namespace

void Company::happen(const Moment& now) {
  switch (random_.below(16)) {
    case 0: return the_network_changes(now);
    case 1: return a_room_changes();
    case 2: return a_person_changes();
    case 3: return clocks_part();
    case 4:
    case 5: return a_calendar_changes();
    case 6:
    case 7:
    case 8: return a_session_is_planned();
    case 9:
    case 10:
    case 11: return people_come();
    default: return somebody_asks();
  }
}

void Company::decide_elsewhere(const Command& command) {
  const CommandId id{DeviceId{"elsewhere"}, ++numbers_elsewhere_};
  for (const Change& change : decide(truth_, {id, now_, command}, now_).changes) apply(truth_, change);
}

void Company::somebody_asks() { decide_elsewhere(tests::random_command(truth_, now_, random_)); }

void Company::a_session_is_planned() {
  if (truth_.rooms.empty() || truth_.pairs.empty()) return;
  const auto start = std::chrono::ceil<minutes>(now_) + kQuarter * static_cast<int>(random_.below(6));
  const Interval when{start, start + kQuarter * static_cast<int>(2 + random_.below(4))};
  decide_elsewhere(
      PlanSession{any_of(truth_.pairs, random_).first, any_of(truth_.rooms, random_).first, when, std::nullopt});
}

void Company::people_come() {
  for (const Session* session : sessions_in(truth_, {now_ - kAround, now_ + kAround})) {
    const Pair* pair = find(truth_, session->pair);
    if (pair == nullptr || random_.below(2) == 0) continue;
    const BookingId booking = session->booking;
    const PersonId person = random_.below(2) == 0 ? pair->mentor : pair->mentee;
    return decide_elsewhere(CheckIn{booking, person, now_});
  }
}

void Company::a_calendar_changes() {
  const Interval window{now_, now_ + std::chrono::days{30}};
  std::vector<Interval> busy;
  for (std::uint64_t i = random_.below(4); i > 0; --i) {
    const auto start = std::chrono::floor<minutes>(now_) + kQuarter * static_cast<int>(random_.below(40));
    busy.push_back({start, start + kQuarter * static_cast<int>(1 + random_.below(12))});
  }
  if (random_.below(3) == 0)
    return apply(truth_, PersonBusyRead{any_of(site_.people, random_).first, window, BusySet{std::move(busy)}});
  apply(truth_, RoomBusyRead{any_of(site_.rooms, random_).first, window, BusySet{std::move(busy)}});
}

void Company::the_network_changes(const Moment& now) {
  constexpr std::uint64_t kDeniedOneIn = 8;
  if (online())
    link_ = random_.below(kDeniedOneIn) == 0 ? sync::LinkState::Denied : sync::LinkState::Offline;
  else
    link_ = link_ == sync::LinkState::Connecting ? sync::LinkState::Online : sync::LinkState::Connecting;
  told_.link_message = online() ? "" : "no route to the server";
  for (Asked& asked : asked_) asked.decided_at = now.steady + some(seconds{0}, seconds{2});
}

// Gone, back, out of order, repaired, renamed; the room whose door this is like any other.
void Company::a_room_changes() {
  Room room = any_of(site_.rooms, random_).second;
  if (random_.below(3) == 0) return apply(truth_, RoomRemoved{room.id});
  room.out_of_order = random_.below(3) == 0;
  if (random_.below(4) == 0) room.name += " und Nebenraum für vertrauliche Gespräche";
  apply(truth_, RoomPut{std::move(room)});
}

void Company::a_person_changes() {
  Person person = any_of(site_.people, random_).second;
  if (random_.below(3) == 0) return apply(truth_, PersonRemoved{person.id});
  person.language = random_.below(2) == 0 ? "en" : "fr";
  person.visibility = static_cast<NameVisibility>(random_.below(3));
  apply(truth_, PersonPut{std::move(person)});
  for (const auto& [id, pair] : site_.pairs) apply(truth_, PairPut{pair});
}

void Company::clocks_part() {
  told_.server_clock_offset = some(-std::chrono::minutes{3}, std::chrono::minutes{3});
  for (auto& [room, age] : told_.room_feeds) {
    age.failing = random_.below(4) == 0;
    if (!age.failing && online()) age.confirmed_at = now_;
  }
}

}  // namespace tandem::kiosk::test
