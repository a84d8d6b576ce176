#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {

void add_session_pictures(Album& album) {
  Loopback kiosk = album.start();
  const auto meeting = next_meeting(kiosk);
  if (!meeting) return;
  kiosk.travel_to(meeting->when.start - kEarly).identify(meeting->pair->mentee);
  album.keep("my_session_check_in", kiosk);
  Loopback offline = kiosk;
  offline.cut_off(kOfflineFor).tap(CheckInTapped{meeting->booking});
  album.keep("my_session_awaiting", offline);
  kiosk.tap(CheckInTapped{meeting->booking});
  album.keep("my_session_waiting", kiosk);
  kiosk.happens(calendar::CheckIn{meeting->booking, meeting->pair->mentor, kiosk.state().now});
  kiosk.tap(NoticeDismissed{kiosk.state().notices.empty() ? 0 : kiosk.state().notices.back().ticket});
  album.keep("my_session_both", kiosk);
  kiosk.travel_to(meeting->when.start + std::chrono::minutes{20});
  album.keep("my_session_running", kiosk);
}

}  // namespace tandem::kiosk
