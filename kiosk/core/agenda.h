#pragma once
// The agenda of a session: a first one is for getting to know one another too. Of an hour: 15, 25, 10 and 10 minutes,
// later 30, 20 and 10; other lengths keep the proportions. Pure.
//
//   first   [getting to know | topic | practice | wrap-up)
//   later   [topic | practice | wrap-up)

#include <vector>

#include "calendar/booking/world.h"
#include "calendar/time/instant.h"

namespace tandem::kiosk {

enum class SessionKind : std::uint8_t { First, Later };
enum class AgendaPart : std::uint8_t { GettingToKnow, Topic, Practice, WrapUp };

struct AgendaItem {
  AgendaPart part{AgendaPart::Topic};
  calendar::Interval when;
  bool operator==(const AgendaItem&) const = default;
};

// First: nobody of the pair has come to any session that was planned before this one.
[[nodiscard]] SessionKind kind_of(const calendar::World& world, const calendar::Session& session);
// Without gaps from its start to its end, each part a whole number of minutes; of five minutes each in half an hour or
// more.
[[nodiscard]] std::vector<AgendaItem> agenda_of(SessionKind kind, const calendar::Interval& session);

}  // namespace tandem::kiosk
