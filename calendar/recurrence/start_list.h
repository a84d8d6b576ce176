#pragma once
// The starts that a rule has given so far: from DTSTART on, in order, each once, counted, those inside the window kept.
// Internal to calendar/recurrence.

#include <optional>
#include <vector>

#include "calendar/recurrence/rule_expander.h"
#include "calendar/recurrence/set_positions.h"
#include "calendar/recurrence/times_of_day.h"

namespace tandem::calendar {

class StartList {
 public:
  enum class State { Going, Done, TooMany };

  StartList(const RuleRun& run, const TimesOfDay& times, WorkBudget& budget);

  // DTSTART, as the first occurrence whether it matches or not.
  void take_start() { take(run_.start); }
  // A period's candidates: each of `bases` with each time of day, those that BYSETPOS means.
  void take_set(const std::vector<LocalTime>& bases);
  // So many starts that are all before the window. Fewer than still_counted().
  void pass_over(std::int64_t starts) { counted_ += starts; }
  // How many more COUNT allows; nullopt without COUNT.
  [[nodiscard]] std::optional<std::int64_t> still_counted() const;
  // How many starts a period with so many bases gives.
  [[nodiscard]] std::int64_t starts_of(std::size_t bases);

  [[nodiscard]] State state() const { return state_; }
  // The last start that is wanted: UNTIL or the end of the window.
  [[nodiscard]] LocalTime stop() const { return stop_; }
  std::vector<LocalTime> take_out() { return std::move(out_); }

 private:
  void take(LocalTime candidate);
  void take_all(const std::vector<LocalTime>& bases);
  [[nodiscard]] bool is_new(LocalTime candidate) const { return !last_ || candidate > *last_; }
  [[nodiscard]] std::size_t count_before(const std::vector<LocalTime>& bases, LocalTime time) const;
  [[nodiscard]] LocalTime candidate(const std::vector<LocalTime>& bases, std::size_t index) const {
    return bases[index / times_.size()] + times_.at(index % times_.size());
  }

  const RuleRun& run_;
  const TimesOfDay& times_;
  WorkBudget& budget_;
  SetPositions positions_;
  LocalTime stop_;
  std::optional<LocalTime> last_;  // what was taken last, or the moment before DTSTART
  std::int64_t counted_{0};
  std::vector<LocalTime> out_;
  State state_{State::Going};
};

}  // namespace tandem::calendar
