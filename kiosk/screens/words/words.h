#pragma once
// Words that several view models share. Pure.

#include <string>

#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"
#include "calendar/booking/world.h"
#include "calendar/programme/person.h"
#include "kiosk/core/allowed.h"
#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

// What a public screen may show of a person: shown_name(), or the screen's word for a hidden name.
[[nodiscard]] std::string public_name(const calendar::World& world, const calendar::PersonId& person,
                                      const Texts& texts);
// "C. L. and Marc Petit": both of the pair, mentor first.
[[nodiscard]] std::string public_pair(const calendar::World& world, const calendar::Pair& pair, const Texts& texts);
// "Room A, Floor 2" in two parts the view may place.
[[nodiscard]] std::string room_name(const calendar::World& world, const calendar::RoomId& room);
[[nodiscard]] std::string room_floor(const calendar::World& world, const calendar::RoomId& room, const Texts& texts);
[[nodiscard]] std::string equipment_word(const std::string& equipment, const Texts& texts);
[[nodiscard]] std::string topic_name(const calendar::Topic& topic, const Texts& texts);

// "Today" , "Tomorrow", or the date.
[[nodiscard]] std::string day_word(const AppState& state, calendar::Instant at, const Texts& texts);

// Why it was refused, as a sentence.
[[nodiscard]] std::string refusal_sentence(calendar::RefusalReason reason, const Texts& texts);

// "Up 2 floors", "On this floor".
[[nodiscard]] std::string way_words(int floors_up, const Texts& texts);
// "Held by its door panel until 10:40".
[[nodiscard]] std::string held_words(const calendar::Lease& lease, const calendar::Zone& zone, const Texts& texts);

}  // namespace tandem::kiosk
