#include "kiosk/screens/my_session/view.h"

#include <algorithm>

#include "kiosk/screens/notice/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;
using calendar::SessionStatus;

Pill pill_of(const CurrentSession& session) {
  if (session.awaiting) return {session.awaiting_word, Icon::Hourglass, Tone::Mind};
  switch (session.status) {
    case SessionStatus::CheckInOpen: return {session.headline, Icon::Door, Tone::Accent};
    case SessionStatus::OnePresent: return {session.headline, Icon::Hourglass, Tone::Mind};
    case SessionStatus::BothPresent:
    case SessionStatus::Running: return {session.headline, Icon::People, Tone::Free};
    case SessionStatus::Freed: return {session.headline, Icon::Warning, Tone::Busy};
    default: return {session.headline, Icon::Clock, Tone::Neutral};
  }
}

void draw_presence(const Presence& person, Canvas& canvas, const Rect& box) {
  const Theme& theme = canvas.theme();
  const Tone tone = person.here ? Tone::Free : Tone::Neutral;
  const Part item(canvas, {SemanticRole::ListItem, person.name}, box);
  Rect content = box;
  const float side = std::min(box.height, theme.mm(9));
  const Rect sign = middle(cut_left(content, side), side);
  canvas.circle(sign.middle_x(), sign.middle_y(), side / 2, paints_of(tone).soft);
  canvas.icon(person.here ? Icon::Check : Icon::Person, centred(sign, side * 0.55F, side * 0.55F),
              paints_of(tone).strong);
  skip_left(content, theme.s());
  const float strong = canvas.line_height(TextRole::Strong);
  Rect lines = middle(content, strong + canvas.line_height(TextRole::Small));
  canvas.text(cut_top(lines, strong), person.name, {TextRole::Strong, palette::kInk});
  canvas.text(lines, person.detail, {TextRole::Small, person.here ? palette::kFree : palette::kMuted});
}

// The taps the session allows now, the most wanted one first and filled.
struct Choice {
  Button button;
  Action action;
};

std::vector<Choice> choices_of(const MySessionModel& model, const CurrentSession& session,
                               std::vector<std::string>& ids) {
  std::vector<Choice> choices;
  if (session.can_check_in)
    choices.push_back(
        {{"session.check_in", model.check_in_word, Icon::Check, ButtonKind::Primary}, CheckInTapped{session.booking}});
  if (session.can_reclaim)
    choices.push_back(
        {{"session.reclaim", model.reclaim_word, Icon::Door, ButtonKind::Primary}, ReclaimTapped{session.booking}});
  for (const auto& option : session.extend) ids.push_back("session.extend." + std::to_string(option.by.count()));
  for (std::size_t i = 0; i < session.extend.size(); ++i)
    choices.push_back({{ids[i], session.extend[i].label, Icon::None, ButtonKind::Secondary},
                       ExtendTapped{session.booking, session.extend[i].by}});
  if (session.can_end)
    choices.push_back({{"session.end", model.end_word, Icon::None, ButtonKind::Danger}, EndTapped{session.booking}});
  return choices;
}

void draw_choices(const std::vector<Choice>& choices, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Rect box = column(area, static_cast<int>(i), static_cast<int>(choices.size()), canvas.theme().m());
    if (button(canvas, box, choices[i].button)) actions.push_back(choices[i].action);
  }
}

// When and where, from the top.
void draw_place(const CurrentSession& session, Canvas& canvas, Rect& content) {
  const Theme& theme = canvas.theme();
  pill(canvas, cut_top(content, canvas.line_height(TextRole::Small) + theme.s()), pill_of(session));
  skip_top(content, theme.compact() ? theme.s() : theme.m());
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Title)), session.when,
                     {TextRole::Title, palette::kInk}, TextRole::Strong);
  canvas.text(cut_top(content, canvas.line_height(TextRole::Body)), session.day, {TextRole::Body, palette::kMuted});
  skip_top(content, theme.compact() ? theme.s() : theme.m());
  Rect room = cut_top(content, canvas.line_height(TextRole::Heading));
  canvas.icon(Icon::Door, cut_left(room, room.height * 0.9F), palette::kAccent);
  skip_left(room, theme.s());
  canvas.text_fitted(room, session.room_name + " · " + session.floor, {TextRole::Heading, palette::kInk},
                     TextRole::Small);
}

// Who is there, at the bottom, and the topics where there is room left.
void draw_pair(const CurrentSession& session, Canvas& canvas, Rect content) {
  const Theme& theme = canvas.theme();
  const Rect people = cut_bottom(content, std::min(content.height, theme.mm(11)));
  draw_presence(session.me, canvas, column(people, 0, 2, theme.m()));
  draw_presence(session.partner, canvas, column(people, 1, 2, theme.m()));
  const float line_gap = theme.m();
  if (content.height < line_gap) return;
  const Rect gap = cut_bottom(content, line_gap);
  canvas.line(gap.x, gap.y, gap.right(), gap.y, palette::kLine, theme.hairline());
  skip_top(content, theme.s());
  const auto lines = static_cast<int>(content.height / canvas.line_height(TextRole::Small));
  if (lines > 0) canvas.paragraph(content, session.topics, {TextRole::Small, palette::kMuted}, std::min(lines, 2));
}

void draw_current(const MySessionModel& model, const CurrentSession& session, Canvas& canvas, const Rect& area,
                  std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  canvas.card(area);
  const Part card(canvas, {SemanticRole::Group}, area);
  Rect content = inset(area, theme.l(), theme.compact() ? theme.m() : theme.l());
  std::vector<std::string> ids;
  ids.reserve(session.extend.size());
  const auto choices = choices_of(model, session, ids);
  if (!choices.empty()) {
    draw_choices(choices, canvas, cut_bottom(content, theme.touch() * 1.25F), actions);
    static_cast<void>(cut_bottom(content, theme.m()));
  }
  draw_place(session, canvas, content);
  draw_pair(session, canvas, content);
}

void draw_nothing(const MySessionModel& model, Canvas& canvas, const Rect& area) {
  canvas.card(area);
  const float side = canvas.theme().mm(14);
  Rect content = centred(area, area.width, side + canvas.theme().m() + canvas.line_height(TextRole::Heading));
  canvas.icon(Icon::Calendar, cut_top(content, side), palette::kMuted);
  canvas.text_fitted(cut_bottom(content, canvas.line_height(TextRole::Heading)), model.nothing,
                     {TextRole::Heading, palette::kMuted, Align::Centre}, TextRole::Small);
}

void draw_due(const MySessionModel& model, Canvas& canvas, const Rect& area) {
  if (model.due.empty()) return;
  const Theme& theme = canvas.theme();
  const float width = area.width - 2 * theme.l();
  const float text = canvas.paragraph_height(width, model.due, TextRole::Body, 3);
  const float side = theme.mm(9);
  Rect content = centred(area, width, std::min(area.height, side + theme.s() + text));
  canvas.icon(Icon::Calendar, cut_top(content, side), palette::kMuted);
  skip_top(content, theme.s());
  canvas.paragraph(content, model.due, {TextRole::Body, palette::kMuted, Align::Centre}, 3);
}

void draw_later(const MySessionModel& model, Canvas& canvas, Rect area) {
  const Theme& theme = canvas.theme();
  if (model.later.empty()) return draw_due(model, canvas, area);
  canvas.text(cut_top(area, canvas.line_height(TextRole::Strong)), model.later_title,
              {TextRole::Strong, palette::kMuted});
  skip_top(area, theme.s());
  const float strong = canvas.line_height(TextRole::Strong);
  const float small = canvas.line_height(TextRole::Small);
  const float height = strong + 2 * small + theme.m();
  for (const auto& later : model.later) {
    if (area.height < height) return;
    const Rect box = cut_top(area, height);
    canvas.card(box);
    const Part item(canvas, {SemanticRole::ListItem, later.day}, box);
    Rect lines = inset(box, theme.m(), theme.m() / 2);
    canvas.text_fitted(cut_top(lines, strong), later.day, {TextRole::Strong, palette::kInk}, TextRole::Small);
    canvas.text(cut_top(lines, small), later.when + " · " + later.room, {TextRole::Small, palette::kInk});
    canvas.text(lines, later.partner, {TextRole::Small, palette::kMuted});
    skip_top(area, theme.s());
  }
}

}  // namespace

void draw_my_session(const MySessionModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect main = area;
  // As high as a notice, which lies over the greeting and over nothing else: no button moves when it comes or goes.
  const float greeting = strip_place(canvas).bottom() - area.y;
  const Rect line = cut_top(main, std::max(greeting, canvas.line_height(TextRole::Heading)));
  canvas.text(line, model.greeting, {TextRole::Heading, palette::kInk});
  skip_top(main, theme.s());
  Rect side = theme.portrait() ? cut_bottom(main, main.height * 0.42F) : cut_right(main, main.width * 0.33F);
  static_cast<void>(theme.portrait() ? cut_bottom(main, theme.l()) : cut_right(main, theme.l()));
  if (model.current)
    draw_current(model, *model.current, canvas, main, actions);
  else
    draw_nothing(model, canvas, main);
  const Button book{"session.book", model.book_word, Icon::Calendar,
                    model.current ? ButtonKind::Secondary : ButtonKind::Primary};
  if (button(canvas, cut_bottom(side, theme.touch() * 1.25F), book)) actions.push_back(BookTapped{});
  static_cast<void>(cut_bottom(side, theme.m()));
  draw_later(model, canvas, side);
}

}  // namespace tandem::kiosk
