"""Calendars as three generators write them of a site's events: ical-generator (npm), and the templates that Hugo and Jekyll
sites use. Times are those of Paris."""

import dataclasses
import datetime
import hashlib
import html
import json
import os
import subprocess
import zoneinfo

from conftest import ROOT

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
SITE = "https://www.example.org"


@dataclasses.dataclass
class OldEvent:
    slug: str  # of its page on the site
    title: str
    start: datetime.datetime
    hours: int = 2
    weekly: int = 0  # how many times it takes place
    moved: tuple = ()  # of an occurrence: when it was to start, when it does
    sequence: int = 0

    @property
    def end(self):
        return self.start + datetime.timedelta(hours=self.hours)

    @property
    def url(self):
        return f"{SITE}/agenda/{self.slug}/"


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def ical_generator(events):
    """Random-looking UIDs, SEQUENCEs, floating times beside X-WR-TIMEZONE."""
    orders = []
    for event in events:
        uid = hashlib.sha256(event.slug.encode()).hexdigest()[:20]
        order = {"uid": uid, "sequence": event.sequence, "title": event.title, "url": event.url, "weekly": event.weekly}
        orders.append({**order, "start": event.start.isoformat(), "end": event.end.isoformat()})
        if event.moved:
            original, start = event.moved
            end = start + datetime.timedelta(hours=event.hours)
            orders.append({**order, "weekly": 0, "original": original.isoformat(), "start": start.isoformat(),
                           "end": end.isoformat(), "sequence": event.sequence + 4})
    result = subprocess.run(
        ["node", ROOT / "tests/clients/write_with_ical_generator.mjs"], input=json.dumps(orders), capture_output=True, text=True,
        check=True, timeout=60, env={**os.environ, "TZ": "Europe/Paris"},
    )
    return result.stdout


def hugo(events):
    """A UID of the file's path, a VTIMEZONE-less TZID, titles as HTML escapes them, lines that end with LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hugo//Agenda//FR", "X-WR-CALNAME:Agenda"]
    for event in events:
        uid = hashlib.md5(f"content/agenda/{event.slug}.md".encode()).hexdigest()
        head = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260105T080000Z", f"SUMMARY:{html.escape(event.title)}", f"URL:{event.url}"]
        lines += head + [f"DTSTART;TZID=Europe/Paris:{event.start:%Y%m%dT%H%M%S}", f"DTEND;TZID=Europe/Paris:{event.end:%Y%m%dT%H%M%S}"]
        lines += [f"RRULE:FREQ=WEEKLY;COUNT={event.weekly}"] if event.weekly else []
        lines += ["END:VEVENT"]
        if event.moved:
            original, start = event.moved
            end = start + datetime.timedelta(hours=event.hours)
            lines += head + [f"RECURRENCE-ID;TZID=Europe/Paris:{original:%Y%m%dT%H%M%S}", "SEQUENCE:4",
                             f"DTSTART;TZID=Europe/Paris:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID=Europe/Paris:{end:%Y%m%dT%H%M%S}", "END:VEVENT"]
    return "\n".join([*lines, "END:VCALENDAR", ""])


def jekyll(events):
    """A UID of the page's address, times in UTC, empty lines where Liquid's tags were; series as one event for each date."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jekyll//Agenda", "METHOD:PUBLISH"]
    utc = datetime.timezone.utc
    for event in events:
        lines += ["", "BEGIN:VEVENT", f"UID:{event.url}", "DTSTAMP:20260105T080000Z", f"DTSTART:{event.start.astimezone(utc):%Y%m%dT%H%M%SZ}",
                  f"DTEND:{event.end.astimezone(utc):%Y%m%dT%H%M%SZ}", f"SUMMARY:{event.title}", f"URL:{event.url}"]
        lines += [f"RRULE:FREQ=WEEKLY;COUNT={event.weekly}"] if event.weekly else []
        lines += ["END:VEVENT", ""]
    return "\n".join([*lines, "END:VCALENDAR", ""])


GENERATORS = {"ical-generator": ical_generator, "hugo": hugo, "jekyll": jekyll}
