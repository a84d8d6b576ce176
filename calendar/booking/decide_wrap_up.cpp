// Commands about how a session was. That somebody has answered is a fact for everybody; what they said is the server's.
#include <algorithm>

#include "calendar/booking/judges.h"
#include "calendar/programme/presence.h"

namespace tandem::calendar::rules {
namespace {

struct WrapUp {
  const Session* session;
  const Pair* pair;
  PairRole role;
};

// The session that `person` may wrap up at `at`, or why not. Once it has begun, until late check-ins end too.
Refusal open_wrap_up(const Case& c, const Booking& booking, const PersonId& person, Instant at, WrapUp& found) {
  found.session = booking.session ? find(c.world, *booking.session) : nullptr;
  found.pair = pair_of(c.world, booking);
  const auto role = found.pair == nullptr ? std::nullopt : role_of(*found.pair, person);
  if (!role) return RefusalReason::NotYours;
  found.role = *role;
  if (const Refusal no = clock_right(c, at)) return no;
  const bool somebody_came = present_count(*found.session) > 0;
  const bool held = booking.state != BookingState::Cancelled && somebody_came && at >= booking.planned.start;
  if (!held) return RefusalReason::SessionNotHeld;
  if (c.now > booking.planned.end + c.policy().late_check_in) return RefusalReason::WrapUpTooLate;
  return std::nullopt;
}

bool has_rated(const WrapUp& wrap_up) {
  return wrap_up.role == PairRole::Mentor ? wrap_up.session->mentor_rated : wrap_up.session->mentee_rated;
}

// Each topic once, at least one.
bool each_once(const std::vector<TickedTopic>& topics) {
  if (topics.empty() || topics.size() > kMaxTickedTopics) return false;
  for (auto one = topics.begin(); one != topics.end(); ++one) {
    if (std::any_of(topics.begin(), one, [&](const TickedTopic& other) { return other.topic == one->topic; })) {
      return false;
    }
  }
  return true;
}

}  // namespace

Decision judge(const Case& c, const RateSession& command) {
  const bool in_range = command.rating >= kLowestRating && command.rating <= kHighestRating;
  if (!well_formed(command.booking) || !in_range) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  WrapUp wrap_up{};
  if (const Refusal no = open_wrap_up(c, *booking, command.person, command.at, wrap_up)) return refused(*no);
  if (has_rated(wrap_up)) return accepted({});
  return accepted({SessionRated{booking->id, command.person, command.at}});
}

Decision judge(const Case& c, const TickTopics& command) {
  if (!well_formed(command.booking) || !each_once(command.topics)) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  WrapUp wrap_up{};
  if (const Refusal no = open_wrap_up(c, *booking, command.person, command.at, wrap_up)) return refused(*no);
  const auto is_theirs = [&](const TickedTopic& one) {
    return std::ranges::find(wrap_up.pair->topics, one.topic) != wrap_up.pair->topics.end();
  };
  if (!std::ranges::all_of(command.topics, is_theirs)) return refused(RefusalReason::TopicUnknown);
  if (wrap_up.session->topics_ticked) return accepted({});
  return accepted({TopicsTicked{booking->id, command.at}});
}

}  // namespace tandem::calendar::rules
