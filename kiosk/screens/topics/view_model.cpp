#include "kiosk/screens/topics/view_model.h"

#include "kiosk/core/topic_taps.h"
#include "kiosk/core/wrap_up.h"
#include "kiosk/screens/words/words.h"
#include "kiosk/text/topic_cards.h"

namespace tandem::kiosk {
namespace {

std::string given_name(const calendar::World& world, const calendar::PersonId& id) {
  const calendar::Person* person = find(world, id);
  return person != nullptr ? person->given_name : std::string{};
}

// The mentor knows the matter better, mostly; the card can be turned round.
std::string roles(const calendar::World& world, const calendar::Pair& pair, bool swapped, const Texts& texts) {
  const std::string mentor = given_name(world, pair.mentor);
  const std::string mentee = given_name(world, pair.mentee);
  return fill(fill(texts.tr("{shows} shows, {practises} practises"), "shows", swapped ? mentee : mentor), "practises",
              swapped ? mentor : mentee);
}

void add_card(TopicsModel& model, const Texts& texts) {
  const TopicCard& card = topic_card(model.topic.text());
  model.aim_word = texts.tr("Aim");
  model.aim = texts.tr(card.aim);
  model.steps_word = texts.tr("Three steps");
  for (const auto step : card.steps) model.steps.push_back(texts.tr(step));
  model.exercise_word = texts.tr("Exercise");
  model.exercise = texts.tr(card.exercise);
}

}  // namespace

TopicsModel topics_model(const AppState& state, const TopicScreen& screen, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  TopicsModel model;
  const calendar::Pair* pair = pair_of(world, screen.booking);
  if (pair == nullptr || !state.identified) return model;
  model.topic = screen.topic;
  for (const calendar::Topic* topic : topics_of(world, *pair)) {
    const bool current = topic->id == screen.topic;
    model.tabs.push_back({topic->id, topic_name(*topic, texts), current});
    if (current) model.name = model.tabs.back().name;
  }
  add_card(model, texts);
  model.roles = roles(world, *pair, screen.swapped.contains(screen.topic), texts);
  model.swap_word = texts.tr("Swap roles");
  const calendar::TickTopics tick{screen.booking, state.identified->person, {{screen.topic, {}}}, state.now};
  model.can_mark = allowed(state, tick);
  const auto mark = screen.marks.find(screen.topic);
  if (mark != screen.marks.end()) model.mark = mark->second;
  model.mastered_word = texts.tr("Mastered");
  model.practice_word = texts.tr("Needs practice");
  return model;
}

}  // namespace tandem::kiosk
