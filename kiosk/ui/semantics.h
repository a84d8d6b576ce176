#pragma once
// What a frame shows, for who cannot see it: every text and every control with its role, name, state and place, as a
// tree. Views fill it by drawing (canvas.h). Speech, the order of the focus, the script's `tree` and the audits of
// privacy and accessibility read it. Roles and states are those of WAI-ARIA 1.2, under its names where it has one.
// Valid until the next frame; memory is kept from frame to frame. UI thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/rect.h"

namespace tandem::kiosk::ui {

enum class SemanticRole : std::uint8_t {
  Text,
  Heading,
  Status,     // a word that tells a state: "free", "waiting for your partner"
  Countdown,  // ARIA's timer
  TextField,  // what was typed so far
  Image,      // a QR code
  Button,
  Choice,  // one of several that exclude each other: ARIA's radio
  Key,     // of a keyboard on the screen
  Group,
  List,
  ListItem,
  Alert,   // lies over the screen, which goes on
  Dialog,  // lies over the screen, which waits
};

struct SemanticState {
  bool enabled{true};
  bool selected{false};
  bool focused{false};
  bool pressed{false};
  bool pending{false};  // asked for, not confirmed yet
  bool inert{false};    // under a sheet or a notice: drawn, but nobody can get at it
  bool cut{false};      // drawn with "…" at its end; the name is whole
};

inline constexpr int kNoParent = -1;

// Views of characters that the tree keeps.
struct SemanticNode {
  SemanticRole role{SemanticRole::Text};
  std::string_view name;     // in the language of the screen
  std::string_view value{};  // of a TextField: what was typed, never a PIN
  std::string_view id{};     // of a target (targets.h); empty for what cannot be touched
  Rect rect{};
  SemanticState state{};
  int parent{kNoParent};  // index of the node this is a part of
};

// Its name says it all: what is drawn inside is not told besides (ARIA's "children presentational").
[[nodiscard]] constexpr bool tells_by_its_name(SemanticRole role) {
  return role == SemanticRole::Countdown || role == SemanticRole::TextField || role == SemanticRole::Image ||
         role == SemanticRole::Key;
}

class Semantics {
 public:
  void clear();
  // Copies the strings. The node's index; a parent must have been added before.
  int add(const SemanticNode& node);

  [[nodiscard]] int size() const { return static_cast<int>(records_.size()); }
  [[nodiscard]] bool empty() const { return records_.empty(); }
  // 0 to size() - 1, in the order of drawing.
  [[nodiscard]] SemanticNode node(int index) const;
  [[nodiscard]] std::optional<int> find(std::string_view id) const;

  // For the canvas, while it draws.
  [[nodiscard]] SemanticState& state(int index) { return records_[static_cast<std::size_t>(index)].state; }
  void set_role(int index, SemanticRole role) { records_[static_cast<std::size_t>(index)].role = role; }
  [[nodiscard]] std::string_view name(int index) const;
  [[nodiscard]] SemanticRole role(int index) const { return records_[static_cast<std::size_t>(index)].role; }
  [[nodiscard]] const Rect& rect(int index) const { return records_[static_cast<std::size_t>(index)].rect; }

  // Every node once, parts after what they are parts of: what lies over the screen first, the rest as a reader's eye
  // goes, each block by itself, from the top and from the left.
  [[nodiscard]] std::vector<int> reading_order() const;

 private:
  struct Span {
    std::uint32_t at{0};
    std::uint32_t length{0};
  };
  struct Record {
    SemanticRole role;
    SemanticState state;
    int parent;
    Rect rect;
    Span name;
    Span value;
    Span id;
  };
  [[nodiscard]] Span keep(std::string_view text);
  [[nodiscard]] std::string_view text_of(Span span) const;
  void append_parts(int parent, const std::vector<std::vector<int>>& parts, std::vector<int>& order) const;

  std::vector<Record> records_;
  std::string characters_;
};

}  // namespace tandem::kiosk::ui
