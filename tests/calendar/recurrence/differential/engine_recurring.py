"""python3-recurring-ical-events' side of the differential runs; differential.py says what the lines are."""

import datetime
import json
import signal
import sys
import warnings
import zoneinfo

import icalendar
import recurring_ical_events

SECONDS_PER_CASE = 5  # of the processor
UTC = datetime.timezone.utc


class TooSlow(Exception):
    pass


def give_up(_signal, _frame):
    raise TooSlow


def instant(value, zone):
    """A date is its midnight on the clock of `zone`, as a floating time is."""
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def occurrences_of(case):
    zone = zoneinfo.ZoneInfo(case["zone"])
    bounds = [datetime.datetime.strptime(case[name], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for name in ("from", "to")]
    calendar = icalendar.Calendar.from_ical(case["ics"])
    for event in recurring_ical_events.of(calendar).between(*bounds):
        if event.get("STATUS") == "CANCELLED":
            continue
        yield f"{instant(event['DTSTART'].dt, zone)} {instant(event['DTEND'].dt, zone)} {event['UID']}"


def answer_to(case):
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_PER_CASE)
    try:
        return {"occurrences": sorted(set(occurrences_of(case)))}
    except TooSlow:
        return {"error": "too slow"}
    except Exception as error:  # whatever it stumbles over
        return {"error": f"{type(error).__name__}: {str(error)[:60]}"}
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main():
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGVTALRM, give_up)
    for line in sys.stdin:
        print(json.dumps(answer_to(json.loads(line))), flush=True)


main()
