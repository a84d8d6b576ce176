#include "sync/admin/plan_requests.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <utility>

#include "calendar/booking/decide.h"
#include "calendar/booking/verdict.h"
#include "sync/admin/plan_sessions.h"
#include "sync/admin/request_json.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using namespace calendar;
using platform::ErrorKind;
using platform::Result;

Result<std::optional<LocalDate>> date_field(const json::object& request) {
  const Result<std::optional<std::string>> text = optional_text(request, "date");
  if (!text) return tl::unexpected(text.error());
  if (!*text) return std::optional<LocalDate>();
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char rest = 0;
  const bool read = std::sscanf((*text)->c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!read || !date.ok()) return platform::fail(ErrorKind::Invalid, "\"date\" must be like 2026-11-23");
  return std::optional(LocalDate(date));
}

Result<std::size_t> at_most_field(const json::object& request) {
  const json::value* value = request.if_contains("at_most");
  if (value == nullptr) return kMostPlanned;
  const bool good =
      value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= static_cast<std::int64_t>(kMostPlanned);
  if (good) return static_cast<std::size_t>(value->get_int64());
  return platform::fail(ErrorKind::Invalid,
                        "\"at_most\" must be a whole number from 0 to " + std::to_string(kMostPlanned));
}

// Whether one of the two works at the site: others are only shown there because they met there once.
bool is_home(const World& world, const SiteId& site, const PairId& id) {
  const Pair* pair = find(world, id);
  const auto works_there = [&](const PersonId& person) {
    const Person* known = find(world, person);
    return known != nullptr && known->site == site;
  };
  return world.sites.empty() || (pair != nullptr && (works_there(pair->mentor) || works_there(pair->mentee)));
}

// One request's planning, pair by pair.
class DayPlanner {
 public:
  DayPlanner(ServerCore& core, SiteId site, Interval window, std::size_t wanted, bool dry_run)
      : core_(core),
        site_(std::move(site)),
        trial_(core.world_of(site_)),
        window_(window),
        wanted_(wanted),
        dry_run_(dry_run) {}

  Result<json::object> plan(const std::vector<DuePair>& due) {
    const std::size_t count = std::min(wanted_, due.size());
    for (const DuePair& pair : due) {
      if (planned_.size() >= wanted_) break;
      if (const platform::Status status = plan_pair(pair.pair, planned_.size(), count); !status) {
        return tl::unexpected(status.error());
      }
    }
    return json::object{{"ok", true},
                        {"dry_run", dry_run_},
                        {"from", utc_text(window_.start)},
                        {"to", utc_text(window_.end)},
                        {"due", due.size()},
                        {"planned", std::move(planned_)},
                        {"not_planned", std::move(not_planned_)}};
  }

 private:
  platform::Status plan_pair(const PairId& pair, std::size_t index, std::size_t count) {
    const World& world = dry_run_ ? trial_ : core_.world_of(site_);
    const std::optional<Suggestion> slot = spread_slot(world, pair, window_, index, count);
    if (!slot) {
      not_planned(pair, "no time that day when both people and a room are free");
      return {};
    }
    const PlanSession command{pair, slot->room, slot->when, std::nullopt};
    const Result<Verdict> verdict = dry_run_ ? try_out(command) : commit(command);
    if (!verdict) return tl::unexpected(verdict.error());
    if (const auto* refusal = std::get_if<Refused>(&*verdict)) {
      not_planned(pair, name_of(refusal->reason));
      return {};
    }
    planned_.push_back(json::object{{"pair", pair.text()},
                                    {"room", slot->room.text()},
                                    {"when", local_text(slot->when)},
                                    {"start", utc_text(slot->when.start)},
                                    {"end", utc_text(slot->when.end)}});
    return {};
  }
  Result<Verdict> commit(const PlanSession& command) {
    const Result<Committed> committed = core_.commit_own(command);
    if (!committed) return tl::unexpected(committed.error());
    return committed->verdict;
  }
  // In the copy, so that the pairs after it find the room and the people taken, as they will.
  Verdict try_out(const PlanSession& command) {
    const CommandId id{DeviceId{kServerDevice}, ++last_trial_};
    const Decision decision = decide(trial_, {id, core_.now(), command}, core_.now());
    for (const Change& change : decision.changes) apply(trial_, change);
    return decision.verdict;
  }
  // "2026-11-23 14:00-15:00" as the site's people read it.
  [[nodiscard]] std::string local_text(const Interval& when) const {
    const Zone zone = site_zone(trial_);
    const auto local = [&](Instant at) { return utc_text(Instant(zone.to_local(at).time_since_epoch())); };
    const std::string start = local(when.start);
    constexpr std::size_t kDate = 10;
    constexpr std::size_t kTime = 5;
    return start.substr(0, kDate) + " " + start.substr(kDate + 1, kTime) + "-" +
           local(when.end).substr(kDate + 1, kTime);
  }
  void not_planned(const PairId& pair, const char* reason) {
    not_planned_.push_back(json::object{{"pair", pair.text()}, {"reason", reason}});
  }

  ServerCore& core_;
  SiteId site_;
  World trial_;  // of a dry run
  // Above all numbers of the server's own commands, so that no booking of a dry run has the name of one there is.
  std::uint64_t last_trial_{std::uint64_t{1} << 62U};
  Interval window_;
  std::size_t wanted_;
  bool dry_run_;
  json::array planned_;
  json::array not_planned_;
};

void audit_planning(ServerCore& core, const SiteId& site, LocalDate day, const Result<json::object>& answer) {
  constexpr std::size_t kDate = 10;
  const std::string date = utc_text(Instant{day.time_since_epoch()}).substr(0, kDate);
  const auto count = [&](const char* field) { return std::to_string(answer->at(field).as_array().size()); };
  const std::string outcome =
      answer ? count("planned") + " planned, " + count("not_planned") + " not" : "failed: " + answer.error().message;
  core.audit(AuditKind::Planned, "sessions of " + date + (site.empty() ? "" : " at " + site.text()), outcome);
}

}  // namespace

Result<json::object> answer_plan(ServerCore& core, const json::object& request) {
  const Result<std::optional<LocalDate>> date = date_field(request);
  if (!date) return tl::unexpected(date.error());
  const Result<std::size_t> at_most = at_most_field(request);
  if (!at_most) return tl::unexpected(at_most.error());
  const Result<bool> dry_run = flag(request, "dry_run");
  if (!dry_run) return tl::unexpected(dry_run.error());

  const Result<std::optional<std::string>> asked = optional_text(request, "site");
  if (!asked) return tl::unexpected(asked.error());
  const SiteId site{asked->value_or("")};
  if (!site.empty() && !core.world().sites.contains(site)) {
    return platform::fail(ErrorKind::NotFound, "no site " + site.text());
  }
  const World& world = core.world_of(site);
  const std::optional<Interval> window = planning_window(world, *date, core.now());
  if (!window) {
    return platform::fail(ErrorKind::NotFound,
                          "the site is closed that day, or too little of the day is left for a session");
  }
  const LocalDate day = site_zone(world).date_of(window->start);
  const std::size_t there = sessions_on(world, day);
  const std::size_t wanted = *at_most > there ? *at_most - there : 0;
  std::vector<DuePair> due = due_pairs(world, day, core.now());
  std::erase_if(due, [&](const DuePair& pair) { return !is_home(core.world(), site, pair.pair); });
  Result<json::object> answer = DayPlanner(core, site, *window, wanted, *dry_run).plan(due);
  if (!*dry_run) audit_planning(core, site, day, answer);
  return answer;
}

}  // namespace tandem::sync
