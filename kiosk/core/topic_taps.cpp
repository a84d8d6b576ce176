#include "kiosk/core/topic_taps.h"

#include "kiosk/core/allowed.h"
#include "kiosk/core/notices.h"
#include "kiosk/core/wrap_up.h"

namespace tandem::kiosk {
namespace {

TopicScreen* topic_screen(Turn& turn) { return std::get_if<TopicScreen>(&turn.state.screen); }

}  // namespace

std::vector<const calendar::Topic*> topics_of(const calendar::World& world, const calendar::Pair& pair) {
  std::vector<const calendar::Topic*> topics;
  for (const auto& id : pair.topics) {
    const auto topic = world.topics.find(id);
    if (topic != world.topics.end()) topics.push_back(&topic->second);
  }
  return topics;
}

void open_topics(Turn& turn, const calendar::BookingId& booking) {
  const calendar::Pair* pair = pair_of(turn.world(), booking);
  if (pair == nullptr || !turn.state.identified) return;
  const auto topics = topics_of(turn.world(), *pair);
  if (!topics.empty()) turn.state.screen = TopicScreen{.booking = booking, .topic = topics.front()->id};
}

void turn_to_topic(Turn& turn, const calendar::TopicId& topic) {
  if (TopicScreen* screen = topic_screen(turn)) screen->topic = topic;
}

void swap_roles(Turn& turn) {
  TopicScreen* screen = topic_screen(turn);
  if (screen == nullptr) return;
  if (screen->swapped.erase(screen->topic) == 0) screen->swapped.insert(screen->topic);
}

void mark_on_card(Turn& turn, const TopicMarked& tap) {
  TopicScreen* screen = topic_screen(turn);
  if (screen == nullptr || !turn.state.identified) return;
  const calendar::TickTopics ticked{
      screen->booking, turn.state.identified->person, {{tap.topic, tap.mark}}, turn.state.now};
  if (!allowed(turn.state, ticked)) return;
  screen->marks.insert_or_assign(tap.topic, tap.mark);
  submit(turn, ticked);
}

}  // namespace tandem::kiosk
