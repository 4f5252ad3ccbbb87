#!/usr/bin/python3
"""read_with_recurring.py --occurrences YEAR FILE...: when each event takes place, up to the end of that year.

One JSON object a file: what python3-recurring-ical-events makes of it, which obeys X-WR-TIMEZONE.
"""

import datetime
import json
import sys

import icalendar
import recurring_ical_events

UTC = datetime.timezone.utc


def plain(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_events(path, last_year):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for event in recurring_ical_events.of(calendar).between((1970, 1, 1), (last_year + 1, 1, 1)):
        yield {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "status": str(event.get("STATUS", "CONFIRMED")),
            "start": plain(event["DTSTART"].dt),
            "end": plain(event["DTEND"].dt),
        }


def main(option, last_year, *paths):
    assert option == "--occurrences"
    for path in paths:
        print(json.dumps({"file": path, "events": list(read_events(path, int(last_year)))}))


main(*sys.argv[1:])
