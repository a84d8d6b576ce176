#include "sync/outbox/outbox.h"

#include <algorithm>
#include <utility>

#include "platform/base/log.h"
#include "sync/outbox/device_queries.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::fail;
using platform::Result;
using platform::Statement;
using platform::Status;

enum class RowState : std::int64_t { Pending = 0, Accepted = 1, Refused = 2 };

std::int64_t stored(std::uint64_t number) { return static_cast<std::int64_t>(number); }
std::int64_t stored(RowState state) { return static_cast<std::int64_t>(state); }

calendar::Instant instant_of(std::int64_t seconds) { return calendar::Instant{std::chrono::seconds{seconds}}; }

// Ratings and ticked topics are the pair's own: a device keeps them no longer than until the server has them.
bool is_private(const calendar::Command& command) {
  return std::holds_alternative<calendar::RateSession>(command) ||
         std::holds_alternative<calendar::TickTopics>(command);
}

// What is left of one in memory, so that the person can be told what became of it.
void take_answers_out(calendar::Command& command) {
  if (auto* rated = std::get_if<calendar::RateSession>(&command)) rated->rating = 0;
  if (auto* ticked = std::get_if<calendar::TickTopics>(&command)) ticked->topics.clear();
}

std::optional<calendar::Verdict> verdict_of(const Statement& row) {
  if (const std::string report{row.blob(5)}; !report.empty()) {
    if (auto verdict = decode_verdict(report)) return *verdict;
  }
  switch (static_cast<RowState>(row.integer(2))) {
    case RowState::Pending: return std::nullopt;
    case RowState::Accepted: return calendar::Accepted{};
    case RowState::Refused: break;
  }
  return calendar::Refused{static_cast<calendar::RefusalReason>(row.integer(3))};
}

SetAsideReason set_aside_reason_of(std::int64_t row) {
  const bool damaged = row == static_cast<std::int64_t>(SetAsideReason::RowDamaged);
  return damaged ? SetAsideReason::RowDamaged : SetAsideReason::ServerRefused;
}

// One of a series is named after the series (booking_id_of).
calendar::BookingId series_of(const calendar::BookingId& booking) {
  const std::string& text = booking.text();
  const auto dot = text.find_last_of("-.");
  return calendar::BookingId{dot != std::string::npos && text[dot] == '.' ? text.substr(0, dot) : text};
}

// What an earlier command of the same outbox booked has another name now.
void rename_booking(calendar::Command& command, const std::map<calendar::BookingId, calendar::BookingId>& renamed) {
  std::visit(
      [&renamed](auto& content) {
        if constexpr (requires { content.booking; }) {
          const calendar::BookingId series = series_of(content.booking);
          const auto found = renamed.find(series);
          if (found == renamed.end()) return;
          const std::string ending = content.booking.text().substr(series.text().size());
          content.booking = calendar::BookingId{found->second.text() + ending};
        }
      },
      command);
}

void bind_verdict(Statement& update, const DecidedNumber& decided) {
  const auto* refused = std::get_if<calendar::Refused>(&decided.verdict);
  update.bind(1, stored(decided.number));
  update.bind(2, stored(refused != nullptr ? RowState::Refused : RowState::Accepted));
  update.bind(3, refused != nullptr ? static_cast<std::int64_t>(refused->reason) : std::int64_t{0});
  update.bind(4, std::int64_t{decided.at.time_since_epoch().count()});
}

std::string report_of(const calendar::Verdict& verdict) {
  return calendar::missed_of(verdict).empty() ? std::string{} : encode_verdict(verdict);
}

}  // namespace

Result<Outbox> Outbox::load(platform::Database& database, const calendar::DeviceId& device) {
  Outbox outbox{database, device};
  if (auto numbering = outbox.load_numbering(); !numbering) return platform::fail_in("outbox", numbering.error());
  if (auto rows = outbox.load_rows(); !rows) return platform::fail_in("outbox", rows.error());
  if (auto moved = outbox.move_damaged(); !moved) return platform::fail_in("outbox", moved.error());
  if (auto kept = outbox.load_set_aside(); !kept) return platform::fail_in("outbox", kept.error());
  return outbox;
}

Status Outbox::load_numbering() {
  auto query = database_->prepare(queries::kReadNumbering);
  if (!query) return tl::unexpected(query.error());
  return query->for_each([this](const Statement& row) {
    next_number_ = static_cast<std::uint64_t>(row.integer(0));
    pushed_ = static_cast<std::uint64_t>(row.integer(1));
    return Status{};
  });
}

Status Outbox::load_rows() {
  auto query = database_->prepare(queries::kReadOutbox);
  if (!query) return tl::unexpected(query.error());
  return query->for_each([this](const Statement& row) {
    take_row(row);
    return Status{};
  });
}

void Outbox::take_row(const Statement& row) {
  const auto number = static_cast<std::uint64_t>(row.integer(0));
  auto command = decode_command(row.blob(1));
  if (!command || command->id != calendar::CommandId{device_, number}) return damaged_.push_back(number);
  OutboxItem item{std::move(*command), verdict_of(row), instant_of(row.integer(4))};
  (item.verdict ? decided_ : pending_).push_back(std::move(item));
}

Status Outbox::move_damaged() {
  if (damaged_.empty()) return {};
  for (const std::uint64_t number : damaged_) {
    platform::log_error("outbox", "command " + std::to_string(number) + " cannot be read any more and is set aside");
  }
  return database_->transaction([&]() -> Status {
    auto drop = database_->prepare(queries::kDropCommand);
    if (!drop) return tl::unexpected(drop.error());
    for (const std::uint64_t number : std::exchange(damaged_, {})) {
      if (auto written = write_set_aside({number, SetAsideReason::RowDamaged}); !written) return written;
      drop->bind(1, stored(number));
      if (auto dropped = drop->run(); !dropped) return dropped;
    }
    return {};
  });
}

Status Outbox::load_set_aside() {
  auto query = database_->prepare(queries::kReadSetAside);
  if (!query) return tl::unexpected(query.error());
  return query->for_each([this](const Statement& row) {
    set_aside_.push_back({static_cast<std::uint64_t>(row.integer(0)), set_aside_reason_of(row.integer(1))});
    return Status{};
  });
}

Status Outbox::write_set_aside(const SetAside& one) {
  auto insert = database_->prepare(queries::kSetAside);
  if (!insert) return tl::unexpected(insert.error());
  insert->bind(1, stored(one.number)).bind(2, static_cast<std::int64_t>(one.reason));
  if (auto inserted = insert->run(); !inserted) return inserted;
  auto forget = database_->prepare(queries::kForgetOldSetAside);
  if (!forget) return tl::unexpected(forget.error());
  forget->bind(1, stored(std::uint64_t{kSetAsideKept}));
  return forget->run();
}

Status Outbox::set_aside(std::uint64_t number, SetAsideReason reason, calendar::Instant now) {
  const auto number_of = [](const OutboxItem& item) { return item.command.id.number; };
  if (std::ranges::find(pending_, number, number_of) == pending_.end()) return {};
  const std::vector<DecidedNumber> decided{{number, calendar::Refused{calendar::RefusalReason::NotReadable}, now}};
  const Status written = database_->transaction([&]() -> Status {
    if (auto kept = write_set_aside({number, reason}); !kept) return kept;
    return write_verdicts(decided);
  });
  if (!written) return platform::fail_in("outbox", written.error());
  remember(decided);
  set_aside_.push_back({number, reason});
  if (set_aside_.size() > kSetAsideKept) set_aside_.erase(set_aside_.begin());
  return {};
}

Status Outbox::write_next_number(std::uint64_t next) {
  auto update = database_->prepare(queries::kWriteNextNumber);
  if (!update) return tl::unexpected(update.error());
  update->bind(1, stored(next));
  return update->run();
}

Status Outbox::write_pushed(std::uint64_t number) {
  auto update = database_->prepare(queries::kWritePushed);
  if (!update) return tl::unexpected(update.error());
  update->bind(1, stored(number));
  return update->run();
}

Status Outbox::note_pushed(std::uint64_t number) {
  if (number <= pushed_) return {};
  if (auto written = write_pushed(number); !written) return platform::fail_in("outbox", written.error());
  pushed_ = number;
  return {};
}

Status Outbox::write_command(const calendar::NumberedCommand& command) {
  auto insert = database_->prepare(queries::kWriteCommand);
  if (!insert) return tl::unexpected(insert.error());
  insert->bind(1, stored(command.id.number)).bind_blob(2, encode_command(command));
  return insert->run();
}

Result<calendar::NumberedCommand> Outbox::append(calendar::Command command, calendar::Instant issued_at) {
  if (pending_.size() >= kMaxOutbox) {
    return fail(ErrorKind::TooLarge, std::to_string(kMaxOutbox) + " commands wait for the server already");
  }
  calendar::NumberedCommand numbered{{device_, next_number_}, issued_at, std::move(command)};
  const Status written = database_->transaction([&]() -> Status {
    if (auto inserted = write_command(numbered); !inserted) return inserted;
    return write_next_number(next_number_ + 1);
  });
  if (!written) return platform::fail_in("outbox", written.error());
  ++next_number_;
  pending_.push_back({numbered, std::nullopt, {}});
  return numbered;
}

Result<std::map<std::uint64_t, std::uint64_t>> Outbox::continue_above(std::uint64_t last_number) {
  std::map<std::uint64_t, std::uint64_t> numbers;
  if (last_number <= pushed_) return numbers;
  std::uint64_t next = std::max(last_number + 1, next_number_);
  std::map<calendar::BookingId, calendar::BookingId> bookings;
  std::deque<OutboxItem> renumbered = pending_;
  for (OutboxItem& item : renumbered) {
    const calendar::CommandId before = item.command.id;
    if (before.number <= pushed_) continue;
    item.command.id.number = next++;
    numbers[before.number] = item.command.id.number;
    bookings[calendar::booking_id_of(before)] = calendar::booking_id_of(item.command.id);
    rename_booking(item.command.command, bookings);
  }
  if (auto written = write_renumbered(renumbered, next, last_number); !written) {
    return platform::fail_in("outbox", written.error());
  }
  pending_ = std::move(renumbered);
  next_number_ = next;
  pushed_ = last_number;
  return numbers;
}

Status Outbox::write_renumbered(const std::deque<OutboxItem>& renumbered, std::uint64_t next, std::uint64_t pushed) {
  return database_->transaction([&]() -> Status {
    if (auto deleted = database_->execute(queries::kDeletePending); !deleted) return deleted;
    for (const OutboxItem& item : renumbered) {
      if (auto inserted = write_command(item.command); !inserted) return inserted;
    }
    if (auto written = write_pushed(pushed); !written) return written;
    return write_next_number(next);
  });
}

Status Outbox::write_verdict(const DecidedNumber& decided) {
  const auto item =
      std::ranges::find(pending_, decided.number, [](const OutboxItem& i) { return i.command.id.number; });
  const bool drop = item != pending_.end() && is_private(item->command.command);
  auto statement = database_->prepare(drop ? queries::kDropDecided : queries::kWriteVerdict);
  if (!statement) return tl::unexpected(statement.error());
  if (drop) {
    statement->bind(1, stored(decided.number));
    return statement->run();
  }
  const std::string report = report_of(decided.verdict);
  bind_verdict(*statement, decided);
  statement->bind_blob(5, report);
  return statement->run();
}

Status Outbox::write_verdicts(std::span<const DecidedNumber> decided) {
  if (decided.empty()) return {};
  for (const DecidedNumber& one : decided) {
    if (auto written = write_verdict(one); !written) return written;
  }
  auto forget = database_->prepare(queries::kForgetOldVerdicts);
  if (!forget) return tl::unexpected(forget.error());
  forget->bind(1, stored(std::uint64_t{kDecidedKept}));
  return forget->run();
}

void Outbox::remember(std::span<const DecidedNumber> decided) {
  for (const DecidedNumber& one : decided) {
    const auto item = std::ranges::find(pending_, one.number, [](const OutboxItem& i) { return i.command.id.number; });
    if (item == pending_.end()) continue;
    take_answers_out(item->command.command);
    decided_.push_back({std::move(item->command), one.verdict, one.at});
    pending_.erase(item);
  }
  std::ranges::sort(decided_, {}, [](const OutboxItem& i) { return i.command.id.number; });
  while (decided_.size() > kDecidedKept) decided_.pop_front();
}

Status Outbox::take_back(std::span<const std::uint64_t> numbers, calendar::Instant now) {
  const auto taken = [numbers](const OutboxItem& item) {
    const bool accepted = item.verdict && std::holds_alternative<calendar::Accepted>(*item.verdict);
    return accepted && std::ranges::find(numbers, item.command.id.number) != numbers.end();
  };
  const calendar::Verdict unknown = calendar::Refused{calendar::RefusalReason::BookingUnknown};
  const Status written = database_->transaction([&]() -> Status {
    auto update = database_->prepare(queries::kTakeVerdictBack);
    if (!update) return tl::unexpected(update.error());
    for (const OutboxItem& item : decided_) {
      if (!taken(item)) continue;
      bind_verdict(*update, {item.command.id.number, unknown, now});
      if (auto done = update->run(); !done) return done;
    }
    return {};
  });
  if (!written) return platform::fail_in("outbox", written.error());
  for (OutboxItem& item : decided_) {
    if (!taken(item)) continue;
    item.verdict = unknown;
    item.decided_at = now;
  }
  return {};
}

Status Outbox::forget_decided_before(calendar::Instant before) {
  const auto is_old = [before](const OutboxItem& item) { return item.decided_at < before; };
  if (std::ranges::none_of(decided_, is_old)) return {};
  auto forget = database_->prepare(queries::kForgetVerdictsBefore);
  if (!forget) return tl::unexpected(forget.error());
  forget->bind(1, std::int64_t{before.time_since_epoch().count()});
  if (auto done = forget->run(); !done) return platform::fail_in("outbox", done.error());
  std::erase_if(decided_, is_old);
  return {};
}

}  // namespace tandem::sync
