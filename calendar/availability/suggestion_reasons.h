#pragma once
// Why a start and a room are suggested. Private to suggest().

#include <vector>

#include "calendar/availability/rooms_by_cost.h"
#include "calendar/availability/suggest.h"

namespace tandem::calendar {

struct ReasonsFor {
  const SuggestRequest& request;
  const FittingRoom& chosen;
  Instant start;
  bool soonest;
  int most_seats;  // of all rooms that fit
};

[[nodiscard]] std::vector<Reason> reasons_for(const ReasonsFor& suggestion);

}  // namespace tandem::calendar
