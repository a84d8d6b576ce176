#include "kiosk/screens/room/view.h"

#include <algorithm>
#include <string>

#include "kiosk/screens/no_data/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// Tiles of equal size in as few columns as leave them high enough for a finger and two lines.
class Tiles {
 public:
  Tiles(const Canvas& canvas, const Rect& area, std::size_t count)
      : area_(area), gap_(std::min(canvas.theme().m(), area.height * 0.06F)) {
    const auto wanted = static_cast<int>(count);
    const float least = canvas.theme().touch() * 1.15F;
    columns_ = wanted > 1 ? 2 : 1;
    while (columns_ < wanted && height_of(rows_for(wanted)) < least) ++columns_;
    rows_ = rows_for(wanted);
    area_.height = std::min(area.height, static_cast<float>(rows_) * (canvas.theme().mm(33) + gap_) - gap_);
  }
  [[nodiscard]] Rect at(std::size_t index) const {
    const auto i = static_cast<int>(index);
    return column(row(area_, i / columns_, rows_, gap_), i % columns_, columns_, gap_);
  }

 private:
  [[nodiscard]] int rows_for(int count) const { return std::max(1, (count + columns_ - 1) / columns_); }
  [[nodiscard]] float height_of(int rows) const {
    return (area_.height - gap_ * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  }

  Rect area_;
  float gap_;
  int columns_{1};
  int rows_{1};
};

// What is final stands out when other things are not.
ButtonKind kind_of(const RoomModel& model, std::size_t index) {
  const auto& options = model.book_now;
  if (!options[index].possible) return ButtonKind::Secondary;
  const auto best = std::ranges::find_if(options.rbegin(), options.rend(), &BookNowOption::sure);
  if (model.cut_off && best != options.rend())
    return &options[index] == &*best ? ButtonKind::Primary : ButtonKind::Secondary;
  return index == 1 ? ButtonKind::Primary : ButtonKind::Secondary;
}

void draw_book_now(const RoomModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.text(cut_top(area, canvas.line_height(TextRole::Strong)), model.book_title, {TextRole::Strong, palette::kInk});
  skip_top(area, theme.s());
  if (model.can_reclaim) {
    const Button reclaim{"room.reclaim", model.reclaim_word, Icon::Return, ButtonKind::Secondary};
    if (button(canvas, cut_bottom(area, theme.touch()), reclaim)) actions.push_back(ReclaimTapped{*model.booking});
    static_cast<void>(cut_bottom(area, theme.s()));
  }
  const Tiles tiles(canvas, area, model.book_now.size());
  for (std::size_t i = 0; i < model.book_now.size(); ++i) {
    const auto& option = model.book_now[i];
    const std::string id = "room.book." + option.id;
    const Button book{id, option.label, Icon::None, kind_of(model, i), option.possible, option.note};
    if (button(canvas, tiles.at(i), book)) actions.push_back(BookNowTapped{model.room, option.length});
  }
}

struct Tap {
  Button button;
  Action action;
};

// What can be done with the booking that is on, most wanted first.
std::vector<Tap> taps_of(const RoomModel& model) {
  std::vector<Tap> taps;
  if (model.can_check_in)
    taps.push_back(
        {{"room.check_in", model.check_in_word, Icon::Check, ButtonKind::Primary}, CheckInTapped{*model.booking}});
  for (const DoorExtension& extension : model.extend) {
    const std::string_view id = extension.by == model.extend.front().by ? "room.extend" : "room.extend_more";
    taps.push_back({{id, extension.label, Icon::Plus, ButtonKind::Secondary, extension.possible},
                    ExtendTapped{*model.booking, extension.by}});
  }
  if (model.can_end)
    taps.push_back({{"room.end", model.end_word, Icon::Cross, ButtonKind::Danger}, EndTapped{*model.booking}});
  if (model.can_find)
    taps.push_back({{"room.find", model.find_word, Icon::Door, ButtonKind::Secondary}, FindRoomTapped{model.room}});
  return taps;
}

void draw_taps(const RoomModel& model, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (model.awaiting) {
    pill(canvas, cut_top(area, canvas.line_height(TextRole::Small) + theme.s()),
         {model.awaiting_word, Icon::Hourglass, Tone::Mind});
    skip_top(area, theme.s());
  }
  const std::vector<Tap> taps = taps_of(model);
  const Tiles tiles(canvas, area, taps.size());
  for (std::size_t i = 0; i < taps.size(); ++i)
    if (button(canvas, tiles.at(i), taps[i].button)) actions.push_back(taps[i].action);
}

void draw_links(const RoomModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  const float gap = canvas.theme().m();
  const Button today{"room.today", model.today_word, Icon::Grid, ButtonKind::Secondary};
  const Button session{"room.session", model.session_word, Icon::Calendar, ButtonKind::Secondary};
  if (button(canvas, column(bar, 0, 2, gap), today)) actions.push_back(TodayTapped{});
  if (button(canvas, column(bar, 1, 2, gap), session)) actions.push_back(BookTapped{});
}

void draw_side(const RoomModel& model, Canvas& canvas, Rect side, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  if (model.has_links) {
    draw_links(model, canvas, cut_bottom(side, theme.touch()), actions);
    static_cast<void>(cut_bottom(side, theme.m()));
  }
  if (model.no_data) return draw_no_data(*model.no_data, canvas, canvas.uncovered(side));
  draw_timeline(model, canvas, cut_bottom(side, timeline_height(canvas, side)));
  static_cast<void>(cut_bottom(side, theme.m()));
  if (!model.next.empty()) {
    canvas.text_fitted(cut_bottom(side, canvas.line_height(TextRole::Body)), model.next,
                       {TextRole::Body, palette::kMuted}, TextRole::Small);
    static_cast<void>(cut_bottom(side, theme.s()));
  }
  if (!model.book_now.empty())
    draw_book_now(model, canvas, side, actions);
  else
    draw_taps(model, canvas, side, actions);
}

}  // namespace

void draw_room_screen(const RoomModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect side = area;
  const Rect panel = theme.portrait() ? cut_top(side, area.height * 0.46F) : cut_left(side, area.width * 0.46F);
  if (theme.portrait())
    skip_top(side, theme.l());
  else
    skip_left(side, theme.l());
  draw_state(model, canvas, panel);
  draw_side(model, canvas, side, actions);
}

}  // namespace tandem::kiosk
