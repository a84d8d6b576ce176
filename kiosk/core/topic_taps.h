#pragma once
// Taps on the topic cards of a session.

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

// The cards of the booking's pair, with the first topic on top; nothing when it has none or nobody is identified.
void open_topics(Turn& turn, const calendar::BookingId& booking);
void turn_to_topic(Turn& turn, const calendar::TopicId& topic);
void swap_roles(Turn& turn);
// Is saved at once when the session can be wrapped up already.
void mark_on_card(Turn& turn, const TopicMarked& tap);

// The topics of the pair that the site knows, in the pair's order. Pointers into `world`.
[[nodiscard]] std::vector<const calendar::Topic*> topics_of(const calendar::World& world, const calendar::Pair& pair);

}  // namespace tandem::kiosk
