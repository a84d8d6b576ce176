#pragma once
// The topic cards of a session: an aim, three steps, one exercise, who shows and who practises, and what is mastered.
// Private: seen only after identification.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct TopicTab {
  calendar::TopicId topic;
  std::string name;
  bool current{false};
};

struct TopicsModel {
  std::vector<TopicTab> tabs;  // one a topic, in the pair's order
  calendar::TopicId topic;     // of the card on top
  std::string name;
  std::string aim_word;
  std::string aim;
  std::string steps_word;
  std::vector<std::string> steps;
  std::string exercise_word;
  std::string exercise;
  std::string roles;  // "Chloé shows, Marc practises"
  std::string swap_word;
  bool can_mark{false};  // the session has begun
  std::optional<calendar::TopicMark> mark;
  std::string mastered_word;
  std::string practice_word;
};

[[nodiscard]] TopicsModel topics_model(const AppState& state, const TopicScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
