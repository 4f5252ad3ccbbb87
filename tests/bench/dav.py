"""CalDAV beside Radicale, in one run on this machine: answers a second to the same requests about the same events.

Each server has as many processes or threads as it takes by itself. wrk asks over 16 connections, Radicale over 4: with more
it only answers later. "anew" is a request that has not been asked before, so that no answer to it is kept.
"""

import argparse
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
from load import require
from peers import COLLECTION, Radicale
from servers import Daemon

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


def measure(calendar, method, body, seconds, folder, anew=False):
    """Answers a second; every one of them has to be a 207."""
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


def main(arguments):
    parser = argparse.ArgumentParser(prog="dav")
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=5)
    options = parser.parse_args(arguments)
    require("wrk", "radicale")
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        write_events(folder / "content" / "agenda", options.events)
        with Daemon(folder / "content", folder / "state") as ours:
            feed = ours.get("/agenda.ics?past=all")[1]
            with Radicale(folder / "radicale", feed) as radicale:
                here = Calendar("Almanach", ours, "/dav/calendars/agenda/")
                there = Calendar("Radicale", radicale, COLLECTION)
                assert len(here.hrefs()) == len(there.hrefs()) == options.events
                tokens = {here: here.token(), there: there.token()}
                change_one(here, there, tokens, folder)
                compare_answers(here, there, tokens, folder, options)


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
    print(f"{options.events} events                {'Almanach':>10}  {'anew':>8}  {'Radicale':>10}  {'times':>8}  {'bytes':>9}")
    for name in bodies(here, tokens[here]):
        method, body = bodies(here, tokens[here])[name]
        rate, size = measure(here, method, body, options.seconds, folder)
        anew, _ = measure(here, method, body, options.seconds, folder, anew=True)
        method, body = bodies(there, tokens[there])[name]
        other, _ = measure(there, method, body, options.seconds, folder)
        times = f"{rate / other:>8,.0f}" if other > 0 else f"{'-':>8}"
        print(f"{name:<27}{rate:>10,.0f}  {anew:>8,.0f}  {other:>10,.1f}  {times}  {size:>9,}")
