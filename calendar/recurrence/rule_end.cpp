#include "calendar/recurrence/rule_end.h"

namespace tandem::calendar {

using std::chrono::days;
using std::chrono::seconds;

std::optional<LocalTime> last_start(const RecurrenceRule& rule, const EventTime& start, const ZoneClock& clock) {
  if (!rule.until) return std::nullopt;
  const bool all_day = start.kind == EventTime::Kind::Date;
  if (rule.until->kind == RuleUntil::Kind::Date || all_day) {
    // The whole of that day, whatever the time of day.
    return std::chrono::floor<days>(rule.until->time) + days{1} - seconds{1};
  }
  if (rule.until->kind == RuleUntil::Kind::Local) return rule.until->time;
  return clock.to_local(Instant{rule.until->time.time_since_epoch()});
}

}  // namespace tandem::calendar
