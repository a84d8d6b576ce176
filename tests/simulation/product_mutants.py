#!/usr/bin/env python3
"""Bugs put into a copy of the product's own sources, one at a time: how many seeds the simulation needs to find each.

    tests/simulation/product_mutants.py                    all of them, a minute or two each for the compiler
    tests/simulation/product_mutants.py --only fsync       those with "fsync" in their name
    tests/simulation/product_mutants.py --seeds 500        the most seeds for one; 300 by default

The copy and its build lie in .build/mutants. Fails when a bug is not found, or when the text that it changes is no longer
there, so that this list follows the product. mutants_test.cpp, which every test run has, puts its bugs around the product
instead and needs no compiler.
"""

import argparse
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / ".build/mutants/source"
BUILD = ROOT / ".build/mutants/build"
SOAK = BUILD / "test/simulation-soak"
PARTS = ["CMakeLists.txt", "CMakePresets.json", "calendar", "kiosk", "platform", "sync", "tests"]


@dataclass
class Mutant:
    name: str
    edits: list[tuple[str, str, str]] = field(default_factory=list)  # file, text that is there once, what it becomes


MUTANTS = [
    Mutant("the exclusion check is dropped, in decide() and in the database", [
        ("calendar/booking/rules.cpp", "if (!room_busy(c.world, room, when).empty()) return RefusalReason::RoomTaken;", ""),
        ("sync/log/sqlite_log_store.cpp", "if (!guarded || booking.held.empty()) return guarded;", "return guarded;"),
        ("sync/log/queries.h", "BEFORE INSERT ON booking WHEN NEW.held_start < NEW.held_end",
         "BEFORE INSERT ON booking WHEN 0"),
        ("sync/log/queries.h", "BEFORE UPDATE ON booking WHEN NEW.held_start < NEW.held_end",
         "BEFORE UPDATE ON booking WHEN 0"),
    ]),
    Mutant("extending looks at nobody else", [
        ("calendar/booking/rules.cpp", "if (!room_busy(c.world, room, when).empty()) return RefusalReason::RoomTaken;",
         "if (when.length() > std::chrono::hours{1} && !room_busy(c.world, room, when).empty()) return RefusalReason::RoomTaken;"),
        ("sync/log/sqlite_log_store.cpp", "if (!guarded || booking.held.empty()) return guarded;", "return guarded;"),
        ("sync/log/queries.h", "BEFORE INSERT ON booking WHEN NEW.held_start < NEW.held_end",
         "BEFORE INSERT ON booking WHEN 0"),
        ("sync/log/queries.h", "BEFORE UPDATE ON booking WHEN NEW.held_start < NEW.held_end",
         "BEFORE UPDATE ON booking WHEN 0"),
    ]),
    Mutant("acknowledged before the fsync", [
        ("platform/sqlite/database.cpp", "PRAGMA synchronous = FULL;", "PRAGMA synchronous = NORMAL;"),
    ]),
    Mutant("a command that comes again is decided again", [
        ("sync/server/server_core_commit.cpp", "} else if (known.stored && !asked.own) {", "} else if (false) {"),
        ("sync/server/server_core_commit.cpp", "} else if (id.number <= last) {", "} else if (false) {"),
        ("sync/log/queries.h", "INSERT INTO command (device,", "INSERT OR REPLACE INTO command (device,"),
    ]),
    Mutant("entries are fanned out before they are committed", [
        ("sync/server/server_core_commit.cpp", "  return append(entry, asked.body_hash);\n}\n\nResult<Committed>",
         "  auto done = append(entry, asked.body_hash);\n  if (done) fan_out(entry);\n  return done;\n}\n\nResult<Committed>"),
    ]),
    Mutant("a device takes entries in whatever order they come", [
        ("sync/replica/replica.cpp",
         "if (entry.sequence != next.sequence + 1) return start_over(next.sequence, entry.sequence);", ""),
        ("sync/server/device_session_sending.cpp", "!snapshot_ && sent_ + 1 == entry.sequence;", "!snapshot_;"),
    ]),
    Mutant("a command is confirmed and not in the outbox's file", [
        ("sync/outbox/outbox.cpp", "if (auto inserted = write_command(numbered); !inserted) return inserted;", ""),
    ]),
    Mutant("a command leaves the outbox when it is pushed", [
        ("sync/outbox/outbox.cpp", "  pushed_ = number;\n  return {};",
         "  pushed_ = number;\n  return database_->execute(queries::kDeletePending);"),
    ]),
    Mutant("changes are stored without their cursor", [
        ("sync/replica/replica.cpp", "    return write_cursor(*database_, reached, heard_at);\n  });\n  if (!stored) return",
         "    return Status{};\n  });\n  if (!stored) return"),
    ]),
    Mutant("the cursor is stored before its changes", [
        ("sync/replica/replica.cpp", "  const Status stored = database_->transaction([&]() -> Status {\n    if (auto written = write_facts(*database_, next.rows)",
         "  if (auto early = write_cursor(*database_, reached, heard_at); !early) return tl::unexpected(early.error());\n"
         "  const Status stored = database_->transaction([&]() -> Status {\n    if (auto written = write_facts(*database_, next.rows)"),
    ]),
    Mutant("verdicts are not stored with their changes", [
        ("sync/replica/replica.cpp", "    if (auto written = outbox.write_verdicts(next.decided); !written) return written;\n", ""),
    ]),
    Mutant("a restored server keeps its epoch", [
        ("sync/log/sqlite_log_store.cpp", "  if (written) epoch_ = fresh;\n  return written;", "  return {};"),
        ("sync/log/sqlite_log_store.cpp", "statement.bind(1, std::string_view{\"epoch\"}).bind(2, std::string_view{fresh});",
         "statement.bind(1, std::string_view{\"epoch\"}).bind(2, std::string_view{epoch_});"),
    ]),
    Mutant("a device that was set back gives its numbers again", [
        ("sync/outbox/outbox.cpp", "  if (last_number <= pushed_) return numbers;", "  if (last_number <= last_number) return numbers;"),
    ]),
    Mutant("a failed transaction leaves the World changed", [
        ("sync/server/server_core_truth.cpp", "  if (!stale_) return done;\n", "  stale_ = false;\n  if (!stale_) return done;\n"),
    ]),
    Mutant("what a snapshot replaces stays in the file", [
        ("sync/replica/replica.cpp", "    if (auto deleted = delete_facts(*database_); !deleted) return deleted;\n    if (auto", "    if (auto"),
    ]),
]


def copy_the_sources():
    shutil.rmtree(COPY, ignore_errors=True)
    for part in PARTS:
        there = COPY / part
        there.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, there, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy2(ROOT / part, there)


def put_in(mutant):
    """What the files were before."""
    before = {}
    for file, old, new in mutant.edits:
        path = COPY / file
        text = path.read_text()
        before.setdefault(path, text)
        if text.count(old) != 1:
            raise SystemExit(f"{mutant.name}: {file} has {text.count(old)} times, and not once: {old!r}")
        path.write_text(text.replace(old, new))
    return before


def build():
    configured = BUILD / "build.ninja"
    if not configured.exists():
        # A bug may leave something unused; that is not how it is to be found.
        unused = "-DCMAKE_CXX_FLAGS=-Wno-unused-parameter -Wno-unused-variable -Wno-unused-function"
        subprocess.run(["cmake", "--preset", "tests", "-B", str(BUILD), unused], cwd=COPY, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(["ninja", "-C", str(BUILD), "simulation-soak"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stdout[-4000:])


def seeds_needed(most):
    """The seed that found it, or None; and what it said."""
    run = subprocess.run([str(SOAK), "--from", "1", "--seeds", str(most)], capture_output=True, text=True, timeout=3600)
    if run.returncode == 0:
        return None, ""
    said = [line for line in run.stdout.splitlines() + run.stderr.splitlines() if re.search(r"seed \d+", line)]
    found = re.search(r"seed (\d+)", said[0]) if said else None
    if run.returncode < 0 or not found:  # the product's own checks abort: found, too
        return 0, f"ended with {run.returncode}: {(run.stderr or run.stdout)[-200:]}"
    return int(found.group(1)), said[0]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", default="", help="part of a name")
    arguments.add_argument("--seeds", type=int, default=300)
    options = arguments.parse_args()
    missed = []
    copy_the_sources()
    for mutant in [m for m in MUTANTS if options.only in m.name]:
        before = put_in(mutant)
        build()
        seed, said = seeds_needed(options.seeds)
        print(f"{mutant.name}: " + (f"found by seed {seed}: {said}" if seed is not None else "NOT FOUND"), flush=True)
        if seed is None:
            missed.append(mutant.name)
        for path, text in before.items():
            path.write_text(text)
    shutil.rmtree(COPY)
    if missed:
        sys.exit(f"{len(missed)} not found within {options.seeds} seeds")


if __name__ == "__main__":
    main()
