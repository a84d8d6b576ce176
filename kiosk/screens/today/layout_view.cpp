#include <algorithm>

#include "kiosk/screens/today/layout.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// As high as its words, all cards the same.
float card_height(const Canvas& canvas, float width, const TodayList& list, const StatusWords& words) {
  const Theme& theme = canvas.theme();
  const float small = canvas.line_height(TextRole::Small);
  const bool below = std::ranges::any_of(list.sessions, [&](const ListedSession& listed) {
    return status_stands_below(canvas, words.at(static_cast<std::size_t>(listed.status)), width);
  });
  const float lines = 2 * canvas.line_height(TextRole::Strong) + small + (below ? small + theme.s() : 0) + theme.s();
  return std::max({theme.touch() * 1.16F, theme.mm(13.5F), lines});
}

// Large text puts the state of a room under its name.
float room_height(const Canvas& canvas) {
  const bool large = canvas.theme().appearance().text_percent > 100;
  const float words = canvas.line_height(TextRole::Strong) + canvas.line_height(TextRole::Small);
  return std::max({kMinTouchPixels, canvas.theme().mm(8.6F), large ? words : 0});
}

std::size_t fitting(float height, float each, float gap) {
  return static_cast<std::size_t>(std::max(1.0F, (height + gap) / (each + gap)));
}

int pages_of(std::size_t count, std::size_t per_page) {
  return std::max(1, static_cast<int>((count + per_page - 1) / per_page));
}

void place_wide(TodayLayout& layout, const Canvas& canvas, Rect area) {
  const Theme& theme = canvas.theme();
  Rect side = cut_right(area, area.width * 0.36F);
  static_cast<void>(cut_right(area, theme.l()));
  layout.sessions = canvas.uncovered(area);
  layout.here = cut_top(side, theme.touch() * 1.45F);
  skip_top(side, theme.xs());
  layout.hint = cut_top(side, canvas.line_height(TextRole::Small));
  skip_top(side, theme.s());
  layout.book = cut_top(side, theme.touch());
  skip_top(side, theme.m());
  layout.rooms = side;
}

void place_tall(TodayLayout& layout, const Canvas& canvas, Rect area) {
  const Theme& theme = canvas.theme();
  area = canvas.uncovered(area);
  const Rect buttons = cut_top(area, theme.touch() * 1.4F);
  layout.here = column(buttons, 0, 2, theme.m());
  layout.book = column(buttons, 1, 2, theme.m());
  skip_top(area, theme.xs());
  layout.hint = column(cut_top(area, canvas.line_height(TextRole::Small)), 0, 2, theme.m());
  skip_top(area, theme.l());
  layout.rooms = cut_bottom(area, area.height * 0.34F);
  static_cast<void>(cut_bottom(area, theme.l()));
  layout.sessions = area;
  layout.room_columns = 2;
}

void page_sessions(TodayLayout& layout, const Canvas& canvas, int wanted, const TodayList& list) {
  const Theme& theme = canvas.theme();
  const float gap = theme.s();
  float height = layout.sessions.height - sessions_title_height(canvas, list.floors.size() > 1) - theme.s();
  std::size_t per_page = fitting(height, layout.card_height, gap);
  if (list.sessions.size() > per_page) {
    height -= theme.touch() + gap;
    per_page = fitting(height, layout.card_height, gap);
  }
  layout.session_pages = pages_of(list.sessions.size(), per_page);
  layout.session_page = std::clamp(wanted, 0, layout.session_pages - 1);
  layout.page.sessions = per_page;
  layout.page.first_session = static_cast<std::size_t>(layout.session_page) * per_page;
}

void page_rooms(TodayLayout& layout, const Canvas& canvas, int wanted, const TodayList& list) {
  const Theme& theme = canvas.theme();
  const auto columns = static_cast<std::size_t>(layout.room_columns);
  const auto fit = [&](int pages) {
    const float height = layout.rooms.height - 2 * theme.m() - rooms_title_height(canvas, pages) - theme.s();
    return fitting(height, layout.room_height, 0) * columns;
  };
  std::size_t per_page = fit(1);
  if (list.rooms.size() > per_page) per_page = fit(2);
  layout.room_pages = pages_of(list.rooms.size(), per_page);
  layout.room_page = std::clamp(wanted, 0, layout.room_pages - 1);
  layout.page.rooms = per_page;
  layout.page.first_room = static_cast<std::size_t>(layout.room_page) * per_page;
}

}  // namespace

bool status_stands_below(const Canvas& canvas, const std::string& status, float width) {
  return pill_width(canvas, {status, Icon::Clock, Tone::Neutral}) > width * 0.3F;
}

float sessions_title_height(const Canvas& canvas, bool filtered) {
  const float words = canvas.line_height(TextRole::Heading);
  return filtered ? std::max(words, canvas.theme().touch()) : words;
}

float rooms_title_height(const Canvas& canvas, int pages) {
  const float words = canvas.line_height(TextRole::Strong);
  return pages > 1 ? std::max(words, canvas.theme().touch()) : words;
}

TodayLayout today_layout(const Canvas& canvas, const Rect& area, const TodayScreen& screen, const TodayList& list,
                         const StatusWords& words) {
  TodayLayout layout;
  if (canvas.theme().portrait())
    place_tall(layout, canvas, area);
  else
    place_wide(layout, canvas, area);
  layout.card_height = card_height(canvas, layout.sessions.width, list, words);
  layout.room_height = room_height(canvas);
  page_sessions(layout, canvas, screen.page, list);
  page_rooms(layout, canvas, screen.rooms_page, list);
  return layout;
}

}  // namespace tandem::kiosk
