#include "kiosk/app/tree_report.h"

#include <boost/json.hpp>
#include <vector>

namespace tandem::kiosk {
namespace {

namespace json = boost::json;

json::array states_of(const ui::SemanticState& state) {
  json::array states;
  if (!state.enabled) states.emplace_back("disabled");
  if (state.selected) states.emplace_back("selected");
  if (state.focused) states.emplace_back("focused");
  if (state.pressed) states.emplace_back("pressed");
  if (state.pending) states.emplace_back("pending");
  if (state.inert) states.emplace_back("inert");
  if (state.cut) states.emplace_back("cut");
  return states;
}

json::object node_of(const ui::SemanticNode& node, const std::vector<int>& places) {
  json::value parent = nullptr;
  if (node.parent != ui::kNoParent) parent = places[static_cast<std::size_t>(node.parent)];
  return {{"role", name_of(node.role)},
          {"name", node.name},
          {"value", node.value},
          {"id", node.id},
          {"x", node.rect.x},
          {"y", node.rect.y},
          {"w", node.rect.width},
          {"h", node.rect.height},
          {"states", states_of(node.state)},
          {"parent", parent}};
}

}  // namespace

const char* name_of(ui::SemanticRole role) {
  switch (role) {
    case ui::SemanticRole::Text: return "text";
    case ui::SemanticRole::Heading: return "heading";
    case ui::SemanticRole::Status: return "status";
    case ui::SemanticRole::Countdown: return "countdown";
    case ui::SemanticRole::TextField: return "text_field";
    case ui::SemanticRole::Image: return "image";
    case ui::SemanticRole::Button: return "button";
    case ui::SemanticRole::Choice: return "choice";
    case ui::SemanticRole::Key: return "key";
    case ui::SemanticRole::Group: return "group";
    case ui::SemanticRole::List: return "list";
    case ui::SemanticRole::ListItem: return "list_item";
    case ui::SemanticRole::Alert: return "alert";
    case ui::SemanticRole::Dialog: return "dialog";
  }
  return "text";
}

std::string tree_report(const ui::Semantics& semantics) {
  const std::vector<int> order = semantics.reading_order();
  std::vector<int> places(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) places[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
  json::array nodes;
  for (const int index : order) nodes.push_back(node_of(semantics.node(index), places));
  return json::serialize(json::object{{"nodes", std::move(nodes)}});
}

}  // namespace tandem::kiosk
