#include "kiosk/speech/phrases.h"

#include <algorithm>

namespace tandem::kiosk {
namespace {

using ui::SemanticNode;
using ui::SemanticRole;

void append(std::string& words, std::string_view more, std::string_view between) {
  if (more.empty()) return;
  if (!words.empty()) words += between;
  words += more;
}

bool is_typed(SemanticRole role) { return role == SemanticRole::TextField || role == SemanticRole::Key; }

// In the order of drawing, in which parts come after what they are parts of.
std::string words_of_parts(const ui::Semantics& tree, int parent) {
  std::string words;
  for (int i = parent + 1; i < tree.size(); ++i) {
    if (tree.node(i).parent != parent) continue;
    append(words, tree.name(i), ", ");
    append(words, words_of_parts(tree, i), ", ");
  }
  return words;
}

std::string role_word(SemanticRole role, const Texts& texts) {
  switch (role) {
    case SemanticRole::Button: return texts.tr("button");
    case SemanticRole::Choice: return texts.tr("choice");
    case SemanticRole::TextField: return texts.tr("text field");
    case SemanticRole::Image: return texts.tr("image");
    default: return {};
  }
}

// A card: a control with more on it than its name.
bool has_parts(const ui::Semantics& tree, int parent) {
  for (int i = 0; i < tree.size(); ++i)
    if (tree.node(i).parent == parent) return true;
  return false;
}

bool inside_control(const ui::Semantics& tree, int index) {
  for (int at = tree.node(index).parent; at != ui::kNoParent; at = tree.node(at).parent)
    if (!tree.node(at).id.empty()) return true;
  return false;
}

// Whether anything lies over the screen that waits for an answer.
bool has_dialog(const ui::Semantics& tree) {
  for (int i = 0; i < tree.size(); ++i)
    if (tree.role(i) == SemanticRole::Dialog) return true;
  return false;
}

// A sentence of its own for each thing on the screen.
std::string sentence_of(const ui::Semantics& tree, int index, Hearers hearers, const Texts& texts) {
  const SemanticNode node = tree.node(index);
  if (!node.id.empty()) return has_parts(tree, index) ? control_words(tree, index, hearers, texts) : std::string{};
  if (is_typed(node.role)) return control_words(tree, index, hearers, texts);
  std::string words(node.name);
  append(words, role_word(node.role, texts), ", ");
  return words;
}

std::string count_words(const ui::Semantics& tree, const Texts& texts) {
  long count = 0;
  for (int i = 0; i < tree.size(); ++i)
    if (const SemanticNode node = tree.node(i); !node.id.empty() && node.state.enabled) ++count;
  return count == 0 ? std::string{} : texts.tr_n("{n} control", "{n} controls", count);
}

}  // namespace

std::string control_words(const ui::Semantics& tree, int index, Hearers hearers, const Texts& texts) {
  const SemanticNode node = tree.node(index);
  if (is_typed(node.role) && hearers == Hearers::EverybodyNear) return {};
  // "Mastered" says little without what is mastered.
  const bool one_of_several = node.role == SemanticRole::Choice && node.parent != ui::kNoParent;
  std::string words(one_of_several ? tree.name(node.parent) : std::string_view{});
  append(words, node.name, ", ");
  append(words, node.value, ": ");
  append(words, words_of_parts(tree, index), ", ");
  append(words, role_word(node.role, texts), ", ");
  if (node.state.selected) append(words, texts.tr("selected"), ", ");
  if (!node.state.enabled) append(words, texts.tr("unavailable"), ", ");
  return words;
}

std::string screen_words(const ui::Semantics& tree, Hearers hearers, const Texts& texts) {
  std::string words;
  for (const int index : tree.reading_order()) {
    if (tree.node(index).state.inert || inside_control(tree, index)) continue;
    append(words, sentence_of(tree, index, hearers, texts), ". ");
  }
  if (!has_dialog(tree)) append(words, count_words(tree, texts), ". ");
  return words;
}

std::vector<std::string> live_words(const ui::Semantics& tree) {
  std::vector<std::string> all;
  for (const int index : tree.reading_order()) {
    const SemanticNode node = tree.node(index);
    if (node.state.inert || inside_control(tree, index)) continue;
    if (node.role == SemanticRole::Status) all.emplace_back(node.name);
    if (node.role != SemanticRole::Alert && node.role != SemanticRole::Dialog) continue;
    std::string words(node.name);
    append(words, words_of_parts(tree, index), ", ");
    all.push_back(std::move(words));
  }
  return all;
}

}  // namespace tandem::kiosk
