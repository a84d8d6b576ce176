#include "calendar/availability/starts.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

using Quarters = std::chrono::duration<std::int64_t, std::ratio<60 * score::kGrid.count()>>;

// The local time of instants that come in order, with a look at the zone's table once a day. No zone changes its offset
// twice within a day.
class DayClock {
 public:
  explicit DayClock(const Zone& zone) : zone_(zone) {}

  LocalTime to_local(Instant at) {
    if (!known_.contains(at)) look_up(at);
    return steady_ ? LocalTime{at.time_since_epoch() + offset_} : zone_.to_local(at);
  }

 private:
  void look_up(Instant at) {
    known_ = {at, at + std::chrono::days{1}};
    offset_ = zone_.offset_at(known_.start);
    steady_ = offset_ == zone_.offset_at(known_.end);
  }

  const Zone& zone_;
  Interval known_{};
  std::chrono::seconds offset_{0};
  bool steady_{false};
};

// Opening hours say what is possible; people meet when people work.
bool in_working_time(LocalTime start, LocalTime end) {
  const auto day = std::chrono::floor<std::chrono::days>(start);
  const bool weekend = std::chrono::weekday{day}.iso_encoding() > 5;
  return !weekend && start >= day + score::kWorkFrom && end <= day + score::kWorkUntil;
}

void add_costs(std::vector<Start>& starts, const World& world, const SuggestRequest& request) {
  const Zone zone = site_zone(world);
  DayClock clock(zone);
  const Instant wished = request.near_time.value_or(request.window.start);
  for (Start& start : starts) {
    const LocalTime local = clock.to_local(start.at);
    start.day = std::chrono::floor<std::chrono::days>(local);
    start.time_of_day = local - start.day;
    const bool at_work = in_working_time(local, clock.to_local(start.at + request.length));
    start.cost = std::chrono::abs(start.at - wished) + (at_work ? Cost{0} : score::kOutsideWorkingTime);
  }
}

}  // namespace

StartBits::StartBits(std::size_t count) : words_((count + kWord - 1) / kWord, ~std::uint64_t{0}) {
  if (count % kWord != 0) words_.back() = bit(count) - 1;
}

void StartBits::take_from(StartBits& from) {
  for (std::size_t word = 0; word < words_.size(); ++word) {
    words_[word] &= from.words_[word];
    from.words_[word] &= ~words_[word];
  }
}

std::vector<Start> starts_for(const World& world, const SuggestRequest& request) {
  std::vector<Start> starts;
  for (const Interval& slot : free_slots(world, request.pair, request.window, request.length)) {
    for (Instant at = std::chrono::ceil<Quarters>(slot.start); at + request.length <= slot.end; at += score::kGrid) {
      starts.push_back({at, Cost{0}, {}, {}});
    }
  }
  add_costs(starts, world, request);
  return starts;
}

// Both go forward in time once.
void strike(StartBits& bits, const std::vector<Start>& starts, std::span<const Interval> busy, const Needed& needed) {
  auto next = busy.begin();
  for (std::size_t i = 0; i < starts.size(); ++i) {
    while (next != busy.end() && next->end <= starts[i].at - needed.before) ++next;
    if (next == busy.end()) return;
    if (next->start < starts[i].at + needed.after) bits.strike(i);
  }
}

}  // namespace tandem::calendar
