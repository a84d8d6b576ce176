"""python3-dateutil's side of the differential runs; differential.py says what the lines are.

Two of its faults are worked around, so that what they touch is compared too: it reads BYDAY=MO,2TU as the Mondays that
are a second Tuesday, and BYSETPOS of WEEKLY counts from DTSTART on in the first week.
"""

import datetime
import json
import signal
import sys
import warnings
import zoneinfo

from dateutil import rrule

SECONDS_PER_CASE = 0.05  # of the processor; it walks second by second to where a rule matches
FORM = "%Y%m%dT%H%M%S"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class TooSlow(Exception):
    pass


def give_up(_signal, _frame):
    raise TooSlow


def with_numbers(parts):
    """MO,2TU as 1MO,2MO,3MO,4MO,5MO,2TU."""
    days = parts["BYDAY"].split(",")
    most = 53 if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else 5
    if len({len(day) > 2 for day in days}) == 1:
        return ",".join(days)
    return ",".join(day if len(day) > 2 else ",".join(f"{nth}{day}" for nth in range(1, most + 1)) for day in days)


def first_of_week(start, parts):
    week_start = WEEKDAYS.index(parts.get("WKST", "MO"))
    return start - datetime.timedelta(days=(start.weekday() - week_start) % 7)


def starts_of(case):
    # It looks at the end of a rule only when the rule matches, and follows one that never does to the last year.
    datetime.MAXYEAR = int(case["to"][:4])
    start = datetime.datetime.strptime(case["dtstart"], FORM)
    to = datetime.datetime.strptime(case["to"], FORM)
    if case["tzid"]:
        start = start.replace(tzinfo=zoneinfo.ZoneInfo(case["tzid"]))
        to = to.replace(tzinfo=start.tzinfo)
    parts = dict(part.split("=", 1) for part in case["rule"].split(";"))
    limit = min(case["limit"], int(parts.pop("COUNT", case["limit"])))
    begin = first_of_week(start, parts) if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts else start
    if "BYDAY" in parts:
        parts["BYDAY"] = with_numbers(parts)
    if begin != start:
        parts.setdefault("BYDAY", WEEKDAYS[start.weekday()])
    found = []
    for at in rrule.rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=begin):
        if at > to or len(found) == limit:
            break
        if at >= start:
            found.append(at.strftime(FORM))
    return found


def answer_to(case):
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_PER_CASE)
    try:
        return {"starts": starts_of(case)}
    except TooSlow:
        return {"error": "too slow"}
    except ValueError as error:
        # INTERVAL steps over every hour, minute or second that is allowed.
        return {"starts": []} if "empty" in str(error) else {"error": str(error)}
    except IndexError:
        return {"error": "IndexError"}  # of some rules with several numbered days
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main():
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGVTALRM, give_up)
    for line in sys.stdin:
        print(json.dumps(answer_to(json.loads(line))), flush=True)


main()
