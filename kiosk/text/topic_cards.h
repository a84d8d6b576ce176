#pragma once
// What a pair does with a topic: an aim, three steps and an exercise, as messages of the catalogues. Known topics have
// a card of their own, all others the same general one. Constant data; any thread.

#include <array>
#include <string_view>

namespace tandem::kiosk {

inline constexpr std::size_t kTopicSteps = 3;

struct TopicCard {
  std::string_view topic;  // its id; empty for the general card
  std::string_view aim;
  std::array<std::string_view, kTopicSteps> steps;
  std::string_view exercise;
};

// Valid for ever.
[[nodiscard]] const TopicCard& topic_card(std::string_view topic_id);

}  // namespace tandem::kiosk
