#pragma once
// The rooms that fit a request, cheapest first, as many as are asked for. What a room costs besides its use is known at
// once; its use is counted only when the room could be the next. Private to suggest().

#include <cstdint>
#include <optional>
#include <vector>

#include "calendar/availability/score.h"
#include "calendar/availability/suggest.h"

namespace tandem::calendar {

struct FittingRoom {
  const Room* room{nullptr};
  Cost cost{0};
  std::chrono::hours used{0};  // booked in the weeks around the start of the window
  bool least_used{false};      // of the fitting rooms as large and as near, none less and one more
};

class RoomsByCost {
 public:
  RoomsByCost(const World& world, const SuggestRequest& request);

  // How many fit; how many were looked at for their use.
  [[nodiscard]] std::size_t fitting() const { return fitting_; }
  [[nodiscard]] std::size_t uses_counted() const { return uses_counted_; }
  // The most seats of a room that fits; 0 when none does.
  [[nodiscard]] int most_seats() const { return most_seats_; }
  // No room still to come costs less; nullopt when none is to come.
  [[nodiscard]] std::optional<Cost> least_to_come() const;
  // The next one by cost, then id; nullopt after the last.
  [[nodiscard]] std::optional<FittingRoom> next();

 private:
  struct Entry {
    Cost cost;  // without its use until that is counted
    bool counted;
    std::uint32_t order;  // of its id among the rooms
    const Room* room;
    Cost alike;  // what it costs without its use: rooms as large and as near have the same
    std::chrono::hours used;
  };
  static bool later(const Entry& a, const Entry& b);

  [[nodiscard]] std::chrono::hours use_of(const RoomId& room) const;
  void count_use();

  const World& world_;
  const Interval around_;  // the weeks in which use counts
  std::size_t fitting_{0};
  std::size_t uses_counted_{0};
  int most_seats_{0};
  std::vector<Entry> heap_;
  // Of the rooms that are alike, counted last. All of them are counted before the first of them is next.
  Cost alike_{-1};
  std::chrono::hours least_used_{0};
  std::chrono::hours most_used_{0};
};

}  // namespace tandem::calendar
