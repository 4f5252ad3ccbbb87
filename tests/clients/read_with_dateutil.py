#!/usr/bin/python3
"""read_with_dateutil.py --occurrences YEAR FILE...: when each event takes place, up to the end of that year.

One JSON object a file. python3-icalendar takes the file apart, python3-dateutil repeats; zones are this machine's.
"""

import datetime
import json
import sys
import zoneinfo

import icalendar
from dateutil import rrule

UTC = datetime.timezone.utc


def moment(component, name):
    """A date, or a time with the zone that its TZID names."""
    return in_named_zone(component[name])


def in_named_zone(property_, value=None):
    value = property_.dt if value is None else value
    if isinstance(value, datetime.datetime) and "TZID" in property_.params:
        return value.replace(tzinfo=zoneinfo.ZoneInfo(property_.params["TZID"]))
    return value


def listed(event, name):
    values = event.get(name, [])
    for line in values if isinstance(values, list) else [values]:
        for value in line.dts:
            yield in_named_zone(line, value.dt)


def naive(value):
    """dateutil repeats times, not dates."""
    return value if isinstance(value, datetime.datetime) else datetime.datetime.combine(value, datetime.time())


def plain(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def starts_of(event, last_year):
    first = moment(event, "DTSTART")
    all_day = not isinstance(first, datetime.datetime)
    repeated = rrule.rruleset()
    repeated.rdate(naive(first))
    if "RRULE" in event:
        text = event["RRULE"].to_ical().decode()
        repeated.rrule(rrule.rrulestr(text, dtstart=naive(first)))
    for extra in listed(event, "RDATE"):
        repeated.rdate(naive(extra))
    for except_ in listed(event, "EXDATE"):
        repeated.exdate(naive(except_))
    for start in repeated:
        if start.year > last_year:
            break
        yield start.date() if all_day else start


def shift(start, length):
    """Times are exactly as long as the first one (RFC 5545 section 3.8.5.3)."""
    if isinstance(start, datetime.datetime):
        return start.astimezone(UTC) + length
    return start + length


def end_of(event):
    """What DTEND tells, or DURATION, or else RFC 5545 section 3.6.1."""
    if "DTEND" in event:
        return moment(event, "DTEND")
    start = moment(event, "DTSTART")
    if "DURATION" in event:
        return shift(start, event["DURATION"].dt)
    return start if isinstance(start, datetime.datetime) else start + datetime.timedelta(days=1)


def length_of(event):
    start, end = moment(event, "DTSTART"), end_of(event)
    if isinstance(start, datetime.datetime):
        return end.astimezone(UTC) - start.astimezone(UTC)
    return end - start


def describe(event, start, end):
    return {
        "uid": str(event["UID"]),
        "start": plain(start),
        "end": plain(end),
        "title": str(event["SUMMARY"]),
        "status": str(event.get("STATUS")),
    }


def read_occurrences(path, last_year):
    with open(path, "rb") as file:
        events = icalendar.Calendar.from_ical(file.read()).walk("VEVENT")
    changes = {
        (str(event["UID"]), plain(moment(event, "RECURRENCE-ID"))): event
        for event in events
        if "RECURRENCE-ID" in event
    }
    occurrences = []
    for event in events:
        if "RECURRENCE-ID" in event:
            continue
        length = length_of(event)
        for start in starts_of(event, last_year):
            change = changes.pop((str(event["UID"]), plain(start)), None)
            if change is None:
                occurrences.append(describe(event, start, shift(start, length)))
            else:
                occurrences.append(describe(change, moment(change, "DTSTART"), end_of(change)))
    if changes:
        sys.exit(f"{path}: a RECURRENCE-ID is no occurrence: {sorted(changes)}")
    return occurrences


if __name__ == "__main__":
    last_year = int(sys.argv[2])
    for path in sys.argv[3:]:
        print(json.dumps({"file": path, "events": read_occurrences(path, last_year)}, ensure_ascii=False))
