#!/usr/bin/env python3
"""mutate.py BUG SOURCE INTO: a copy of a source file of the product with one bug of the table put in.

When the product changes and what a bug replaces does not stand there exactly once any more, this fails: the bug has to be
put where the code is now.
"""

import pathlib
import sys

# Bug → file → (what stands there, what the bug makes of it).
BUGS = {
    "exclusion_check_dropped": {  # decide()'s and the database's
        "calendar/booking/rules.cpp": [
            ("if (!room_busy(c.world, room, when).empty()) return RefusalReason::RoomTaken;",
             "(void)c, (void)room, (void)when;")],
        "sync/log/sqlite_log_store.cpp": [
            ("if (auto free = require_free(accepted->booking, by); !free) return free;",
             "auto unguarded = accepted->booking; unguarded.held.end = unguarded.held.start;"),
            ("bind_booking(statement, accepted->booking);", "bind_booking(statement, unguarded);")],
    },
    "outbox_entry_lost": {  # the second one that waits, when the program starts
        "sync/outbox/outbox.cpp": [
            ("(item.verdict ? decided_ : pending_).push_back(std::move(item));",
             "if (item.verdict || pending_.size() != 1) (item.verdict ? decided_ : pending_).push_back(std::move(item));")],
    },
    "changes_without_cursor": {
        "sync/replica/replica.cpp": [("return write_cursor(*database_, reached, heard_at);", "return Status{};")],
    },
    "cursor_before_changes": {  # in a transaction of its own
        "sync/replica/replica.cpp": [
            ("const Cursor reached{cursor().epoch, next.sequence};",
             "const Cursor reached{cursor().epoch, next.sequence};\n"
             "  if (auto early = write_cursor(*database_, reached, heard_at); !early) return tl::unexpected(early.error());")],
    },
    "synced_later": {  # said before it is on the disk
        "platform/sqlite/database.cpp": [("PRAGMA synchronous = FULL;", "PRAGMA synchronous = NORMAL;")],
    },
    "leases_forgotten": {  # by a server that starts
        "sync/log/sqlite_log_store.cpp": [
            ("    calendar::apply(world, *fact);",
             "    if (!std::holds_alternative<calendar::RoomLeased>(*fact)) calendar::apply(world, *fact);")],
    },
    "lease_over_booking": {  # next_lease()'s check and the database's
        "calendar/booking/lease.cpp": [
            ("if (!was_made_by(holder, booking->id)) held.push_back(booking->held);", "(void)booking;")],
        "sync/log/sqlite_log_store.cpp": [
            ("if (calendar::was_made_by(lease.holder, calendar::BookingId{row.text(0)})) return {};",
             "if (!row.text(0).empty()) return {};")],
    },
    "lease_over_lease": {  # of another door; next_lease()'s check and the database's
        "calendar/booking/lease.cpp": [
            ("  const Lease* old = lease_of(world, room);",
             "  const Lease* old = lease_of(world, room);\n"
             "  if (old != nullptr && old->holder != holder) old = nullptr;")],
        "sync/log/sqlite_log_store.cpp": [
            ("if (row.text(0) != lease.holder.text()) return leased_away(lease.room, row.text(0));", "")],
    },
    "lease_ended_by_clock": {  # and not by its holder
        "calendar/booking/lease.cpp": [
            ("if (old != nullptr && (old->holder != holder || old->held.end <= now)) return std::nullopt;",
             "if (old != nullptr && old->held.end <= now) old = nullptr;\n"
             "  if (old != nullptr && old->holder != holder) return std::nullopt;")],
    },
    "lease_ignored_by_others": {  # decide()'s check and the database's
        "calendar/booking/rules.cpp": [
            ("if (away && c.leases == LeasesOfOthers::Respected) return RefusalReason::Leased;", "(void)away;")],
        "sync/log/sqlite_log_store.cpp": [
            ("[&](const Statement& row) -> Status { return leased_away(booking.room, row.text(0)); });",
             "[](const Statement&) -> Status { return {}; });")],
    },
    "promise_judged_anew": {  # by the server, like any other booking
        "calendar/booking/decide_new.cpp": [
            ("if (command.promised && leased_to(c.world, c.id.device, command.room, command.when)) "
             "return keep_promise(c, command);", "")],
    },
    "promised_unheard": {  # by a door that has not heard the server since it started, whatever the margin
        "sync/client/local_truth.cpp": [
            ("if (!standing.own_leases_within || *standing.own_leases_within > kPromiseMargin) return sure;", ""),
            ("const auto latest = now + *standing.own_leases_within;", "const auto latest = now;")],
    },
    "promised_past_the_end": {  # of the lease
        "sync/client/local_truth.cpp": [
            ("lease->second.contains(book.when);", "lease->second.contains(book.when.start);")],
    },
    "promised_over_unsure": {  # where a booking was ended that the server has not heard of
        "sync/client/local_truth.cpp": [
            ("const auto minutes = ours ? sure_part(lease, now) : std::nullopt;",
             "const auto minutes = ours ? std::optional{lease.held} : std::nullopt;")],
    },
    "own_clock_trusted": {  # instead of counting from what the server said
        "sync/client/server_time.cpp": [("if (measured_) return counted_from(*measured_, clock);", "")],
    },
    "other_sites_shown": {  # their bookings, to everybody
        "sync/server/site_scope.cpp": [("  if (!here) return keys;", "  (void)here;")],
    },
    "recovered_not_settled": {  # what a failed sync left in the cache is built on
        "platform/sqlite/database.cpp": [("auto done = execute(kSettleRecovered);", "Status done;")],
    },
}


def main(bug, source, into):
    name, = (file for file in BUGS[bug] if pathlib.PurePath(source).as_posix().endswith("/" + file))
    text = pathlib.Path(source).read_text(encoding="utf-8")
    for old, new in BUGS[bug][name]:
        if text.count(old) != 1:
            sys.exit(f"{source}: {text.count(old)} times: {old}")
        text = text.replace(old, new)
    pathlib.Path(into).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
