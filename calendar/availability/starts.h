#pragma once
// The quarters of an hour at which a pair could start, with what each costs whatever the room, and sets of them as
// bits. Private to suggest().

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "calendar/availability/score.h"
#include "calendar/availability/suggest.h"

namespace tandem::calendar {

struct Start {
  Instant at;
  Cost cost{0};
  // On the site's clock, to compare two suggestions.
  LocalDate day;
  std::chrono::seconds time_of_day{0};
};

// A set of starts: bit i is the one at place i.
class StartBits {
 public:
  StartBits() = default;
  // All of `count` starts.
  explicit StartBits(std::size_t count);

  [[nodiscard]] bool has(std::size_t start) const { return (words_[start / kWord] & bit(start)) != 0; }
  void put(std::size_t start) { words_[start / kWord] |= bit(start); }
  void strike(std::size_t start) { words_[start / kWord] &= ~bit(start); }
  // Moves what `from` has too out of it, and keeps that alone.
  void take_from(StartBits& from);
  // Calls visit(start) for each, in order.
  template <class Visit>
  void for_each(const Visit& visit) const;

 private:
  static constexpr std::size_t kWord = 64;
  static std::uint64_t bit(std::size_t start) { return std::uint64_t{1} << (start % kWord); }

  std::vector<std::uint64_t> words_;
};

// In the order of time; scored as README.md says.
[[nodiscard]] std::vector<Start> starts_for(const World& world, const SuggestRequest& request);

// How long a room must be free around the start of a meeting: its gap before; the length and its gap after.
struct Needed {
  std::chrono::seconds before{0};
  std::chrono::seconds after{0};
};

// Strikes out the starts at which a room with these busy times is not free for as long as needed. `busy` is sorted by
// start and none is empty.
void strike(StartBits& bits, const std::vector<Start>& starts, std::span<const Interval> busy, const Needed& needed);

template <class Visit>
void StartBits::for_each(const Visit& visit) const {
  for (std::size_t word = 0; word < words_.size(); ++word) {
    for (std::uint64_t rest = words_[word]; rest != 0; rest &= rest - 1) {
      visit(word * kWord + static_cast<std::size_t>(std::countr_zero(rest)));
    }
  }
}

}  // namespace tandem::calendar
