"""What a program and everything that it started cost, by /proc."""

import os
import pathlib

TICK = os.sysconf("SC_CLK_TCK")


def _parents():
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(entry.name)] = int(fields[1])
    return parents


def tree(pid):
    """pid and all its descendants that live."""
    parents, found = _parents(), {pid}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return sorted(found)
        found |= more


def _sum(pid, read):
    total = 0
    for process in tree(pid):
        try:
            total += read(pathlib.Path(f"/proc/{process}"))
        except OSError:
            continue  # ended meanwhile
    return total


def pss_mib(pid):
    """Proportional memory: what is shared counts in parts."""

    def read(folder):
        for line in (folder / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
        return 0

    return _sum(pid, read) / 1024


def processor_seconds(pid):
    """Of all threads that live, by the scheduler's nanoseconds."""
    return _sum(pid, lambda folder: sum(int(task.read_text().split()[0]) for task in folder.glob("task/*/schedstat"))) / 1e9


def processor_seconds_with_ended(pid):
    """Ended children that were waited for count too; in clock ticks."""

    def read(folder):
        fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        return sum(int(field) for field in fields[11:15])

    return _sum(pid, read) / TICK


def wake_ups(pid):
    """How often a thread went to sleep of itself, which is as often as one woke up."""

    def read(folder):
        total = 0
        for task in folder.glob("task/*/status"):
            for line in task.read_text().splitlines():
                if line.startswith("voluntary_ctxt_switches:"):
                    total += int(line.split()[1])
        return total

    return _sum(pid, read)
