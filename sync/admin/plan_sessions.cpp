#include "sync/admin/plan_sessions.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tandem::sync {
namespace {

using namespace calendar;

// How far planning without a date looks for an open day.
constexpr int kDaysLookedAhead = 31;
// Sessions of one day start this far apart when the day is long enough.
constexpr std::chrono::minutes kSpread{30};

// What a pair's sessions say about its next one.
struct History {
  bool session_to_come{false};
  int held{0};
  std::optional<LocalDate> last_held;
};

bool took_place(const Session& session) { return session.mentor_arrived || session.mentee_arrived; }

std::map<PairId, History> histories(const World& world, Instant now) {
  std::map<PairId, History> all;
  const Zone zone = site_zone(world);
  for (const auto& [id, past] : world.pair_pasts) {
    History& history = all[id];
    history.held = past.held;
    if (past.last_held) history.last_held = zone.date_of(*past.last_held);
  }
  for (const auto& [id, session] : world.sessions) {
    const Booking* booking = find(world, session.booking);
    if (booking == nullptr) continue;
    History& history = all[session.pair];
    if (is_open(*booking) && booking->planned.end > now) history.session_to_come = true;
    if (!took_place(session)) continue;
    ++history.held;
    history.last_held = std::max(history.last_held, std::optional(zone.date_of(booking->planned.start)));
  }
  return all;
}

std::optional<Interval> window_of(const World& world, LocalDate date, Instant now) {
  const Zone zone = site_zone(world);
  const Interval day = zone.day(date);
  const Interval left{std::max(day.start, now), day.end};
  if (left.empty()) return std::nullopt;
  const std::vector<Interval> open = world.site.opening_hours.open_within(left, zone);
  const auto long_enough = [&](const Interval& span) { return span.length() >= world.site.policy.session_length; };
  if (std::none_of(open.begin(), open.end(), long_enough)) return std::nullopt;
  return Interval{open.front().start, open.back().end};
}

}  // namespace

std::vector<DuePair> due_pairs(const World& world, LocalDate date, Instant now) {
  std::vector<DuePair> due;
  std::map<PairId, History> all = histories(world, now);
  for (const auto& [id, pair] : world.pairs) {
    const History& history = all[id];
    if (!pair.active || history.session_to_come || history.held >= pair.planned_sessions) continue;
    const LocalDate since = history.last_held ? *history.last_held + pair.cadence - kCadenceSlack : pair.started_on;
    if (since <= date) due.push_back({id, since});
  }
  std::sort(due.begin(), due.end(),
            [](const DuePair& a, const DuePair& b) { return std::tie(a.since, a.pair) < std::tie(b.since, b.pair); });
  return due;
}

std::optional<Interval> planning_window(const World& world, std::optional<LocalDate> date, Instant now) {
  if (date) return window_of(world, *date, now);
  const LocalDate today = site_zone(world).date_of(now);
  for (int ahead = 0; ahead < kDaysLookedAhead; ++ahead) {
    if (auto window = window_of(world, today + std::chrono::days(ahead), now)) return window;
  }
  return std::nullopt;
}

std::size_t sessions_on(const World& world, LocalDate date) {
  const std::vector<const Session*> sessions = sessions_in(world, site_zone(world).day(date));
  return static_cast<std::size_t>(std::count_if(sessions.begin(), sessions.end(), [&](const Session* session) {
    const Booking* booking = find(world, session->booking);
    return booking != nullptr && booking->state != BookingState::Cancelled;
  }));
}

std::optional<Suggestion> spread_slot(const World& world, const PairId& pair, const Interval& window, std::size_t index,
                                      std::size_t count) {
  const std::chrono::minutes length = world.site.policy.session_length;
  const auto room = std::chrono::floor<std::chrono::minutes>(window.length()) - length;
  const auto step = std::min(kSpread, room / static_cast<int>(std::max<std::size_t>(count, 1)));
  SuggestRequest request;
  request.pair = pair;
  request.window = window;
  request.length = length;
  request.near_time = window.start + step * static_cast<int>(index);
  request.count = 1;
  const std::vector<Suggestion> found = suggest(world, request);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace tandem::sync
