#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using std::chrono::minutes;

constexpr minutes kQuiet{45};  // free for long enough to be booked in the picture
constexpr minutes kLookEvery{15};

// The first room, and the first quarter of an hour from now on, in which it can be booked at its door.
std::optional<std::pair<calendar::RoomId, Instant>> quiet_room(const Album& album) {
  const calendar::World& world = album.world();
  for (Instant at = album.now(); at < album.now() + kNextOpening; at += kLookEvery) {
    const Interval soon{at, at + kQuiet};
    const auto open = world.site.opening_hours.open_within(soon, site_zone(world));
    if (open.size() != 1 || open.front() != soon) continue;
    for (const auto& [id, room] : world.rooms)
      if (!room.out_of_order && room_busy(world, id, soon).empty()) return std::pair{id, at};
  }
  return std::nullopt;
}

// The room as far as its door's lease reaches, and without one.
void without_network(Album& album, const Loopback& online, const calendar::RoomId& room, Instant at) {
  Loopback offline = online;
  album.keep("room_offline", offline.cut_off(kOfflineFor));
  const Instant minute = std::chrono::floor<minutes>(at);
  album.keep("room_guaranteed", offline.guarantee(room, {minute, minute + minutes{22}}));
}

void other_states(Album& album, const calendar::RoomId& id, Instant at) {
  Loopback kiosk = album.start(Door{id});
  if (at != album.now()) kiosk.travel_to(at);
  calendar::Room room = *find(kiosk.world(), id);
  room.out_of_order = true;
  album.keep("room_out_of_order", kiosk.becomes_true(calendar::RoomPut{room}));
  album.keep("find_room", kiosk.tap(FindRoomTapped{id}));
  calendar::World nowhere_else = kiosk.world();
  for (const auto& [other, other_room] : nowhere_else.rooms) {
    calendar::Room closed = other_room;
    closed.out_of_order = true;
    kiosk.becomes_true(calendar::RoomPut{closed});
  }
  album.keep("find_room_none", kiosk);
}

void room_in_use(Album& album) {
  const auto quiet = quiet_room(album);
  if (!quiet) return;
  const auto& [room, at] = *quiet;
  Loopback kiosk = album.start(Door{room});
  if (at != album.now()) kiosk.travel_to(at);
  album.keep("room_free", kiosk);
  without_network(album, kiosk, room, at);
  kiosk.tap(BookNowTapped{room, minutes{30}});
  album.keep("room_booked", kiosk);
  kiosk.travel_to(at + minutes{12});
  kiosk.tap(NoticeDismissed{1});
  album.keep("room_in_use", kiosk);
  other_states(album, room, at);
}

}  // namespace

void add_room_pictures(Album& album) {
  room_in_use(album);
  Loopback lobby = album.start();
  const auto meeting = next_meeting(lobby);
  if (!meeting) return;
  Loopback kiosk = album.start(Door{meeting->room});
  const auto again = next_meeting(kiosk);  // the same one: planned in this kiosk's world as well
  if (!again) return;
  kiosk.travel_to(again->when.start - kEarly);
  album.keep("room_check_in", kiosk);
  Loopback freed = kiosk;
  freed.travel_to(again->when.start + minutes{11});
  album.keep("room_freed", freed.becomes_true(calendar::BookingReleased{again->booking, freed.state().now}));
  for (const auto& person : {again->pair->mentor, again->pair->mentee})
    kiosk.happens(calendar::CheckIn{again->booking, person, kiosk.state().now});
  kiosk.travel_to(again->when.start + minutes{20});
  album.keep("room_busy", kiosk);
}

}  // namespace tandem::kiosk
