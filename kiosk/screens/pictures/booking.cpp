#include "kiosk/screens/pictures/album.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using calendar::Pair;
using std::chrono::minutes;

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
      return album.keep("book_grid", kiosk);
    }
  }
  album.keep("book_grid", kiosk);
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
  Loopback refused = kiosk;
  refused.hold_back(true);
  refused.happens(calendar::BookRoom{first.room, first.when, {}});
  refused.tap(SuggestionTapped{first.room, first.when});
  album.keep("refused_alternatives", refused);
  kiosk.tap(SuggestionTapped{first.room, first.when});
  album.keep("booked", kiosk);
}

}  // namespace tandem::kiosk
