"""Random calendars: several events with rules, EXDATE, RDATE (dates and PERIODs), overrides that move or cancel, all-day
and timed, DURATION or DTEND, in zones with and without a VTIMEZONE of their own.

Overrides and exclusions name occurrences that the rules surely give: rules here are daily, weekly on the weekday of
DTSTART or on the month day of DTSTART, so that the generator need not expand what it is there to test.
"""

import datetime
import zoneinfo

ZONES = ("Europe/Paris", "America/New_York", "Australia/Sydney", "Asia/Tokyo")
BASE_ZONE = "Europe/Paris"
FORM = "%Y%m%dT%H%M%S"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS_OF_WINDOW = 120


def rules_for(start):
    day = WEEKDAYS[start.weekday()]
    yield "FREQ=DAILY", [start + datetime.timedelta(days=n) for n in range(40)]
    yield "FREQ=DAILY;INTERVAL=3", [start + datetime.timedelta(days=3 * n) for n in range(20)]
    yield f"FREQ=WEEKLY;BYDAY={day}", [start + datetime.timedelta(weeks=n) for n in range(12)]
    yield f"FREQ=WEEKLY;INTERVAL=2;WKST={day}", [start + datetime.timedelta(weeks=2 * n) for n in range(8)]
    if start.weekday() < 5:
        days = [start + datetime.timedelta(days=n) for n in range(40)]
        yield "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", [at for at in days if at.weekday() < 5]
    if start.day <= 28:
        yield f"FREQ=MONTHLY;BYMONTHDAY={start.day}", [add_months(start, n) for n in range(5)]
        nth = (start.day - 1) // 7 + 1
        if nth < 5:
            yield f"FREQ=MONTHLY;BYDAY={nth}{day}", [start]


def add_months(start, count):
    month = start.month - 1 + count
    return start.replace(year=start.year + month // 12, month=month % 12 + 1)


class RandomEvent:
    """One UID with its overrides, as lines of a calendar."""

    def __init__(self, source, number):
        self.source = source
        self.uid = f"event-{number}"
        kind = source.random()
        self.all_day = kind < 0.2
        self.zone = "" if self.all_day else source.choice(("UTC", *ZONES)) if kind < 0.9 else BASE_ZONE
        self.start = datetime.datetime(2026, 1, 1) + datetime.timedelta(days=source.randrange(60))
        if not self.all_day:
            self.start += datetime.timedelta(hours=source.randrange(24), minutes=source.choice((0, 15, 30)))
        self.rule, self.starts = source.choice(list(rules_for(self.start)))
        self.take_ending()
        excluded = source.sample(self.starts[1:], source.randint(0, min(4, len(self.starts) - 1)))
        self.excluded = excluded if source.random() < 0.5 else []

    def take_ending(self):
        source = self.source
        kind = source.random()
        if kind < 0.15:
            self.rule, self.starts = "", self.starts[:1]
        elif kind < 0.4:
            count = source.randint(1, 25)
            self.rule += f";COUNT={count}"
            self.starts = self.starts[:count]
        elif kind < 0.75:
            last = self.start + datetime.timedelta(days=source.randint(5, 90))
            self.rule += f";UNTIL={last:%Y%m%d}" if self.all_day else f";UNTIL={self.utc(last)}"
            self.starts = [at for at in self.starts if at <= last]

    def time(self, name, at):
        if self.all_day:
            return f"{name};VALUE=DATE:{at:%Y%m%d}"
        if self.zone == "UTC":
            return f"{name}:{at.strftime(FORM)}Z"
        return f"{name};TZID={self.zone}:{at.strftime(FORM)}"

    def utc(self, at):
        return at.replace(tzinfo=zoneinfo.ZoneInfo(self.zone)).astimezone(datetime.timezone.utc).strftime(FORM + "Z")

    def length(self, start):
        source = self.source
        if self.all_day:
            days = source.randint(1, 3)
            return [f"DURATION:P{days}D"] if source.random() < 0.3 else [
                self.time("DTEND", start + datetime.timedelta(days=days))]
        minutes = source.choice((15, 30, 60, 90, 24 * 60 + 30))
        if source.random() < 0.4:
            return [f"DURATION:PT{minutes}M"]
        return [self.time("DTEND", start + datetime.timedelta(minutes=minutes))]

    def master(self):
        source = self.source
        lines = [self.time("DTSTART", self.start), *self.length(self.start)]
        if self.rule:
            lines.append(f"RRULE:{self.rule}")
        if self.excluded:
            lines += self.exclusion(self.excluded)
        if source.random() < 0.3:
            lines += [self.extra(self.start + datetime.timedelta(days=source.randint(1, 80), hours=self.hours()))
                      for _ in range(source.randint(1, 3))]
        return lines

    def hours(self):
        return 0 if self.all_day else self.source.choice((0, 1, 5))

    def exclusion(self, starts):
        if self.source.random() < 0.5:
            return [self.time("EXDATE", at) for at in starts]
        head, _, _ = self.time("EXDATE", starts[0]).partition(":")
        return [head + ":" + ",".join(self.time("EXDATE", at).rpartition(":")[2] for at in starts)]

    def extra(self, at):
        if self.all_day or self.source.random() < 0.6:
            return self.time("RDATE", at)
        head, _, value = self.time("RDATE", at).rpartition(":")
        name, _, parameters = head.partition(";")
        return f"{name};VALUE=PERIOD{';' + parameters if parameters else ''}:{value}/PT45M"

    def overrides(self):
        source = self.source
        kept = [at for at in self.starts if at not in self.excluded]
        if not self.rule or source.random() < 0.5:
            return
        for at in source.sample(kept, min(len(kept), source.randint(1, 3))):
            moved = at + datetime.timedelta(days=source.randint(-2, 3), hours=self.hours())
            lines = [self.time("RECURRENCE-ID", at), self.time("DTSTART", moved), *self.length(moved)]
            if source.random() < 0.25:
                lines.append("STATUS:CANCELLED")
            yield lines

    def lines(self):
        for lines in [self.master(), *self.overrides()]:
            yield from ("BEGIN:VEVENT", f"UID:{self.uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT")


PARIS_RULES = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".split("\n")


def random_case(source):
    """A calendar as every engine of these runs is asked for it: {"ics", "zone", "from", "to"}; those that begin from
    `begin` to `end` are compared."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tandem//Differential//EN"]
    if source.random() < 0.5:
        lines += PARIS_RULES
    for number in range(source.randint(1, 4)):
        lines += RandomEvent(source, number).lines()
    lines.append("END:VCALENDAR")
    begin = datetime.datetime(2025, 12, 20) + datetime.timedelta(days=source.randrange(60))
    end = begin + datetime.timedelta(days=DAYS_OF_WINDOW)
    margin = datetime.timedelta(days=5)
    return {"ics": "".join(line + "\r\n" for line in lines), "zone": BASE_ZONE,
            "from": (begin - margin).strftime(FORM + "Z"), "to": (end + margin).strftime(FORM + "Z"),
            "begin": begin.strftime(FORM), "end": end.strftime(FORM)}
