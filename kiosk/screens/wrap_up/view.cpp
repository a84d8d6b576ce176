#include "kiosk/screens/wrap_up/view.h"

#include <algorithm>

#include "kiosk/screens/book/view.h"
#include "kiosk/screens/notice/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

// As many filled dots of four as the answer is worth; the word says the same.
void draw_dots(int rating, Canvas& canvas, const Rect& line) {
  const float radius = line.height * 0.32F;
  const float step = radius * 3;
  const float first = line.middle_x() - step * 1.5F;
  for (int i = 0; i < calendar::kHighestRating; ++i)
    canvas.circle(first + step * static_cast<float>(i), line.middle_y(), radius,
                  i < rating ? palette::kAccent : palette::kLine);
}

void draw_ratings(const WrapUpModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const auto count = static_cast<int>(model.ratings.size());
  const Rect field = centred(area, area.width, std::min(area.height, theme.mm(theme.portrait() ? 110.0F : 60.0F)));
  for (int i = 0; i < count; ++i) {
    const RatingChoice& choice = model.ratings[static_cast<std::size_t>(i)];
    const Rect box = theme.portrait() ? row(field, i, count, theme.m()) : column(field, i, count, theme.m());
    const std::string id = "wrap_up.rating." + std::to_string(choice.rating);
    if (card_button(canvas, box, id, choice.word)) actions.push_back(RatingTapped{choice.rating});
    const float words = canvas.paragraph_height(box.width - 2 * theme.m(), choice.word, TextRole::Heading, 2);
    Rect content = centred(box, box.width - 2 * theme.m(), theme.mm(7) + theme.s() + words);
    draw_dots(choice.rating, canvas, cut_top(content, theme.mm(7)));
    skip_top(content, theme.s());
    canvas.paragraph(content, choice.word, {TextRole::Heading, palette::kInk, Align::Centre}, 2);
  }
}

void draw_marks(const WrapUpModel& model, const TopicChoice& topic, Canvas& canvas, const Rect& box,
                std::vector<Action>& actions) {
  using calendar::TopicMark;
  const auto mark = [&topic](const char* id, const std::string& word, TopicMark of) {
    return Segment{id, word, topic.mark == of, topic.name + ", " + word};
  };
  const std::vector<Segment> marks = {mark("mastered", model.mastered_word, TopicMark::Mastered),
                                      mark("practice", model.practice_word, TopicMark::NeedsPractice)};
  const auto tapped = segments(canvas, box, "wrap_up.topic." + topic.topic.text(), marks);
  if (tapped)
    actions.push_back(TopicMarked{topic.topic, *tapped == 0 ? TopicMark::Mastered : TopicMark::NeedsPractice});
}

void draw_topic(const WrapUpModel& model, const TopicChoice& topic, Canvas& canvas, const Rect& box,
                std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.card(box);
  const Part item(canvas, {SemanticRole::ListItem, topic.name}, box);
  Rect content = inset(box, theme.m(), 0);
  const Rect marks = middle(cut_right(content, content.width * 0.5F), theme.touch());
  static_cast<void>(cut_right(content, theme.m()));
  const float words = canvas.paragraph_height(content.width, topic.name, TextRole::Strong, 2);
  canvas.paragraph(middle(content, std::min(words, content.height)), topic.name, {TextRole::Strong, palette::kInk}, 2);
  draw_marks(model, topic, canvas, marks, actions);
}

// In two columns where one is not enough.
void draw_topics(const WrapUpModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const float gap = theme.s();
  const auto count = static_cast<int>(model.topics.size());
  const auto fitting = static_cast<int>((area.height + gap) / (theme.touch() + gap));
  const int columns = count > fitting ? 2 : 1;
  const int rows = (count + columns - 1) / columns;
  const float height = std::clamp((area.height + gap) / static_cast<float>(std::max(rows, 1)) - gap, theme.touch(),
                                  theme.touch() + 2 * theme.m());
  for (int i = 0; i < count; ++i) {
    Rect box = column(area, i / std::max(rows, 1), columns, gap);
    box.y += static_cast<float>(i % std::max(rows, 1)) * (height + gap);
    box.height = height;
    if (box.bottom() > area.bottom() + 0.5F) continue;
    draw_topic(model, model.topics[static_cast<std::size_t>(i)], canvas, box, actions);
  }
}

void draw_next(const WrapUpModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  if (model.planned.empty()) return draw_suggestions(model.next, canvas, area, actions);
  canvas.card(area);
  const float side = canvas.theme().mm(14);
  Rect content = centred(area, area.width * 0.9F, side + canvas.theme().m() + canvas.line_height(TextRole::Heading));
  canvas.icon(Icon::Check, cut_top(content, side), palette::kFree);
  canvas.text_fitted(cut_bottom(content, canvas.line_height(TextRole::Heading)), model.planned,
                     {TextRole::Heading, palette::kInk, Align::Centre}, TextRole::Small);
}

void draw_bar(const WrapUpModel& model, Canvas& canvas, Rect bar, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const bool answered = std::ranges::any_of(model.topics, [](const auto& topic) { return topic.mark.has_value(); });
  const Button done{"wrap_up.done", model.done_word, Icon::None,
                    answered || !model.planned.empty() ? ButtonKind::Primary : ButtonKind::Secondary};
  const float width = std::min(bar.width / 2, std::max(theme.mm(46), button_width(canvas, done)));
  if (button(canvas, cut_right(bar, width), done)) actions.push_back(WrapUpStepDone{});
  if (model.other_word.empty() || !model.planned.empty()) return;
  const Button other{"wrap_up.other", model.other_word, Icon::Calendar, ButtonKind::Secondary};
  if (button(canvas, cut_left(bar, std::min(bar.width - theme.m(), button_width(canvas, other) + theme.l())), other))
    actions.push_back(BookTapped{});
}

}  // namespace

void draw_wrap_up(const WrapUpModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  // What has just been saved is said in a strip: it lies over the step and moves no button.
  Rect rest = area;
  const Rect step = cut_top(rest, strip_place(canvas).bottom() - area.y);
  canvas.text(step, model.step_words, {TextRole::Strong, palette::kMuted});
  skip_top(rest, theme.s());
  canvas.text_fitted(cut_top(rest, canvas.line_height(TextRole::Heading)), model.title,
                     {TextRole::Heading, palette::kInk}, TextRole::Strong);
  canvas.text_fitted(cut_top(rest, canvas.line_height(TextRole::Body)), model.hint, {TextRole::Body, palette::kMuted},
                     TextRole::Small);
  skip_top(rest, theme.s());
  draw_bar(model, canvas, cut_bottom(rest, theme.touch()), actions);
  static_cast<void>(cut_bottom(rest, theme.m()));
  switch (model.step) {
    case WrapUpStep::Rating: return draw_ratings(model, canvas, rest, actions);
    case WrapUpStep::Topics: return draw_topics(model, canvas, rest, actions);
    case WrapUpStep::Next: return draw_next(model, canvas, rest, actions);
  }
}

}  // namespace tandem::kiosk
