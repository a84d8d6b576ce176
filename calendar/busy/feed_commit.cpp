#include "calendar/busy/feed_commit.h"

#include <algorithm>
#include <set>

#include "platform/base/check.h"

namespace tandem::calendar {
namespace {

using platform::Result;
using platform::Status;

// So many times are added to the coverage in one pass.
constexpr std::size_t kPassTimes = 65'536;

class Commit {
 public:
  Commit(StoredFeedState& stored, FeedScan& scan, const FeedScope& scope, FeedEnd end)
      : stored_(stored), scan_(scan), scope_(scope), end_(std::move(end)) {}

  Status run() {
    if (auto done = prepare_frame(); !done) return done;
    changed_series_ = changed_series();
    // Zones that nobody knows are reported as long as an event names them, so then all are asked again.
    const bool anew = zones_changed_ || 2 * changed_series_.size() > scan_.seen.size() ||
                      (!changed_series_.empty() && !stored_.expansion.expander->zone_problems().empty());
    if (auto done = anew ? expand_all() : expand_changed(); !done) return done;
    take_effect(anew);
    return {};
  }

 private:
  [[nodiscard]] bool parts_changed() const {
    const bool lines_count = !stored_.frame.problems.empty();
    return !std::equal(scan_.parts.begin(), scan_.parts.end(), stored_.frame.parts.begin(), stored_.frame.parts.end(),
                       [lines_count](const StoredPart& a, const StoredPart& b) {
                         return a.fingerprint == b.fingerprint && (!lines_count || a.line == b.line);
                       });
  }

  // Everything but the events as one feed.
  Feed whole_frame() const {
    Feed whole;
    whole.default_tzid = end_.default_tzid;
    for (const StoredPart& part : scan_.parts) {
      whole.zones.insert(whole.zones.end(), part.read->zones.begin(), part.read->zones.end());
      whole.busy.insert(whole.busy.end(), part.read->busy.begin(), part.read->busy.end());
      for (const WorkingHours& hours : part.read->working_hours) {
        whole.working_hours.push_back(hours);
        whole.working_hours.back().line = part.line;
      }
    }
    return whole;
  }

  Status prepare_frame() {
    const bool scope_changed = !stored_.read || stored_.scope != scope_;
    const bool tzid_changed = stored_.frame.default_tzid != end_.default_tzid;
    frame_changed_ = scope_changed || tzid_changed || parts_changed();
    if (!frame_changed_) return {};
    Feed whole = whole_frame();
    zones_changed_ = scope_changed || tzid_changed || whole.zones != stored_.expansion.zones->zones;
    const auto expansion = expand(whole, scope_.window, scope_.zone);
    if (!expansion) return tl::unexpected(expansion.error());
    frame_busy_ = merge(whole, *expansion, scope_.window);
    frame_problems_ = expansion->problems;
    if (!zones_changed_) return {};
    auto zones = std::make_unique<Feed>();
    zones->default_tzid = end_.default_tzid;
    zones->zones = std::move(whole.zones);
    zones_ = std::move(zones);
    return {};
  }

  [[nodiscard]] MemberEvent seen_at(std::uint32_t place) const {
    const SeenEvent& seen = scan_.seen[place];
    return {seen.is_fresh() ? &scan_.fresh[seen.place()] : &stored_.events[seen.place()], seen.stamp};
  }
  [[nodiscard]] MemberEvent stored_at(std::uint32_t place) const {
    return {&stored_.events[place], stored_.events[place].stamp};
  }

  // Sorted, once each.
  [[nodiscard]] std::vector<std::uint64_t> changed_series() const {
    std::vector<std::uint64_t> changed;
    for (std::size_t place = 0; place < stored_.events.size(); ++place) {
      if (!scan_.kept[place] && stored_.events[place].packed) changed.push_back(stored_.events[place].series);
    }
    for (const StoredEvent& event : scan_.fresh) {
      if (event.packed) changed.push_back(event.series);
    }
    if (scan_.reordered) add_reordered(changed);
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    return changed;
  }

  // Which version of an event is the newest hangs on SEQUENCE, DTSTAMP and the order of the feed, and on nothing else:
  // a series whose events stand in the same order by these, with the same ones level, is what it was.
  struct Rank {
    std::uint64_t series;
    std::int32_t sequence;
    Instant stamp;
    std::uint32_t order;
    std::uint32_t place;
    auto operator<=>(const Rank&) const = default;
    [[nodiscard]] bool level_with(const Rank& other) const {
      return series == other.series && sequence == other.sequence && stamp == other.stamp;
    }
  };
  void add_reordered(std::vector<std::uint64_t>& changed) const {
    std::vector<Rank> before;
    std::vector<Rank> now;
    for (std::uint32_t order = 0; order < scan_.seen.size(); ++order) {
      const SeenEvent& seen = scan_.seen[order];
      if (seen.is_fresh()) continue;
      const StoredEvent& event = stored_.events[seen.place()];
      if (event.shares_series == 0 || !event.packed) continue;
      before.push_back({event.series, event.sequence, event.stamp, seen.place(), seen.place()});
      now.push_back({event.series, event.sequence, seen.stamp, order, seen.place()});
    }
    std::sort(before.begin(), before.end());
    std::sort(now.begin(), now.end());
    for (std::size_t i = 0; i < now.size(); ++i) {
      const bool same_place = before[i].place == now[i].place;
      const bool as_level = i == 0 || before[i].level_with(before[i - 1]) == now[i].level_with(now[i - 1]);
      if (!same_place || !as_level) changed.push_back(now[i].series);
    }
  }

  // The events of the changed series, or of all.
  template <class At>
  [[nodiscard]] std::vector<Member> members(std::size_t count, At at, bool all) const {
    std::vector<Member> list;
    for (std::uint32_t place = 0; place < count; ++place) {
      const StoredEvent& event = *at(place).event;
      if (!event.packed) continue;
      if (all || std::binary_search(changed_series_.begin(), changed_series_.end(), event.series)) {
        list.push_back({event.series, place});
      }
    }
    std::sort(list.begin(), list.end());
    return list;
  }
  [[nodiscard]] std::vector<Member> seen_members(bool all) const {
    return members(
        scan_.seen.size(), [this](std::uint32_t place) { return seen_at(place); }, all);
  }

  Status expand_all() {
    if (!zones_) zones_ = std::make_unique<Feed>(*stored_.expansion.zones);
    next_.zones = std::move(zones_);
    next_.expander = std::make_unique<FeedExpander>(*next_.zones, scope_.window, scope_.zone);
    next_.coverage = Coverage(scope_.window);
    expanded_ = seen_members(true);
    std::vector<Interval> times;
    const auto take = [&](const std::vector<Interval>& busy) {
      times.insert(times.end(), busy.begin(), busy.end());
      if (times.size() < kPassTimes) return;
      next_.coverage.add(times);
      times.clear();
    };
    const auto totals = expand_members(
        expanded_, {[this](std::uint32_t place) { return seen_at(place); }, *next_.expander, take, &problems_});
    if (!totals) return tl::unexpected(totals.error());
    next_.coverage.add(times);
    next_.totals = *totals;
    return {};
  }

  Status expand_changed() {
    if (changed_series_.empty()) return {};
    expanded_ = seen_members(false);
    gone_ = members(
        stored_.events.size(), [this](std::uint32_t place) { return stored_at(place); }, false);
    std::vector<Interval> removed;
    std::vector<Interval> added;
    const auto into = [](std::vector<Interval>& list) {
      return [&list](const std::vector<Interval>& busy) { list.insert(list.end(), busy.begin(), busy.end()); };
    };
    FeedExpander& expander = *stored_.expansion.expander;
    const auto less = expand_members(
        gone_, {[this](std::uint32_t place) { return stored_at(place); }, expander, into(removed), nullptr});
    if (!less) return tl::unexpected(less.error());
    const auto more = expand_members(
        expanded_, {[this](std::uint32_t place) { return seen_at(place); }, expander, into(added), &problems_});
    if (!more) return tl::unexpected(more.error());
    ExpansionTotals& totals = stored_.expansion.totals;
    const ExpansionTotals sum{totals.steps - less->steps + more->steps,
                              totals.occurrences - less->occurrences + more->occurrences};
    if (auto within = check_totals(sum); !within) return within;
    TANDEM_CHECK(stored_.expansion.coverage.remove(removed));
    stored_.expansion.coverage.add(added);
    totals = sum;
    return {};
  }

  // From here on nothing fails.
  void take_effect(bool anew) {
    drop_expansion_problems(anew);
    move_events();
    mark_shared();
    keep_problems(scan_.problems, false);
    keep_problems(problems_, true);
    forget_problems_of_gone();
    if (anew) {
      // The old expander looks at the old zones.
      stored_.expansion.expander.reset();
      stored_.expansion = std::move(next_);
    }
    stored_.frame.parts = std::move(scan_.parts);
    stored_.frame.default_tzid = std::move(end_.default_tzid);
    if (frame_changed_) {
      stored_.frame.busy = std::move(frame_busy_);
      stored_.frame.problems = std::move(frame_problems_);
    }
    if (anew || frame_changed_ || !changed_series_.empty()) {
      stored_.known.busy = stored_.expansion.coverage.busy().united(stored_.frame.busy);
    }
    stored_.read = true;
    stored_.whole = end_.closed;
    stored_.scope = scope_;
    stored_.work = scan_.work;
    stored_.work.expanded = expanded_.size();
    stored_.known.events = static_cast<std::size_t>(
        std::count_if(stored_.events.begin(), stored_.events.end(), [](const auto& event) { return !!event.packed; }));
    list_problems();
  }

  void drop_expansion_problems(bool anew) {
    if (anew) std::erase_if(stored_.problems, [](const auto& kept) { return kept.second.of_expansion; });
    for (const Member& member : gone_) {
      const StoredEvent& event = stored_.events[member.place];
      if (event.has_problem == 0) continue;
      const auto [first, last] = stored_.problems.equal_range(event.fingerprint.low);
      for (auto kept = first; kept != last;) {
        kept = kept->second.of_expansion ? stored_.problems.erase(kept) : std::next(kept);
      }
    }
  }

  void move_events() {
    for (const auto& [place, mark] : scan_.raw) stored_.events[place].raw = mark;
    std::vector<StoredEvent> events;
    events.reserve(scan_.seen.size());
    for (const SeenEvent& seen : scan_.seen) {
      StoredEvent& event = seen.is_fresh() ? scan_.fresh[seen.place()] : stored_.events[seen.place()];
      event.line = seen.line & 0x3FFFFFFFU;
      event.stamp = seen.stamp;
      events.push_back(std::move(event));
    }
    stored_.events = std::move(events);
  }

  void mark_shared() {
    for (std::size_t i = 0; i < expanded_.size(); ++i) {
      const bool with_last = i > 0 && expanded_[i - 1].series == expanded_[i].series;
      const bool with_next = i + 1 < expanded_.size() && expanded_[i + 1].series == expanded_[i].series;
      stored_.events[expanded_[i].place].shares_series = with_last || with_next ? 1 : 0;
    }
  }

  void keep_problems(const std::vector<PlacedProblem>& problems, bool of_expansion) {
    for (const auto& [place, problem] : problems) {
      if (stored_.problems.size() >= kMaxStoredProblems) return;
      StoredEvent& event = stored_.events[place];
      const auto [first, last] = stored_.problems.equal_range(event.fingerprint.low);
      const bool known = std::any_of(first, last, [&p = problem](const auto& kept) {
        return kept.second.problem.uid == p.uid && kept.second.problem.reason == p.reason;
      });
      if (!known) stored_.problems.emplace(event.fingerprint.low, StoredProblem{of_expansion, problem});
      event.has_problem = 1;
    }
  }

  void forget_problems_of_gone() {
    if (stored_.problems.empty()) return;
    std::set<std::uint64_t> there;
    for (const StoredEvent& event : stored_.events) {
      if (event.has_problem != 0) there.insert(event.fingerprint.low);
    }
    std::erase_if(stored_.problems, [&there](const auto& kept) { return !there.contains(kept.first); });
  }

  // By line; those about no line come last.
  void list_problems() {
    std::vector<FeedProblem> list;
    const auto add = [&list](FeedProblem problem, std::size_t line) {
      problem.line = line;
      list.push_back(std::move(problem));
    };
    for (const StoredPart& part : stored_.frame.parts) {
      for (const FeedProblem& problem : part.read->problems) add(problem, part.line);
    }
    for (const StoredEvent& event : stored_.events) {
      if (event.has_problem == 0) continue;
      const auto [first, last] = stored_.problems.equal_range(event.fingerprint.low);
      for (auto kept = first; kept != last; ++kept) add(kept->second.problem, event.line);
    }
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    if (!end_.closed) list.push_back({{}, "the feed is cut off: it has no END:VCALENDAR", 0});
    add_once(stored_.frame.problems, list);
    add_once(stored_.expansion.expander->zone_problems(), list);
    if (list.size() > kMaxFeedProblems) list.resize(kMaxFeedProblems);
    stored_.known.problems = std::move(list);
  }

  static void add_once(const std::vector<FeedProblem>& problems, std::vector<FeedProblem>& list) {
    for (const FeedProblem& problem : problems) {
      if (std::find(list.begin(), list.end(), problem) == list.end()) list.push_back(problem);
    }
  }

  StoredFeedState& stored_;
  FeedScan& scan_;
  const FeedScope& scope_;
  FeedEnd end_;
  bool frame_changed_{false};
  bool zones_changed_{false};
  BusySet frame_busy_;
  std::vector<FeedProblem> frame_problems_;
  std::unique_ptr<Feed> zones_;
  std::vector<std::uint64_t> changed_series_;
  std::vector<Member> expanded_;  // of the reading
  std::vector<Member> gone_;      // of what is stored, their earlier versions
  StoredExpansion next_;
  std::vector<PlacedProblem> problems_;
};

}  // namespace

platform::Status commit(StoredFeedState& stored, FeedScan& scan, const FeedScope& scope, FeedEnd end) {
  return Commit(stored, scan, scope, std::move(end)).run();
}

}  // namespace tandem::calendar
