#!/usr/bin/python3
"""read_with_recurring_ical_events.py --occurrences YEAR FILE...: when each event takes place, up to the end of that year.

One JSON object a file. python3-icalendar takes the file apart, python3-recurring-ical-events repeats.
"""

import datetime
import json
import sys

import icalendar
import recurring_ical_events

FIRST = datetime.date(1970, 1, 1)


def plain(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_occurrences(path, last_year):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for event in recurring_ical_events.of(calendar).between(FIRST, datetime.date(last_year + 1, 1, 1)):
        yield {
            "uid": str(event["UID"]),
            "start": plain(event["DTSTART"].dt),
            "end": plain(event["DTEND"].dt),
            "title": str(event["SUMMARY"]),
            "status": str(event.get("STATUS", "")),
        }


year, *paths = sys.argv[2:]
for path in paths:
    print(json.dumps({"file": path, "events": list(read_occurrences(path, int(year)))}, ensure_ascii=False))
