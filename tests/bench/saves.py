"""What an editor saves on a site that is served, and what that and the answers after it cost."""

import re
import sys
import time

from content import FOLDERS
from figures import LOWER, Aim, Measurement, percentile
from servers import KeptConnection

STILL = 0.01  # seconds without work, after which a save has been dealt with
SAVES_A_TURN = 20
SAVE_PROCESSOR = "  processor a save"
SOME_EVENTS = 100  # at most, of the first feed, that are saved and asked for in turn
OFTEN = 5  # that a feed and a month are asked for in a turn
FEED = "/dossier-0"
XML = {"Depth": "1", "Content-Type": "application/xml"}
SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
PROPFIND = f"<propfind {SPACES}><prop><getetag/><sync-token/></prop></propfind>"
MONTH = (
    f'<C:calendar-query {SPACES}><prop><getetag/></prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
    '<C:time-range start="20270301T000000Z" end="20270401T000000Z"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>'
)
# What is asked for after a save: name, method, path, headers and body. HEAD where the answer is as long as the site: it
# says the ETag and the length, and what it takes to send the rest is no matter of the save.
NEXT_ANSWERS = [
    ("HEAD all.ics", "HEAD", "/all.ics", {}, None),
    ("HEAD all.jcal", "HEAD", "/all.jcal", {}, None),
    ("GET all.atom", "GET", "/all.atom", {}, None),
    ("PROPFIND of a feed, depth 0", "PROPFIND", f"/dav/calendars{FEED}/", {**XML, "Depth": "0"}, PROPFIND),
    ("PROPFIND of a feed, depth 1", "PROPFIND", f"/dav/calendars{FEED}/", XML, PROPFIND),
    ("GET all.ics?q= that one event has", "GET", "/all.ics?q={mark}", {}, None),
    ("GET the status page", "GET", "/status", {}, None),
]


class Site:
    """A daemon on generated events, and what an editor does to them."""

    def __init__(self, daemon, content, events):
        self.daemon, self.content = daemon, content
        self.some = max(1, min(SOME_EVENTS, events // FOLDERS))
        self.connection = KeptConnection(daemon)
        self.saves = self.months = 0
        self.saved_at = None  # when the last one took effect, by the monotonic clock

    def close(self):
        self.connection.close()

    def save(self):
        """Replaces an event of the first feed, as an editor does; gives the new mark in it, and its address."""
        number, mark = self.saves % self.some * FOLDERS, f"Salle{self.saves:06}"
        self.saves += 1
        path = self.content / FEED.lstrip("/") / f"evenement-{number}.md"
        text = re.sub("^lieu: .*", f"lieu: {mark}", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
        beside = path.with_suffix(".md~")
        beside.write_text(text, encoding="utf-8")
        self.saved_at = time.monotonic()
        beside.rename(path)
        return mark, f"{FEED}/evenement-{number}.ics"

    def shows(self, mark, address):
        return mark.encode() in self.connection.ask("GET", address)[1]

    def wait_for(self, mark, address, pause):
        """Until the event shows the mark; `pause` is called before each question."""
        deadline = time.monotonic() + 300
        pause()
        while not self.shows(mark, address):
            if time.monotonic() > deadline:
                sys.exit(f"{self.daemon.name} does not show the change of {address}")
            pause()

    def time_save(self):
        """Seconds from a save until the event's own address shows the change."""
        self.wait_for(*self.save(), lambda: time.sleep(0.001))
        seconds = time.monotonic() - self.saved_at
        self.settle()
        return seconds

    def save_and_settle(self):
        mark, address = self.save()
        self.wait_for(mark, address, self.settle)
        self.settle()
        return mark

    def settle(self):
        self.daemon.wait_until_idle(STILL)

    def ask(self, method, path, headers=None, body=None):
        """Seconds that an answer takes; not a number where it is refused."""
        started = time.monotonic()
        status, _ = self.connection.ask(method, path, headers, body)
        return time.monotonic() - started if status in (200, 207) else float("nan")

    def measure_reading(self, aimed):
        """A turn: what is asked for most."""
        collection, self.months = f"/dav/calendars{FEED}/", self.months + OFTEN
        works = {
            "GET of one event, each another": [("GET", f"{FEED}/evenement-{number * FOLDERS}.ics") for number in range(self.some)],
            "GET of a feed of a tenth": [("GET", f"{FEED}.ics")] * OFTEN,
            "REPORT of a month of it, each another": [
                ("REPORT", collection, XML, f"{MONTH}<!--{self.months + number}-->") for number in range(OFTEN)
            ],
        }
        for name, requests in works.items():
            before = self.daemon.processor_seconds()
            seconds = [self.ask(*request) * 1e3 for request in requests]
            self.settle()
            processor = (self.daemon.processor_seconds() - before) / len(requests)
            same = Aim(1.1, of_before=True, point=5 if aimed else None)
            yield Measurement(name, seconds, "ms", LOWER, same)
            yield Measurement(f"  processor of a {name}", processor * 1e3, "ms", LOWER)

    def measure_saves(self, count, aimed):
        """Turns of as many saves. Those that tell the processor time are not asked after before they are dealt with."""
        for done in range(0, count, SAVES_A_TURN):
            turn = range(min(SAVES_A_TURN, count - done))
            seconds = [self.time_save() * 1e3 for _ in turn]
            before = self.daemon.processor_seconds()
            for _ in turn:
                self.save_and_settle()
            processor = (self.daemon.processor_seconds() - before) / len(turn)
            yield [
                Measurement("save to served, median", seconds, "ms", LOWER, Aim(6, point=4 if aimed else None)),
                Measurement("save to served, p99", seconds, "ms", LOWER, summary=percentile(99)),
                Measurement(SAVE_PROCESSOR, processor * 1e3, "ms", LOWER),
            ]

    def measure_polled_saves(self):
        """A turn: saves with all.ics asked for after each, which may have the daemon make it ready at a save."""
        before = self.daemon.processor_seconds()
        for _ in range(OFTEN):
            self.save_and_settle()
            self.ask("HEAD", "/all.ics")
            self.settle()
        processor = (self.daemon.processor_seconds() - before) / OFTEN
        return [Measurement("  processor of a save and HEAD all.ics", processor * 1e3, "ms", LOWER)]

    def ask_for_all(self):
        """What is asked for the first time is no matter of a save."""
        for _, method, path, headers, body in NEXT_ANSWERS:
            self.ask(method, path.format(mark="Salle"), headers, body)
        self.settle()

    def measure_next_answers(self):
        """A turn: the processor time of each answer after a save of its own."""
        rows = []
        for name, method, path, headers, body in NEXT_ANSWERS:
            mark = self.save_and_settle()
            before = self.daemon.processor_seconds()
            seconds = self.ask(method, path.format(mark=mark), headers, body)
            self.settle()
            # Not a number, too, where the answer was refused.
            processor = self.daemon.processor_seconds() - before if seconds > 0 else seconds
            rows.append(Measurement(f"after a save, {name}", processor * 1e3, "ms", LOWER))
        return rows
