"""The kinds of disagreement that were examined, by engine. README.md says for each who is right, with the RFC's words."""

import datetime
import re
import zoneinfo

FORM = "%Y%m%dT%H%M%S"


def parts_of(case):
    return dict(part.split("=", 1) for part in case["rule"].split(";"))


def at_turn_of_year(differing, parts):
    """Where a week of one year has days of another. What comes later is another one then, too."""
    first = datetime.datetime.strptime(min(differing), FORM)
    return "BYSETPOS" in parts or (first.month, first.day) >= (12, 24) or (first.month, first.day) <= (1, 8)


def is_negative(parts, *names):
    return any(value.startswith("-") for name in names for value in parts.get(name, "").split(","))


def dateutil_kind(parts, differing):
    if "BYWEEKNO" in parts and at_turn_of_year(differing, parts):
        return "BYWEEKNO at a turn of the year"
    return None


def rrule_temporal_kind(parts, differing):
    if "BYWEEKNO" in parts and "BYDAY" not in parts:
        return "BYWEEKNO without a day"
    return dateutil_kind(parts, differing)


def kcalendarcore_kind(parts, differing):
    if parts["FREQ"] != "MONTHLY" and is_negative(parts, "BYMONTHDAY"):
        return "BYMONTHDAY from the end, at other frequencies than MONTHLY"
    if is_negative(parts, "BYYEARDAY", "BYWEEKNO"):
        return "BYYEARDAY or BYWEEKNO from the end"
    if "BYWEEKNO" in parts and at_turn_of_year(differing, parts):
        return "BYWEEKNO at a turn of the year"
    if parts["FREQ"] == "YEARLY" and "BYMONTHDAY" in parts and "BYMONTH" not in parts:
        return "BYMONTHDAY of YEARLY without a month"
    if parts["FREQ"] in ("SECONDLY", "MINUTELY", "HOURLY") and len(differing) == 1:
        return "the last one, at UNTIL"
    return None


def in_a_repeated_or_skipped_hour(case, differing):
    zone = zoneinfo.ZoneInfo(case["tzid"] or "UTC")
    # What is left out does not count there: the last one of COUNT comes later, and so does the last of those compared.
    first = datetime.datetime.strptime(differing[0], FORM).date()
    # BYSETPOS takes another day of the same week or month.
    reach = (31 if "FREQ=MONTHLY" in case["rule"] else 6) if "BYSETPOS" in case["rule"] else 0
    return any(changes_offset(zone, first + datetime.timedelta(days=away)) for away in range(-reach, reach + 1))


def changes_offset(zone, day):
    noon = datetime.datetime.combine(day, datetime.time(12), zone)
    offsets = {(noon + datetime.timedelta(days=away)).utcoffset() for away in (-1, 0, 1)}
    return len(offsets) > 1


RULE_KINDS = {
    "dateutil": dateutil_kind,
    "kcalendarcore": kcalendarcore_kind,
    "rrule": dateutil_kind,
    "rrule-temporal": rrule_temporal_kind,
}


def on_days_of_change(case, differing):
    zones = [zoneinfo.ZoneInfo(name) for name in set(re.findall(r"TZID=([^:;]+)", case["ics"]))]
    days = {datetime.datetime.fromisoformat(line[:10]).date() for line in differing}
    return all(any(changes_offset(zone, day) for zone in zones) for day in days)


def recurring_kind(case, ours, differing):
    ends = set(re.findall(r"UNTIL=(\d{8}T\d{6}Z)", case["ics"]))
    changed = [line for line in differing if re.sub("[-:]", "", line.split(" ")[0]) not in ends]
    if on_days_of_change(case, changed):
        return "UNTIL beyond a DST change, or an hour that it skips or repeats"
    extra = {datetime.date.fromisoformat(day) for day in re.findall(r"RDATE[^:]*:(\d{8})T", case["ics"])}
    days = [datetime.date.fromisoformat(line[:10]) for line in changed]
    if all(any(abs(day - each) <= datetime.timedelta(days=1) for each in extra) for day in days):
        return "RDATE an hour from an occurrence, beyond a DST change"
    return None


def kcalendarcore_calendar_kind(case, ours, differing):
    counted = differing[:1] if "COUNT" in case["ics"] else differing
    overridden = [f"{at[:4]}-{at[4:6]}-{at[6:]}" for at in re.findall(r"RECURRENCE-ID[^:]*:(\d{8})T", case["ics"])]
    if on_days_of_change(case, counted) or any(on_days_of_change(case, [day]) for day in overridden):
        return "an hour that a DST change skips or repeats"
    begins = [line.split(" ")[::2] for line in ours]
    if all(begins.count(line.split(" ")[::2]) > 1 for line in differing):
        return "an occurrence moved onto another of its event"
    periods = re.findall(r"RDATE;VALUE=PERIOD[^:]*:(\d{8})T", case["ics"])
    if all(line[:10].replace("-", "") in periods and line[:10] in overridden for line in differing):
        return "the length of an overridden RDATE with a PERIOD"
    return None


CALENDAR_KINDS = {"recurring-ical-events": recurring_kind, "kcalendarcore": kcalendarcore_calendar_kind}


def kind_of(engine, case, ours, theirs):
    differing = sorted(set(ours) ^ set(theirs))
    if "rule" not in case:
        return CALENDAR_KINDS[engine](case, ours, differing)
    if engine == "kcalendarcore" and in_a_repeated_or_skipped_hour(case, differing):
        return "an hour that a DST change skips or repeats"
    kind = RULE_KINDS[engine](parts_of(case), differing)
    return "nothing at all" if kind is None and engine == "kcalendarcore" and not theirs else kind
