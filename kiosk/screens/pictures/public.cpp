#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {

void add_public_pictures(Album& album) {
  album.keep("today", album.start());
  album.keep("display", album.start().tap(DisplayTapped{}));
  Loopback offline = album.start();
  album.keep("today_offline", offline.cut_off(kOfflineFor));
}

}  // namespace tandem::kiosk
