#include "kiosk/screens/wall/view.h"

#include <algorithm>
#include <array>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// Around a square of steps, four a side: neighbours are one step apart, so that nobody sees it move.
constexpr std::array<std::array<int, 2>, kWallPlaces> kTour = {{{-2, -2},
                                                                {-1, -2},
                                                                {0, -2},
                                                                {1, -2},
                                                                {2, -2},
                                                                {2, -1},
                                                                {2, 0},
                                                                {2, 1},
                                                                {2, 2},
                                                                {1, 2},
                                                                {0, 2},
                                                                {-1, 2},
                                                                {-2, 2},
                                                                {-2, 1},
                                                                {-2, 0},
                                                                {-2, -1}}};
constexpr float kStep = 1.0F;  // mm

// Half as bright when nobody can come by.
constexpr float kDimmed = 0.5F;

class WallPen {
 public:
  WallPen(Canvas& canvas, bool dim) : canvas_(canvas), dim_(dim ? kDimmed : 0) {}
  [[nodiscard]] Paint paint(Paint paint) const { return mixed(paint, palette::kPaper, dim_); }
  void line(Rect& area, std::string_view words, TextRole role, Paint colour) const {
    if (words.empty()) return;
    // Inside of the one target that wakes it, large words are headings all the same.
    const bool heading = role == TextRole::Giant || role == TextRole::Title;
    const auto meaning = heading ? SemanticRole::Heading : SemanticRole::Text;
    canvas_.text_fitted(cut_top(area, canvas_.line_height(role)), words, {role, paint(colour), Align::Centre, meaning},
                        TextRole::Small);
  }

 private:
  Canvas& canvas_;
  float dim_;
};

void draw_figures(const WallModel& model, const WallPen& pen, Canvas& canvas, const Rect& area) {
  const auto count = static_cast<int>(model.figures.size());
  for (int i = 0; i < count; ++i) {
    Rect box = column(area, i, count, canvas.theme().l());
    pen.line(box, model.figures[static_cast<std::size_t>(i)].number, TextRole::Giant, palette::kAccent);
    pen.line(box, model.figures[static_cast<std::size_t>(i)].label, TextRole::Heading, palette::kMuted);
  }
}

std::string joined(const std::vector<std::string>& topics) {
  std::string words;
  for (const auto& topic : topics) words += (words.empty() ? "" : "  ·  ") + topic;
  return words;
}

// One topic a line where they do not fit side by side.
void draw_topics(const WallModel& model, const WallPen& pen, Canvas& canvas, Rect area) {
  pen.line(area, model.topics_title, TextRole::Small, palette::kMuted);
  skip_top(area, canvas.theme().xs());
  const std::string line = joined(model.topics);
  if (canvas.text_width(TextRole::Strong, line) <= area.width)
    return pen.line(area, line, TextRole::Strong, palette::kInk);
  for (const auto& topic : model.topics) pen.line(area, topic, TextRole::Strong, palette::kInk);
}

float topics_height(const WallModel& model, const Canvas& canvas, float width) {
  if (model.topics.empty()) return 0;
  const bool one_line = canvas.text_width(TextRole::Strong, joined(model.topics)) <= width;
  const float lines = one_line ? 1.0F : static_cast<float>(model.topics.size());
  return canvas.line_height(TextRole::Small) + canvas.theme().xs() + lines * canvas.line_height(TextRole::Strong);
}

// Fills what is left between the parts, most between the clock and the rest.
void draw_parts(const WallModel& model, const WallPen& pen, Canvas& canvas, Rect area) {
  const float giant = canvas.line_height(TextRole::Giant);
  const float clock = giant + canvas.line_height(TextRole::Title);
  const float figures = model.figures.empty() ? 0 : giant + canvas.line_height(TextRole::Heading);
  const float topics = topics_height(model, canvas, area.width);
  const float small = canvas.line_height(TextRole::Small);
  Rect bottom = cut_bottom(area, small);
  pen.line(bottom, model.offline.empty() ? model.hint : model.offline + "  ·  " + model.hint, TextRole::Small,
           palette::kMuted);
  Rect top = cut_top(area, canvas.line_height(TextRole::Strong));
  pen.line(top, model.site, TextRole::Strong, palette::kMuted);
  const bool room_for_topics = area.height >= clock + figures + topics;
  const float used = clock + figures + (room_for_topics ? topics : 0);
  const float gap = std::max(0.0F, (area.height - used) / 4);
  skip_top(area, gap);
  Rect part = cut_top(area, clock);
  pen.line(part, model.time, TextRole::Giant, palette::kInk);
  pen.line(part, model.date, TextRole::Title, palette::kMuted);
  skip_top(area, gap);
  draw_figures(model, pen, canvas, cut_top(area, figures));
  skip_top(area, gap);
  if (room_for_topics && topics > 0) draw_topics(model, pen, canvas, cut_top(area, topics));
}

}  // namespace

void draw_wall(const WallModel& model, Canvas& canvas, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  // Only a whole tap wakes it: what appears under the finger is not tapped as well.
  const Touch touch = canvas.touch("wall.wake", model.hint, canvas.screen());
  if (touch.tapped) actions.push_back(WakeTapped{});
  if (touch.focused) canvas.focus_ring(inset(canvas.screen(), theme.s()), theme.radius());
  const auto [right, down] = kTour.at(static_cast<std::size_t>(model.place));
  Rect area = inset(canvas.screen(), theme.xl(), theme.l());
  area.x += theme.mm(kStep) * static_cast<float>(right);
  area.y += theme.mm(kStep) * static_cast<float>(down);
  draw_parts(model, WallPen(canvas, model.dim), canvas, area);
}

}  // namespace tandem::kiosk
