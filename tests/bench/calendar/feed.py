"""Writes a calendar as Outlook and Google publish them: descriptions, attendees, alarms, both programs' own properties,
time zones in it; a third of the events recur, some with moved or cancelled occurrences. The same bytes every time.

    feed.py EVENTS FILE [--changed N]     --changed moves the first single event from number N on by an hour
"""

import argparse
import datetime
import pathlib
import random

WINDOW = (datetime.datetime(2026, 1, 1), datetime.datetime(2027, 1, 1))  # UTC
DAYS = "MO TU WE TH FR".split()
WORDS = ("agenda budget review please bring the figures of last month room changed minutes attached before Friday "
         "mentoring session digital practice questions follow up dial in number guests reception lunch").split()
NAMES = "anna.roux b.lefevre chloe.martin d.nguyen e.moreau farid.benali g.petit hugo.blanc".split()

ZONES = """BEGIN:VTIMEZONE
TZID:Europe/Paris
X-LIC-LOCATION:Europe/Paris
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
""".splitlines()


def folded(line):
    """RFC 5545 section 3.1; all text here is ASCII, so that characters are octets."""
    parts = [line[:75]]
    parts += [" " + line[at:at + 74] for at in range(75, len(line), 74)]
    return parts


def moment(when):
    return when.strftime("%Y%m%dT%H%M%S")


class FeedWriter:
    def __init__(self, changed):
        self.source = random.Random(2026)
        self.changed = changed
        self.lines = []
        self.events = 0

    def put(self, line):
        self.lines += folded(line)

    def words(self, most):
        return " ".join(self.source.choice(WORDS) for _ in range(self.source.randint(1, most)))

    def start(self):
        """A working hour of a weekday, away from the ends of the window: which engine counts what touches them differs."""
        day = datetime.datetime(2025, 7, 1) + datetime.timedelta(days=self.source.randrange(540))
        while day.weekday() > 4:
            day += datetime.timedelta(days=1)
        return day.replace(hour=self.source.randint(7, 17), minute=self.source.choice((0, 15, 30, 45)))

    def rule(self, start):
        """DTSTART matches it always: libical drops one that does not."""
        day = DAYS[start.weekday()]
        nth = (start.day - 1) // 7 + 1
        until = moment(start + datetime.timedelta(days=self.source.randint(30, 300))) + "Z"
        kinds = [f"FREQ=WEEKLY;BYDAY={day}", f"FREQ=WEEKLY;UNTIL={until};BYDAY={day}",
                 f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day};WKST=MO", f"FREQ=DAILY;COUNT={self.source.randint(3, 30)}",
                 f"FREQ=WEEKLY;COUNT={self.source.randint(4, 40)};BYDAY={day}", "FREQ=YEARLY"]
        if nth < 5:
            kinds.append(f"FREQ=MONTHLY;BYDAY={nth}{day}")
        if start.day < 29:
            kinds.append(f"FREQ=MONTHLY;BYMONTHDAY={start.day}")
        return self.source.choice(kinds)

    def second_start(self, rule, start):
        """An occurrence that may be moved or cancelled: the one after the first."""
        steps = {"FREQ=WEEKLY": 14 if "INTERVAL=2" in rule else 7, "FREQ=DAILY": 1}
        step = steps.get(rule.split(";")[0])
        return None if step is None else start + datetime.timedelta(days=step)

    def event(self, uid, outlook, start, extra):
        zone = "W. Europe Standard Time" if outlook else "Europe/Paris"
        if self.changed is not None and self.events >= self.changed and not extra:
            start += datetime.timedelta(hours=1)
            self.changed = None
        self.events += 1
        length = datetime.timedelta(minutes=self.source.choice((30, 60, 60, 90)))
        self.put("BEGIN:VEVENT")
        self.put(f"DTSTART;TZID={zone}:{moment(start)}")
        self.put(f"DTEND;TZID={zone}:{moment(start + length)}")
        for line in extra:
            self.put(line.replace("ZONE", zone))
        self.put("DTSTAMP:20251201T080000Z")
        self.put(f"UID:{uid}")
        self.people()
        if self.source.random() < 0.3:
            self.put(f"DESCRIPTION:{self.words(30)}\\n\\n{self.words(10)}")
        self.put("LAST-MODIFIED:20251130T170000Z")
        self.put(f"LOCATION:Room {self.source.randint(1, 300)}")
        self.put(f"SEQUENCE:{self.source.randint(0, 3)}")
        self.put("STATUS:CONFIRMED")
        self.put(f"SUMMARY:{self.words(6)}")
        self.put("TRANSP:OPAQUE" if self.source.random() < 0.9 else "TRANSP:TRANSPARENT")
        if outlook:
            self.put("X-MICROSOFT-CDO-BUSYSTATUS:BUSY")
            self.put("X-MICROSOFT-CDO-IMPORTANCE:1")
        if self.source.random() < 0.3:
            for line in ("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Reminder", "TRIGGER:-PT15M", "END:VALARM"):
                self.put(line)
        self.put("END:VEVENT")

    def people(self):
        if self.source.random() < 0.65:
            return
        self.put("ORGANIZER;CN=Tandem:mailto:tandem@office.example")
        for _ in range(self.source.choice((1, 1, 1, 2, 3))):
            name = self.source.choice(NAMES)
            answer = self.source.choice(("ACCEPTED", "ACCEPTED", "NEEDS-ACTION", "DECLINED"))
            self.put(f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN={name}"
                     f":mailto:{name}@office.example")

    def series(self, most):
        """One event, or a recurring one with what became of its second occurrence."""
        outlook = self.source.random() < 0.5
        number = self.source.getrandbits(128)
        uid = f"040000008200E00074C5B7101A82E008{number:032X}" if outlook else f"{number:026x}"[:26] + "@google.com"
        start = self.start()
        if self.source.random() >= 0.36:
            return self.event(uid, outlook, start, [])
        rule = self.rule(start)
        second = self.second_start(rule, start)
        fate = self.source.random()
        if second and fate < 0.2 and most > 1:
            self.event(uid, outlook, start, ["RRULE:" + rule])
            self.event(uid, outlook, second + datetime.timedelta(minutes=75), [f"RECURRENCE-ID;TZID=ZONE:{moment(second)}"])
        elif second and fate < 0.4:
            self.event(uid, outlook, start, ["RRULE:" + rule, f"EXDATE;TZID=ZONE:{moment(second)}"])
        else:
            self.event(uid, outlook, start, ["RRULE:" + rule])

    def write(self, events):
        self.lines += ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tandem//Benchmark//EN", "CALSCALE:GREGORIAN", *ZONES]
        while self.events < events:
            self.series(events - self.events)
        return "\r\n".join([*self.lines, "END:VCALENDAR", ""])


def write_feed(events, changed=None):
    return FeedWriter(changed).write(events)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("events", type=int)
    arguments.add_argument("file", type=pathlib.Path)
    arguments.add_argument("--changed", type=int)
    chosen = arguments.parse_args()
    chosen.file.write_text(write_feed(chosen.events, chosen.changed), newline="")


if __name__ == "__main__":
    main()
