"""The memory that a flood of choices takes: a thousand events, and requests of which each wants another answer that is
kept: calendars as chosen, in three forms and codings, pages, listings, questions of CalDAV.

The most that was ever resident is to stay below what was before, and `limits.cache`, and a tenth of that. Before: what is
the same for everybody (each feed whole in each coding) was asked for, and a few of each kind.
"""

import http.client
import itertools
import pathlib
import tempfile
import threading

from content import FOLDERS, write_events
from figures import LOWER, Aim, Measurement, Section
from flood import COLLECTION, SPACES, forget_most_memory, most_memory

NEEDS = ()
EVENTS = 1_000
MOST_KEPT = 64 << 20  # bytes: limits.cache, as it is unless configured
CODINGS = ("identity", "gzip", "br")
CLIENTS = 4
ROUNDS = 8  # between which what is resident is told


def day(number):
    return f"{1990 + number // 336 % 30}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def ask_report(number):
    span = f'<C:time-range start="{day(number).replace("-", "")}T000000Z" end="20290101T000000Z"/>'
    return (
        "REPORT",
        COLLECTION,
        f"<C:calendar-query {SPACES}><prop><getetag/><C:calendar-data/></prop><C:filter>"
        f'<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{span}</C:comp-filter></C:comp-filter>'
        "</C:filter></C:calendar-query>",
    )


def ask_properties(number):
    body = f'<propfind {SPACES}><prop><getetag/><displayname/><x{number} xmlns="urn:x"/></prop></propfind>'
    return "PROPFIND", COLLECTION, body


# Each number another answer.
KINDS = {
    "feed": lambda number: ("GET", f"/dossier-{number % FOLDERS}.ics?past=all&from={day(number)}", None),
    "feed, each event anew": lambda number: ("GET", f"/dossier-{number % FOLDERS}.ics?past=all&alarm=PT{number + 1}S", None),
    "all feeds": lambda number: ("GET", f"/all.ics?from={day(number)}&description=none", None),
    "event": lambda number: ("GET", f"/dossier-{number % FOLDERS}/evenement-{number % EVENTS}.ics?alarm=PT{number + 1}S", None),
    "jCal": lambda number: ("GET", f"/dossier-{number % FOLDERS}.jcal?past=all&from={day(number)}", None),
    "JSON": lambda number: ("GET", f"/dossier-{number % FOLDERS}.json?from={day(number)}", None),
    "Atom": lambda number: ("GET", f"/dossier-{number % FOLDERS}.atom?from={day(number)}", None),
    "page of all": lambda number: ("GET", f"/?q={number}+atelier", None),
    "page of a feed": lambda number: ("GET", f"/dossier-{number % FOLDERS}/?from={day(number)}", None),
    "month": lambda number: ("GET", f"/index.2027-{number % 12 + 1:02}.html?q={number // 12}", None),
    "page of an event": lambda number: ("GET", f"/dossier-{number % FOLDERS}/evenement-{number % EVENTS}", None),
    "REPORT": ask_report,
    "PROPFIND": ask_properties,
}


class Client:
    """A connection that is opened anew where the server has closed it."""

    def __init__(self, port):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def ask(self, method, path, body=None, coding="identity"):
        """The answer's status and bytes."""
        headers = {"Accept-Encoding": coding, "Accept": "*/*"}
        if body:
            headers["Depth"] = "1"
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, len(response.read())


def ask_all(port, numbers, kinds, counts):
    """What each of the numbers is, in turn of another kind and in each coding; counts statuses."""
    client = Client(port)
    for number in numbers:
        method, path, body = kinds[number % len(kinds)](number // len(kinds))
        for coding in CODINGS if method == "GET" else CODINGS[:1]:
            status, size = client.ask(method, path, body, coding)
            counts.append((status, size))


def flood_with(daemon, first, last, kinds):
    """Asks for the numbers from `first` to `last`, on some connections at once. How many were answered, and bytes."""
    counts = []
    clients = [
        threading.Thread(target=ask_all, args=(daemon.port, range(first + turn, last, CLIENTS), kinds, counts))
        for turn in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    refused = [status for status, _ in counts if status not in (200, 207)]
    if refused:
        raise SystemExit(f"{len(refused)} of {len(counts)} requests were refused: {sorted(set(refused))}")
    return len(counts), sum(size for _, size in counts)


def ask_for_what_all_get(daemon):
    client = Client(daemon.port)
    paths = ["/all", *(f"/dossier-{folder}" for folder in range(FOLDERS))]
    for path, coding in itertools.product(paths, CODINGS):
        client.ask("GET", f"{path}.ics", coding=coding)


def add_options(parser):
    parser.add_argument("--answers", type=int, default=13_000, help="different ones, most in three codings")


def measure(build, options):
    kinds = list(KINDS.values())
    with tempfile.TemporaryDirectory() as folder:
        content = pathlib.Path(folder)
        write_events(content, EVENTS)
        with build.daemon(content) as daemon:
            yield Section(f"a flood of {options.answers:,} choices of {EVENTS:,} events")
            start = daemon.memory()
            ask_for_what_all_get(daemon)
            flood_with(daemon, 0, len(kinds), kinds)
            base = daemon.memory()
            forget_most_memory(daemon)
            yield [Measurement("resident at the start", start / 1e6, "MB", LOWER), Measurement("base", base / 1e6, "MB", LOWER)]
            step = options.answers // ROUNDS
            for turn in range(1, ROUNDS + 1):
                flood_with(daemon, turn * step, (turn + 1) * step, kinds)
                yield []
            above = (most_memory(daemon) - base) / MOST_KEPT
            yield [
                Measurement("most resident", most_memory(daemon) / 1e6, "MB", LOWER),
                Measurement("most above base, of limits.cache", above, "x", LOWER, Aim(1.1, point=6)),
            ]
