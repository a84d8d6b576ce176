#include "kiosk/screens/screenshot_states.h"

#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {

std::vector<ScreenshotState> screenshot_states(std::shared_ptr<const sync::Snapshot> snapshot,
                                               const std::string& language, platform::WallTime wall) {
  Album album(*snapshot, language, wall);
  add_public_pictures(album);
  add_first_start_pictures(album);
  add_identification_pictures(album);
  add_session_pictures(album);
  add_booking_pictures(album);
  add_room_pictures(album);
  return album.take();
}

}  // namespace tandem::kiosk
