"""The HTTP front beside nginx with the same bytes as static files, and Radicale.

Aims are ratios of the same turn: almanach and nginx are asked one after the other. "the most": the ratio if the client,
one thread, never waited; where it is near the ratio, the client is the limit. The feed in gzip is asked for by h2load,
which reads it for two thirds of what it costs wrk; that is still more than it costs us, so that what is compared there
is the servers' processor time for an answer.
"""

import contextlib
import dataclasses
import gzip
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from statistics import median

import peers
from content import write_events
from figures import HIGHER, LOWER, Aim, Measurement, Section
from load import idle_connections, run_h2load, run_wrk, slow_clients

NEEDS = ("wrk", "h2load", "nginx", "radicale", "strace", "valgrind")
EVENTS = 1_000
FEED = "/dossier-0.ics"
GZIP = ["Accept-Encoding: gzip"]


def find_event(daemon):
    """The address of an event of three kilobytes or so."""
    event = "/dossier-0/evenement-0.ics"
    return event if daemon.get(event)[0] == 200 else sys.exit("no event is served")


def compare(ours, theirs, aim):
    """Of one turn."""
    yield Measurement("answers", ours.rate, "/s", HIGHER)
    yield Measurement("answers of nginx", theirs.rate, "/s", None)
    yield Measurement("answers, beside nginx", ours.rate / theirs.rate, "x", HIGHER, aim)
    yield Measurement("the most that the client allows", 1 / ours.client_processor / theirs.rate, "x", None)
    yield Measurement("processor an answer", ours.processor * 1e6, "µs", LOWER)
    yield Measurement("processor an answer of nginx", theirs.processor * 1e6, "µs", None)
    yield Measurement("processor an answer of the client", ours.client_processor * 1e6, "µs", None)


def measure_beside_nginx(daemon, nginx, options):
    event = find_event(daemon)
    etag = [f"If-None-Match: {daemon.header(event, 'ETag')}"]
    nginx_etag = [f"If-None-Match: {nginx.header(event, 'ETag')}"]
    works = [
        ("GET one event", 1.2, event, [], []),
        ("304 of one event", 1.2, event, etag, nginx_etag),
        ("GET the feed of 1,000 events, identity", 1.5, FEED, [], []),
    ]
    for work, aim, path, headers, nginx_headers in works:
        yield Section(f"{work}; wrk -t1 -c16")
        for _ in range(options.rounds):
            ours = run_wrk(daemon, path, options.seconds, headers)
            yield list(compare(ours, run_wrk(nginx, path, options.seconds, nginx_headers), Aim(aim)))
    yield Section("GET the feed of 1,000 events, gzip; h2load --h1 -t1 -c16")
    for _ in range(options.rounds):
        ours, theirs = (run_h2load(server, FEED, options.seconds, GZIP) for server in (daemon, nginx))
        name = "nginx's processor an answer, beside ours"
        yield [*compare(ours, theirs, None), Measurement(name, theirs.processor / ours.processor, "x", HIGHER, Aim(1.5, point=7))]


def measure_radicale(daemon, radicale, options):
    yield Section("GET the feed of 1,000 events, identity, beside Radicale")
    ours = run_wrk(daemon, FEED, options.seconds)
    theirs = run_wrk(radicale, peers.COLLECTION, options.seconds, connections=2)
    yield [
        Measurement("answers", ours.rate, "/s", HIGHER),
        Measurement("answers of Radicale", theirs.rate, "/s", None),
    ]


def measure_crowds(server, event, options):
    """One event, alone and beside idle and slow clients; a crowd is a turn."""
    request = f"GET {FEED} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    small = f"GET {event} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    crowds = {
        "beside nobody": contextlib.nullcontext(),
        f"beside {options.idle:,} idle": idle_connections(server.port, options.idle, small),
        "beside 400 slow": slow_clients(server.port, 200, 200, request),
    }
    quiet = None
    for name, crowd in crowds.items():
        with crowd:
            loads = [run_wrk(server, event, options.seconds) for _ in range(options.rounds)]
        rate, p99 = median(load.rate for load in loads), median(load.p99 for load in loads)
        rows = [Measurement(f"answers {name}", rate, "/s", HIGHER), Measurement(f"p99 {name}", p99 * 1e3, "ms", LOWER)]
        if quiet:
            rows.append(Measurement(f"answers {name}, of the quiet ones", rate / quiet[0], "x", HIGHER, Aim(0.9)))
            rows.append(Measurement(f"p99 {name}, of the quiet one", p99 / quiet[1], "x", LOWER, Aim(2)))
        quiet = quiet or (rate, p99)
        yield rows


def count_system_calls(daemon, options):
    """As strace(1) counts them while wrk asks."""
    event = find_event(daemon)
    with tempfile.NamedTemporaryFile(mode="r") as counts:
        trace = subprocess.Popen(
            ["strace", "-f", "-c", "-o", counts.name, "-p", str(daemon.process.pid)], stderr=subprocess.DEVNULL
        )
        before = daemon.requests()
        run_wrk(daemon, event, options.seconds)
        time.sleep(2)  # the daemon tells what it has counted every second
        answered = daemon.requests() - before
        trace.terminate()
        trace.wait()
        text = pathlib.Path(counts.name).read_text()
    # % time, seconds, microseconds a call, calls, errors where there were any, name
    rows = re.findall(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)(?:\s+\d+)?\s+(\w+)$", text, re.MULTILINE)
    calls = {name: int(count) for count, name in rows if name != "total"}
    yield Measurement("system calls", sum(calls.values()) / answered, "", LOWER, Aim(3))
    for name, count in calls.items():
        if count > answered / 20:
            yield Measurement(f"  of them {name}", count / answered, "", LOWER)


def count_instructions(build, place):
    """Of a kept-alive GET in user space: what callgrind counts of 4,000 requests beyond what it counts of 1,000."""
    content = place / "few"
    content.mkdir()
    write_events(content, 10, folders=1, sections=0)
    totals = []
    for requests in (1_000, 4_000):
        out = place / f"callgrind-{requests}"
        with build.daemon(content, wrapper=["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]) as daemon:
            daemon.get_often("/dossier-0/evenement-0.ics", requests)
        totals.append(int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.MULTILINE).group(1)))
    return Measurement("instructions, user space", (totals[1] - totals[0]) / 3_000, "", LOWER)


def check_peers(files, compressed, nginx, radicale):
    """They have to serve the same."""
    for path, body in files.items():
        if nginx.get(path)[1] != body:
            sys.exit(f"nginx does not serve the bytes of {path}")
    if nginx.get(FEED, {"Accept-Encoding": "gzip"})[1] != compressed[FEED]:
        sys.exit("nginx does not serve the feed in gzip")
    if gzip.decompress(compressed[FEED]) != files[FEED]:
        sys.exit("the feed in gzip is not the feed")
    if radicale.get(peers.COLLECTION)[1].count(b"BEGIN:VEVENT") != EVENTS:
        sys.exit("Radicale does not serve all events")


def add_options(parser):
    parser.add_argument("--seconds", type=int, default=2, help="of one run of wrk")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--idle", type=int, default=10_000, help="idle connections")
    parser.add_argument("--nginx-workers", default="auto", help="its worker_processes")


def measure(build, options):
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        place.chmod(0o755)
        content = place / "content"
        content.mkdir()
        write_events(content, EVENTS, folders=1, sections=0)
        with build.daemon(content) as daemon:
            yield from measure_daemon(build, daemon, place, options)
        yield [count_instructions(build, place)]


def measure_daemon(build, daemon, place, options):
    event = find_event(daemon)
    files = {path: daemon.get(path)[1] for path in (FEED, event)}
    compressed = {path: daemon.get(path, {"Accept-Encoding": "gzip"})[1] for path in files}
    nginx = peers.Nginx(place / "nginx", files, compressed, options.nginx_workers)
    with nginx, peers.Radicale(place / "radicale", files[FEED]) as radicale:
        check_peers(files, compressed, nginx, radicale)
        yield Section(f"what is asked for; {peers.versions()}")
        sizes = {"one event": files[event], "the feed": files[FEED], "the feed, gzip": compressed[FEED]}
        yield [Measurement(name, len(body), "B", LOWER) for name, body in sizes.items()]
        yield from measure_beside_nginx(daemon, nginx, options)
        yield from measure_radicale(daemon, radicale, options)
        yield Section("GET one event beside crowds")
        yield from measure_crowds(daemon, event, options)
        yield Section("GET one event beside crowds, of nginx")
        if build.is_first:
            for rows in measure_crowds(nginx, event, options):
                yield [dataclasses.replace(row, better=None, aim=None) for row in rows]
        else:
            yield from [[]] * 3
    yield Section("a kept-alive GET")
    yield list(count_system_calls(daemon, options))
