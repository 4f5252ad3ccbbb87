#!/usr/bin/python3
"""read_with_vobject.py --occurrences YEAR FILE...: when each event takes place, up to the end of that year.

One JSON object a file. python3-vobject takes the file apart and repeats; a changed occurrence takes the place of its
original, as programs on top of it do that.
"""

import datetime
import json
import sys

import vobject

UTC = datetime.timezone.utc


def plain(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written(event, start, length):
    """The end is as far from the start as it is written: on the clock, not by instants."""
    return {
        "uid": event.uid.value,
        "start": plain(start),
        "end": plain(start + length),
        "title": event.summary.value,
        "status": event.status.value if hasattr(event, "status") else "",
    }


def starts_of(event, last_year):
    first = event.dtstart.value
    repeated = event.getrruleset(addRDate=True)
    if repeated is None:
        yield first
        return
    for start in repeated:
        if start.year > last_year:
            return
        # The library takes the zone away while it repeats.
        yield start if isinstance(first, datetime.datetime) else start.date()


def read_occurrences(path, last_year):
    with open(path, encoding="utf-8", newline="") as file:
        calendar = vobject.readOne(file.read())
    changes = {}
    for event in calendar.vevent_list:
        if hasattr(event, "recurrence_id"):
            changes[event.uid.value, plain(event.recurrence_id.value)] = event
    for event in calendar.vevent_list:
        if hasattr(event, "recurrence_id"):
            continue
        length = event.dtend.value - event.dtstart.value
        for start in starts_of(event, last_year):
            if (change := changes.get((event.uid.value, plain(start)))) is None:
                yield written(event, start, length)
            else:
                own = change.dtstart.value
                yield written(change, own, change.dtend.value - own)


year, *paths = sys.argv[2:]
for path in paths:
    print(json.dumps({"file": path, "events": list(read_occurrences(path, int(year)))}, ensure_ascii=False))
