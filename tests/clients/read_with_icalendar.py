#!/usr/bin/python3
"""Prints what python3-icalendar makes of .ics files: one JSON object a file.

Times are read through the feed's own VTIMEZONE, never through the zone data of this machine.
"""

import datetime
import inspect
import json
import sys

import icalendar


def zone_of(component):
    """The zone as this VTIMEZONE has it: versions from 6 on would rather take this machine's zone of that name."""
    if "lookup_tzid" in inspect.signature(component.to_tz).parameters:
        return component.to_tz(lookup_tzid=False)
    return component.to_tz()


def in_zone(wall, zone):
    """Versions before 6 make pytz zones, which have to be asked; later ones make zones that datetime knows."""
    return zone.localize(wall, is_dst=True) if hasattr(zone, "localize") else wall.replace(tzinfo=zone)


def moment(property_, zones):
    """A date stays a date; a time becomes an instant in UTC."""
    return plain(value_of(property_, zones))


def value_of(property_, zones):
    value = property_.dt
    if isinstance(value, datetime.datetime) and "TZID" in property_.params:
        value = in_zone(value.replace(tzinfo=None), zones[property_.params["TZID"]])
    return value


def plain(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def end_of(event, zones):
    """What DTEND tells, or DURATION, or else RFC 5545 section 3.6.1."""
    if "DTEND" in event:
        return moment(event["DTEND"], zones)
    start = value_of(event["DTSTART"], zones)
    if "DURATION" in event:
        return plain(start + event["DURATION"].dt)
    return plain(start if isinstance(start, datetime.datetime) else start + datetime.timedelta(days=1))


def read_events(path):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    zones = {str(component["TZID"]): zone_of(component) for component in calendar.walk("VTIMEZONE")}
    events = [
        {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "all_day": not isinstance(event["DTSTART"].dt, datetime.datetime),
            "start": moment(event["DTSTART"], zones),
            "end": end_of(event, zones),
        }
        for event in calendar.walk("VEVENT")
        if "RECURRENCE-ID" not in event  # a changed occurrence is no event of its own
    ]
    return sorted(events, key=lambda event: event["uid"])


for path in sys.argv[1:]:
    print(json.dumps({"file": path, "events": read_events(path)}, ensure_ascii=False))
