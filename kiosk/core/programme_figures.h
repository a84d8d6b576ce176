#pragma once
// What may be told of a programme to everybody: sums, none about fewer than kSmallestCell people, no name. From what
// the kiosk knows of its site: the sessions that are kept, and of forgotten ones what their pairs did (PairPast). Pure.

#include <optional>
#include <vector>

#include "calendar/booking/world.h"

namespace tandem::kiosk {

// A sum over fewer people than this could be traced to them, and is not told.
inline constexpr std::size_t kSmallestCell = 5;
inline constexpr std::size_t kTopTopics = 3;

struct MonthOfSessions {
  int held{0};
  // Some pair meets so often that another session of this month may be forgotten already.
  bool at_least{false};
  bool operator==(const MonthOfSessions&) const = default;
};

struct ProgrammeFigures {
  std::optional<MonthOfSessions> sessions{};    // held in the local month of `now`: somebody came
  std::optional<int> departments_linked{};      // those with a pair that met across departments
  std::vector<calendar::TopicId> top_topics{};  // of the pairs that are active, most people first
  bool operator==(const ProgrammeFigures&) const = default;
};

[[nodiscard]] ProgrammeFigures programme_figures(const calendar::World& world, calendar::Instant now);

}  // namespace tandem::kiosk
