#pragma once
// A pair (binome): a mentor, junior, and a mentee, senior, who meet every `cadence` for `planned_sessions` sessions.

#include <chrono>
#include <string>
#include <vector>

#include "calendar/programme/ids.h"
#include "calendar/time/zone.h"

namespace tandem::calendar {

struct Topic {
  TopicId id;
  std::string name_fr;
  std::string name_en;
  bool operator==(const Topic&) const = default;
};

struct Pair {
  PairId id;
  PersonId mentor;
  PersonId mentee;
  LocalDate started_on;
  std::chrono::weeks cadence{4};
  int planned_sessions{6};
  std::vector<TopicId> topics;
  bool active{true};
  bool operator==(const Pair&) const = default;
};

enum class PairRole : std::uint8_t { Mentor, Mentee };

}  // namespace tandem::calendar
