#include "kiosk/screens/book/grid_view.h"

#include <algorithm>

#include "kiosk/core/book.h"
#include "kiosk/screens/book/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// A little narrower than a finger: rows are high, and the neighbours are half an hour away.
constexpr float kLeastCell = kMinTouchPixels * 0.9F;

Rect part_of(const Rect& track, const Stretch& stretch) {
  const float from = std::clamp(stretch.from, 0.0F, 1.0F);
  const float to = std::clamp(stretch.to, 0.0F, 1.0F);
  return {track.x + track.width * from, track.y, track.width * (to - from), track.height};
}

float name_width(const Theme& theme, const Rect& area) { return std::min(theme.mm(46), area.width * 0.24F); }

float people_height(const Theme& theme) { return theme.mm(6.5F); }

void draw_day(const GridModel& model, Canvas& canvas, Rect bar, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const float side = theme.touch();
  const Button back{"grid.previous", model.previous_word, Icon::Back, ButtonKind::Secondary, model.can_go_back};
  const Button next{"grid.next", model.next_word, Icon::Forward, ButtonKind::Secondary};
  if (!theme.portrait())
    draw_lengths(model.lengths, canvas, cut_right(bar, std::min(bar.width * 0.45F, theme.mm(90))), actions);
  static_cast<void>(cut_right(bar, theme.portrait() ? 0 : theme.m()));
  // A fixed place for the longest day, so that the buttons stay under the finger.
  Rect day = cut_left(bar, std::min(bar.width - side - theme.s(), 2 * side + theme.mm(66)));
  if (icon_button(canvas, cut_left(day, side), back)) actions.push_back(DayTapped{model.previous_day});
  if (icon_button(canvas, cut_right(day, side), next)) actions.push_back(DayTapped{model.next_day});
  const Button filter{"grid.filter", model.filter_word, Icon::Filter,
                      model.filtered ? ButtonKind::Primary : ButtonKind::Secondary};
  if (icon_button(canvas, cut_right(bar, side), filter)) actions.push_back(FilterTapped{});
  canvas.text_fitted(inset(day, theme.xs(), 0), model.day, {TextRole::Heading, palette::kInk, Align::Centre},
                     TextRole::Small);
}

void draw_hours(const GridModel& model, Canvas& canvas, const Rect& bar, float names) {
  const Rect track{bar.x + names, bar.y, bar.width - names, bar.height};
  const float width = canvas.text_width(TextRole::Small, "00:00") * 1.35F;
  const auto count = static_cast<float>(std::max<std::size_t>(model.hours.size(), 1));
  const std::size_t every = track.width / count < width ? 2 : 1;
  for (std::size_t i = 0; i < model.hours.size(); i += every)
    canvas.text({track.x + track.width * model.hours[i].at, bar.y, width, bar.height}, model.hours[i].label,
                {TextRole::Small, palette::kMuted});
}

void draw_people(const GridModel& model, Canvas& canvas, const Rect& line, float names) {
  Rect track = line;
  Rect name = cut_left(track, names);
  const float side = canvas.line_height(TextRole::Small);
  canvas.icon(Icon::People, middle(cut_left(name, side), side), palette::kMuted);
  skip_left(name, canvas.theme().xs());
  canvas.text(name, model.both_word, {TextRole::Small, palette::kMuted});
  const Rect bar = inset(track, 0, track.height * 0.2F);
  canvas.fill(bar, palette::kFreeSoft, canvas.theme().radius() * 0.5F);
  for (const Stretch& busy : model.people_busy)
    canvas.fill(part_of(bar, busy), mixed(palette::kSunken, palette::kMuted, 0.45F));
}

// Where less than the length fits, the cell is only half as high.
void draw_cell(const GridRow& row, const GridCell& cell, Canvas& canvas, const Rect& track,
               std::vector<Action>& actions) {
  if (!cell.free && !cell.partly) return;
  const Theme& theme = canvas.theme();
  const Rect box = part_of(track, cell.place);
  const std::string id = "grid." + row.room.text() + "." + cell.label;
  const Touch touch = canvas.touch(id, row.name + " " + cell.label, box);
  canvas.target_is(SemanticRole::Button, cell.chosen);
  const Rect shown = inset(box, theme.hairline() * 1.2F, cell.partly ? box.height * 0.27F : 0);
  canvas.fill(shown, pressed_paint(palette::kFreeSoft, touch), theme.radius() * 0.4F);
  if (touch.focused) canvas.focus_ring(shown, theme.radius() * 0.4F);
  if (touch.tapped) actions.push_back(GridCellTapped{row.room, cell.when});
}

void draw_chosen(const GridRow& row, const GridModel& model, Canvas& canvas, const Rect& track) {
  if (!row.chosen) return;
  const Rect box = part_of(track, *row.chosen);
  canvas.fill(box, palette::kAccent, canvas.theme().radius() * 0.5F);
  if (canvas.text_width(TextRole::Small, model.chosen_time) <= box.width)
    canvas.text(box, model.chosen_time, {TextRole::Small, palette::kOnColour, Align::Centre});
}

// The times that a drag runs over, whole steps of them.
calendar::Interval dragged(const GridModel& model, const Rect& track, const Drag& drag) {
  const auto at = [&](float x) {
    const float share = std::clamp((x - track.x) / track.width, 0.0F, 1.0F);
    return std::chrono::seconds{static_cast<std::int64_t>(share * static_cast<float>(model.span.length().count()))};
  };
  const auto [from, to] = std::minmax({at(drag.from_x), at(drag.to_x)});  // values: minmax(a, b) refers to them
  return {model.span.start + from / kDragStep * kDragStep,
          model.span.start + (to + kDragStep - std::chrono::seconds{1}) / kDragStep * kDragStep};
}

void draw_drag(const GridRow& row, const GridModel& model, Canvas& canvas, const Rect& track,
               std::vector<Action>& actions) {
  const auto drag = canvas.drag(track);
  if (!drag || model.span.empty()) return;
  const calendar::Interval when = dragged(model, track, *drag);
  const auto share = [&model](calendar::Instant at) {
    return static_cast<float>((at - model.span.start).count()) / static_cast<float>(model.span.length().count());
  };
  const Rect box = part_of(track, {share(when.start), share(when.end)});
  canvas.outline(box, palette::kAccent, canvas.theme().mm(0.6F), canvas.theme().radius() * 0.5F);
  if (drag->let_go) actions.push_back(GridDragged{row.room, when});
}

void draw_row(const GridRow& row, const GridModel& model, Canvas& canvas, const Rect& line, float names,
              std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const Part group(canvas, {SemanticRole::Group, row.name}, line);
  Rect track = line;
  Rect name = cut_left(track, names);
  name.width -= theme.s();
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  if (line.height >= strong + small) {
    Rect words = middle(name, strong + small);
    canvas.text_fitted(cut_top(words, strong), row.name, {TextRole::Strong, palette::kInk}, TextRole::Small);
    canvas.text(words, row.detail, {TextRole::Small, row.stale ? palette::kMind : palette::kMuted});
  } else {
    canvas.text_fitted(name, row.name, {TextRole::Strong, palette::kInk}, TextRole::Small);
  }
  const Rect bar = inset(track, 0, theme.xs() * 0.6F);
  canvas.fill(bar, palette::kSunken, theme.radius() * 0.5F);
  for (const GridCell& cell : row.cells) draw_cell(row, cell, canvas, bar, actions);
  for (const Stretch& busy : row.busy)
    canvas.fill(part_of(bar, busy), mixed(palette::kBusySoft, palette::kBusy, 0.4F), theme.radius() * 0.3F);
  draw_chosen(row, model, canvas, bar);
  draw_drag(row, model, canvas, bar, actions);
}

// The page of rooms that is shown, and how many fit on one.
struct Paging {
  int shown{1};
  int page{0};
  int pages{1};
};

Paging paging(const GridModel& model, const Theme& theme, float height, int page) {
  const float least = std::max(kMinTouchPixels + theme.xs() * 1.3F, theme.mm(9));
  const auto count = std::max(1, static_cast<int>(model.rows.size()));
  Paging paging;
  paging.shown = std::clamp(static_cast<int>(height / least), 1, count);
  paging.pages = (count + paging.shown - 1) / paging.shown;
  paging.page = std::clamp(page, 0, paging.pages - 1);
  return paging;
}

void draw_choice(const GridModel& model, const Paging& paging, Canvas& canvas, Rect bar, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const bool chosen = !model.choice.empty();
  const Button book{"grid.book", model.book_word, Icon::Check, ButtonKind::Primary, chosen};
  if (button(canvas, cut_right(bar, theme.mm(42)), book)) actions.push_back(ChosenBookTapped{});
  static_cast<void>(cut_right(bar, theme.s()));
  if (model.can_repeat) {
    const Button repeat{"grid.repeat", model.repeat_word, Icon::Repeat, ButtonKind::Secondary};
    if (icon_button(canvas, cut_right(bar, theme.touch()), repeat)) actions.push_back(RepeatTapped{});
    static_cast<void>(cut_right(bar, theme.s()));
  }
  if (paging.pages > 1) {
    const Rect strip = cut_left(bar, theme.touch() * 4);
    if (const auto tapped = pager(canvas, strip, "grid.page", paging.page, paging.pages))
      actions.push_back(PageTapped{*tapped});
    skip_left(bar, theme.m());
  }
  const TextStyle style{chosen ? TextRole::Strong : TextRole::Body, chosen ? palette::kInk : palette::kMuted,
                        Align::Right};
  const std::string& hint = model.note.empty() ? model.choose_word : model.note;
  canvas.text_fitted(bar, chosen ? model.choice : hint, style, TextRole::Small);
}

void draw_instead(const std::string& words, Canvas& canvas, const Rect& area) {
  canvas.card(area);
  canvas.text_fitted(inset(area, canvas.theme().l()), words, {TextRole::Heading, palette::kMuted, Align::Centre},
                     TextRole::Small);
}

void draw_rows(const GridModel& model, const Paging& paging, Canvas& canvas, Rect area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const float names = name_width(theme, area);
  draw_hours(model, canvas, cut_top(area, canvas.line_height(TextRole::Small)), names);
  draw_people(model, canvas, cut_top(area, people_height(theme)), names);
  const auto count = static_cast<int>(model.rows.size());
  const float height = std::min(area.height / static_cast<float>(paging.shown), theme.mm(13));
  for (int i = paging.page * paging.shown; i < std::min(count, (paging.page + 1) * paging.shown); ++i)
    draw_row(model.rows[static_cast<std::size_t>(i)], model, canvas, cut_top(area, height), names, actions);
}

}  // namespace

std::chrono::minutes grid_step(const Theme& theme, std::chrono::minutes day) {
  using std::chrono::minutes;
  // What the names and the margins leave.
  const Rect panel{0, 0, static_cast<float>(theme.panel().width) - 2 * theme.l(), 0};
  const float track = panel.width - name_width(theme, panel);
  for (const minutes step : {minutes{30}, minutes{60}, minutes{120}})
    if (track * static_cast<float>(step.count()) >= kLeastCell * static_cast<float>(day.count())) return step;
  return minutes{240};
}

void draw_grid(const GridModel& model, int page, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = area;
  draw_day(model, canvas, cut_top(rest, theme.touch()), actions);
  skip_top(rest, theme.s());
  if (theme.portrait()) {
    draw_lengths(model.lengths, canvas, cut_top(rest, theme.touch()), actions);
    skip_top(rest, theme.s());
  }
  if (!model.closed.empty()) return draw_instead(model.closed, canvas, rest);
  if (model.rows.empty()) return draw_instead(model.nothing, canvas, rest);
  const Rect choice = cut_bottom(rest, theme.touch());
  static_cast<void>(cut_bottom(rest, theme.s()));
  const float rooms = rest.height - canvas.line_height(TextRole::Small) - people_height(theme);
  const Paging shown = paging(model, theme, rooms, page);
  draw_choice(model, shown, canvas, choice, actions);
  draw_rows(model, shown, canvas, rest, actions);
}

}  // namespace tandem::kiosk
