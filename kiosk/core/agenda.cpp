#include "kiosk/core/agenda.h"

#include <array>
#include <span>

#include "calendar/programme/presence.h"

namespace tandem::kiosk {
namespace {

using std::chrono::minutes;

// Of an hour.
struct Share {
  AgendaPart part;
  minutes length;
};
constexpr std::array kFirst = {Share{AgendaPart::GettingToKnow, minutes{15}}, Share{AgendaPart::Topic, minutes{25}},
                               Share{AgendaPart::Practice, minutes{10}}, Share{AgendaPart::WrapUp, minutes{10}}};
constexpr std::array kLater = {Share{AgendaPart::Topic, minutes{30}}, Share{AgendaPart::Practice, minutes{20}},
                               Share{AgendaPart::WrapUp, minutes{10}}};

constexpr minutes kRoundedFrom{30};

minutes rounded(std::chrono::seconds exact, minutes step) {
  return (exact + std::chrono::seconds{step} / 2) / step * step;
}

}  // namespace

SessionKind kind_of(const calendar::World& world, const calendar::Session& session) {
  const calendar::PairPast* past = find_past(world, session.pair);
  if (past != nullptr && past->held > 0) return SessionKind::Later;
  const calendar::Booking* booking = find(world, session.booking);
  if (booking == nullptr) return SessionKind::Later;
  for (auto at = world.by_pair.lower_bound({session.pair, {}, {}}); at != world.by_pair.end(); ++at) {
    const auto& [pair, start, id] = at->first;
    if (pair != session.pair || start >= booking->planned.start) break;
    const calendar::Session* before = find(world, id);
    if (before != nullptr && present_count(*before) > 0) return SessionKind::Later;
  }
  return SessionKind::First;
}

std::vector<AgendaItem> agenda_of(SessionKind kind, const calendar::Interval& session) {
  const std::span<const Share> shares =
      kind == SessionKind::First ? std::span<const Share>{kFirst} : std::span<const Share>{kLater};
  const minutes step = session.length() >= kRoundedFrom ? minutes{5} : minutes{1};
  std::vector<AgendaItem> items;
  minutes passed{0};
  calendar::Instant start = session.start;
  for (const Share& share : shares) {
    passed += share.length;
    const bool last = passed == minutes{60};
    const auto end = last ? session.end : session.start + rounded(session.length() * passed.count() / 60, step);
    items.push_back({share.part, {start, end}});
    start = end;
  }
  return items;
}

}  // namespace tandem::kiosk
