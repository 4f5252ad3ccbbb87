"""CalDAV beside Radicale, in one run on this machine: answers a second to the same requests about the same events.

Each server has as many processes or threads as it takes by itself; wrk asks over 16 connections.
"""

import argparse
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid

from content import make_event
from servers import Daemon, free_port

XML = '<?xml version="1.0" encoding="utf-8"?>'
SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'


def write_events(folder, count):
    folder.mkdir(parents=True)
    generator = random.Random(20261126)
    for number in range(count):
        (folder / f"event-{number}.md").write_text(make_event(number, generator), encoding="utf-8")


class Calendar:
    """A collection on a server."""

    def __init__(self, name, port, path, headers):
        self.name, self.port, self.path, self.headers = name, port, path, headers

    def ask(self, method, path, body, depth="1"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, body.encode(), {"Depth": depth, "Content-Type": "application/xml", **self.headers})
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text

    def hrefs(self):
        status, text = self.ask("PROPFIND", self.path, f"{XML}<D:propfind {SPACES}><D:prop><D:getetag/></D:prop></D:propfind>")
        assert status == 207, text
        return [href for href in re.findall(r"<(?:\w+:)?href>([^<]+)</", text) if href.endswith(".ics")]

    def token(self):
        body = f"{XML}<D:propfind {SPACES}><D:prop><D:sync-token/></D:prop></D:propfind>"
        return re.search(r"sync-token>([^<]+)<", self.ask("PROPFIND", self.path, body, "0")[1]).group(1)


class Radicale:
    def __init__(self, folder):
        self.port = free_port()
        self.process = subprocess.Popen(
            ["/usr/bin/radicale", "--server-hosts", f"127.0.0.1:{self.port}", "--auth-type", "none", "--rights-type",
             "authenticated", "--storage-filesystem-folder", str(folder), "--logging-level", "error",
             "--server-max-connections", "64"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.headers = {"Authorization": "Basic dTpw"}
        while True:
            try:
                http.client.HTTPConnection("127.0.0.1", self.port).request("GET", "/")
                return
            except ConnectionRefusedError:
                time.sleep(0.05)

    def fill(self, objects):
        calendar = Calendar("Radicale", self.port, "/u/bench/", self.headers)
        status, text = calendar.ask("MKCALENDAR", calendar.path, "")
        assert status == 201, text
        for name, text in objects.items():
            self.put(calendar, name, text)
        return calendar

    def put(self, calendar, name, text):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("PUT", calendar.path + name, text, {"Content-Type": "text/calendar", **self.headers})
        response = connection.getresponse()
        assert response.status in (201, 204), response.read()
        connection.close()

    def stop(self):
        self.process.terminate()
        self.process.wait()


def measure(calendar, method, body, seconds, folder):
    """Answers a second; every one of them has to be a 207."""
    headers = {"Depth": "1", "Content-Type": "application/xml", **calendar.headers}
    script = folder / f"{uuid.uuid4()}.lua"
    script.write_text(
        f"wrk.method = {json.dumps(method)}\nwrk.body = [==[{body}]==]\n"
        + "".join(f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}\n" for name, value in headers.items())
    )
    url = f"http://127.0.0.1:{calendar.port}{calendar.path}"
    status, text = calendar.ask(method, calendar.path, body)
    assert status == 207, (calendar.name, status, text[:500])
    output = subprocess.run(
        ["wrk", "-t1", "-c16", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), url],
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
            f'{XML}<C:calendar-query {SPACES}>{both}<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
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
    for program in ("wrk", "radicale"):
        if shutil.which(program) is None:
            sys.exit(f"no {program}: ./dev setup bench installs it")
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        write_events(folder / "content" / "agenda", options.events)
        ours = Daemon(folder / "content", folder / "state")
        ours.wait_until_served()
        radicale = Radicale(folder / "radicale")
        try:
            compare(ours, radicale, folder, options)
        finally:
            radicale.stop()
            os.kill(ours.process.pid, signal.SIGTERM)
            ours.process.wait()


def compare(ours, radicale, folder, options):
    here = Calendar("Almanach", ours.port, "/dav/calendars/agenda/", {})
    objects = {href.rsplit("/", 1)[1]: ours.get(href)[1] for href in here.hrefs()}
    assert len(objects) == options.events
    there = radicale.fill(objects)
    tokens = {here: here.token(), there: there.token()}
    changed = folder / "content" / "agenda" / "event-7.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace('title: "', 'title: "Autre '), encoding="utf-8")
    while here.token() == tokens[here]:
        time.sleep(0.01)
    radicale.put(there, "event-7.ics", objects["event-7.ics"].replace(b"SUMMARY:", b"SUMMARY:Autre "))
    compare_answers(here, there, tokens, folder, options)


def compare_answers(here, there, tokens, folder, options):
    print(f"{options.events} events                {'Almanach':>10}  {'Radicale':>10}  {'times':>8}  {'bytes':>9}")
    for name in bodies(here, tokens[here]):
        method, body = bodies(here, tokens[here])[name]
        rate, size = measure(here, method, body, options.seconds, folder)
        method, body = bodies(there, tokens[there])[name]
        other, _ = measure(there, method, body, options.seconds, folder)
        print(f"{name:<27}{rate:>10,.0f}  {other:>10,.1f}  {rate / max(other, 0.01):>8,.0f}  {size:>9,}")
