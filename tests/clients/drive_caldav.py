#!/usr/bin/python3
"""drive_caldav.py URL: what python3-caldav sees there.

One JSON object. Between two looks of its copy that follows sync tokens it waits for a line on standard input.
"""

import datetime
import json
import sys

import caldav

START, END = datetime.datetime(2027, 2, 1), datetime.datetime(2027, 3, 1)


def events_of(objects):
    """SUMMARY and DTSTART as they were sent, of each component."""
    found = []
    for one in objects:
        for event in one.icalendar_instance.walk("VEVENT"):
            found.append([str(event["SUMMARY"]), event["DTSTART"].to_ical().decode()])
    return sorted(found)


def main():
    principal = caldav.DAVClient(sys.argv[1]).principal()
    calendars = {calendar.name: calendar for calendar in principal.calendars()}
    course = calendars["Ateliers"]
    copy = calendars["Evenements"].objects(load_objects=True)
    seen = {
        "calendars": sorted(calendars),
        "principal": str(principal.url),
        "all": events_of(calendars["Evenements"].events()),
        "range": events_of(course.date_search(START, END, expand=False)),
        "expanded": events_of(course.date_search(START, END, expand=True)),
        "components": course.get_supported_components(),
        "copied": events_of(copy),
        "writing": refusal_of(lambda: course.save_event(dtstart=START, dtend=END, summary="Intrus")),
    }
    print("ready", file=sys.stderr, flush=True)
    sys.stdin.readline()
    updated, deleted = copy.sync()
    seen["updated"] = events_of(updated)
    seen["deleted"] = len(list(deleted))
    print(json.dumps(seen))


def refusal_of(write):
    try:
        write()
    except caldav.lib.error.DAVError as error:
        return type(error).__name__
    return None


main()
