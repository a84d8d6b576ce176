#include "kiosk/ui/semantics.h"

#include <algorithm>

#include "kiosk/ui/reading_order.h"

namespace tandem::kiosk::ui {

void Semantics::clear() {
  records_.clear();
  characters_.clear();
}

Semantics::Span Semantics::keep(std::string_view text) {
  const Span span{static_cast<std::uint32_t>(characters_.size()), static_cast<std::uint32_t>(text.size())};
  characters_.append(text);
  return span;
}

std::string_view Semantics::text_of(Span span) const {
  return std::string_view{characters_}.substr(span.at, span.length);
}

int Semantics::add(const SemanticNode& node) {
  records_.push_back({node.role, node.state, node.parent, node.rect, keep(node.name), keep(node.value), keep(node.id)});
  return size() - 1;
}

SemanticNode Semantics::node(int index) const {
  const Record& record = records_[static_cast<std::size_t>(index)];
  return {record.role, text_of(record.name), text_of(record.value), text_of(record.id),
          record.rect, record.state,         record.parent};
}

std::string_view Semantics::name(int index) const { return text_of(records_[static_cast<std::size_t>(index)].name); }

std::optional<int> Semantics::find(std::string_view id) const {
  for (int i = 0; i < size(); ++i)
    if (text_of(records_[static_cast<std::size_t>(i)].id) == id) return i;
  return std::nullopt;
}

void Semantics::append_parts(int parent, const std::vector<std::vector<int>>& parts, std::vector<int>& order) const {
  const auto& own = parts[static_cast<std::size_t>(parent + 1)];
  std::vector<Rect> places;
  places.reserve(own.size());
  for (const int part : own) places.push_back(rect(part));
  std::vector<int> sorted;
  sorted.reserve(own.size());
  for (const std::size_t i : ui::reading_order(places)) sorted.push_back(own[i]);
  const auto lies_below = [&](int index) {
    return role(index) != SemanticRole::Dialog && role(index) != SemanticRole::Alert;
  };
  std::ranges::stable_sort(sorted, {}, lies_below);
  for (const int part : sorted) {
    order.push_back(part);
    append_parts(part, parts, order);
  }
}

std::vector<int> Semantics::reading_order() const {
  // The parts of each node; those without a parent come first.
  std::vector<std::vector<int>> parts(records_.size() + 1);
  for (int i = 0; i < size(); ++i)
    parts[static_cast<std::size_t>(records_[static_cast<std::size_t>(i)].parent + 1)].push_back(i);
  std::vector<int> order;
  order.reserve(records_.size());
  append_parts(kNoParent, parts, order);
  return order;
}

}  // namespace tandem::kiosk::ui
