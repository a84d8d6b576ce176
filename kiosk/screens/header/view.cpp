#include "kiosk/screens/header/view.h"

#include <algorithm>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

void draw_back(const HeaderModel& model, Canvas& canvas, Rect& bar, std::vector<Action>& actions) {
  if (!model.can_go_back) return;
  const Button back{"header.back", model.back_word, Icon::Back, ButtonKind::Secondary};
  const float side = canvas.theme().touch();
  if (icon_button(canvas, middle(cut_left(bar, side), side), back)) actions.push_back(BackTapped{});
  skip_left(bar, canvas.theme().m());
}

void draw_languages(const HeaderModel& model, Canvas& canvas, Rect& bar, std::vector<Action>& actions) {
  std::vector<Segment> choices;
  for (const auto& language : model.languages)
    choices.push_back({language.code, language.label, language.current, language.name});
  const float side = canvas.theme().touch();
  const Rect box = middle(cut_right(bar, side * static_cast<float>(choices.size())), side);
  if (const auto tapped = segments(canvas, box, "language", choices))
    actions.push_back(LanguageTapped{model.languages[*tapped].code});
  static_cast<void>(cut_right(bar, canvas.theme().m()));
}

// Size and colours: the letters are what everybody knows them by.
void draw_display_key(const HeaderModel& model, Canvas& canvas, Rect& bar, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const Rect box = middle(cut_right(bar, theme.touch()), theme.touch());
  const Touch touch = canvas.touch("header.display", model.display_word, box);
  canvas.card(box);
  if (touch.pressed) canvas.fill(box, palette::kAccentSoft, theme.radius());
  if (touch.focused) canvas.focus_ring(box, theme.radius());
  canvas.text(box, "Aa", {TextRole::Strong, palette::kInk, Align::Centre});
  if (touch.tapped) actions.push_back(DisplayTapped{});
  static_cast<void>(cut_right(bar, theme.m()));
}

float ring_radius(const Theme& theme) { return theme.touch() * 0.28F; }

bool counts_down(const HeaderModel& model) { return model.identified || !model.stay_word.empty(); }

const std::string& countdown_word(const HeaderModel& model) {
  return model.identified ? model.sign_out_word : model.stay_word;
}

float sign_out_width(const HeaderModel& model, const Canvas& canvas) {
  const Theme& theme = canvas.theme();
  const float whole =
      canvas.text_width(TextRole::Strong, countdown_word(model)) + 3 * theme.m() + 2 * ring_radius(theme);
  return std::min(whole, static_cast<float>(theme.panel().width) * 0.22F);
}

// "Done", or "Stay" where nobody is identified, with a ring that empties while nobody touches.
void draw_sign_out(const HeaderModel& model, Canvas& canvas, Rect& bar, std::vector<Action>& actions) {
  if (!counts_down(model)) return;
  const Theme& theme = canvas.theme();
  const float ring = ring_radius(theme);
  const Button done{model.identified ? "header.done" : "header.stay", countdown_word(model)};
  const Rect box = middle(cut_right(bar, sign_out_width(model, canvas)), theme.touch());
  const Touch touch = canvas.touch(done.id, done.label, box);
  canvas.card(box);
  if (touch.pressed) canvas.fill(box, palette::kAccentSoft, theme.radius());
  if (touch.focused) canvas.focus_ring(box, theme.radius());
  const float x = box.x + theme.m() * 0.7F + ring;
  canvas.arc(x, box.middle_y(), ring, 1, palette::kSunken, theme.mm(0.7F));
  canvas.arc(x, box.middle_y(), ring, model.share_left, palette::kAccent, theme.mm(0.7F));
  canvas.text({x - ring, box.y, 2 * ring, box.height}, std::to_string(model.seconds_left),
              {TextRole::Small, palette::kInk, Align::Centre, SemanticRole::Countdown});
  const float left = x + ring;
  canvas.text({left, box.y, box.right() - left, box.height}, done.label,
              {TextRole::Strong, palette::kInk, Align::Centre});
  if (touch.tapped && model.identified) actions.push_back(SignOutTapped{});
  static_cast<void>(cut_right(bar, theme.m()));
}

struct LinkSign {
  Icon icon;
  Tone tone;
};

LinkSign sign_of(LinkLook look) {
  switch (look) {
    case LinkLook::Fine: return {Icon::Online, Tone::Free};
    case LinkLook::Busy: return {Icon::Hourglass, Tone::Neutral};
    case LinkLook::Broken: return {Icon::Offline, Tone::Mind};
  }
  return {Icon::Online, Tone::Free};
}

float link_side(const Canvas& canvas) { return canvas.line_height(TextRole::Strong) * 1.1F; }

float link_words(const HeaderModel& model, const Canvas& canvas) {
  return std::max(canvas.text_width(TextRole::Small, model.link_word), canvas.text_width(TextRole::Small, model.age));
}

void draw_link(const HeaderModel& model, Canvas& canvas, Rect& bar) {
  const Theme& theme = canvas.theme();
  const LinkSign sign = sign_of(model.link);
  const float side = link_side(canvas);
  const float words = link_words(model, canvas);
  const float longest = bar.width - side - 2 * theme.s();
  Rect box = cut_right(bar, std::min(words + 1, longest) + side + theme.s());
  canvas.icon(sign.icon, middle(cut_left(box, side), side), paints_of(sign.tone).strong);
  skip_left(box, theme.s());
  const float line = canvas.line_height(TextRole::Small);
  Rect lines = middle(box, 2 * line);
  canvas.text(cut_top(lines, line), model.link_word, {TextRole::Small, paints_of(sign.tone).strong});
  canvas.text(lines, model.age, {TextRole::Small, palette::kMuted});
  static_cast<void>(cut_right(bar, theme.m()));
}

// What everything but the date takes.
float whole_width(const HeaderModel& model, const Canvas& canvas, TextRole clock) {
  const Theme& theme = canvas.theme();
  const float key = theme.touch() + theme.m();
  const float back = model.can_go_back ? key : 0;
  const float languages = theme.touch() * static_cast<float>(model.languages.size()) + theme.m();
  const float done = counts_down(model) ? sign_out_width(model, canvas) + theme.m() : 0;
  const float link = link_side(canvas) + link_words(model, canvas) + 2 * theme.s();
  return back + canvas.text_width(clock, model.time) + theme.m() + key + languages + done + link + 1;
}

}  // namespace

float header_height(const Theme& theme) { return theme.touch() + theme.m(); }

void draw_header(const HeaderModel& model, Canvas& canvas, const Rect& bar, std::vector<Action>& actions) {
  Rect rest = bar;
  draw_back(model, canvas, rest, actions);
  // Where not all of it fits the clock is smaller; then the language, which is the person's own, is in the sheet "Aa".
  const bool fits = whole_width(model, canvas, TextRole::Title) <= bar.width;
  const TextRole clock = fits ? TextRole::Title : TextRole::Strong;
  const float time = canvas.text_width(clock, model.time);
  const Rect place = cut_left(rest, time + 1);
  if (canvas.long_press(place)) actions.push_back(ServiceTapped{});
  canvas.text(place, model.time, {clock, palette::kInk, Align::Left, SemanticRole::Text});
  skip_left(rest, canvas.theme().m());
  const bool crowded = counts_down(model) && whole_width(model, canvas, clock) > bar.width;
  if (!crowded) draw_languages(model, canvas, rest, actions);
  draw_display_key(model, canvas, rest, actions);
  draw_sign_out(model, canvas, rest, actions);
  draw_link(model, canvas, rest);
  // Where there is no room for the whole date the clock alone is better than half of it.
  if (canvas.text_width(TextRole::Body, model.date) <= rest.width)
    canvas.text(rest, model.date, {TextRole::Body, palette::kMuted});
}

}  // namespace tandem::kiosk
