#include "tests/kiosk/monkey/company.h"

#include <algorithm>
#include <utility>

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr milliseconds kFastestDisk{2};
constexpr milliseconds kSlowestDisk{30};
constexpr milliseconds kFastestServer{20};
constexpr milliseconds kSlowestServer{400};
// A server that says no against all rules: the kiosk has to tell that too.
constexpr std::uint64_t kOddVerdictOneIn = 40;
// Another kiosk wanted the same, and the server heard it first.
constexpr std::uint64_t kRaceOneIn = 3;

std::shared_ptr<const World> empty_world() { return std::make_shared<const World>(); }

Instant instant_of(const Moment& moment) { return std::chrono::floor<seconds>(moment.wall); }

}  // namespace

Company::Company(const sync::Snapshot& site, platform::Random& random, const Moment& now)
    : random_(random), site_(*site.world), truth_(*site.world), told_(site), now_(instant_of(now)) {
  told_.world = empty_world();
  told_.outcomes.clear();
  next_event_ = now.steady + minutes{1};
  publish();
}

std::chrono::milliseconds Company::some(milliseconds least, milliseconds most) {
  return least + milliseconds{random_.below(static_cast<std::uint64_t>((most - least).count()) + 1)};
}

void Company::submit(SubmitCommand asked, const Moment& now) {
  now_ = instant_of(now);
  const CommandId id{DeviceId{"kiosk"}, ++numbers_here_};
  const auto kept_at = now.steady + some(kFastestDisk, kSlowestDisk);
  asked_.push_back({asked.ticket, {id, now_, std::move(asked.command)}, kept_at, kept_at});
}

platform::SteadyTime Company::next() const {
  auto next = next_event_;
  const bool all_kept = std::ranges::all_of(asked_, &Asked::is_kept);
  for (const Asked& asked : asked_)
    if (!asked.is_kept) next = std::min(next, asked.kept_at);
  if (all_kept && online() && !asked_.empty()) next = std::min(next, asked_.front().decided_at);
  return next;
}

bool Company::live(const Moment& now) {
  now_ = instant_of(now);
  bool news = keep_asked(now);
  news = decide_asked(now) || news;
  if (now.steady >= next_event_) {
    release_no_shows();
    happen(now);
    next_event_ = now.steady + some(seconds{1}, minutes{5});
    news = true;
  }
  if (news) publish();
  return news;
}

bool Company::keep_asked(const Moment& now) {
  bool news = false;
  for (auto asked = asked_.begin(); asked != asked_.end();) {
    const bool due = !asked->is_kept && asked->kept_at <= now.steady;
    news = news || due;
    if (!due) {
      ++asked;
      continue;
    }
    asked->is_kept = true;
    asked->decided_at = now.steady + some(kFastestServer, kSlowestServer);
    const Verdict provisional = decide(*shown_->world, asked->command, now_).verdict;
    if (std::holds_alternative<Accepted>(provisional)) {
      if (random_.below(kRaceOneIn) == 0) somebody_was_faster(asked->command.command);
      ++asked;
      continue;
    }
    settle(*asked, provisional);  // never sent
    asked = asked_.erase(asked);
  }
  return news;
}

void Company::somebody_was_faster(const Command& command) {
  if (const auto* book = std::get_if<BookRoom>(&command)) decide_elsewhere(BookRoom{book->room, book->when, {}});
  if (const auto* plan = std::get_if<PlanSession>(&command)) decide_elsewhere(BookRoom{plan->room, plan->when, {}});
}

bool Company::decide_asked(const Moment& now) {
  if (!online() || asked_.empty() || !asked_.front().is_kept || asked_.front().decided_at > now.steady) return false;
  const Asked asked = asked_.front();
  asked_.pop_front();
  settle(asked, verdict_on(asked.command));
  if (!asked_.empty()) asked_.front().decided_at = now.steady + some(kFastestServer, kSlowestServer);
  return true;
}

Verdict Company::verdict_on(const NumberedCommand& command) {
  if (random_.below(kOddVerdictOneIn) == 0)
    return Refused{static_cast<RefusalReason>(random_.below(static_cast<std::uint64_t>(kLastRefusalReason) + 1))};
  const Decision decision = decide(truth_, command, now_);
  for (const Change& change : decision.changes) apply(truth_, change);
  return decision.verdict;
}

void Company::settle(const Asked& asked, const Verdict& verdict) {
  const bool accepted = std::holds_alternative<Accepted>(verdict);
  settled_.push_back({asked.ticket, asked.command,
                      accepted ? sync::CommandProgress::Accepted : sync::CommandProgress::Refused, verdict, now_});
  if (settled_.size() > sync::kOutcomesKept) settled_.pop_front();
}

void Company::release_no_shows() {
  for (auto due = next_no_show(truth_); due && due->at <= now_; due = next_no_show(truth_)) {
    const CommandId id{DeviceId{kServerDevice}, ++numbers_elsewhere_};
    const Decision released = decide(truth_, {id, now_, ReleaseNoShow{due->booking}}, now_);
    if (!released.accepted()) return;
    for (const Change& change : released.changes) apply(truth_, change);
  }
}

std::shared_ptr<const World> Company::replayed() {
  auto world = std::make_shared<World>(heard_);
  for (const Asked& asked : asked_) {
    if (!asked.is_kept) continue;
    for (const Change& change : decide(*world, asked.command, now_).changes) apply(*world, change);
    if (const auto* check_in = std::get_if<CheckIn>(&asked.command.command)) told_.pending.insert(check_in->booking);
    told_.pending.insert(booking_id_of(asked.command.id));
  }
  return world;
}

void Company::publish() {
  told_.link = link_;
  if (online()) {
    heard_ = truth_;
    told_.last_heard = now_;
  }
  told_.pending.clear();
  told_.world = replayed();
  told_.outcomes.assign(settled_.begin(), settled_.end());
  for (const Asked& asked : asked_)
    if (asked.is_kept) told_.outcomes.push_back({asked.ticket, asked.command, {}, {}, {}, random_.below(8) == 0});
  shown_ = std::make_shared<const sync::Snapshot>(told_);
}

}  // namespace tandem::kiosk::test
