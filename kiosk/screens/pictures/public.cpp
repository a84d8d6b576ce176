#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {

void add_public_pictures(Album& album) {
  album.keep("today", album.start());
  album.keep("display", album.start().tap(DisplayTapped{}));
  Loopback offline = album.start();
  album.keep("today_offline", offline.cut_off(kOfflineFor));
  const auto& rooms = album.world().rooms;
  if (!rooms.empty()) album.keep("today_floor", album.start().tap(LobbyFloorTapped{rooms.begin()->second.floor}));
  album.keep("wall", album.start().idle(kWallAfter));
  album.keep("wall_offline", album.start().cut_off(kOfflineFor).idle(kWallAfter));
  Loopback service = album.start();
  album.keep("service_pin", service.tap(ServiceTapped{}).tap(DigitTapped{'2'}).tap(DigitTapped{'4'}));
  album.keep("service", service.tap(DigitTapped{'6'}).tap(DigitTapped{'8'}).tap(EntryConfirmed{}));
}

}  // namespace tandem::kiosk
