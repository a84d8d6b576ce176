#include "sync/client/local_truth.h"

#include <algorithm>

#include "calendar/booking/decide.h"
#include "platform/base/log.h"
#include "sync/outbox/device_file.h"
#include "sync/outbox/device_queries.h"
#include "sync/protocol/check_in_times.h"

namespace tandem::sync {
namespace {

using calendar::Instant;
using calendar::LeasesOfOthers;
using calendar::World;
using platform::Result;
using platform::Status;

static_assert(kDecidedKept == kOutcomesKept, "the outbox keeps what the screens may still ask for");

CommandProgress progress_of(const calendar::Verdict& verdict) {
  return std::holds_alternative<calendar::Accepted>(verdict) ? CommandProgress::Accepted : CommandProgress::Refused;
}

// Tickets belong to one run of the program: 0 is a command from before it started.
CommandOutcome outcome_of_earlier_run(const OutboxItem& item) {
  if (!item.verdict) {
    return {0, item.command, CommandProgress::Pending, calendar::Accepted{}, {}, is_promised(item.command.command)};
  }
  return {0, item.command, progress_of(*item.verdict), *item.verdict, item.decided_at};
}

// What the device does by itself is nobody's to hear of.
bool is_of_somebody(const OutboxItem& item) {
  return !std::holds_alternative<calendar::GiveUpLease>(item.command.command);
}

// What an accepted command booked is still to come or going on, and is not there.
bool is_missing(const World& world, const calendar::NumberedCommand& command, Instant now) {
  const auto id = calendar::booking_id_of(command.id);
  if (const auto* book = std::get_if<calendar::BookRoom>(&command.command)) {
    return now < book->when.end && calendar::find(world, id) == nullptr;
  }
  if (const auto* plan = std::get_if<calendar::PlanSession>(&command.command)) {
    return now < plan->when.end && calendar::find(world, id) == nullptr;
  }
  const auto* series = std::get_if<calendar::BookSeries>(&command.command);
  const auto* sessions = std::get_if<calendar::PlanSeries>(&command.command);
  if (series == nullptr && sessions == nullptr) return false;
  // One command, one commit: all of it is there or nothing. After its first booking it cannot be told from a past one.
  const auto& first = series != nullptr ? series->first : sessions->first;
  return now < first.end && calendar::bookings_of_series(world, id).empty();
}

// Numbers are unique and both queues are sorted by them.
template <class Queue>
auto find_number(Queue& queue, std::uint64_t number) {
  const auto number_of = [](const OutboxItem& item) { return item.command.id.number; };
  const auto found = std::ranges::lower_bound(queue, number, {}, number_of);
  return found != queue.end() && number_of(*found) == number ? found : queue.end();
}

}  // namespace

Result<std::unique_ptr<LocalTruth>> LocalTruth::open(const std::filesystem::path& file,
                                                     const calendar::DeviceId& device) {
  auto opened = open_device_file(file, device);
  if (!opened) return tl::unexpected(opened.error());
  auto database = std::make_unique<platform::Database>(std::move(*opened));
  auto outbox = Outbox::load(*database, device);
  if (!outbox) return tl::unexpected(outbox.error());
  auto replica = Replica::load(*database);
  if (!replica) return tl::unexpected(replica.error());
  return std::unique_ptr<LocalTruth>(new LocalTruth(std::move(database), std::move(*outbox), std::move(*replica)));
}

LocalTruth::LocalTruth(std::unique_ptr<platform::Database> database, Outbox outbox, Replica replica)
    : database_(std::move(database)), outbox_(std::move(outbox)), replica_(std::move(replica)) {
  for (const OutboxItem& item : outbox_.decided()) {
    if (is_of_somebody(item)) outcomes_.push_back(outcome_of_earlier_run(item));
  }
  for (const OutboxItem& item : outbox_.pending()) {
    if (is_of_somebody(item)) outcomes_.push_back(outcome_of_earlier_run(item));
  }
  std::ranges::sort(outcomes_, {}, [](const CommandOutcome& outcome) { return outcome.command.id.number; });
  rebase_all();
}

Status LocalTruth::submit(std::uint64_t ticket, calendar::Command command, Instant now, const LeaseStanding& standing) {
  const calendar::CommandId id{outbox_.device(), outbox_.next_number()};
  calendar::NumberedCommand candidate{id, now, std::move(command)};
  auto* book = std::get_if<calendar::BookRoom>(&candidate.command);
  if (book != nullptr) book->promised = false;
  const auto leases = standing.online ? LeasesOfOthers::Overlooked : LeasesOfOthers::Respected;
  calendar::Decision decision = judge(candidate, now, leases);
  if (decision.accepted() && book != nullptr && may_promise(*book, now, standing)) {
    book->promised = true;
    decision = judge(candidate, now, leases);
  }
  if (!decision.accepted()) {
    outcomes_.push_back({ticket, candidate, CommandProgress::Refused, decision.verdict, now});
    trim_outcomes();
    return {};
  }
  const auto stored = outbox_.append(candidate.command, now);
  if (!stored) {
    const calendar::Refused not_stored{calendar::RefusalReason::NotStored};
    outcomes_.push_back({ticket, candidate, CommandProgress::Refused, not_stored, now});
    trim_outcomes();
    return tl::unexpected(stored.error());
  }
  accept_locally(*stored, decision);
  outcomes_.push_back({ticket, *stored, CommandProgress::Pending, decision.verdict, {}, is_promised(stored->command)});
  return {};
}

calendar::Decision LocalTruth::judge(const calendar::NumberedCommand& command, Instant now,
                                     LeasesOfOthers leases) const {
  const auto& rights = replica_.rights();
  const auto no = rights ? calendar::refused_by(*rights, *shown_.world, command.command) : std::nullopt;
  if (no) return {calendar::Refused{*no}, {}};
  return calendar::decide(*shown_.world, command, now, leases);
}

Status LocalTruth::set_aside(std::uint64_t number, Instant now) {
  if (auto done = outbox_.set_aside(number, SetAsideReason::ServerRefused, now); !done) return done;
  rebase_all();
  return {};
}

Result<bool> LocalTruth::give_up_lease(const calendar::RoomId& room, Instant now) {
  const calendar::Command command = calendar::GiveUpLease{room};
  const auto same = [&](const OutboxItem& item) { return item.command.command == command; };
  if (std::ranges::any_of(outbox_.pending(), same)) return false;
  const auto stored = outbox_.append(command, now);
  if (!stored) return tl::unexpected(stored.error());
  accept_locally(*stored, calendar::decide(*shown_.world, *stored, now));
  return true;
}

bool LocalTruth::may_promise(const calendar::BookRoom& book, Instant now, const LeaseStanding& standing) const {
  const auto sure = guaranteed(now, standing);
  const auto lease = sure.find(book.room);
  const bool walk_up = book.when.start <= now + kPromiseMargin && now < book.when.end;
  return walk_up && lease != sure.end() && lease->second.contains(book.when);
}

std::map<calendar::RoomId, calendar::Interval> LocalTruth::guaranteed(Instant now,
                                                                      const LeaseStanding& standing) const {
  std::map<calendar::RoomId, calendar::Interval> sure;
  if (!standing.own_leases_within || *standing.own_leases_within > kPromiseMargin) return sure;
  const auto latest = now + *standing.own_leases_within;
  for (const auto& [room, lease] : shown_.world->leases) {
    const bool ours = lease.holder == outbox_.device();
    const auto minutes = ours ? sure_part(lease, now) : std::nullopt;
    if (minutes && minutes->start <= now && latest < minutes->end) sure.emplace(room, *minutes);
  }
  return sure;
}

std::optional<calendar::Interval> LocalTruth::sure_part(const calendar::Lease& lease, Instant now) const {
  for (std::size_t i = 0; i < shown_.verdicts.size(); ++i) {
    const bool refused = std::holds_alternative<calendar::Refused>(shown_.verdicts[i]);
    const auto& command = outbox_.pending()[i].command.command;
    if (refused && calendar::room_of(*shown_.world, command) == lease.room) return std::nullopt;
  }
  calendar::Interval sure = lease.held;
  for (const calendar::BookingId& id : shown_.touched) {
    const calendar::Booking* unsure = calendar::find(*shown_.world, id);
    if (unsure == nullptr || unsure->room != lease.room) continue;
    if (unsure->planned.contains(now)) return std::nullopt;
    if (unsure->planned.end <= now) sure.start = std::max(sure.start, unsure->planned.end);
    if (unsure->planned.start > now) sure.end = std::min(sure.end, unsure->planned.start);
  }
  return sure;
}

// One more on top of what is shown already: the same result as replaying everything.
void LocalTruth::accept_locally(const calendar::NumberedCommand& command, const calendar::Decision& decision) {
  auto world = std::make_shared<World>(*shown_.world);
  for (const calendar::Change& change : decision.changes) calendar::apply(*world, change);
  shown_.world = std::move(world);
  shown_.verdicts.push_back(decision.verdict);
  note_touched(command, decision, shown_.touched);
}

Result<bool> LocalTruth::apply(std::span<const LogEntry> entries, Instant heard_at) {
  auto moved = replica_.apply(entries, heard_at, outbox_);
  if (moved && *moved) rebase_all();
  return moved;
}

Result<bool> LocalTruth::take_part(const SnapshotPart& part, Instant heard_at) {
  const std::string epoch = replica_.cursor().epoch;
  auto complete = replica_.take_part(part, heard_at);
  if (!complete || !*complete) return complete;
  // Nothing is known of another site's bookings, nor after everything was asked for again: the cursor has no epoch
  // then.
  const bool other_history = !epoch.empty() && epoch != replica_.cursor().epoch;
  const Status looked = other_history ? find_lost(heard_at) : Status{};
  rebase_all();
  if (!looked) platform::log_error("client", "who has lost a booking is not told: " + looked.error().message);
  return complete;
}

Status LocalTruth::find_lost(Instant now) {
  std::vector<std::uint64_t> lost;
  for (const OutboxItem& item : outbox_.decided()) {
    const bool accepted = item.verdict && std::holds_alternative<calendar::Accepted>(*item.verdict);
    if (accepted && is_missing(*replica_.truth(), item.command, now)) lost.push_back(item.command.id.number);
  }
  if (lost.empty()) return {};
  platform::log_warning("client", std::to_string(lost.size()) + " confirmed bookings are not in the new history");
  if (auto taken = outbox_.take_back(lost, now); !taken) return taken;
  for (CommandOutcome& outcome : outcomes_) {
    const bool taken_back = std::ranges::find(lost, outcome.command.id.number) != lost.end();
    if (outcome.progress != CommandProgress::Accepted || !taken_back) continue;
    outcome.progress = CommandProgress::Refused;
    outcome.verdict = calendar::Refused{calendar::RefusalReason::BookingUnknown};
    outcome.decided_at = now;
  }
  return {};
}

Status LocalTruth::take_verdict(const KnownVerdict& known, Instant heard_at) {
  const std::vector<DecidedNumber> decided{{known.number, known.verdict, heard_at}};
  const Status stored = database_->transaction([&] { return outbox_.write_verdicts(decided); });
  if (!stored) return platform::fail_in("outbox", stored.error());
  outbox_.remember(decided);
  rebase_all();
  return {};
}

Status LocalTruth::greet(const Welcome& welcome) {
  if (auto kept = replica_.keep_site_key(welcome.site_key); !kept) return kept;
  if (auto kept = replica_.keep_rights(welcome.rights); !kept) return kept;
  if (auto kept = replica_.keep_scope(welcome.scope); !kept) return kept;
  const auto renumbered = outbox_.continue_above(welcome.last_number);
  if (!renumbered) return tl::unexpected(renumbered.error());
  if (!renumbered->empty()) take_numbers(*renumbered);
  return {};
}

Result<bool> LocalTruth::forget_what_is_old(Instant now) {
  const Instant before = now - kCheckInTimesKept;
  if (auto forgotten = outbox_.forget_decided_before(before); !forgotten) return tl::unexpected(forgotten.error());
  const auto is_old = [before](const CommandOutcome& outcome) {
    return outcome.progress != CommandProgress::Pending && outcome.decided_at < before;
  };
  const bool any = std::erase_if(outcomes_, is_old) > 0;
  auto changed = replica_.forget_old_times(now);
  if (changed && *changed) rebase_all();
  if (changed && any) *changed = true;
  if (auto cut = database_->execute(queries::kCutWriteAheadLog); !cut) {
    platform::log_warning("client", "what was deleted stays in the log of writes for now: " + cut.error().message);
  }
  return changed;
}

void LocalTruth::take_numbers(const std::map<std::uint64_t, std::uint64_t>& renumbered) {
  for (CommandOutcome& outcome : outcomes_) {
    const auto found = renumbered.find(outcome.command.id.number);
    if (outcome.progress != CommandProgress::Pending || found == renumbered.end()) continue;
    outcome.command = find_number(outbox_.pending(), found->second)->command;
  }
  rebase_all();
}

void LocalTruth::rebase_all() {
  shown_ = rebase(replica_.truth(), outbox_.pending());
  settle_outcomes();
  trim_outcomes();
}

void LocalTruth::settle_outcomes() {
  const auto& pending = outbox_.pending();
  const auto& decided = outbox_.decided();
  std::erase_if(outcomes_, [&](CommandOutcome& outcome) {
    if (outcome.progress != CommandProgress::Pending) return false;
    if (const auto waits = find_number(pending, outcome.command.id.number); waits != pending.end()) {
      outcome.verdict = shown_.verdicts[static_cast<std::size_t>(waits - pending.begin())];
      return false;
    }
    const auto done = find_number(decided, outcome.command.id.number);
    if (done == decided.end()) return true;  // more verdicts at once than are kept
    outcome.progress = progress_of(*done->verdict);
    outcome.verdict = *done->verdict;
    outcome.decided_at = done->decided_at;
    return false;
  });
}

void LocalTruth::trim_outcomes() {
  const auto is_decided = [](const CommandOutcome& outcome) { return outcome.progress != CommandProgress::Pending; };
  auto excess = std::ranges::count_if(outcomes_, is_decided) - static_cast<std::ptrdiff_t>(kOutcomesKept);
  std::erase_if(outcomes_, [&](const CommandOutcome& outcome) { return is_decided(outcome) && excess-- > 0; });
}

void LocalTruth::show(Snapshot& snapshot) const {
  snapshot.world = shown_.world;
  snapshot.cursor = replica_.cursor();
  snapshot.pending = shown_.touched;
  snapshot.outcomes = outcomes_;
  snapshot.site_key = replica_.site_key();
  snapshot.health.waiting = pending().size();
  snapshot.health.set_aside = outbox_.set_aside().size();
  if (!pending().empty()) snapshot.health.oldest_issued_at = pending().front().command.issued_at;
}

}  // namespace tandem::sync
