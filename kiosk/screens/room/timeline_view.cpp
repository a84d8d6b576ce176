#include <algorithm>

#include "kiosk/screens/room/view.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

void draw_block(const TimelineBlock& block, Canvas& canvas, const Rect& track) {
  const Theme& theme = canvas.theme();
  const float from = track.x + track.width * std::clamp(block.from, 0.0F, 1.0F);
  const float to = track.x + track.width * std::clamp(block.to, 0.0F, 1.0F);
  const Rect box{from + theme.hairline(), track.y, std::max(2.0F, to - from - 2 * theme.hairline()), track.height};
  const Paint ground = block.now ? palette::kBusy : palette::kBusySoft;
  canvas.fill(box, ground, theme.radius() * 0.5F);
  const Rect words = inset(box, theme.xs(), 0);
  const Paint text = block.now ? palette::kOnColour : palette::kBusy;
  const Part item(canvas, {SemanticRole::ListItem, block.name}, box);
  if (canvas.text_width(TextRole::Small, block.label) <= words.width)
    canvas.text(words, block.label, {TextRole::Small, text, Align::Left});
}

void draw_hours(const RoomModel& model, Canvas& canvas, const Rect& track, const Rect& labels) {
  const float width = canvas.text_width(TextRole::Small, "00:00") + canvas.theme().s();
  float free_from = labels.x - width;
  for (const auto& hour : model.hours) {
    const float x = track.x + track.width * hour.at;
    canvas.line(x, track.y, x, track.bottom(), palette::kLine, canvas.theme().hairline());
    const float left = std::clamp(x - width / 2, labels.x, labels.right() - width);
    if (left < free_from) continue;
    canvas.text({left, labels.y, width, labels.height}, hour.label, {TextRole::Small, palette::kMuted, Align::Centre});
    free_from = left + width;
  }
}

}  // namespace

float timeline_height(const Canvas& canvas, const Rect& side) {
  const Theme& theme = canvas.theme();
  const float track = std::clamp(side.height * 0.16F, theme.mm(10), theme.mm(20));
  return track + theme.s() + canvas.line_height(TextRole::Small);
}

void draw_timeline(const RoomModel& model, Canvas& canvas, const Rect& area) {
  const Theme& theme = canvas.theme();
  Rect track = area;
  const Rect labels = cut_bottom(track, canvas.line_height(TextRole::Small));
  static_cast<void>(cut_bottom(track, theme.xs()));
  canvas.fill(track, palette::kFreeSoft, theme.radius() * 0.5F);
  draw_hours(model, canvas, track, labels);
  for (const auto& block : model.blocks) draw_block(block, canvas, track);
  if (!model.now_at) return;
  const float x = track.x + track.width * *model.now_at;
  canvas.line(x, track.y - theme.xs(), x, track.bottom() + theme.xs(), palette::kInk, theme.mm(0.5F));
  canvas.circle(x, track.y - theme.xs(), theme.mm(1), palette::kInk);
}

}  // namespace tandem::kiosk
