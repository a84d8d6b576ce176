#include "kiosk/speech/narrator.h"

#include <algorithm>

namespace tandem::kiosk {
namespace {

using std::chrono::seconds;

// Nobody has touched anything for this long: what comes by itself is said to nobody.
constexpr seconds kListening{20};

// Changes when another screen comes, or another step of one, or a sheet over it.
std::string screen_key(const SeenFrame& frame) {
  std::string key = frame.state.set_up ? "set up" : std::to_string(frame.state.screen.index());
  bool headed = false;
  for (const int index : frame.tree.reading_order()) {
    const ui::SemanticRole role = frame.tree.role(index);
    const bool heads = role == ui::SemanticRole::Heading && !headed;
    headed = headed || heads;
    const bool counts = heads || role == ui::SemanticRole::Dialog || role == ui::SemanticRole::TextField;
    if (counts) key += '|' + std::string(frame.tree.name(index));
  }
  return key;
}

std::string typed_in(const ui::Semantics& tree) {
  for (int i = 0; i < tree.size(); ++i)
    if (tree.role(i) == ui::SemanticRole::TextField) return std::string(tree.node(i).value);
  return {};
}

bool somebody_is_there(const AppState& state) {
  return state.identified || state.steady - state.last_touch <= kListening;
}

std::string warning_words(const Timeout& timeout, const AppState& state, const Texts& texts) {
  const std::string words = texts.tr_n("This closes in {n} second. Touch the screen or press a key to stay.",
                                       "This closes in {n} seconds. Touch the screen or press a key to stay.",
                                       static_cast<long>(timeout.left(state.steady).count()));
  return words;
}

}  // namespace

void Narrator::turn(bool on) {
  if (on_ == on) return;
  on_ = on;
  last_.reset();
  if (!on) speaker_.stop();
}

bool Narrator::may_say(const AppState& state) const { return hearers_ == Hearers::OnePerson || !state.identified; }

void Narrator::say(const SeenFrame& frame, const std::string& text, bool interrupts) {
  if (!text.empty()) speaker_.say({text, frame.texts.language(), interrupts});
}

void Narrator::say_screen(const SeenFrame& frame) {
  speaker_.stop();
  // Who signs out is gone.
  const bool signed_out = last_ && last_->identified && !frame.state.identified;
  last_ = Memory{.screen = screen_key(frame), .language = frame.texts.language()};
  last_->typed = typed_in(frame.tree);
  last_->identified = frame.state.identified.has_value();
  for (std::string& words : live_words(frame.tree)) last_->live.insert(std::move(words));
  const bool heard = may_say(frame.state) && somebody_is_there(frame.state) && !signed_out;
  if (heard) say(frame, screen_words(frame.tree, hearers_, frame.texts), true);
}

void Narrator::say_focus(const SeenFrame& frame) {
  if (frame.focused == last_->focused) return;
  last_->focused = frame.focused;
  const auto node = frame.tree.find(frame.focused);
  if (frame.focused.empty() || !node || !may_say(frame.state)) return;
  say(frame, control_words(frame.tree, *node, hearers_, frame.texts), true);
}

void Narrator::say_typed(const SeenFrame& frame) {
  std::string typed = typed_in(frame.tree);
  if (typed == last_->typed) return;
  last_->typed = std::move(typed);
  if (hearers_ == Hearers::OnePerson) say(frame, last_->typed, true);
}

void Narrator::say_changes(const SeenFrame& frame) {
  std::set<std::string> now;
  for (std::string& words : live_words(frame.tree)) now.insert(std::move(words));
  const bool heard = may_say(frame.state) && somebody_is_there(frame.state);
  for (const std::string& words : now)
    if (heard && !last_->live.contains(words)) say(frame, words, false);
  last_->live = std::move(now);
}

void Narrator::warn(const SeenFrame& frame) {
  const auto timeout = timeout_of(frame.state);
  const bool due = timeout && timeout->warns(frame.state.steady);
  if (due && !last_->warned) say(frame, warning_words(*timeout, frame.state, frame.texts), false);
  last_->warned = due;
}

void Narrator::see(const SeenFrame& frame) {
  if (!on_) return;
  const bool other = !last_ || last_->screen != screen_key(frame) || last_->language != frame.texts.language() ||
                     last_->identified != frame.state.identified.has_value();
  if (other) say_screen(frame);
  say_typed(frame);
  say_changes(frame);
  say_focus(frame);
  warn(frame);
}

}  // namespace tandem::kiosk
