#include "kiosk/screens/my_session/current_view.h"

#include <algorithm>

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
  if (session.can_change)
    choices.push_back(
        {{"session.change", model.change_word, Icon::None, ButtonKind::Secondary}, OwnBookingTapped{session.booking}});
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

// What is over is dark, what is on is filled, what comes is pale; the words below say it too.
void draw_block(const AgendaBlock& block, Canvas& canvas, const Rect& bar, const Rect& words) {
  const Theme& theme = canvas.theme();
  const auto part = [&block](const Rect& all) {
    return Rect{all.x + all.width * block.from, all.y, all.width * (block.to - block.from), all.height};
  };
  const Paint over = mixed(palette::kAccentSoft, palette::kAccent, 0.35F);
  const Paint ground = block.is_now ? palette::kAccent : block.is_over ? over : palette::kSunken;
  Rect piece = part(bar);
  piece.width -= theme.xs();
  canvas.fill(piece, ground, bar.height / 2);
  const std::string whole = block.label + " · " + block.length;
  const bool fits = canvas.text_width(TextRole::Small, whole) + theme.s() <= part(words).width;
  // The title says what is on; a word that large text leaves no room for is not cut.
  if (canvas.text_width(TextRole::Small, block.label) > part(words).width) return;
  canvas.text(part(words), fits ? whole : block.label,
              {TextRole::Small, block.is_now ? palette::kAccent : palette::kMuted});
}

void draw_agenda(const CurrentSession& session, Canvas& canvas, Rect area) {
  const Theme& theme = canvas.theme();
  const float line = canvas.line_height(TextRole::Small);
  const float height = 2 * line + theme.mm(2.2F) + 2 * theme.xs();
  if (session.agenda.empty() || area.height < height) return;
  area = middle(area, height);
  canvas.text(cut_top(area, line), session.agenda_title, {TextRole::Small, palette::kInk});
  skip_top(area, theme.xs());
  const Rect bar = cut_top(area, theme.mm(2.2F));
  skip_top(area, theme.xs());
  for (const AgendaBlock& block : session.agenda) draw_block(block, canvas, bar, area);
}

void draw_countdown(const CurrentSession& session, Canvas& canvas, Rect& content) {
  const float line = canvas.line_height(TextRole::Small);
  if (session.countdown.empty() || content.height < line) return;
  skip_top(content, canvas.theme().xs());
  Rect words = cut_top(content, line);
  canvas.icon(Icon::Hourglass, middle(cut_left(words, line), line * 0.9F), palette::kMind);
  skip_left(words, canvas.theme().s());
  canvas.text(words, session.countdown, {TextRole::Small, palette::kMind});
}

// Who is there, at the bottom, and the agenda where there is room left.
void draw_pair(const CurrentSession& session, Canvas& canvas, Rect content) {
  const Theme& theme = canvas.theme();
  const Rect people = cut_bottom(content, std::min(content.height, theme.mm(11)));
  draw_presence(session.me, canvas, column(people, 0, 2, theme.m()));
  draw_presence(session.partner, canvas, column(people, 1, 2, theme.m()));
  draw_countdown(session, canvas, content);
  const float line_gap = theme.m();
  if (content.height < line_gap) return;
  const Rect gap = cut_bottom(content, line_gap);
  canvas.line(gap.x, gap.y, gap.right(), gap.y, palette::kLine, theme.hairline());
  draw_agenda(session, canvas, content);
}

}  // namespace

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

}  // namespace tandem::kiosk
