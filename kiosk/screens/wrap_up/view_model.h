#pragma once
// The wrap-up of a session in three steps: how it was, which topics were mastered, when to meet next. Private: each
// person alone gives a rating, and no screen shows one again.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/book/view_model.h"

namespace tandem::kiosk {

struct RatingChoice {
  int rating{0};
  std::string word;
};

struct TopicChoice {
  calendar::TopicId topic;
  std::string name;
  std::optional<calendar::TopicMark> mark;
};

struct WrapUpModel {
  WrapUpStep step{WrapUpStep::Rating};
  std::string step_words;  // "Step 1 of 3"
  std::string title;
  std::string hint;
  std::vector<RatingChoice> ratings;
  std::vector<TopicChoice> topics;
  std::string mastered_word;
  std::string practice_word;
  BookModel next;         // its suggestions only
  std::string planned;    // said instead when the next session is planned already
  std::string done_word;  // goes on, with or without an answer
  std::string other_word;
};

[[nodiscard]] WrapUpModel wrap_up_model(const AppState& state, const WrapUpScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
