#include <algorithm>

#include "kiosk/core/own_booking.h"
#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using calendar::Pair;
using std::chrono::minutes;

// Every week at the time that was chosen; in the second week somebody else has the room.
void series(Album& album, Loopback kiosk) {
  const auto* book = std::get_if<BookScreen>(&kiosk.state().screen);
  if (book == nullptr || !book->chosen) return;
  const Choice chosen = *book->chosen;
  const Interval taken{chosen.when.start + std::chrono::weeks{1}, chosen.when.end + std::chrono::weeks{1}};
  kiosk.happens(calendar::BookRoom{chosen.room, taken, {}});
  kiosk.tap(RepeatTapped{}).tap(RepeatEveryTapped{std::chrono::weeks{1}}).tap(RepeatCountTapped{6});
  album.keep("book_repeat", kiosk);
  kiosk.tap(SeriesBookTapped{});
  album.keep("series_report", kiosk);
  const auto made = own_bookings(kiosk.state(), kiosk.state().identified->person);
  kiosk.tap(NoticeDismissed{kiosk.state().notices.back().ticket});
  if (made.size() < 2) return;
  const auto of_series = std::ranges::find_if(made, [](const auto* booking) { return booking->series.has_value(); });
  if (of_series == made.end()) return;
  kiosk.tap(OwnBookingTapped{(*of_series)->id});
  album.keep("own_booking_series", kiosk);
  kiosk.tap(MoveTapped{(*of_series)->id});
  album.keep("book_moving", kiosk);
}

// Today's grid with a time of today chosen, where there is one.
void day_grid(Album& album, Loopback kiosk, const Pair& pair) {
  kiosk.tap(GridTapped{});
  const auto first = std::chrono::ceil<std::chrono::hours>(album.now()) + std::chrono::hours{1};
  for (Instant start = first; start < first + std::chrono::hours{8}; start += minutes{30}) {
    const Interval when{start, start + kiosk.world().site.policy.session_length};
    for (const auto& [id, room] : kiosk.world().rooms) {
      Loopback trial = kiosk;
      if (!trial.happens(calendar::PlanSession{pair.id, id, when, pair.mentee})) continue;
      kiosk.tap(GridCellTapped{id, when});
      album.keep("book_grid", kiosk);
      return series(album, kiosk);
    }
  }
  album.keep("book_grid", kiosk);
}

void filters(Album& album, Loopback kiosk) {
  kiosk.tap(FilterTapped{}).tap(SeatsTapped{4}).tap(EquipmentTapped{"screen"});
  album.keep("book_filter", kiosk);
  kiosk.tap(BackTapped{});
  album.keep("book_filtered", kiosk);
  kiosk.tap(RoomOnlyTapped{});
  album.keep("book_room_only", kiosk);
}

}  // namespace

void add_booking_pictures(Album& album) {
  const calendar::Pair* pair = pair_with_badges(album.world());
  if (pair == nullptr) return;
  Loopback kiosk = album.start();
  kiosk.identify(pair->mentee).tap(BookTapped{});
  album.keep("book_suggestions", kiosk);
  const auto* book = std::get_if<BookScreen>(&kiosk.state().screen);
  if (book == nullptr || book->suggestions.empty()) return;
  const calendar::Suggestion first = book->suggestions.front();
  day_grid(album, kiosk, *pair);
  filters(album, kiosk);
  Loopback refused = kiosk;
  refused.hold_back(true);
  refused.happens(calendar::BookRoom{first.room, first.when, {}});
  refused.tap(SuggestionTapped{first.room, first.when});
  album.keep("refused_alternatives", refused);
  kiosk.tap(SuggestionTapped{first.room, first.when});
  album.keep("booked", kiosk);
}

}  // namespace tandem::kiosk
