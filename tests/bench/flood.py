"""What others get beside a flood: the server on one core, all load on the other.

The flood's requests are the dearest that we know, each another so that no answer is kept, and most are closed as soon as
they are sent. Beside it /healthz, one event and the main feed are asked for, and beside as many connections that ask
/healthz at the same pace; the ratio of the two is what counts. A flood comes from one address, and from fifty.
"""

import collections
import contextlib
import itertools
import multiprocessing
import os
import pathlib
import re
import signal
import socket
import tempfile
import time

from content import write_events
from figures import HIGHER, LOWER, Aim, Measurement, Section
from load import run_wrk

NEEDS = ("wrk", "taskset")
EVENTS = 1_000
FEED = "/dossier-0.ics"
EVENT = "/dossier-0/evenement-0.ics"
COLLECTION = "/dav/calendars/dossier-0/"
SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
OPEN = 64  # connections of a crowd at once
PACE = 400  # of its requests a second
FIRST_NUMBERS = itertools.count(0, 10_000)  # of the requests of a crowd: no crowd repeats another's
SERVER_CORE, LOAD_CORE = 0, 1


def write_series(content):
    """A hundred events that come every day, in a feed of their own."""
    (content / "daily").mkdir()
    rows = [f"- title: Daily {n}\n  start: 2020-01-{n % 28 + 1:02} 18:30\n  rrule: FREQ=DAILY\n" for n in range(100)]
    (content / "daily" / "list.yml").write_text("".join(rows), encoding="utf-8")


def format_request(method, path, body=""):
    depth = "Depth: 1\r\n" if body else ""
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\n{depth}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def expand_series(number):
    span = f'start="20200101T0000{number % 60:02}Z" end="20230101T000000Z"'
    return format_request(
        "REPORT",
        "/dav/calendars/daily/",
        f"<C:calendar-query {SPACES}><prop><C:calendar-data><C:expand {span}/></C:calendar-data></prop>"
        f'<C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query><!--{number}-->',
    )


def ask_properties(number):
    names = "".join(f"<x{row} xmlns='u:{number}'/>" for row in range(1_500))
    return format_request("PROPFIND", COLLECTION, f"<propfind {SPACES}><prop>{names}</prop></propfind>")


def get_same_often(number):
    hrefs = "".join(f"<href>/dav/calendars/daily/daily-1.ics?{number}.{row}</href>" for row in range(100))
    expand = '<C:expand start="20200101T000000Z" end="20990101T000000Z"/>'
    return format_request(
        "REPORT",
        "/dav/calendars/daily/",
        f"<C:calendar-multiget {SPACES}><prop><C:calendar-data>{expand}</C:calendar-data></prop>{hrefs}</C:calendar-multiget>",
    )


WORST = [
    lambda number: format_request("GET", f"/dossier-0.ics?past=all&alarm=PT{number + 1}S"),
    lambda number: format_request("GET", f"/all.ics?past=all&q=atelier&from={1971 + number % 200}-01-01"),
    lambda number: format_request("GET", f"/daily/index.{2100 + number % 100}-{number % 12 + 1:02}.html?q={number}"),
    lambda number: format_request("GET", f"/daily/index.9999-12.html?q={number}"),
    lambda number: format_request("GET", f"/dossier-0.jcal?past=all&alarm=PT{number + 1}S"),
    expand_series,
    ask_properties,
    get_same_often,
]


def make_worst(number):
    return WORST[number % len(WORST)](number)


def make_health(_number):
    return format_request("GET", "/healthz")


def flood(port, addresses, make, first):
    """Opens connections at its pace until it is ended: each sends a request, and is closed when its turn comes.

    The requests are numbered from `first` on."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.sched_setaffinity(0, {LOAD_CORE})
    held = collections.deque()
    started = time.monotonic()
    for turn, number in enumerate(itertools.count(first)):
        wire = socket.socket()
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.bind((f"127.0.1.{number % addresses + 1}", 0))
        wire.settimeout(1)
        with contextlib.suppress(OSError):
            wire.connect(("127.0.0.1", port))
            wire.sendall(make(number))
        held.append(wire)
        if len(held) > OPEN:
            held.popleft().close()
        time.sleep(max(0.0, started + turn / PACE - time.monotonic()))


@contextlib.contextmanager
def crowd(daemon, addresses, make):
    what = (daemon.port, addresses, make, next(FIRST_NUMBERS))
    process = multiprocessing.Process(target=flood, args=what, daemon=True)
    process.start()
    time.sleep(2)  # until it has its effect
    try:
        yield
    finally:
        process.terminate()
        process.join()


def most_memory(daemon):
    """The most resident bytes since forget_most_memory()."""
    status = pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+)", status, re.MULTILINE).group(1)) * 1024


def forget_most_memory(daemon):
    pathlib.Path(f"/proc/{daemon.process.pid}/clear_refs").write_text("5")


def share(beside, quiet):
    """Not a number where nothing was answered."""
    return beside / quiet if beside and quiet else float("nan")


def measure_round(daemon, addresses, options):
    """A turn."""
    works = [("/healthz", "/healthz"), ("one event", EVENT), ("the main feed", FEED)]
    loads = {}
    for name, make in (("quiet", make_health), ("flood", make_worst)):
        with crowd(daemon, addresses, make):
            for work, path in works:
                loads[name, work] = run_wrk(daemon, path, options.seconds, core=LOAD_CORE)
    for work, _ in works:
        quiet, beside = loads["quiet", work], loads["flood", work]
        yield Measurement(f"{work}: quiet", quiet.rate, "/s", HIGHER)
        yield Measurement(f"{work}: beside the flood", beside.rate, "/s", HIGHER)
        yield Measurement(f"{work}: of the quiet rate", share(beside.rate, quiet.rate), "x", HIGHER, Aim(0.8))
        yield Measurement(f"{work}: p99, quiet", quiet.p99 * 1e3, "ms", LOWER)
        yield Measurement(f"{work}: p99, beside the flood", beside.p99 * 1e3, "ms", LOWER)
        yield Measurement(f"{work}: of the quiet p99", share(beside.p99, quiet.p99), "x", LOWER, Aim(2))


def add_options(parser):
    parser.add_argument("--seconds", type=int, default=2, help="of one run of wrk")
    parser.add_argument("--rounds", type=int, default=4)


def measure(build, options):
    with tempfile.TemporaryDirectory() as folder:
        content = pathlib.Path(folder)
        write_events(content, EVENTS, folders=1, sections=0)
        write_series(content)
        with build.daemon(content, wrapper=["taskset", "-c", str(SERVER_CORE)]) as daemon:
            for path in ("/healthz", EVENT, FEED):
                daemon.get(path)
            base = daemon.memory()
            for addresses in (1, 50):
                yield Section(f"from {addresses}; {OPEN} at once, {PACE} a second; wrk -t1 -c16")
                forget_most_memory(daemon)
                for _ in range(options.rounds):
                    yield list(measure_round(daemon, addresses, options))
                yield [Measurement("more resident at most", (most_memory(daemon) - base) / 1e6, "MB", LOWER, Aim(128))]
