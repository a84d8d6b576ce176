#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {
namespace {

using std::chrono::minutes;

// Before an administrator has let it in.
void set_up(Album& album, AppState state) {
  const std::string device = "5E21 0C9B 77F4 A1D3 3B60 E8C5 92AF 4D17";
  const std::string server = "C07A 19E4 D852 6F3B A4B1 0D96 E37C 58F2";
  const SetUp waiting{SetUpStep::Waiting,       false, "K7TM-4WQX", device, server, "tandem.example:8443",
                      state.steady + minutes{9}};
  const auto picture = [&](const std::string& name, SetUpStep step, bool unreachable) {
    state.set_up = waiting;
    state.set_up->step = step;
    state.set_up->unreachable = unreachable;
    if (step != SetUpStep::Waiting) state.set_up->code.clear();
    album.keep(name, state);
  };
  picture("set_up_code", SetUpStep::Waiting, false);
  picture("set_up_unreachable", SetUpStep::Waiting, true);
  picture("set_up_approved", SetUpStep::Approved, false);
  picture("set_up_denied", SetUpStep::Denied, false);
  picture("set_up_expired", SetUpStep::Expired, false);
}

}  // namespace

// Before the server has said anything.
void add_first_start_pictures(Album& album) {
  const auto unheard = [&album](Place place, sync::LinkState link) {
    auto nothing = std::make_shared<sync::Snapshot>();
    nothing->world = std::make_shared<const calendar::World>();
    nothing->link = link;
    const KioskOptions options{std::move(place), 0, album.language(), site_zone(album.world())};
    return initial_state(options, std::move(nothing), album.now(), {});
  };
  album.keep("today_no_data", unheard(Lobby{}, sync::LinkState::Offline));
  set_up(album, unheard(Lobby{}, sync::LinkState::Connecting));
  album.keep("today_denied", unheard(Lobby{}, sync::LinkState::Denied));
  const auto& rooms = album.world().rooms;
  if (rooms.empty()) return;
  album.keep("room_no_data", unheard(Door{rooms.begin()->first}, sync::LinkState::Offline));
  album.keep("room_denied", unheard(Door{rooms.begin()->first}, sync::LinkState::Denied));
}

}  // namespace tandem::kiosk
