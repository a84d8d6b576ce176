#include "kiosk/screens/book/filter_view.h"

#include <algorithm>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

constexpr std::size_t kFloorsALine = 7;

void draw_word(const std::string& word, Canvas& canvas, Rect& area) {
  canvas.text(cut_top(area, canvas.line_height(TextRole::Body)), word, {TextRole::Body, palette::kMuted});
}

Rect next_line(Canvas& canvas, Rect& area) {
  const Rect line = cut_top(area, canvas.theme().touch());
  skip_top(area, canvas.theme().s());
  return line;
}

void draw_seats(const FilterModel& model, Canvas& canvas, Rect& area, std::vector<Action>& actions) {
  draw_word(model.seats_word, canvas, area);
  std::vector<Segment> choices;
  for (const auto& option : model.seats)
    choices.push_back({std::to_string(option.seats), option.label, option.current});
  if (const auto tapped = segments(canvas, next_line(canvas, area), "filter.seats", choices))
    actions.push_back(SeatsTapped{model.seats[*tapped].seats});
}

std::string id_of(const FloorOption& option) { return option.floor ? std::to_string(*option.floor) : "any"; }

void draw_floors(const FilterModel& model, Canvas& canvas, Rect& area, std::vector<Action>& actions) {
  draw_word(model.floor_word, canvas, area);
  for (std::size_t first = 0; first < model.floors.size(); first += kFloorsALine) {
    std::vector<Segment> choices;
    for (std::size_t i = first; i < std::min(first + kFloorsALine, model.floors.size()); ++i)
      choices.push_back({id_of(model.floors[i]), model.floors[i].label, model.floors[i].current});
    if (const auto tapped = segments(canvas, next_line(canvas, area), "filter.floor", choices))
      actions.push_back(FloorTapped{model.floors[first + *tapped].floor});
  }
}

// What is wanted has a tick: several can be.
void draw_equipment(const FilterModel& model, Canvas& canvas, Rect& area, std::vector<Action>& actions) {
  if (model.equipment.empty()) return;
  draw_word(model.equipment_word, canvas, area);
  const Rect line = next_line(canvas, area);
  const auto count = static_cast<int>(model.equipment.size());
  for (int i = 0; i < count; ++i) {
    const EquipmentOption& option = model.equipment[static_cast<std::size_t>(i)];
    const std::string id = "filter.equipment." + option.equipment;
    const Button toggle{id, option.label, option.wanted ? Icon::Check : Icon::None,
                        option.wanted ? ButtonKind::Primary : ButtonKind::Secondary};
    if (button(canvas, column(line, i, count, canvas.theme().s()), toggle))
      actions.push_back(EquipmentTapped{option.equipment});
  }
}

}  // namespace

void draw_filter(const FilterModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = area;
  canvas.text(cut_top(rest, canvas.line_height(TextRole::Heading)), model.title, {TextRole::Heading, palette::kInk});
  skip_top(rest, theme.s());
  Rect bar = cut_bottom(rest, theme.touch());
  const Button done{"filter.done", model.done_word, Icon::Check, ButtonKind::Primary};
  if (button(canvas, cut_right(bar, std::max(theme.mm(46), button_width(canvas, done))), done))
    actions.push_back(BackTapped{});
  canvas.text_fitted(bar, model.fitting, {TextRole::Strong, palette::kInk}, TextRole::Small);
  draw_seats(model, canvas, rest, actions);
  draw_floors(model, canvas, rest, actions);
  draw_equipment(model, canvas, rest, actions);
}

}  // namespace tandem::kiosk
