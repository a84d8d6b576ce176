#include "calendar/availability/suggest.h"

#include <algorithm>
#include <tuple>

#include "calendar/availability/rooms_by_cost.h"
#include "calendar/availability/starts.h"
#include "calendar/availability/suggestion_reasons.h"

namespace tandem::calendar {
namespace {

// A cost is that of the start plus that of the room, and rooms come cheapest first. So the first room read that is free
// at a start is the best one there, and no more rooms are read once even the next one at the best start that has none
// could not beat what is found.
class Search {
 public:
  Search(const World& world, const SuggestRequest& request)
      : world_(world),
        request_(request),
        starts_(starts_for(world, request)),
        rooms_(world, request),
        waiting_(starts_.size()) {
    for (const Start& start : starts_) options_.push_back({start.cost});
  }

  std::vector<Suggestion> run() {
    const std::size_t count = std::min(request_.count, kMostSuggestions);
    while (chosen_.size() < count) {
      const std::optional<std::size_t> best = cheapest();
      if (!best) break;
      choose(*best);
    }
    return suggestions();
  }

  void add_work(SuggestWork& work) const {
    work.starts += options_.size();
    work.rooms_fitting += rooms_.fitting();
    work.uses_counted += rooms_.uses_counted();
    work.rooms_read += read_.size();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // A start with its cheapest room that is not yet chosen at this time; `room` is kNone while `waiting_` has it.
  struct Option {
    Cost cost;  // of the time, with what it has in common with those chosen
    std::size_t room{kNone};
  };
  struct ReadRoom {
    FittingRoom fitting;
    StartBits free;
  };
  struct Chosen {
    std::size_t start;
    std::size_t room;
    [[nodiscard]] auto key() const { return std::tie(start, room); }
  };

  [[nodiscard]] Cost total(std::size_t start) const {
    return options_[start].cost + read_[options_[start].room].fitting.cost;
  }
  // The cheaper, of equal ones the earlier.
  [[nodiscard]] bool better(std::size_t start, std::optional<std::size_t> than) const {
    return !than || std::pair(total(start), start) < std::pair(total(*than), *than);
  }

  // The best start that has a room; nullopt when none has.
  std::optional<std::size_t> cheapest() {
    std::optional<std::size_t> best;
    std::vector<std::pair<Cost, std::size_t>> waiting;
    for (std::size_t start = 0; start < options_.size(); ++start) {
      if (options_[start].room == kNone) {
        waiting.emplace_back(options_[start].cost, start);
      } else if (better(start, best)) {
        best = start;
      }
    }
    std::make_heap(waiting.begin(), waiting.end(), std::greater<>());
    while (may_beat(waiting, best)) {
      read_next([&](std::size_t start) {
        if (better(start, best)) best = start;
      });
    }
    return best;
  }

  // Could a room that is still to be read be better? Drops the starts that have a room by now from the heap.
  bool may_beat(std::vector<std::pair<Cost, std::size_t>>& waiting, std::optional<std::size_t> best) const {
    while (!waiting.empty() && options_[waiting.front().second].room != kNone) {
      std::pop_heap(waiting.begin(), waiting.end(), std::greater<>());
      waiting.pop_back();
    }
    const std::optional<Cost> room = rooms_.least_to_come();
    if (waiting.empty() || !room) return false;
    const auto [cost, start] = waiting.front();
    return !best || std::pair(cost + *room, start) < std::pair(total(*best), *best);
  }

  // Reads the next room and calls found(start) for each waiting start at which it is free.
  template <class Found>
  void read_next(const Found& found) {
    const std::optional<FittingRoom> next = rooms_.next();
    read_.push_back({*next, free_starts(next->room->id)});
    StartBits newly = read_.back().free;
    newly.take_from(waiting_);
    newly.for_each([&](std::size_t start) {
      options_[start].room = read_.size() - 1;
      found(start);
    });
  }

  // What is busy is the company's calendar and our own bookings, as decide() sees them.
  [[nodiscard]] StartBits free_starts(const RoomId& room) const {
    const std::chrono::seconds gap = world_.site.policy.room_gap;
    const Needed needed{gap, request_.length + gap};
    const Interval around{starts_.front().at - needed.before, starts_.back().at + needed.after};
    StartBits free(starts_.size());
    strike(free, starts_, held_in(world_, room, around), needed);
    const auto feed = world_.room_feeds.find(room);
    if (feed != world_.room_feeds.end()) strike(free, starts_, feed->second->busy.overlapping(around), needed);
    return free;
  }

  [[nodiscard]] Cost likeness(const Start& a, const Start& chosen) const {
    if (std::chrono::abs(a.at - chosen.at) < request_.length) return score::kOverlapsChosen;
    const auto apart = std::chrono::abs(a.time_of_day - chosen.time_of_day);
    return (a.day == chosen.day ? score::kSameDay : Cost{0}) +
           (apart < score::kSimilarTimeOfDay ? score::kSameTimeOfDay : Cost{0});
  }

  void choose(std::size_t start) {
    chosen_.push_back({start, options_[start].room});
    for (std::size_t i = 0; i < options_.size(); ++i) options_[i].cost += likeness(starts_[i], starts_[start]);
    take_next_room(start);
  }

  // The next room at this start, of those read; otherwise it waits for one.
  void take_next_room(std::size_t start) {
    std::size_t& room = options_[start].room;
    do ++room;
    while (room < read_.size() && !read_[room].free.has(start));
    if (room < read_.size()) return;
    room = kNone;
    waiting_.put(start);
  }

  // Is there no earlier start with a room? Rooms are read until one is found.
  bool is_soonest(std::size_t start) {
    bool earlier = false;
    bool waiting = false;
    for (std::size_t i = 0; i < start; ++i) (options_[i].room == kNone ? waiting : earlier) = true;
    while (!earlier && waiting && rooms_.least_to_come()) {
      read_next([&](std::size_t found) { earlier = earlier || found < start; });
    }
    return !earlier;
  }

  std::vector<Suggestion> suggestions() {
    if (chosen_.empty()) return {};
    const std::size_t first = std::ranges::min(chosen_, {}, &Chosen::key).start;
    const bool soonest = is_soonest(first);
    std::vector<Suggestion> result;
    for (const Chosen& chosen : chosen_) {
      const Start& start = starts_[chosen.start];
      const FittingRoom& fitting = read_[chosen.room].fitting;
      const ReasonsFor why{request_, fitting, start.at, soonest && chosen.start == first, rooms_.most_seats()};
      result.push_back(
          {fitting.room->id, {start.at, start.at + request_.length}, start.cost + fitting.cost, reasons_for(why)});
    }
    std::ranges::stable_sort(result, {}, &Suggestion::cost);
    return result;
  }

  const World& world_;
  const SuggestRequest& request_;
  const std::vector<Start> starts_;
  RoomsByCost rooms_;
  StartBits waiting_;            // starts without a room among those read and not chosen there
  std::vector<Option> options_;  // one for each start
  std::vector<ReadRoom> read_;   // in the order of their cost
  std::vector<Chosen> chosen_;
};

}  // namespace

std::vector<Suggestion> suggest(const World& world, const SuggestRequest& request, SuggestWork& work) {
  Search search(world, request);
  std::vector<Suggestion> found = search.run();
  search.add_work(work);
  return found;
}

std::vector<Suggestion> suggest(const World& world, const SuggestRequest& request) {
  SuggestWork work;
  return suggest(world, request, work);
}

}  // namespace tandem::calendar
