// The state of a room, read from across the corridor: colour, word and shape each say it alone.
#include <algorithm>

#include "kiosk/screens/room/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

struct StateLook {
  Paint ground;
  Icon icon;
  Paint text{palette::kOnColour};
};

StateLook look_of(RoomLook look) {
  switch (look) {
    case RoomLook::Free: return {palette::kFree, Icon::Circle};
    case RoomLook::Freed: return {palette::kAccent, Icon::Return};
    case RoomLook::Unsure: return {palette::kMind, Icon::Offline};
    case RoomLook::CheckIn: return {palette::kWaiting, Icon::Door, palette::kOnWaiting};
    case RoomLook::Busy: return {palette::kBusy, Icon::Disc};
    case RoomLook::Closed: return {palette::kMuted, Icon::Clock};
    case RoomLook::OutOfOrder:
    case RoomLook::Unknown: return {palette::kMuted, Icon::Warning};
  }
  return {palette::kMuted, Icon::Warning};
}

std::string join(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : " · ") + word;
  return all;
}

// Stale truth is said on a ground of its own: a room is not simply free when nobody could ask.
void draw_freshness(const RoomModel& model, Paint text, Canvas& canvas, Rect& content) {
  if (model.freshness.empty()) return;
  const float line = canvas.line_height(TextRole::Small);
  if (!model.stale) {
    canvas.text(cut_bottom(content, line), model.freshness, {TextRole::Small, text});
    return;
  }
  const Pill warning{model.freshness, Icon::Warning, Tone::Mind};
  pill(canvas, cut_bottom(content, pill_height(canvas, warning, content.width)), warning);
}

// Cut off, that is what the company's calendar last said is no news: what may be relied on is.
void draw_bottom(const RoomModel& model, Paint text, Canvas& canvas, Rect& content) {
  if (!model.cut_off) draw_freshness(model, text, canvas, content);
  if (model.assurance.empty()) return;
  const float side = canvas.line_height(TextRole::Strong);
  const float height =
      canvas.paragraph_height(content.width - side - canvas.theme().s(), model.assurance, TextRole::Strong, 2);
  Rect line = cut_bottom(content, height);
  const Icon icon = model.cut_off && model.look == RoomLook::Unsure ? Icon::Hourglass : Icon::Lock;
  canvas.icon(icon, cut_left(line, side), text);
  skip_left(line, canvas.theme().s());
  canvas.paragraph(line, model.assurance, {TextRole::Strong, text}, 2);
}

void draw_name(const RoomModel& model, Paint text, Canvas& canvas, Rect& content) {
  const float small = canvas.line_height(TextRole::Small);
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Title)), model.name, {TextRole::Title, text},
                     TextRole::Small);
  canvas.text(cut_top(content, small), model.place, {TextRole::Small, text});
  if (!model.equipment.empty() && !canvas.theme().compact())
    canvas.text(cut_top(content, small), join(model.equipment), {TextRole::Small, text});
}

// Two words that do not fit beside one another stand on two lines: smaller ones could not be read from afar.
int lines_of(const RoomModel& model, const Canvas& canvas, const Rect& lines) {
  const bool fits = canvas.text_width(TextRole::Giant, model.state_word) <= lines.width;
  const bool high = lines.height >= 2 * canvas.line_height(TextRole::Giant) + canvas.line_height(TextRole::Title);
  return !fits && high && model.state_word.find(' ') != std::string::npos ? 2 : 1;
}

// The shape stands over the word where there is room for it, else beside the name.
constexpr float kLargestShape = 36;   // mm
constexpr float kSmallestShape = 13;  // mm

}  // namespace

void draw_state(const RoomModel& model, Canvas& canvas, const Rect& panel) {
  const Theme& theme = canvas.theme();
  const StateLook look = look_of(model.look);
  canvas.fill(panel, look.ground, theme.radius() * 1.4F);
  const Part state(canvas, {SemanticRole::Group}, panel);
  Rect content = inset(canvas.uncovered(panel), theme.l(), theme.m() * 1.2F);
  const float title = canvas.line_height(TextRole::Title);
  const float who = model.who.empty() ? 0 : canvas.paragraph_height(content.width, model.who, TextRole::Strong, 2);
  Rect lines = content;
  draw_name(model, look.text, canvas, lines);
  draw_bottom(model, look.text, canvas, lines);
  const int word_lines = lines_of(model, canvas, lines);
  const float giant = canvas.line_height(TextRole::Giant) * static_cast<float>(word_lines);
  const float words_height = giant + title + who + theme.s();
  const float over = std::min(theme.mm(kLargestShape), lines.height - words_height - theme.l());
  const bool stands_over = over >= theme.mm(kSmallestShape);
  Rect words = middle(lines, std::min(lines.height, words_height + (stands_over ? over + theme.s() : 0)));
  if (stands_over) {
    const Rect shape = cut_top(words, over);
    // Round signs leave a margin in their square: they begin where the words do.
    const float margin = look.icon == Icon::Circle || look.icon == Icon::Disc ? over * 0.11F : 0;
    canvas.icon(look.icon, {shape.x - margin, shape.y, over, over}, look.text);
    skip_top(words, theme.s());
  } else {
    const float side = std::min(theme.mm(kSmallestShape), canvas.uncovered(panel).height * 0.3F);
    canvas.icon(look.icon, {content.right() - side, content.y, side, side}, look.text);
  }
  const Rect word = cut_top(words, giant);
  const TextStyle giant_word{TextRole::Giant, look.text, Align::Left, SemanticRole::Status};
  if (word_lines == 2)
    canvas.paragraph(word, model.state_word, giant_word, 2);
  else
    canvas.text_fitted(word, model.state_word, giant_word, TextRole::Strong);
  canvas.text_fitted(cut_top(words, title), model.until, {TextRole::Title, look.text, Align::Left, SemanticRole::Text},
                     TextRole::Small);
  skip_top(words, theme.s());
  canvas.paragraph(words, model.who, {TextRole::Strong, look.text}, 2);
}

}  // namespace tandem::kiosk
