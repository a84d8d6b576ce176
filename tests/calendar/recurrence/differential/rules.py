"""Random rules with every part that RFC 5545 section 3.3.10 allows at their frequency.

Half of the starts match their rule, half need not. Every rule ends: by UNTIL (as a date, a local time or UTC), by
COUNT, or by the `to` of its case, so that an engine that walks on for ever is never asked to.
"""

import datetime
import zoneinfo

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
# Days from DTSTART to the end of a case: enough for years that differ, and for a run to be short.
SPAN = {"YEARLY": 6 * 365, "MONTHLY": 2 * 365, "WEEKLY": 300, "DAILY": 120, "HOURLY": 5, "MINUTELY": 0.2,
        "SECONDLY": 0.005}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu",
         "Africa/Casablanca", "UTC")
FORM = "%Y%m%dT%H%M%S"
# So many starts are asked for, and so many compared: at a DST change two may be one.
LIMIT = 60
COMPARED = 40


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


def random_parts(source, frequency, all_day):
    parts = {}

    def maybe(chance, name, values, most):
        if source.random() < chance:
            parts[name] = some(source, values, most)

    if frequency == "YEARLY":
        maybe(0.2, "BYWEEKNO", signed(range(1, 54)), 4)
    # dateutil walks second by second to the next day that fits: no far ones for SECONDLY.
    if frequency != "SECONDLY":
        maybe(0.35, "BYMONTH", range(1, 13), 4)
    if frequency != "WEEKLY":
        maybe(0.3, "BYMONTHDAY", signed(range(1, 32)), 6)
    if frequency not in ("MONTHLY", "WEEKLY", "DAILY", "SECONDLY"):
        maybe(0.15, "BYYEARDAY", signed(range(1, 367)), 40)
    if source.random() < 0.5:
        parts["BYDAY"] = weekdays(source, frequency, parts)
    if not all_day:
        maybe(0.25, "BYHOUR", range(24), 3)
        maybe(0.2, "BYMINUTE", range(60), 3)
        maybe(0.15, "BYSECOND", range(60), 3)
    if parts:
        maybe(0.25, "BYSETPOS", signed(range(1, 6)), 3)
    return parts


def match(parts, start):
    """Makes `start` one of the days and times that the parts allow."""
    own = {"BYMONTH": start.month, "BYMONTHDAY": start.day, "BYYEARDAY": start.timetuple().tm_yday,
           "BYWEEKNO": start.isocalendar().week, "BYHOUR": start.hour, "BYMINUTE": start.minute,
           "BYSECOND": start.second, "BYDAY": WEEKDAYS[start.weekday()]}
    for name, values in parts.items():
        if name in own and own[name] not in values:
            values.insert(0, own[name])


def random_start(source, all_day):
    start = datetime.datetime(2019, 1, 1) + datetime.timedelta(seconds=source.randrange(11 * 365 * 86400))
    if all_day:
        return start.replace(hour=0, minute=0, second=0)
    return start.replace(minute=0, second=0) if source.random() < 0.7 else start


def until_text(source, end, zone, all_day):
    if all_day:
        return end.strftime("%Y%m%d")
    if zone:
        return end.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(datetime.timezone.utc).strftime(FORM + "Z")
    return end.strftime(FORM)


def random_case(source):
    """A rule as every engine of these runs is asked for it: {"rule", "dtstart", "tzid", "to", "limit", "all_day"}."""
    frequency = source.choice(FREQUENCIES)
    all_day = frequency in FREQUENCIES[:4] and source.random() < 0.15
    zone = source.choice(ZONES) if not all_day and source.random() < 0.4 else ""
    start = random_start(source, all_day)
    parts = random_parts(source, frequency, all_day)
    if source.random() < 0.5:
        match(parts, start)
    end = start + datetime.timedelta(seconds=round(SPAN[frequency] * 86400 * source.uniform(0.2, 1)))
    to = end
    text = f"FREQ={frequency}"
    ending = source.random()
    if ending < 0.3:
        text += f";COUNT={source.randint(1, 30)}"
        to = start + datetime.timedelta(days=SPAN[frequency])
    elif ending < 0.8:
        text += f";UNTIL={until_text(source, end, zone, all_day)}"
    if source.random() < 0.4:
        text += f";INTERVAL={source.randint(2, 9)}"
    if source.random() < 0.3:
        text += f";WKST={source.choice(WEEKDAYS)}"
    lists = list(parts.items())
    source.shuffle(lists)
    text += "".join(f";{name}={','.join(str(value) for value in values)}" for name, values in lists)
    return {"rule": text, "dtstart": start.strftime(FORM), "tzid": zone, "to": to.strftime(FORM), "limit": LIMIT,
            "all_day": all_day}
