#include "kiosk/screens/topics/view.h"

#include <algorithm>

#include "kiosk/screens/notice/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

void draw_tabs(const TopicsModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  std::vector<Segment> tabs;
  for (const TopicTab& tab : model.tabs) tabs.push_back({tab.topic.text(), tab.name, tab.current});
  if (const auto tapped = segments(canvas, bar, "topics.tab", tabs))
    actions.push_back(TopicTapped{model.tabs[*tapped].topic});
}

// A title and what it says.
void draw_part(Canvas& canvas, Rect& area, const std::string& word, const std::string& text) {
  canvas.text(cut_top(area, canvas.line_height(TextRole::Small)), word, {TextRole::Small, palette::kMuted});
  skip_top(area, canvas.paragraph(area, text, {TextRole::Strong, palette::kInk}, 2));
  skip_top(area, canvas.theme().s());
}

void draw_steps(const TopicsModel& model, Canvas& canvas, Rect& area) {
  const Theme& theme = canvas.theme();
  canvas.text(cut_top(area, canvas.line_height(TextRole::Small)), model.steps_word, {TextRole::Small, palette::kMuted});
  const float side = canvas.line_height(TextRole::Body);
  for (std::size_t i = 0; i < model.steps.size(); ++i) {
    Rect line = area;
    const Rect number = cut_left(line, side);
    canvas.circle(number.middle_x(), area.y + side / 2, side * 0.42F, palette::kAccentSoft);
    canvas.text({number.x, area.y, side, side}, std::to_string(i + 1),
                {TextRole::Small, palette::kAccent, Align::Centre});
    skip_left(line, theme.s());
    skip_top(area, canvas.paragraph(line, model.steps[i], {TextRole::Body, palette::kInk}, 2) + theme.xs());
  }
  skip_top(area, theme.s());
}

void draw_roles(const TopicsModel& model, Canvas& canvas, Rect bar, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const Button swap{"topics.swap", model.swap_word, Icon::Swap, ButtonKind::Secondary};
  if (button(canvas, cut_right(bar, std::min(bar.width / 2, button_width(canvas, swap) + theme.s())), swap))
    actions.push_back(RolesSwapped{});
  static_cast<void>(cut_right(bar, theme.m()));
  const float side = canvas.line_height(TextRole::Body);
  canvas.icon(Icon::People, middle(cut_left(bar, side), side), palette::kMuted);
  skip_left(bar, theme.s());
  canvas.text_fitted(bar, model.roles, {TextRole::Body, palette::kInk}, TextRole::Small);
}

void draw_marks(const TopicsModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  using calendar::TopicMark;
  const std::vector<Segment> marks = {{"mastered", model.mastered_word, model.mark == TopicMark::Mastered},
                                      {"practice", model.practice_word, model.mark == TopicMark::NeedsPractice}};
  const auto tapped = segments(canvas, bar, "topics.mark", marks);
  if (tapped)
    actions.push_back(TopicMarked{model.topic, *tapped == 0 ? TopicMark::Mastered : TopicMark::NeedsPractice});
}

void draw_bottom(const TopicsModel& model, Canvas& canvas, Rect& content, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect bar = cut_bottom(content, theme.touch());
  if (theme.portrait() && model.can_mark) {
    draw_marks(model, canvas, bar, actions);
    static_cast<void>(cut_bottom(content, theme.s()));
    bar = cut_bottom(content, theme.touch());
  } else if (model.can_mark) {
    draw_marks(model, canvas, cut_right(bar, bar.width * 0.45F), actions);
    static_cast<void>(cut_right(bar, theme.m()));
  }
  draw_roles(model, canvas, bar, actions);
  static_cast<void>(cut_bottom(content, theme.s()));
}

}  // namespace

void draw_topic_cards(const TopicsModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = area;
  // A notice lies here and moves no button.
  const Rect line = cut_top(rest, strip_place(canvas).bottom() - area.y);
  canvas.text_fitted(line, model.name, {TextRole::Heading, palette::kInk}, TextRole::Small);
  skip_top(rest, theme.s());
  if (model.tabs.size() > 1) {
    draw_tabs(model, canvas, cut_top(rest, theme.touch()), actions);
    skip_top(rest, theme.s());
  }
  canvas.card(rest);
  const Part card(canvas, {SemanticRole::Group, model.name}, rest);
  Rect content = inset(rest, theme.l(), theme.compact() ? theme.s() : theme.l());
  draw_bottom(model, canvas, content, actions);
  if (theme.portrait()) {
    draw_part(canvas, content, model.aim_word, model.aim);
    draw_steps(model, canvas, content);
    draw_part(canvas, content, model.exercise_word, model.exercise);
    return;
  }
  Rect steps = cut_right(content, content.width * 0.56F);
  static_cast<void>(cut_right(content, theme.l()));
  draw_part(canvas, content, model.aim_word, model.aim);
  draw_part(canvas, content, model.exercise_word, model.exercise);
  draw_steps(model, canvas, steps);
}

}  // namespace tandem::kiosk
