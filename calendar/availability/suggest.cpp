#include "calendar/availability/suggest.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <tuple>

#include "calendar/availability/score.h"

namespace tandem::calendar {
namespace {

using std::chrono::duration;
using std::chrono::minutes;

// A room that fits, with what does not depend on the time.
struct FittingRoom {
  const Room* room;
  double cost;
  BusySet busy;
};

struct Candidate {
  const Room* room;
  Interval when;
  double score;
};

class Search {
 public:
  Search(const World& world, const SuggestRequest& request)
      : world_(world), request_(request), zone_(site_zone(world)), window_(bookable_window()) {}

  std::vector<Suggestion> run() {
    const Pair* pair = find(world_, request_.pair);
    if (pair == nullptr || !pair->active || !length_allowed() || window_.empty()) return {};
    take_rooms();
    const BusySet busy = person_busy(world_, pair->mentor, window_).united(person_busy(world_, pair->mentee, window_));
    for (const Interval& slot : free_slots(busy, window_, world_.site.opening_hours, zone_, request_.length)) {
      take_slot(slot);
    }
    return choose();
  }

 private:
  [[nodiscard]] bool length_allowed() const {
    const BookingPolicy& policy = world_.site.policy;
    return request_.length >= policy.shortest_booking && request_.length <= policy.longest_booking &&
           request_.length <= kLongestBookingEver && request_.length > minutes{0};
  }

  // What decide() would call too far ahead is not searched.
  [[nodiscard]] Interval bookable_window() const {
    const Instant last_start = request_.window.start + world_.site.policy.furthest_ahead;
    return {request_.window.start, std::min(request_.window.end, last_start + request_.length)};
  }

  [[nodiscard]] bool fits(const Room& room) const {
    return !room.out_of_order && room.seats >= request_.seats &&
           std::includes(room.equipment.begin(), room.equipment.end(), request_.equipment.begin(),
                         request_.equipment.end());
  }

  [[nodiscard]] double cost_of(const Room& room) const {
    const int spare = std::min(room.seats - request_.seats, score::kMostSpareSeatsCounted);
    const int floors = request_.near_floor ? std::abs(room.floor - *request_.near_floor) : 0;
    return score::kPerSpareSeat * spare + score::kPerFloorAway * floors;
  }

  void take_rooms() {
    for (const auto& [id, room] : world_.rooms) {
      if (fits(room)) rooms_.push_back({&room, cost_of(room), room_busy(world_, id, window_)});
    }
    std::sort(rooms_.begin(), rooms_.end(), [](const FittingRoom& a, const FittingRoom& b) {
      return std::tie(a.cost, a.room->id) < std::tie(b.cost, b.room->id);
    });
  }

  // Opening hours say what is possible; people meet when people work.
  [[nodiscard]] bool in_working_time(const Interval& when) const {
    const LocalTime start = zone_.to_local(when.start);
    const auto day = std::chrono::floor<std::chrono::days>(start);
    const bool weekend = std::chrono::weekday{day}.iso_encoding() > 5;
    return !weekend && start >= day + score::kWorkFrom && zone_.to_local(when.end) <= day + score::kWorkUntil;
  }

  [[nodiscard]] double cost_of(const Interval& when) const {
    const auto away = std::chrono::abs(when.start - request_.near_time.value_or(request_.window.start));
    return score::kPerDayAway * duration<double, std::chrono::days::period>(away).count() +
           (in_working_time(when) ? 0.0 : score::kOutsideWorkingTime);
  }

  void take_slot(const Interval& slot) {
    for (Instant start = std::chrono::ceil<duration<int, std::ratio<60 * score::kGrid.count()>>>(slot.start);
         start + request_.length <= slot.end; start += score::kGrid) {
      take_start({start, start + request_.length});
    }
  }

  // More than `count` rooms at one time can never be chosen; rooms come cheapest first.
  void take_start(const Interval& when) {
    std::size_t taken = 0;
    const double time_cost = cost_of(when);
    for (const FittingRoom& fitting : rooms_) {
      if (taken == request_.count) break;
      if (fitting.busy.overlaps(when)) continue;
      candidates_.push_back({fitting.room, when, time_cost + fitting.cost});
      ++taken;
    }
  }

  [[nodiscard]] double likeness(const Candidate& a, const Candidate& chosen) const {
    if (overlaps(a.when, chosen.when)) return score::kOverlapsChosen;
    const LocalTime time = zone_.to_local(a.when.start);
    const LocalTime other = zone_.to_local(chosen.when.start);
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const auto other_day = std::chrono::floor<std::chrono::days>(other);
    const auto apart = std::chrono::abs((time - day) - (other - other_day));
    return (day == other_day ? score::kSameDay : 0.0) +
           (apart < score::kSimilarTimeOfDay ? score::kSameTimeOfDay : 0.0);
  }

  // One after the other, each time the best that is least like those chosen before.
  std::vector<Suggestion> choose() {
    std::vector<double> total;
    for (const Candidate& candidate : candidates_) total.push_back(candidate.score);
    std::vector<std::size_t> chosen;
    while (chosen.size() < std::min(request_.count, candidates_.size())) {
      const auto best = static_cast<std::size_t>(std::min_element(total.begin(), total.end()) - total.begin());
      chosen.push_back(best);
      for (std::size_t i = 0; i < total.size(); ++i) total[i] += likeness(candidates_[i], candidates_[best]);
      total[best] = std::numeric_limits<double>::infinity();
    }
    return suggestions(chosen);
  }

  std::vector<Suggestion> suggestions(const std::vector<std::size_t>& chosen) const {
    std::vector<Suggestion> result;
    for (const std::size_t index : chosen) {
      const Candidate& candidate = candidates_[index];
      result.push_back({candidate.room->id, candidate.when, candidate.score, reasons_of(candidate)});
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Suggestion& a, const Suggestion& b) { return a.score < b.score; });
    return result;
  }

  [[nodiscard]] std::vector<SuggestionReason> reasons_of(const Candidate& candidate) const {
    std::vector<SuggestionReason> reasons{SuggestionReason::BothFree};
    if (candidate.room->seats - request_.seats <= score::kRightSizeSpare)
      reasons.push_back(SuggestionReason::RightSize);
    if (!request_.equipment.empty()) reasons.push_back(SuggestionReason::HasEquipment);
    if (candidate.room->floor == request_.near_floor) reasons.push_back(SuggestionReason::SameFloor);
    const bool near =
        request_.near_time && std::chrono::abs(candidate.when.start - *request_.near_time) <= score::kNearCadence;
    if (near) reasons.push_back(SuggestionReason::NearCadenceDate);
    // Candidates are in the order of their time.
    if (candidate.when.start == candidates_.front().when.start) reasons.push_back(SuggestionReason::Soonest);
    return reasons;
  }

  const World& world_;
  const SuggestRequest& request_;
  const Zone zone_;
  const Interval window_;
  std::vector<FittingRoom> rooms_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Suggestion> suggest(const World& world, const SuggestRequest& request) {
  return Search(world, request).run();
}

}  // namespace tandem::calendar
