#include "tests/calendar/availability/company_site.h"

#include <array>

#include "platform/base/random.h"

namespace tandem::calendar::test {
namespace {

using namespace std::chrono;

constexpr int kPairs = 500;
constexpr int kFloors = 10;
constexpr int kPastDays = 14;
constexpr int kDays = 28;
constexpr int kRoomMeetings = 6;
constexpr int kPersonMeetings = 5;
constexpr std::array<int, 10> kSeats{2, 2, 2, 4, 4, 4, 6, 8, 12, 20};

// Monday 2 March 2026, 08:00 in Paris, to the last Sunday's evening.
const Instant kMonday = sys_days{2026y / March / 2} + 7h;
const Interval kWindow{kMonday, kMonday + days{kDays} - 12h};

bool at_weekend(int day) { return (day % 7 + 7) % 7 >= 5; }

class Builder {
 public:
  Builder(int rooms, RoomsAre state) : rooms_(rooms), state_(state) {}

  World build(int sessions) {
    Site site;
    site.zone = "Europe/Paris";
    apply(world_, SiteConfigured{site});
    for (int i = 0; i < rooms_; ++i) add_room(i);
    for (int i = 0; i < kPairs; ++i) add_pair(i);
    for (int i = 0; i < sessions; ++i) add_session(i);
    return std::move(world_);
  }

 private:
  int below(int bound) { return static_cast<int>(random_->below(static_cast<std::uint64_t>(bound))); }
  static RoomId room_id(int i) { return RoomId{"room-" + std::to_string(1000 + i)}; }
  static PairId pair_id(int i) { return PairId{"pair-" + std::to_string(1000 + i)}; }
  static PersonId person_id(int i) { return PersonId{"person-" + std::to_string(10000 + i)}; }

  // On a quarter of an hour between eight and seven.
  Interval some_time(int day, int longest_quarters) {
    const Instant start = kMonday + days{day} + 15min * below(40);
    return {start, start + 15min * (2 + below(longest_quarters - 1))};
  }

  BusySet meetings(int a_day) {
    std::vector<Interval> busy;
    for (int day = 0; day < kDays; ++day) {
      for (int i = 0; i < a_day && !at_weekend(day); ++i) busy.push_back(some_time(day, 4));
    }
    return BusySet(std::move(busy));
  }

  void add_room(int i) {
    Room room;
    room.id = room_id(i);
    room.floor = below(kFloors);
    room.seats = kSeats.at(static_cast<std::size_t>(below(kSeats.size())));
    if (below(10) < 8) room.equipment.insert("screen");
    if (below(10) < 4) room.equipment.insert("video");
    if (below(10) < 5) room.equipment.insert(kAccessible);
    apply(world_, RoomPut{room});
    const bool full = state_ == RoomsAre::Full || (state_ == RoomsAre::FullButOne && i + 1 < rooms_);
    apply(world_, RoomBusyRead{room.id, kWindow, full ? all_day() : meetings(kRoomMeetings)});
  }

  // Back to back on every day, as meetings that only touch are read as one.
  static BusySet all_day() {
    std::vector<Interval> busy;
    for (int day = 0; day < kDays; ++day) {
      for (int hour = 0; hour < 12; ++hour) {
        busy.push_back({kMonday + days{day} + hours{hour}, kMonday + days{day} + hours{hour} + 59min});
      }
    }
    return BusySet(std::move(busy));
  }

  void add_pair(int i) {
    for (const int person : {2 * i, 2 * i + 1}) {
      Person someone;
      someone.id = person_id(person);
      apply(world_, PersonPut{someone});
      if (i == 0) apply(world_, PersonBusyRead{someone.id, kWindow, meetings(kPersonMeetings)});
    }
    Pair pair;
    pair.id = pair_id(i);
    pair.mentor = person_id(2 * i);
    pair.mentee = person_id(2 * i + 1);
    apply(world_, PairPut{pair});
  }

  void add_session(int i) {
    Booking booking;
    booking.id = BookingId{"kiosk-" + std::to_string(i)};
    do {
      booking.room = room_id(below(rooms_));
      booking.planned = booking.held = some_time(below(kPastDays + kDays) - kPastDays, 4);
    } while (!held_in(world_, booking.room, booking.held).empty());
    booking.session = SessionId{booking.id.text()};
    apply(world_, BookingAccepted{booking});
    apply(world_, SessionPlanned{{*booking.session, pair_id(i % kPairs), booking.id, {}, {}}});
  }

  const int rooms_;
  const RoomsAre state_;
  std::unique_ptr<platform::Random> random_{platform::make_seeded_random(3)};
  World world_;
};

}  // namespace

World company_site(int rooms, RoomsAre state, int sessions) { return Builder(rooms, state).build(sessions); }

SuggestRequest company_request() {
  SuggestRequest request;
  request.pair = PairId{"pair-1000"};
  request.window = kWindow;
  request.near_floor = 4;
  request.near_time = kMonday + days{16} + 3h;
  return request;
}

}  // namespace tandem::calendar::test
