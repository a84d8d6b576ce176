#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {

void add_public_pictures(Album& album) {
  album.keep("today", album.start());
  Loopback offline = album.start();
  album.keep("today_offline", offline.cut_off(kOfflineFor));
}

}  // namespace tandem::kiosk
