#include "kiosk/screens/own_booking/view.h"

#include "kiosk/screens/notice/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

void draw_words(const OwnBookingModel& model, Canvas& canvas, Rect content) {
  const Theme& theme = canvas.theme();
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Heading)), model.title,
                     {TextRole::Heading, palette::kInk}, TextRole::Small);
  if (!model.series.empty())
    canvas.text(cut_top(content, canvas.line_height(TextRole::Body)), model.series, {TextRole::Body, palette::kMuted});
  skip_top(content, theme.m());
  canvas.text(cut_top(content, canvas.line_height(TextRole::Strong)), model.day, {TextRole::Strong, palette::kAccent});
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Title)), model.when,
                     {TextRole::Title, palette::kInk}, TextRole::Small);
  canvas.text_fitted(cut_top(content, canvas.line_height(TextRole::Body)), model.room, {TextRole::Body, palette::kInk},
                     TextRole::Small);
  skip_top(content, theme.s());
  if (model.awaiting)
    pill(canvas, cut_top(content, canvas.line_height(TextRole::Small) + theme.s()),
         {model.awaiting_word, Icon::Hourglass, Tone::Mind});
  canvas.paragraph(content, model.gone, {TextRole::Body, palette::kMuted}, 2);
}

void draw_choices(const OwnBookingModel& model, Canvas& canvas, Rect side, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  const float height = theme.touch() * 1.25F;
  if (model.can_move) {
    const Button move{"own.move", model.move_word, Icon::Calendar, ButtonKind::Primary};
    if (button(canvas, cut_top(side, height), move)) actions.push_back(MoveTapped{model.booking});
    skip_top(side, theme.xs());
    skip_top(side, canvas.paragraph(side, model.move_hint, {TextRole::Small, palette::kMuted, Align::Centre}, 2));
    skip_top(side, theme.m());
  }
  if (model.can_cancel) {
    const Button cancel{"own.cancel", model.cancel_word, Icon::Cross, ButtonKind::Danger};
    if (button(canvas, cut_top(side, height), cancel)) actions.push_back(CancelTapped{model.booking});
    skip_top(side, theme.m());
  }
  if (model.can_cancel_rest) {
    const Button rest{"own.cancel_rest", model.cancel_rest_word, Icon::Cross, ButtonKind::Danger};
    if (button(canvas, cut_top(side, height), rest)) actions.push_back(CancelRestTapped{model.booking});
  }
}

}  // namespace

void draw_own_booking(const OwnBookingModel& model, Canvas& canvas, const Rect& area, std::vector<Action>& actions) {
  const Theme& theme = canvas.theme();
  Rect rest = area;
  skip_top(rest, strip_place(canvas).bottom() - area.y + theme.s());
  const Rect card = theme.portrait() ? cut_top(rest, rest.height * 0.4F) : cut_left(rest, rest.width * 0.6F);
  canvas.card(card);
  {
    const Part group(canvas, {SemanticRole::Group, model.title}, card);
    draw_words(model, canvas, inset(card, theme.l()));
  }
  if (theme.portrait())
    skip_top(rest, theme.l());
  else
    skip_left(rest, theme.l());
  draw_choices(model, canvas, rest, actions);
}

}  // namespace tandem::kiosk
