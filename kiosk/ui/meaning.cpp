// The part of Canvas that tells the semantic tree what is drawn.

#include "kiosk/ui/canvas.h"

namespace tandem::kiosk::ui {
namespace {

SemanticRole role_of_text(const TextStyle& style, bool in_target) {
  if (style.meaning) return *style.meaning;
  const bool large = style.role == TextRole::Giant || style.role == TextRole::Title || style.role == TextRole::Heading;
  return large && !in_target ? SemanticRole::Heading : SemanticRole::Text;
}

}  // namespace

bool Canvas::out_of_reach(const Rect& rect) const {
  return !touchable_ || (covered_ && covered_->contains(rect.middle_x(), rect.middle_y()));
}

bool Canvas::holds(int target, const Rect& rect) const {
  return target != kNoParent && semantics_.rect(target).contains(rect.middle_x(), rect.middle_y());
}

void Canvas::add_text(const Rect& rect, std::string_view text, const TextStyle& style, bool cut) {
  if (text.empty()) return;
  const bool in_target = holds(last_target_, rect);
  const int parent = in_target ? last_target_ : part_;
  if (parent != kNoParent) {
    const bool told =
        tells_by_its_name(semantics_.role(parent)) || semantics_.name(parent).find(text) != std::string_view::npos;
    if (told && cut) semantics_.state(parent).cut = true;
    if (told) return;
  }
  const SemanticRole role = role_of_text(style, in_target);
  semantics_.add({role, text, {}, {}, rect, {.inert = out_of_reach(rect), .cut = cut}, parent});
}

void Canvas::target_is(SemanticRole role, bool selected) {
  if (!touchable_ || last_target_ == kNoParent) return;
  semantics_.set_role(last_target_, role);
  semantics_.state(last_target_).selected = selected;
}

void Canvas::mean(const Meaning& meaning, const Rect& rect) { const Part part(*this, meaning, rect); }

Part::Part(Canvas& canvas, const Meaning& meaning, const Rect& rect)
    : canvas_(canvas), outer_(canvas.part_), target_before_(canvas.last_target_) {
  const SemanticState state{.pending = meaning.pending, .inert = canvas.out_of_reach(rect)};
  // A field inside of a button is a part of the button.
  const int parent = canvas.holds(target_before_, rect) ? target_before_ : outer_;
  canvas.part_ = canvas.semantics_.add({meaning.role, meaning.name, meaning.value, {}, rect, state, parent});
  canvas.last_target_ = kNoParent;
}

Part::~Part() {
  canvas_.part_ = outer_;
  canvas_.last_target_ = target_before_;
}

}  // namespace tandem::kiosk::ui
