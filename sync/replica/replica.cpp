#include "sync/replica/replica.h"

#include <utility>

#include "platform/base/log.h"
#include "sync/protocol/check_in_times.h"

namespace tandem::sync {
namespace {

using calendar::World;
using platform::Result;
using platform::Status;

// What a run of entries makes of the truth, before any of it is stored.
struct Advanced {
  World world;
  StateChecksum checksum;
  FactRows rows;
  std::vector<DecidedNumber> decided;
  std::uint64_t sequence;
};

void advance(Advanced& to, const LogEntry& entry) {
  for (const calendar::Change& change : entry.changes) note(to.rows, to.checksum.apply(to.world, change));
  // The server sends a verdict only to the device that asked.
  if (entry.verdict) to.decided.push_back({entry.origin.number, *entry.verdict, entry.at});
  to.sequence = entry.sequence;
}

}  // namespace

Result<Replica> Replica::load(platform::Database& database) {
  Replica replica{database};
  auto position = read_position(database);
  if (!position) return platform::fail_in("replica", position.error());
  replica.position_ = std::move(*position);
  if (auto loaded = replica.load_world(); !loaded) return platform::fail_in("replica", loaded.error());
  return replica;
}

Status Replica::load_world() {
  auto world = read_world(*database_);
  if (!world && world.error().kind != platform::ErrorKind::Corrupt) return tl::unexpected(world.error());
  if (!world) {
    platform::log_warning("replica", world.error().message + "; asking the server for everything again");
    return forget_world();
  }
  truth_ = std::make_shared<const World>(std::move(*world));
  checksum_ = StateChecksum{*truth_};
  return {};
}

Status Replica::forget_world() {
  const calendar::Instant heard_at = position_.heard_at.value_or(calendar::Instant{});
  const Status forgotten = database_->transaction([&]() -> Status {
    if (auto deleted = delete_facts(*database_); !deleted) return deleted;
    return write_cursor(*database_, Cursor{}, heard_at);
  });
  if (!forgotten) return forgotten;
  position_.cursor = {};
  truth_ = std::make_shared<const World>();
  checksum_ = {};
  return {};
}

Status Replica::keep_site_key(const std::string& site_key) {
  if (site_key == position_.site_key) return {};
  if (auto written = write_site_key(*database_, site_key); !written) {
    return platform::fail_in("replica", written.error());
  }
  position_.site_key = site_key;
  return {};
}

Status Replica::keep_scope(const std::string& scope) {
  if (scope == position_.scope) return {};
  if (auto written = write_scope(*database_, scope); !written) return platform::fail_in("replica", written.error());
  position_.scope = scope;
  position_.cursor = {};
  return {};
}

Status Replica::keep_rights(const std::optional<calendar::DeviceRights>& rights) {
  if (rights == position_.rights) return {};
  if (auto written = write_rights(*database_, rights); !written) return platform::fail_in("replica", written.error());
  position_.rights = rights;
  return {};
}

Status Replica::keep_clock_offset(std::chrono::milliseconds offset) {
  if (std::chrono::abs(offset - position_.clock_offset) < kClockOffsetStep) return {};
  if (auto written = write_clock_offset(*database_, offset); !written) {
    return platform::fail_in("replica", written.error());
  }
  position_.clock_offset = offset;
  return {};
}

Result<bool> Replica::apply(std::span<const LogEntry> entries, calendar::Instant heard_at, Outbox& outbox) {
  Advanced next{World{}, checksum_, {}, {}, cursor().sequence};
  bool copied = false;
  for (const LogEntry& entry : entries) {
    if (entry.sequence <= next.sequence) continue;
    if (entry.sequence - entry.passed > next.sequence + 1) return start_over(next.sequence, entry.sequence);
    if (!copied) next.world = *truth_;
    copied = true;
    advance(next, entry);
  }
  if (!copied) return false;
  const Cursor reached{cursor().epoch, next.sequence};
  const Status stored = database_->transaction([&]() -> Status {
    if (auto written = write_facts(*database_, next.rows); !written) return written;
    if (auto written = outbox.write_verdicts(next.decided); !written) return written;
    return write_cursor(*database_, reached, heard_at);
  });
  if (!stored) return platform::fail_in("replica", stored.error());
  truth_ = std::make_shared<const World>(std::move(next.world));
  checksum_ = next.checksum;
  position_.cursor = reached;
  position_.heard_at = heard_at;
  outbox.remember(next.decided);
  return true;
}

Status Replica::forget_cursor() {
  const calendar::Instant heard_at = position_.heard_at.value_or(calendar::Instant{});
  if (auto written = write_cursor(*database_, Cursor{}, heard_at); !written) {
    return platform::fail_in("replica", written.error());
  }
  position_.cursor = {};
  return {};
}

Result<bool> Replica::forget_old_times(calendar::Instant now) {
  const auto forgotten = old_times_forgotten(*truth_, now);
  if (forgotten.empty()) return false;
  World world = *truth_;
  StateChecksum checksum = checksum_;
  FactRows rows;
  for (const calendar::Change& fact : forgotten) note(rows, checksum.apply(world, fact));
  const Status stored = database_->transaction([&] { return write_facts(*database_, rows); });
  if (!stored) return platform::fail_in("replica", stored.error());
  truth_ = std::make_shared<const World>(std::move(world));
  checksum_ = checksum;
  return true;
}

bool Replica::recount() {
  const StateChecksum counted{*truth_};
  return std::exchange(checksum_, counted) == counted;
}

Result<bool> Replica::start_over(std::uint64_t last, std::uint64_t next) {
  if (auto forgotten = forget_cursor(); !forgotten) return tl::unexpected(forgotten.error());
  return platform::fail(platform::ErrorKind::Invalid, "entry " + std::to_string(next) + " came after " +
                                                          std::to_string(last) + "; everything is asked for again");
}

Result<bool> Replica::take_part(const SnapshotPart& part, calendar::Instant heard_at) {
  const auto complete = intake_.take(part);
  if (!complete || !*complete) return complete;
  if (auto written = write_snapshot(heard_at); !written) return platform::fail_in("replica", written.error());
  truth_ = std::make_shared<const World>(std::move(intake_.world()));
  checksum_ = intake_.checksum();
  position_.cursor = intake_.cursor();
  position_.heard_at = heard_at;
  intake_.reset();
  return true;
}

Status Replica::write_snapshot(calendar::Instant heard_at) {
  return database_->transaction([&]() -> Status {
    if (auto deleted = delete_facts(*database_); !deleted) return deleted;
    if (auto written = write_facts(*database_, intake_.rows()); !written) return written;
    return write_cursor(*database_, intake_.cursor(), heard_at);
  });
}

}  // namespace tandem::sync
