#include "tests/calendar/availability/random_site.h"

#include <array>

namespace tandem::calendar::test {
namespace {

using namespace std::chrono;

// Paris changes its clock on 29 March and on 25 October.
constexpr std::array<sys_days, 4> kFirstDays{sys_days{2026y / March / 2}, sys_days{2026y / March / 28},
                                             sys_days{2026y / October / 23}, sys_days{2026y / October / 25}};
const PersonId kOther{"other"};
const PairId kOtherPair{"other"};

class Maker {
 public:
  explicit Maker(platform::Random& random) : random_(random) {}

  RandomSite make() {
    made_.world = site(some_rooms());
    made_.wanted = some_request();
    configure();
    for (const auto& [id, room] : World(made_.world).rooms) {
      apply(made_.world, RoomBusyRead{id, around(), some_busy(20, 36)});
      book_some(id);
    }
    for (const PersonId& person : {kMentor, kMentee}) {
      apply(made_.world, PersonBusyRead{person, around(), some_busy(12, 36)});
    }
    return std::move(made_);
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
  bool one_in(std::uint64_t chances) { return below(chances) == 0; }
  int upto(int most) { return static_cast<int>(below(static_cast<std::uint64_t>(most) + 1)); }
  [[nodiscard]] Interval around() const { return widened(made_.wanted.window, days{1}); }

  std::vector<Room> some_rooms() {
    std::vector<Room> rooms;
    const int count = 1 + upto(5);
    for (int i = 0; i < count; ++i) {
      std::set<std::string> equipment;
      if (!one_in(4)) equipment.insert("screen");
      rooms.push_back(room(std::string(1, static_cast<char>('a' + i)), upto(4), 2 + upto(3) * upto(2), equipment));
      rooms.back().out_of_order = one_in(12);
    }
    return rooms;
  }

  SuggestRequest some_request() {
    SuggestRequest wanted = request();
    const Instant start = kFirstDays.at(below(kFirstDays.size())) + minutes{below(1440)} + seconds{upto(1) * 17};
    wanted.window = {start, start + hours{one_in(10) ? below(3) : 6 + below(60)}};
    wanted.length = minutes{15 + 5 * below(20)};
    wanted.seats = 2 + upto(2) * upto(1);
    wanted.count = one_in(5) ? 12 : 3;
    if (one_in(3)) wanted.equipment = {"screen"};
    if (one_in(2)) wanted.near_floor = upto(4);
    if (one_in(3)) wanted.people_floors = PeopleFloors{upto(4), upto(4)};
    if (one_in(2)) wanted.near_time = start + minutes{below(72 * 60)};
    return wanted;
  }

  void configure() {
    Site site = made_.world.site;
    if (!one_in(3)) site.opening_hours.week.fill({{minutes{0}, 3h}, {7h, 12h}, {12h + 30min, 24h}});
    if (one_in(4)) site.opening_hours.closed.insert(Zone::locate(site.zone)->date_of(made_.wanted.window.start));
    if (one_in(2)) site.policy.room_gap = minutes{below(25)};
    if (one_in(2)) site.policy.walking_time = minutes{below(25)};
    if (one_in(8)) site.policy.furthest_ahead = days{1};
    apply(made_.world, SiteConfigured{site});
    Pair pair{kOtherPair, kMentor, kOther, {}, weeks{4}, 6, {}, true};
    apply(made_.world, PairPut{pair});
  }

  Interval some_meeting(std::uint64_t longest_steps) {
    const auto steps = static_cast<std::uint64_t>(around().length() / 5min);
    const Instant start = around().start + 5min * static_cast<std::int64_t>(below(steps));
    return {start, start + 5min * static_cast<std::int64_t>(below(longest_steps))};
  }

  BusySet some_busy(std::uint64_t meetings, std::uint64_t longest_steps) {
    std::vector<Interval> busy(below(meetings + 1));
    for (Interval& interval : busy) interval = some_meeting(longest_steps);
    return BusySet(std::move(busy));
  }

  // Bookings of a room do not overlap; some are for sessions of the mentor's other pair.
  void book_some(const RoomId& room) {
    for (std::uint64_t left = below(6); left > 0; --left) {
      Booking booking;
      booking.id = BookingId{"b" + std::to_string(made_.world.bookings.size())};
      booking.room = room;
      booking.planned = booking.held = some_meeting(24);
      if (booking.held.empty() || !held_in(made_.world, room, booking.held).empty()) continue;
      if (one_in(3)) booking.session = SessionId{booking.id.text()};
      apply(made_.world, BookingAccepted{booking});
      if (booking.session) apply(made_.world, SessionPlanned{{*booking.session, kOtherPair, booking.id, {}, {}}});
    }
  }

  platform::Random& random_;
  RandomSite made_;
};

}  // namespace

RandomSite random_site(platform::Random& random) { return Maker(random).make(); }

}  // namespace tandem::calendar::test
