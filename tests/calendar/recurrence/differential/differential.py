"""Random rules and calendars: what our engine says against what others say, which count independently of us.

    differential.py BINARIES [--rules 1000] [--calendars 300] [--seed 1] [--engines dateutil,rrule] [--every rrule=5]

BINARIES is the folder with differential_tandem (and differential_kcalendarcore). Each disagreement is of a known kind
(kinds.py, README.md) or it is shown, and the exit code is 1.
"""

import argparse
import datetime
import random
import sys
import zoneinfo

import calendars
import engines
import rules
from tally import Tally

PORTION = 20  # cases whose texts fit into a pipe
RULE_ENGINES = ("dateutil", "rrule", "rrule-temporal", "kcalendarcore")
# What these alone say otherwise, while dateutil or kcalendarcore agrees with us, is counted and not examined.
SECOND_OPINIONS = ("rrule", "rrule-temporal")
CALENDAR_ENGINES = ("recurring-ical-events", "kcalendarcore")


def compact(line):
    """2026-03-30T09:00:00+02:00 or 2026-03-30 as 20260330T090000."""
    digits = line[:19].replace("-", "").replace(":", "")
    return digits if "T" in digits else digits + "T000000"


def instants(case, starts):
    """On one line of time: an hour that a zone skips is the next one, as RFC 5545 section 3.3.5 says."""
    if not case["tzid"]:
        return sorted(set(starts))
    zone = zoneinfo.ZoneInfo(case["tzid"])
    local = (datetime.datetime.strptime(start, rules.FORM).replace(tzinfo=zone) for start in starts)
    return sorted({at.astimezone(datetime.timezone.utc).strftime(rules.FORM) for at in local})


def as_tandem_asks(case):
    # COUNT and UNTIL together both hold with us: a rule that never matches ends where its case does.
    rule = case["rule"] if "UNTIL" in case["rule"] else f"{case['rule']};UNTIL={case['to']}"
    dtstart = case["dtstart"][:8] if case["all_day"] else case["dtstart"]
    return {**case, "rule": rule, "dtstart": dtstart, "matching_only": True}


def rule_starts(case, answer):
    """Of any engine; None when it has none."""
    if "lines" in answer:
        return instants(case, [compact(line) for line in answer["lines"].split()])[:rules.COMPARED]
    return instants(case, answer["starts"])[:rules.COMPARED] if "starts" in answer else None


def inside(case, occurrences):
    """Those that begin well inside the window: at its ends each engine has rules of its own."""
    first, last = (f"{at[:4]}-{at[4:6]}-{at[6:8]}" for at in (case["begin"], case["end"]))
    # An override may be moved onto another occurrence; some show that twice.
    return sorted({line for line in occurrences if first <= line < last})


def calendar_occurrences(case, answer):
    """Of any engine; None when it has none."""
    if "lines" in answer:
        return inside(case, [line for line in answer["lines"].splitlines() if not line.endswith(" free")])
    return inside(case, answer["occurrences"]) if "occurrences" in answer else None


class Comparison:
    def __init__(self, arguments, names, tally):
        self.tandem = engines.tandem(arguments.binaries)
        self.others = [engines.named(name, arguments.binaries) for name in names]
        self.every = arguments.every
        self.tally = tally

    def run(self, cases, as_asked, read):
        """`read` makes of (case, answer) what is compared."""
        for at in range(0, len(cases), PORTION):
            self._portion(cases[at:at + PORTION], as_asked, read)
        for engine in [self.tandem, *self.others]:
            engine.stop()

    def _portion(self, cases, as_asked, read):
        self.tandem.send([as_asked(case) for case in cases])
        shares = [(other, cases[::self.every.get(other.name, 1)]) for other in self.others]
        for other, share in shares:
            other.send(share)
        ours = {}
        for case, answer in zip(cases, self.tandem.receive()):
            ours[id(case)] = read(case, answer)
            self.tally.time(answer["us"], case)
            if answer["complaints"]:
                self.tally.unknown("tandem", case, [answer["complaints"]], [])
        agreed = set()
        for other, share in shares:
            for case, answer in zip(share, other.receive()):
                theirs = read(case, answer)
                supported = other.name in SECOND_OPINIONS and id(case) in agreed
                self.tally.take(other.name, case, ours[id(case)], theirs, answer.get("error"), supported)
                if other.name not in SECOND_OPINIONS and theirs == ours[id(case)]:
                    agreed.add(id(case))


def shares(text):
    return {name: int(share) for name, share in (pair.split("=") for pair in text.split(",") if pair)}


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binaries", help="folder of the engines that are built")
    parser.add_argument("--rules", type=int, default=0)
    parser.add_argument("--calendars", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", type=lambda text: text.split(","), default=["dateutil", "rrule"])
    parser.add_argument("--every", type=shares, default={}, help="rrule-temporal=5: asked for every 5th case")
    return parser.parse_args()


def main():
    arguments = parsed_arguments()
    tally = Tally()
    source = random.Random(arguments.seed)
    cases = [rules.random_case(source) for _ in range(arguments.rules)]
    names = [name for name in arguments.engines if name in RULE_ENGINES]
    Comparison(arguments, names, tally).run(cases, as_tandem_asks, rule_starts)
    cases = [calendars.random_case(source) for _ in range(arguments.calendars)]
    names = [name for name in arguments.engines if name in CALENDAR_ENGINES]
    Comparison(arguments, names, tally).run(cases, dict, calendar_occurrences)
    print(f"{arguments.rules} rules, {arguments.calendars} calendars, seed {arguments.seed}")
    for line in tally.lines():
        print(line)
    return 1 if tally.has_unknown() else 0


if __name__ == "__main__":
    sys.exit(main())
