#include "calendar/recurrence/first_starts.h"

#include <algorithm>

#include "calendar/recurrence/feed_zones.h"
#include "calendar/recurrence/named_occurrences.h"
#include "calendar/recurrence/rule_days.h"
#include "calendar/recurrence/rule_end.h"
#include "calendar/recurrence/rule_expander.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;
using platform::fail;

constexpr LocalTime kEndOfTime = LocalTime{kLastRuleDay} + days{1} - seconds{1};

class StartSearch {
 public:
  StartSearch(const Event& event, FeedZones& zones, const StartsWanted& wanted)
      : event_(event),
        clock_(zones.clock_of(event.start)),
        wanted_(wanted),
        excluded_(event.start, zones),
        from_(wanted.from ? std::max(event.start.local, clock_.to_local(*wanted.from)) : event.start.local),
        to_(wanted.to ? std::min(kEndOfTime, clock_.to_local(*wanted.to)) : kEndOfTime) {
    for (const EventTime& date : event.excluded_dates) excluded_.add(date);
  }

  // More of each rule until enough is left of what they give together.
  platform::Result<std::vector<RuleStart>> run() {
    const bool all_stay = event_.excluded_dates.empty() && event_.excluded_rules.empty();
    const std::size_t most = kMaxOccurrencesPerEvent;
    for (std::size_t each = std::min(most, wanted_.limit * (all_stay ? 1 : 2));; each = std::min(most, each * 2)) {
      complete_until_ = kEndOfTime;
      auto starts = starts_of(each);
      if (!starts) return starts;
      if (starts->size() >= wanted_.limit || complete_until_ == kEndOfTime || each == most) {
        starts->resize(std::min(starts->size(), wanted_.limit));
        return starts;
      }
    }
  }

 private:
  platform::Result<std::vector<LocalTime>> expand(const RecurrenceRule& rule, bool start_counts, LocalTime to,
                                                  std::optional<std::size_t> limit) {
    const bool all_day = event_.start.kind == EventTime::Kind::Date;
    return expand_rule(
        {rule, event_.start.local, start_counts, all_day, from_, to, last_start(rule, event_.start, clock_), limit},
        budget_);
  }

  // What the first `each` starts of every rule say, up to where the first of them ends.
  platform::Result<std::vector<RuleStart>> starts_of(std::size_t each) {
    std::vector<LocalTime> locals = extra_starts();
    for (const RecurrenceRule& rule : event_.rules) {
      const auto more = expand(rule, wanted_.unmatched == UnmatchedStart::IsFirst, to_, each);
      if (!more) return tl::unexpected(more.error());
      locals.insert(locals.end(), more->begin(), more->end());
      if (more->size() == each) complete_until_ = std::min(complete_until_, more->back());
    }
    std::erase_if(locals, [this](LocalTime local) { return local > complete_until_; });
    std::sort(locals.begin(), locals.end());
    locals.erase(std::unique(locals.begin(), locals.end()), locals.end());
    if (const auto left = take_away(locals); !left) return tl::unexpected(left.error());
    return on_clock(locals);
  }

  std::vector<LocalTime> extra_starts() const {
    std::vector<LocalTime> locals;
    for (const ExtraDate& extra : event_.extra_dates) {
      const LocalTime local = clock_.to_local(excluded_.instant_of(extra.start));
      if ((!wanted_.from || local >= from_) && local <= to_) locals.push_back(local);
    }
    return locals;
  }

  platform::Status take_away(std::vector<LocalTime>& locals) {
    for (const RecurrenceRule& rule : event_.excluded_rules) {
      if (locals.empty()) break;
      const auto gone = expand(rule, false, locals.back(), std::nullopt);
      if (!gone) return tl::unexpected(gone.error());
      std::erase_if(locals, [&](LocalTime local) { return std::binary_search(gone->begin(), gone->end(), local); });
    }
    std::erase_if(locals, [this](LocalTime local) { return excluded_.holds(local, clock_.to_instant(local)); });
    return {};
  }

  std::vector<RuleStart> on_clock(const std::vector<LocalTime>& locals) const {
    std::vector<RuleStart> starts;
    for (const LocalTime local : locals) {
      const Instant at = clock_.to_instant(local);
      const bool inside = (!wanted_.from || at >= *wanted_.from) && (!wanted_.to || at < *wanted_.to);
      // A DST gap moves a start onto the one an hour later.
      if (inside && (starts.empty() || starts.back().at != at)) starts.push_back({local, at});
    }
    return starts;
  }

  const Event& event_;
  const ZoneClock& clock_;
  const StartsWanted& wanted_;
  NamedOccurrences excluded_;
  LocalTime from_, to_;
  LocalTime complete_until_{kEndOfTime};
  WorkBudget budget_{kMaxStepsPerEvent};
};

}  // namespace

platform::Result<std::vector<RuleStart>> first_starts(const Feed& feed, const Zone& zone, const StartsWanted& wanted) {
  if (feed.events.empty()) return fail(ErrorKind::Invalid, "there is no start");
  const Event& event = feed.events.front();
  if (event.rules.empty() && event.extra_dates.empty()) return fail(ErrorKind::Invalid, "there is no rule");
  FeedZones zones(feed, zone, Instant{kEndOfTime.time_since_epoch()});
  StartSearch search(event, zones, wanted);
  if (!zones.problems().empty()) return fail(ErrorKind::Invalid, "unknown time zone " + event.start.tzid);
  return search.run();
}

}  // namespace tandem::calendar
