#include "kiosk/core/notices.h"

#include <algorithm>

#include "kiosk/core/alternatives.h"

namespace tandem::kiosk {
namespace {

using sync::CommandOutcome;
using sync::CommandProgress;

Notice* find_notice(AppState& state, std::uint64_t ticket) {
  const auto found = std::ranges::find(state.notices, ticket, &Notice::ticket);
  return found != state.notices.end() ? &*found : nullptr;
}

Notice* find_notice(AppState& state, const CommandOutcome& outcome) {
  if (outcome.ticket != 0) return find_notice(state, outcome.ticket);
  const auto found = std::ranges::find(state.notices, std::optional{outcome.command.id}, &Notice::from_before);
  return found != state.notices.end() ? &*found : nullptr;
}

void keep(AppState& state, Notice notice) {
  state.notices.push_back(std::move(notice));
  if (state.notices.size() > kMaxNotices) state.notices.erase(state.notices.begin());
}

// At a door nobody in particular asked, so what is said goes away by itself.
void hide_after(const AppState& state, Notice& notice, std::chrono::seconds shown) {
  notice.hide_at = state.steady + shown;
}

void refuse(const AppState& state, Notice& notice, calendar::RefusalReason reason) {
  notice.progress = NoticeProgress::Refused;
  notice.reason = reason;
  // What this kiosk may not ask for, it may not ask for elsewhere either.
  const bool may_ask = reason != calendar::RefusalReason::NotAllowed;
  notice.alternatives = may_ask ? alternatives_to(state, notice.command) : std::vector<Choice>{};
  notice.hide_at.reset();
  if (!notice.person) return hide_after(state, notice, kRefusalShown);
  const bool there = state.identified && state.identified->person == *notice.person;
  if (!there) notice.announced_until = state.steady + kRefusalAnnounced;
}

// What a series became, told instance by instance.
void count_series(const AppState& state, Notice& notice, const CommandOutcome& outcome) {
  notice.missed = calendar::missed_of(outcome.verdict);
  const auto series = calendar::booking_id_of(outcome.command.id);
  notice.made = bookings_of_series(*state.snapshot->world, series).size();
}

bool is_series(const calendar::Command& command) {
  return std::holds_alternative<calendar::BookSeries>(command) || std::holds_alternative<calendar::PlanSeries>(command);
}

void confirm(const AppState& state, Notice& notice) {
  notice.progress = NoticeProgress::Confirmed;
  // A report has to be read.
  notice.hide_at.reset();
  if (notice.missed.empty()) hide_after(state, notice, kNoticeShown);
}

void follow(const AppState& state, Notice& notice, const CommandOutcome& outcome) {
  const bool settled = notice.progress == NoticeProgress::Confirmed || notice.progress == NoticeProgress::Refused;
  if (settled) return;
  const bool sure = outcome.progress == CommandProgress::Pending && outcome.is_final;
  if (!sure && outcome.progress == CommandProgress::Pending && notice.progress == NoticeProgress::Saving) {
    notice.progress = NoticeProgress::Awaiting;
    if (!notice.person) hide_after(state, notice, kNoticeShown);
  }
  if (is_series(notice.command)) count_series(state, notice, outcome);
  if (sure || outcome.progress == CommandProgress::Accepted) confirm(state, notice);
  if (outcome.progress == CommandProgress::Refused) {
    const auto* refused = std::get_if<calendar::Refused>(&outcome.verdict);
    refuse(state, notice, refused != nullptr ? refused->reason : calendar::RefusalReason::Malformed);
  }
}

// Nobody stands at the door any more who asked before the restart: only persons can be told.
void remember(AppState& state, const CommandOutcome& outcome) {
  Notice notice{.ticket = state.next_ticket++, .command = outcome.command.command};
  notice.from_before = outcome.command.id;
  notice.person = asked_by(outcome.command.command);
  if (notice.person) keep(state, std::move(notice));
}

bool was_lost(const sync::Snapshot& before, const CommandOutcome& now) {
  if (now.progress != CommandProgress::Refused) return false;
  const auto same = std::ranges::find_if(before.outcomes, [&now](const CommandOutcome& then) {
    return then.command.id == now.command.id && then.ticket == now.ticket;
  });
  return same != before.outcomes.end() && same->progress == CommandProgress::Accepted;
}

void tell_lost(AppState& state, const CommandOutcome& outcome) {
  Notice* notice = find_notice(state, outcome);
  if (notice == nullptr) {
    Notice again{.ticket = outcome.ticket != 0 ? outcome.ticket : state.next_ticket++,
                 .command = outcome.command.command};
    if (outcome.ticket == 0) again.from_before = outcome.command.id;
    again.person = asked_by(outcome.command.command);
    keep(state, std::move(again));
    notice = &state.notices.back();
  }
  const auto* refused = std::get_if<calendar::Refused>(&outcome.verdict);
  refuse(state, *notice, refused != nullptr ? refused->reason : calendar::RefusalReason::Malformed);
}

struct Cancelling {
  calendar::BookingId booking;
  std::optional<calendar::PersonId> by;
};

// The second half of every move whose first half is confirmed now.
std::vector<Cancelling> moves_to_end(AppState& state) {
  std::vector<Cancelling> moves;
  for (Notice& notice : state.notices) {
    if (notice.progress != NoticeProgress::Confirmed || !notice.instead_of) continue;
    moves.push_back({*notice.instead_of, notice.person});
    notice.instead_of.reset();
  }
  return moves;
}

Notice& ask(Turn& turn, calendar::Command command, std::optional<calendar::PersonId> person) {
  AppState& state = turn.state;
  Notice notice{.ticket = state.next_ticket++, .command = command};
  notice.person = std::move(person);
  turn.ask(SubmitCommand{notice.ticket, std::move(command)});
  keep(state, std::move(notice));
  return state.notices.back();
}

std::optional<calendar::PersonId> who(const AppState& state) {
  return state.identified ? std::optional{state.identified->person} : std::nullopt;
}

bool is_shown(const AppState& state, const Notice& notice) {
  if (notice.hide_at && *notice.hide_at <= state.steady) return false;
  if (!notice.person) return true;
  return state.identified && state.identified->person == *notice.person;
}

bool is_past(const AppState& state, const Notice& notice) {
  const auto when = time_of(*state.snapshot->world, notice.command);
  const bool report = notice.progress == NoticeProgress::Confirmed && !notice.hide_at;
  return (notice.progress == NoticeProgress::Refused || report) && when && when->end <= state.now;
}

bool was_shown(const AppState& state, const Notice& notice) {
  const bool settled = notice.progress == NoticeProgress::Confirmed || notice.progress == NoticeProgress::Refused;
  return settled && notice.hide_at && *notice.hide_at <= state.steady;
}

}  // namespace

void submit(Turn& turn, calendar::Command command) { ask(turn, std::move(command), who(turn.state)); }

void submit_in_place_of(Turn& turn, calendar::Command command, const calendar::BookingId& old) {
  ask(turn, std::move(command), who(turn.state)).instead_of = old;
}

void follow_outcomes(Turn& turn, const sync::Snapshot* before) {
  AppState& state = turn.state;
  for (const CommandOutcome& outcome : state.snapshot->outcomes) {
    if (before != nullptr && was_lost(*before, outcome)) {
      tell_lost(state, outcome);
      continue;
    }
    Notice* notice = find_notice(state, outcome);
    if (notice != nullptr) follow(state, *notice, outcome);
  }
  for (Cancelling& move : moves_to_end(state))
    ask(turn, calendar::CancelBooking{move.booking, move.by}, move.by).ends_move = true;
}

void remember_outcomes(Turn& turn) {
  AppState& state = turn.state;
  for (const CommandOutcome& outcome : state.snapshot->outcomes) {
    const auto when = time_of(*state.snapshot->world, outcome.command.command);
    const bool to_come = when && when->end > state.now;
    const bool told_already = outcome.progress == CommandProgress::Accepted || outcome.is_final;
    if (outcome.ticket == 0 && to_come && !told_already) remember(state, outcome);
  }
  follow_outcomes(turn, nullptr);
}

void drop_old_notices(Turn& turn) {
  std::erase_if(turn.state.notices, [&state = turn.state](const Notice& notice) {
    return was_shown(state, notice) || is_past(state, notice);
  });
}

void dismiss(Turn& turn, std::uint64_t ticket) {
  Notice* notice = find_notice(turn.state, ticket);
  if (notice == nullptr) return;
  // A passer-by took the announcement away; the refusal still waits for its person.
  const bool for_somebody_else =
      notice->person && (!turn.state.identified || turn.state.identified->person != *notice->person);
  if (for_somebody_else)
    notice->announced_until.reset();
  else if (notice->progress == NoticeProgress::Saving || notice->progress == NoticeProgress::Awaiting)
    notice->hide_at = turn.state.steady;  // still followed: a refusal comes back
  else
    std::erase_if(turn.state.notices, [ticket](const Notice& old) { return old.ticket == ticket; });
}

void book_alternative(Turn& turn, const AlternativeTapped& tap) {
  const Notice* notice = find_notice(turn.state, tap.ticket);
  if (notice == nullptr || tap.index >= notice->alternatives.size()) return;
  calendar::Command command = in_place_of(turn.world(), notice->command, notice->alternatives[tap.index]);
  const auto old = notice->instead_of;
  dismiss(turn, tap.ticket);
  ask(turn, std::move(command), who(turn.state)).instead_of = old;
}

const Notice* announced_notice(const AppState& state) {
  if (state.identified || !is_home(state)) return nullptr;
  const auto newest = std::find_if(state.notices.rbegin(), state.notices.rend(), [&state](const Notice& notice) {
    return notice.announced_until && *notice.announced_until > state.steady;
  });
  return newest != state.notices.rend() ? &*newest : nullptr;
}

const Notice* visible_notice(const AppState& state) {
  const auto newest = std::find_if(state.notices.rbegin(), state.notices.rend(),
                                   [&state](const Notice& notice) { return is_shown(state, notice); });
  return newest != state.notices.rend() ? &*newest : nullptr;
}

}  // namespace tandem::kiosk
