"""What python3-icalendar and python3-recurring-ical-events find in a calendar, as JSON.

usage: read_python.py FILE FROM TO      in seconds since 1970
"""

import datetime
import json
import sys

import icalendar
import recurring_ical_events

UTC = datetime.timezone.utc


def seconds(time):
    if not isinstance(time, datetime.datetime):
        time = datetime.datetime(time.year, time.month, time.day, tzinfo=UTC)
    return int(time.timestamp())


def event_of(component):
    start = component.decoded("DTSTART")
    recurrence_id = component.decoded("RECURRENCE-ID") if "RECURRENCE-ID" in component else None
    return {
        "uid": str(component["UID"]),
        "recurrence_id": None if recurrence_id is None else seconds(recurrence_id),
        "all_day": not isinstance(start, datetime.datetime),
        "start": seconds(start),
        "end": seconds(component.decoded("DTEND")),
        "stamp": seconds(component.decoded("DTSTAMP")),
        "sequence": component["SEQUENCE"],
        "summary": str(component["SUMMARY"]),
        "location": str(component["LOCATION"]),
    }


def main():
    path, start, end = sys.argv[1], *(datetime.datetime.fromtimestamp(int(text), UTC) for text in sys.argv[2:4])
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    events = [event_of(component) for component in calendar.walk("VEVENT")]
    found = recurring_ical_events.of(calendar).between(start, end)
    instances = [[str(event["UID"]), seconds(event.decoded("DTSTART")), seconds(event.decoded("DTEND"))] for event in found]
    json.dump({"events": events, "instances": instances}, sys.stdout)


if __name__ == "__main__":
    main()
