// Commands that make a series: each instance is judged as if it had been asked for alone, after the ones before it.
#include <utility>

#include "calendar/booking/judges.h"
#include "calendar/booking/series.h"

namespace tandem::calendar::rules {
namespace {

BookRoom one_of(const BookSeries& series, const Interval& when) { return {series.room, when, series.by}; }
PlanSession one_of(const PlanSeries& series, const Interval& when) {
  return {series.pair, series.room, when, series.by};
}

// What is wrong with all of them alike is no report.
bool is_about_all(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::Malformed:
    case RefusalReason::RoomUnknown:
    case RefusalReason::RoomOutOfOrder:
    case RefusalReason::PairUnknown:
    case RefusalReason::NotYours: return true;
    default: return false;
  }
}

// The report of a series under way, and the bookings it makes.
struct Made {
  std::vector<Change> changes;
  std::vector<MissedInstance> missed;
};

Decision verdict_of(Made made, SeriesMode mode) {
  const bool all = made.missed.empty();
  const bool refuse = made.changes.empty() || (mode == SeriesMode::AllOrNothing && !all);
  if (refuse) return {Refused{RefusalReason::SeriesInTheWay, std::move(made.missed)}, {}};
  return {Accepted{std::move(made.missed)}, std::move(made.changes)};
}

template <class Series>
Decision judge_series(const Case& c, const Series& command) {
  const Instant horizon = c.now + c.policy().furthest_ahead;
  const auto times = series_times({command.first, command.rule, horizon}, zone_of(c.site));
  if (!times || times->empty()) return refused(RefusalReason::SeriesRule);
  World trial = c.world;
  Made made;
  for (std::size_t i = 0; i < times->size(); ++i) {
    const Case one{trial, c.id, c.asked, c.now, c.leases, c.issued, c.site, i + 1};
    Decision decision = judge(one, one_of(command, (*times)[i]));
    if (const auto* no = std::get_if<Refused>(&decision.verdict)) {
      if (is_about_all(no->reason)) return decision;
      made.missed.push_back({(*times)[i], no->reason});
      continue;
    }
    for (Change& change : decision.changes) {
      calendar::apply(trial, change);
      made.changes.push_back(std::move(change));
    }
  }
  return verdict_of(std::move(made), command.mode);
}

}  // namespace

Decision judge(const Case& c, const BookSeries& command) { return judge_series(c, command); }
Decision judge(const Case& c, const PlanSeries& command) { return judge_series(c, command); }

}  // namespace tandem::calendar::rules
