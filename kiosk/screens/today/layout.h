#pragma once
// Where the parts of the lobby's screen stand, and how much fits on a page of each.

#include "kiosk/core/state.h"
#include "kiosk/screens/today/list.h"
#include "kiosk/screens/today/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

struct TodayLayout {
  ui::Rect sessions;
  ui::Rect here;
  ui::Rect hint;
  ui::Rect book;
  ui::Rect rooms;
  int room_columns{1};
  float card_height{0};  // the least one
  float room_height{0};
  TodayPage page;
  int session_page{0};
  int session_pages{1};
  int room_page{0};
  int room_pages{1};
};

[[nodiscard]] TodayLayout today_layout(const ui::Canvas& canvas, const ui::Rect& area, const TodayScreen& screen,
                                       const TodayList& list, const StatusWords& words);

// The state stands under the place, where both do not fit on a line of this width.
[[nodiscard]] bool status_stands_below(const ui::Canvas& canvas, const std::string& status, float width);

// The row over the sessions and the one over the rooms, which hold a filter or a pager where there is one.
[[nodiscard]] float sessions_title_height(const ui::Canvas& canvas, bool filtered);
[[nodiscard]] float rooms_title_height(const ui::Canvas& canvas, int pages);

}  // namespace tandem::kiosk
