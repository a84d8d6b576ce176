"""Counts of agreement, and of each kind of disagreement."""

import collections

import kinds

MOST_SHOWN = 20
UNKNOWN = "disagree, not of a known kind"


class Tally:
    def __init__(self):
        self.counts = collections.Counter()
        self.shown = 0
        self.slowest = 0
        self.over_50_ms = 0

    def time(self, microseconds, case):
        self.slowest = max(self.slowest, microseconds)
        self.over_50_ms += microseconds > 50_000

    def take(self, engine, case, ours, theirs, error, supported=False):
        """`supported`: another engine, independent of this one, agreed with ours on the case."""
        if theirs is None:
            self.counts[engine, f"no answer: {error}"] += 1
            return
        self.counts[engine, "cases"] += 1
        if theirs == ours:
            self.counts[engine, "agree"] += 1
            return
        if supported:
            self.counts[engine, "disagree, and dateutil or kcalendarcore agrees with tandem"] += 1
            return
        only_ours = sorted(set(ours) - set(theirs))
        only_theirs = sorted(set(theirs) - set(ours))
        kind = kinds.kind_of(engine, case, ours, theirs)
        if kind:
            self.counts[engine, f"disagree, {kind}"] += 1
        else:
            self.unknown(engine, case, only_ours, only_theirs)

    def unknown(self, engine, case, only_ours, only_theirs):
        self.counts[engine, UNKNOWN] += 1
        self.shown += 1
        if self.shown > MOST_SHOWN:
            return
        head = f"{case['tzid']}:{case['dtstart']} {case['rule']}" if "rule" in case else case["ics"]
        print(f"{engine}: {head}\n  only tandem {only_ours[:5]}\n  only {engine} {only_theirs[:5]}")

    def has_unknown(self):
        return any(kind == UNKNOWN for _, kind in self.counts)

    def lines(self):
        for (engine, kind), count in sorted(self.counts.items()):
            yield f"{count:8} {engine}: {kind}"
        yield f"tandem's slowest: {self.slowest / 1000:.1f} ms, {self.over_50_ms} over 50 ms"
