#include "kiosk/screens/wrap_up/view_model.h"

#include "kiosk/core/topic_taps.h"
#include "kiosk/core/wrap_up.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

std::string step_words(WrapUpStep step, const Texts& texts) {
  return fill(texts.tr("Wrap-up, step {n} of 3"), "n", std::to_string(static_cast<int>(step) + 1));
}

void add_ratings(WrapUpModel& model, const Texts& texts) {
  model.title = texts.tr("How was this session for you?");
  model.hint = texts.tr("Your answer alone: your partner will not see it.");
  model.ratings = {{4, texts.tr("Very useful")},
                   {3, texts.tr("Useful")},
                   {2, texts.tr("Not very useful")},
                   {1, texts.tr("Not useful")}};
  model.done_word = texts.tr("Skip");
}

void add_topics(WrapUpModel& model, const AppState& state, const WrapUpScreen& screen, const Texts& texts) {
  model.title = texts.tr("Which topics did you work on?");
  model.hint = texts.tr("Leave out what you did not touch.");
  model.mastered_word = texts.tr("Mastered");
  model.practice_word = texts.tr("Needs practice");
  model.done_word = screen.marks.empty() ? texts.tr("Skip") : texts.tr("Continue");
  const calendar::World& world = *state.snapshot->world;
  const calendar::Pair* pair = pair_of(world, screen.booking);
  if (pair == nullptr) return;
  for (const calendar::Topic* topic : topics_of(world, *pair)) {
    const auto mark = screen.marks.find(topic->id);
    model.topics.push_back({topic->id, topic_name(*topic, texts), {}});
    if (mark != screen.marks.end()) model.topics.back().mark = mark->second;
  }
}

void add_next(WrapUpModel& model, const AppState& state, const WrapUpScreen& screen, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  model.title = texts.tr("When do you meet next?");
  model.hint = texts.tr("One tap books it for both of you.");
  model.done_word = texts.tr("Not now");
  model.other_word = texts.tr("Another time");
  model.next.book_word = texts.tr("Book");
  model.next.nothing = texts.tr("No time in the next weeks when you are both free and a room is too.");
  for (const auto& suggestion : screen.suggestions)
    model.next.suggestions.push_back(suggestion_card(state, suggestion, texts));
  const calendar::Pair* pair = pair_of(world, screen.booking);
  const calendar::Booking* planned = pair != nullptr ? next_planned(state, pair->id) : nullptr;
  if (planned == nullptr) return;
  model.hint = texts.tr("It is planned already.");
  model.done_word = texts.tr("Done");
  model.planned = day_word(state, planned->planned.start, texts) + ", " +
                  texts.span(planned->planned, site_zone(world)) + " · " + room_name(world, planned->room);
}

}  // namespace

WrapUpModel wrap_up_model(const AppState& state, const WrapUpScreen& screen, const Texts& texts) {
  WrapUpModel model;
  model.step = screen.step;
  model.step_words = step_words(screen.step, texts);
  switch (screen.step) {
    case WrapUpStep::Rating: add_ratings(model, texts); break;
    case WrapUpStep::Topics: add_topics(model, state, screen, texts); break;
    case WrapUpStep::Next: add_next(model, state, screen, texts); break;
  }
  return model;
}

}  // namespace tandem::kiosk
