"""Random rules: what tandem-ics expands against python3-dateutil, which counts independently of us.

    differential.py PROGRAM [--rules 2000] [--seed 1]

Each rule becomes an event of one calendar, so that one run of the program answers for thousands. Rules are of the kind
on which RFC 5545 leaves no choice: where the two choose differently (calendar/recurrence/README.md says what we chose)
no rule is generated:
  - dateutil leaves out a DTSTART that does not match, we count it: so no COUNT, and DTSTART itself is not compared
  - BYWEEKNO without BYDAY means all seven days there, the weekday of DTSTART here
  - BYSETPOS of WEEKLY counts from DTSTART on in the first week there, in the whole week here ("BYSETPOS operates on a set
    of recurrence instances in one interval of the recurrence rule"): the first seven days are not compared
  - BYWEEKNO=-52 and -53 miss days of December there that are in the first week of the next year,
    and 53 is wrong there in January after some years of 52 weeks (WKST=WE, 2034); golden cases have both
  - BYWEEKNO with INTERVAL or BYSETPOS depends on which year the days at its turn belong to
"""

import argparse
import datetime
import random
import subprocess
import sys
import zoneinfo

from dateutil import rrule

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
# Days from DTSTART to UNTIL: enough for years that differ, and for a run to be short.
SPAN = {"YEARLY": 9 * 365, "MONTHLY": 4 * 365, "WEEKLY": 2 * 365, "DAILY": 365, "HOURLY": 20, "MINUTELY": 0.5,
        "SECONDLY": 0.02}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC")
MOST_SHOWN = 20
UTC = datetime.timezone.utc


def some(source, values, most):
    # Not sorted: the order in which a feed lists them means nothing.
    return source.sample(values, source.randint(1, min(most, len(values))))


def signed(values):
    return [sign * value for value in values for sign in (1, -1)]


def weekdays(source, frequency, parts):
    days = some(source, WEEKDAYS, 5)
    if "BYWEEKNO" in parts or frequency not in ("MONTHLY", "YEARLY") or source.random() < 0.5:
        return days
    most = 5 if frequency == "MONTHLY" or "BYMONTH" in parts else 53
    return [str(source.choice((1, -1)) * source.randint(1, most)) + day for day in days]


def random_parts(source, frequency):
    parts = {}

    def maybe(chance, name, values, most):
        if source.random() < chance:
            parts[name] = some(source, values, most)

    if frequency == "YEARLY" and source.random() < 0.25:
        parts["BYWEEKNO"] = some(source, [*range(1, 53), *range(-51, 0)], 4)
    # dateutil walks second by second to the next day that fits: no far ones for SECONDLY.
    if frequency != "SECONDLY":
        maybe(0.35, "BYMONTH", range(1, 13), 4)
    if frequency != "WEEKLY":
        maybe(0.3, "BYMONTHDAY", signed(range(1, 32)), 6)
    if frequency not in ("MONTHLY", "WEEKLY", "DAILY", "SECONDLY"):
        maybe(0.15, "BYYEARDAY", signed(range(1, 367)), 40)
    if "BYWEEKNO" in parts or source.random() < 0.5:
        parts["BYDAY"] = weekdays(source, frequency, parts)
    maybe(0.25, "BYHOUR", range(24), 3)
    maybe(0.2, "BYMINUTE", range(60), 3)
    maybe(0.15, "BYSECOND", range(60), 3)
    # A second is a set of one.
    if parts and "BYWEEKNO" not in parts and frequency != "SECONDLY":
        maybe(0.25, "BYSETPOS", signed(range(1, 6)), 3)
    return parts


def random_rule(source):
    frequency = source.choice(FREQUENCIES)
    parts = random_parts(source, frequency)
    # Only every so often, and never where the interval would say which year a week is of.
    interval = source.randint(2, 9) if source.random() < 0.4 and "BYWEEKNO" not in parts else 1
    start = datetime.datetime(2024, 1, 1) + datetime.timedelta(seconds=source.randrange(3 * 365 * 86400))
    if source.random() < 0.7:
        start = start.replace(minute=0, second=0)
    until = start + datetime.timedelta(days=SPAN[frequency])
    text = f"FREQ={frequency};UNTIL={until:%Y%m%dT%H%M%S}"
    text += f";INTERVAL={interval}" if interval > 1 else ""
    text += f";WKST={source.choice(WEEKDAYS)}" if source.random() < 0.4 else ""
    return start, text + "".join(f";{name}={','.join(str(value) for value in values)}" for name, values in parts.items())


def event(uid, start, rule, zone):
    return (f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\r\nDURATION:PT1S\r\n"
            f"RRULE:{rule}\r\nEND:VEVENT\r\n")


def ours(program, cases):
    """uid → starts as UTC texts, from one run of the program."""
    text = "BEGIN:VCALENDAR\r\n" + "".join(event(uid, *case) for uid, case in enumerate(cases)) + "END:VCALENDAR\r\n"
    done = subprocess.run([program, "expand", "-", "--from", "2024-01-01", "--to", "2060-01-01"], input=text.encode(),
                          capture_output=True, check=False)
    if done.returncode != 0 or done.stderr:
        raise SystemExit(f"exit {done.returncode}: {done.stderr.decode()[:2000]}")
    starts = {uid: set() for uid in range(len(cases))}
    for line in done.stdout.decode().splitlines():
        start, _, uid = line.split(" ")
        starts[int(uid)].add(start)
    return starts


def as_utc(local, zone):
    # fold=0: before the gap, the first of an overlap, as RFC 5545 section 3.3.5 says.
    return local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def theirs(start, rule, zone):
    # dateutil looks at UNTIL only when a rule matches, and follows one that never does to this year.
    datetime.MAXYEAR = int(rule.partition("UNTIL=")[2][:4])
    found = set()
    try:
        for local in rrule.rrulestr(rule, dtstart=start):
            found.add(as_utc(local, zone))
    except ValueError as error:
        # INTERVAL steps over every hour, minute or second that is allowed.
        if "empty" not in str(error):
            raise
    return found


def disagreements(program, cases):
    answers = ours(program, cases)
    for uid, (start, rule, zone) in enumerate(cases):
        left_out = {as_utc(start, zone)}
        expected = theirs(start, rule, zone)
        if "WEEKLY" in rule and "BYSETPOS" in rule:
            second_week = as_utc(start + datetime.timedelta(days=7), zone)
            left_out |= {at for at in answers[uid] | expected if at < second_week}
        only_ours = sorted(answers[uid] - expected - left_out)
        only_theirs = sorted(expected - answers[uid] - left_out)
        if only_ours or only_theirs:
            yield start, rule, zone, only_ours, only_theirs


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="tandem-ics")
    parser.add_argument("--rules", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    source = random.Random(arguments.seed)
    cases = [(*random_rule(source), source.choice(ZONES)) for _ in range(arguments.rules)]
    found = 0
    batch = 500  # well inside the limits of one feed
    for at in range(0, len(cases), batch):
        for start, rule, zone, only_ours, only_theirs in disagreements(arguments.program, cases[at:at + batch]):
            found += 1
            if found <= MOST_SHOWN:
                print(f"{zone}:{start:%Y%m%dT%H%M%S} {rule}\n  only ours   {only_ours[:5]}\n  only theirs {only_theirs[:5]}")
    print(f"{arguments.rules} rules, {found} disagreements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
