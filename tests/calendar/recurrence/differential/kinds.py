"""The kinds of disagreement that were examined, by engine. README.md says for each who is right, with the RFC's words."""

import datetime
import re
import zoneinfo

FORM = "%Y%m%dT%H%M%S"


def parts_of(case):
    return dict(part.split("=", 1) for part in case["rule"].split(";"))


def at_turn_of_year(differing, parts):
    """Where a week of one year has days of another. A place or a count changes what comes later too."""
    if "BYSETPOS" in parts or "COUNT" in parts:
        return True
    days = [datetime.datetime.strptime(at, FORM) for at in differing]
    return all((at.month, at.day) >= (12, 24) or (at.month, at.day) <= (1, 8) for at in days)


def is_negative(parts, *names):
    return any(value.startswith("-") for name in names for value in parts.get(name, "").split(","))


def dateutil_kind(parts, differing):
    if "BYWEEKNO" in parts and at_turn_of_year(differing, parts):
        return "BYWEEKNO at a turn of the year"
    return None


def kcalendarcore_kind(parts, differing):
    if parts["FREQ"] != "MONTHLY" and is_negative(parts, "BYMONTHDAY"):
        return "BYMONTHDAY from the end, at other frequencies than MONTHLY"
    if is_negative(parts, "BYYEARDAY", "BYWEEKNO"):
        return "BYYEARDAY or BYWEEKNO from the end"
    if parts["FREQ"] == "YEARLY" and "BYMONTHDAY" in parts and "BYMONTH" not in parts:
        return "BYMONTHDAY of YEARLY without a month"
    if parts["FREQ"] == "SECONDLY" and len(differing) == 1:
        return "the second of UNTIL"
    return None


def in_a_repeated_or_skipped_hour(case, differing):
    zone = zoneinfo.ZoneInfo(case["tzid"] or "UTC")
    days = {datetime.datetime.strptime(at, FORM).date() for at in differing}
    return all(changes_offset(zone, day) for day in days)


def changes_offset(zone, day):
    noon = datetime.datetime.combine(day, datetime.time(12), zone)
    offsets = {(noon + datetime.timedelta(days=away)).utcoffset() for away in (-1, 0, 1)}
    return len(offsets) > 1


RULE_KINDS = {"dateutil": dateutil_kind, "kcalendarcore": kcalendarcore_kind}


def recurring_kind(case, only_ours, only_theirs):
    ends = set(re.findall(r"UNTIL=(\d{8}T\d{6}Z)", case["ics"]))
    starts = {re.sub("[-:]", "", line.split(" ")[0]) for line in only_ours}
    if not only_theirs and starts <= ends:
        return "UNTIL beyond a DST change"
    return None


def kcalendarcore_calendar_kind(case, only_ours, only_theirs):
    zones = [zoneinfo.ZoneInfo(name) for name in set(re.findall(r"TZID=([^:;]+)", case["ics"]))]
    days = {datetime.datetime.fromisoformat(line[:10]).date() for line in [*only_ours, *only_theirs]}
    if all(any(changes_offset(zone, day) for zone in zones) for day in days):
        return "an hour that a DST change skips or repeats"
    return None


CALENDAR_KINDS = {"recurring-ical-events": recurring_kind, "kcalendarcore": kcalendarcore_calendar_kind}


def kind_of(engine, case, only_ours, only_theirs):
    differing = [*only_ours, *only_theirs]
    if "rule" not in case:
        return CALENDAR_KINDS[engine](case, only_ours, only_theirs)
    if engine == "kcalendarcore" and in_a_repeated_or_skipped_hour(case, differing):
        return "an hour that a DST change skips or repeats"
    return RULE_KINDS[engine](parts_of(case), differing) if engine in RULE_KINDS else None
