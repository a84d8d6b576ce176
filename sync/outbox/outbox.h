#pragma once
// Flow step "append": what somebody asked for is on disk, under a number of its own, before a screen says so, and stays
// there until the server's verdict came. Numbers only grow and are never used twice, not even after their row is gone.
// Decided commands stay a while so that the person can still be told after a restart. Client's thread only.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"
#include "platform/base/result.h"
#include "platform/sqlite/database.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

// Commands waiting for a verdict: weeks of taps at a busy kiosk without a server.
inline constexpr std::size_t kMaxOutbox = 10'000;
// Decided commands remembered, newest.
inline constexpr std::size_t kDecidedKept = 64;
// Commands that were set aside, newest: who comes to repair the device looks at them.
inline constexpr std::size_t kSetAsideKept = 1'000;

struct OutboxItem {
  calendar::NumberedCommand command;
  std::optional<calendar::Verdict> verdict;  // absent while pending
  calendar::Instant decided_at;
};

// The server's answer to one of ours.
struct DecidedNumber {
  std::uint64_t number{0};
  calendar::Verdict verdict;
  calendar::Instant at;
};

class Outbox {
 public:
  // Reads what was there when the device stopped. `database` must outlive the outbox. A waiting row that does not
  // decode is set aside: what stands behind it goes on, and it is reported, never dropped silently.
  [[nodiscard]] static platform::Result<Outbox> load(platform::Database& database, const calendar::DeviceId& device);

  [[nodiscard]] const calendar::DeviceId& device() const { return device_; }
  // The number the next command will get.
  [[nodiscard]] std::uint64_t next_number() const { return next_number_; }
  // One transaction: the row and the numbering. Durable when it returns. TooLarge at kMaxOutbox, Full when the disk is;
  // then nothing has happened and the number is free again.
  [[nodiscard]] platform::Result<calendar::NumberedCommand> append(calendar::Command command,
                                                                   calendar::Instant issued_at);
  // Before numbers up to `number` are sent: durable when it returns.
  [[nodiscard]] platform::Status note_pushed(std::uint64_t number);
  // A server may know numbers up to here.
  [[nodiscard]] std::uint64_t pushed() const { return pushed_; }
  // The server has decided numbers up to `last_number`. When we never pushed that one, this device was restored from an
  // old image, or lost its file: what waits and was never pushed takes new numbers above, in order, and so do the
  // bookings it names, since under its old numbers it would be taken for something else, and would take the verdicts of
  // that for its own. Returns old → new; empty when all is well.
  [[nodiscard]] platform::Result<std::map<std::uint64_t, std::uint64_t>> continue_above(std::uint64_t last_number);

  // Inside the caller's transaction: stores verdicts of pending numbers, ignores the others. After its commit call
  // remember() with the same ones. Of a rating or ticked topics nothing stays on the disk, and in memory not what they
  // were.
  [[nodiscard]] platform::Status write_verdicts(std::span<const DecidedNumber> decided);
  void remember(std::span<const DecidedNumber> decided);

  // Gives a pending command up for good: the person is told NotReadable, the row stays beside the outbox. Durable when
  // it returns. Nothing when the number is not pending.
  [[nodiscard]] platform::Status set_aside(std::uint64_t number, SetAsideReason reason, calendar::Instant now);
  // By number; at most kSetAsideKept.
  [[nodiscard]] const std::vector<SetAside>& set_aside() const { return set_aside_; }

  // Of numbers that were accepted: another history of the log, the one in force now, has nothing of what they booked.
  // The person is told BookingUnknown, also after a restart; durable when it returns. Others are left alone.
  [[nodiscard]] platform::Status take_back(std::span<const std::uint64_t> numbers, calendar::Instant now);

  // Drops what was decided before `before`: a command says who did what, and nobody asks any more.
  [[nodiscard]] platform::Status forget_decided_before(calendar::Instant before);

  [[nodiscard]] const std::deque<OutboxItem>& pending() const { return pending_; }
  [[nodiscard]] const std::deque<OutboxItem>& decided() const { return decided_; }

 private:
  Outbox(platform::Database& database, calendar::DeviceId device) : database_(&database), device_(std::move(device)) {}
  [[nodiscard]] platform::Status load_numbering();
  [[nodiscard]] platform::Status load_rows();
  [[nodiscard]] platform::Status write_verdict(const DecidedNumber& decided);
  [[nodiscard]] platform::Status load_set_aside();
  void take_row(const platform::Statement& row);
  // Inside a transaction.
  [[nodiscard]] platform::Status write_set_aside(const SetAside& one);
  [[nodiscard]] platform::Status move_damaged();
  [[nodiscard]] platform::Status write_next_number(std::uint64_t next);
  [[nodiscard]] platform::Status write_pushed(std::uint64_t number);
  [[nodiscard]] platform::Status write_command(const calendar::NumberedCommand& command);
  [[nodiscard]] platform::Status write_renumbered(const std::deque<OutboxItem>& renumbered, std::uint64_t next,
                                                  std::uint64_t pushed);

  platform::Database* database_;
  calendar::DeviceId device_;
  std::uint64_t next_number_{1};
  std::uint64_t pushed_{0};         // the server may know numbers up to here as ours
  std::deque<OutboxItem> pending_;  // by number
  std::deque<OutboxItem> decided_;  // newest last, at most kDecidedKept
  std::vector<SetAside> set_aside_;
  std::vector<std::uint64_t> damaged_;  // rows found while loading
};

}  // namespace tandem::sync
