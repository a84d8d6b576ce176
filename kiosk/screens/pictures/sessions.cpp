#include "kiosk/core/topic_taps.h"
#include "kiosk/core/wrap_up.h"
#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {
namespace {

using std::chrono::minutes;

Loopback& read_notice(Loopback& kiosk) {
  return kiosk.tap(NoticeDismissed{kiosk.state().notices.empty() ? 0 : kiosk.state().notices.back().ticket});
}

void wrap_up(Album& album, Loopback kiosk, const Meeting& meeting) {
  kiosk.travel_to(meeting.when.end + minutes{5});
  kiosk.identify(meeting.pair->mentee);
  album.keep("wrap_up_rating", kiosk);
  Loopback later = kiosk;
  album.keep("my_session_wrap_up", later.tap(BackTapped{}));
  kiosk.tap(RatingTapped{calendar::kHighestRating});
  read_notice(kiosk);
  const auto topics = topics_of(kiosk.world(), *meeting.pair);
  if (!topics.empty()) kiosk.tap(TopicMarked{topics.front()->id, calendar::TopicMark::Mastered});
  album.keep("wrap_up_topics", kiosk);
  kiosk.tap(WrapUpStepDone{});
  read_notice(kiosk);
  album.keep("wrap_up_next", kiosk);
  const auto* screen = std::get_if<WrapUpScreen>(&kiosk.state().screen);
  if (screen == nullptr || screen->suggestions.empty()) return;
  kiosk.tap(SuggestionTapped{screen->suggestions.front().room, screen->suggestions.front().when});
  read_notice(kiosk);
  album.keep("my_session_next_booked", kiosk);
}

void nobody_came(Album& album, Loopback kiosk, const Meeting& meeting) {
  kiosk.travel_to(meeting.when.start + minutes{4}).identify(meeting.pair->mentee);
  album.keep("my_session_countdown", kiosk);
  kiosk.travel_to(meeting.when.start + minutes{12});
  kiosk.becomes(calendar::BookingReleased{meeting.booking, kiosk.state().now});
  album.keep("my_session_released", kiosk);
}

}  // namespace

void add_session_pictures(Album& album) {
  Loopback kiosk = album.start();
  const auto meeting = next_meeting(kiosk);
  if (!meeting) return;
  nobody_came(album, kiosk, *meeting);
  Loopback before = kiosk;
  album.keep("my_session_to_come", before.identify(meeting->pair->mentee));
  album.keep("own_booking", before.tap(OwnBookingTapped{meeting->booking}));
  kiosk.travel_to(meeting->when.start - kEarly).identify(meeting->pair->mentee);
  album.keep("my_session_check_in", kiosk);
  Loopback offline = kiosk;
  offline.cut_off(kOfflineFor).tap(CheckInTapped{meeting->booking});
  album.keep("my_session_awaiting", offline);
  kiosk.tap(CheckInTapped{meeting->booking});
  album.keep("my_session_waiting", kiosk);
  kiosk.happens(calendar::CheckIn{meeting->booking, meeting->pair->mentor, kiosk.state().now});
  album.keep("my_session_both", read_notice(kiosk));
  kiosk.travel_to(meeting->when.start + minutes{20});
  album.keep("my_session_running", kiosk);
  Loopback cards = kiosk;
  album.keep("topic_cards", cards.tap(TopicsTapped{meeting->booking}));
  album.keep("wrap_up_ended", Loopback(kiosk).tap(EndTapped{meeting->booking}));
  wrap_up(album, kiosk, *meeting);
}

}  // namespace tandem::kiosk
