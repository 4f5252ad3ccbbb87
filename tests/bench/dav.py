"""CalDAV beside Radicale, on this machine: answers a second to the same requests about the same events.

Each server has as many processes or threads as it takes by itself. wrk asks over 16 connections, Radicale over 4: with more
it only answers later. "anew" is a request that has not been asked before, so that no answer to it is kept.
"""

import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import uuid

from content import make_event
from figures import HIGHER, LOWER, Aim, Measurement, Section
from peers import COLLECTION, Radicale

NEEDS = ("wrk", "radicale")
RADICALE_SECONDS = 5
AIMS = {
    "PROPFIND, depth 1, getetag": 2_900,
    "calendar-query, one month": 3_440,
    "multiget of 50": 3_020,
    "sync after one change": 10_040,
}
XML = '<?xml version="1.0" encoding="utf-8"?>'
# Tells each request apart by a comment in it.
ANEW = """
local number, body = 0, wrk.body
function request()
  number = number + 1
  return wrk.format(nil, nil, nil, body .. "<!--" .. number .. "-->")
end
"""
SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'


def write_events(folder, count):
    folder.mkdir(parents=True)
    generator = random.Random(20261126)
    for number in range(count):
        (folder / f"event-{number}.md").write_text(make_event(number, generator), encoding="utf-8")


class Calendar:
    """A collection on a server."""

    def __init__(self, name, server, path):
        self.name, self.server, self.path = name, server, path

    def ask(self, method, path, body, depth="1"):
        headers = {"Depth": depth, "Content-Type": "application/xml"}
        status, _, answer = self.server.request(method, path, headers, body.encode())
        return status, answer.decode()

    def hrefs(self):
        status, text = self.ask("PROPFIND", self.path, f"{XML}<D:propfind {SPACES}><D:prop><D:getetag/></D:prop></D:propfind>")
        assert status == 207, text
        return [href for href in re.findall(r"<(?:\w+:)?href>([^<]+)</", text) if href.endswith(".ics")]

    def token(self):
        body = f"{XML}<D:propfind {SPACES}><D:prop><D:sync-token/></D:prop></D:propfind>"
        return re.search(r"sync-token>([^<]+)<", self.ask("PROPFIND", self.path, body, "0")[1]).group(1)


def count_answers(calendar, method, body, seconds, folder, anew=False):
    """Answers a second, and the bytes of one; every one of them has to be a 207."""
    headers = {"Depth": "1", "Content-Type": "application/xml"}
    script = folder / f"{uuid.uuid4()}.lua"
    script.write_text(
        f"wrk.method = {json.dumps(method)}\nwrk.body = [==[{body}]==]\n"
        + "".join(f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}\n" for name, value in headers.items())
        + ANEW * anew
    )
    connections = 4 if calendar.name == "Radicale" else 16
    status, text = calendar.ask(method, calendar.path, body)
    assert status == 207, (calendar.name, status, text[:500])
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), calendar.server.url(calendar.path)],
        capture_output=True, text=True, check=True,
    ).stdout
    if "Non-2xx" in output:
        sys.exit(f"{calendar.name} refused some: {output}")
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", output).group(1)), len(text)


def bodies(calendar, token):
    some = calendar.hrefs()[:50]
    both = "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
    return {
        "PROPFIND, depth 1, getetag": (
            "PROPFIND", f"{XML}<D:propfind {SPACES}><D:prop><D:getetag/></D:prop></D:propfind>",
        ),
        "calendar-query, one month": (
            "REPORT",
            f'{XML}<C:calendar-query {SPACES}><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
            '<C:time-range start="20270301T000000Z" end="20270401T000000Z"/></C:comp-filter></C:comp-filter></C:filter>'
            "</C:calendar-query>",
        ),
        "multiget of 50": (
            "REPORT",
            f"{XML}<C:calendar-multiget {SPACES}>{both}{''.join(f'<D:href>{href}</D:href>' for href in some)}"
            "</C:calendar-multiget>",
        ),
        "sync after one change": (
            "REPORT",
            f"{XML}<D:sync-collection {SPACES}><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>"
            "<D:prop><D:getetag/></D:prop></D:sync-collection>",
        ),
    }


def add_options(parser):
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=2, help="of one run of wrk")
    parser.add_argument("--rounds", type=int, default=3)


def measure(build, options):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        write_events(folder / "content" / "agenda", options.events)
        with build.daemon(folder / "content", folder / "state") as ours:
            feed = ours.get("/agenda.ics?past=all")[1]
            with Radicale(folder / "radicale", feed) as radicale:
                here = Calendar("Almanach", ours, "/dav/calendars/agenda/")
                there = Calendar("Radicale", radicale, COLLECTION)
                assert len(here.hrefs()) == len(there.hrefs()) == options.events
                tokens = {here: here.token(), there: there.token()}
                change_one(here, there, tokens, folder)
                yield from compare_answers(here, there, tokens, folder, options)


def change_one(here, there, tokens, folder):
    file = folder / "content" / "agenda" / "event-7.md"
    file.write_text(file.read_text(encoding="utf-8").replace('title: "', 'title: "Autre '), encoding="utf-8")
    while here.token() == tokens[here]:
        time.sleep(0.01)
    href = there.hrefs()[7]
    text = there.ask("GET", href, "")[1].replace("SUMMARY:", "SUMMARY:Autre ")
    status, _, said = there.server.request("PUT", href, {"Content-Type": "text/calendar"}, text.encode())
    assert status in (201, 204), said


def compare_answers(here, there, tokens, folder, options):
    for name, (method, body) in bodies(here, tokens[here]).items():
        yield Section(f"{name}; {options.events:,} events")
        for _ in range(options.rounds):
            rate, size = count_answers(here, method, body, options.seconds, folder)
            anew, _ = count_answers(here, method, body, options.seconds, folder, anew=True)
            yield [
                Measurement("answers", rate, "/s", HIGHER, Aim(AIMS[name])),
                Measurement("answers anew", anew, "/s", HIGHER),
                Measurement("bytes of one", size, "B", LOWER),
            ]
        # It takes seconds for one answer.
        other, _ = count_answers(there, *bodies(there, tokens[there])[name], RADICALE_SECONDS, folder)
        yield [
            Measurement("answers of Radicale", other, "/s", None),
            Measurement("answers, beside Radicale", rate / other if other else float("nan"), "x", HIGHER),
        ]
