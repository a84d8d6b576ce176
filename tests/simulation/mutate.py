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
