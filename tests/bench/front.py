"""The HTTP front beside nginx with the same bytes as static files, and Radicale, in one run.

Aims are ratios: measured in alternation, medians of several rounds.
"""

import argparse
import gzip
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import peers
from content import write_events
from load import alternate, idle_connections, median_p99, median_processor, median_rate, most_of_wrk, require, run_wrk, slow_clients
from servers import Daemon

EVENTS = 1_000
FEED = "/dossier-0.ics"


def find_event(daemon):
    """The address of an event of three kilobytes or so."""
    event = "/dossier-0/evenement-0.ics"
    return event if daemon.get(event)[0] == 200 else sys.exit("no event is served")


def ratio_row(work, aim, loads, ours="almanach", theirs="nginx"):
    mine, other = median_rate(loads[ours]), median_rate(loads[theirs])
    most = most_of_wrk(loads[ours])
    processor = " ".join(f"{median_processor(loads[name]) * 1e6:>9.1f}" for name in (ours, theirs))
    print(
        f"{work:<40} {mine:>9,.0f} {other:>9,.0f} {mine / other:>6.2f}  {aim:<4} {most / other:>5.2f} {processor}"
        f" {1e6 / most:>6.1f}",
        flush=True,
    )


def measure_beside_nginx(daemon, nginx, options):
    event = find_event(daemon)
    gzipped = ["Accept-Encoding: gzip"]
    etag = [f"If-None-Match: {daemon.header(event, 'ETag')}"]
    nginx_etag = [f"If-None-Match: {nginx.header(event, 'ETag')}"]
    works = [
        ("GET one event", "1.2", event, [], []),
        ("304 of one event", "1.2", event, etag, nginx_etag),
        ("GET the feed of 1,000 events, gzip", "1.5", FEED, gzipped, gzipped),
        ("GET the feed of 1,000 events, identity", "1.5", FEED, [], []),
    ]
    print("Requests a second; the ratio, its aim, and the most it can be: wrk, one thread, would never wait. Then the")
    print("processor's microseconds a request: each server's, and wrk's own with us.")
    print(f"{'work':<40} {'almanach':>9} {'nginx':>9} {'ratio':>6}  aim   most  almanach     nginx    wrk")
    for work, aim, path, headers, nginx_headers in works:
        loads = alternate(
            {
                "almanach": lambda p=path, h=headers: run_wrk(daemon, p, options.seconds, h),
                "nginx": lambda p=path, h=nginx_headers: run_wrk(nginx, p, options.seconds, h),
            },
            options.rounds,
        )
        ratio_row(work, aim, loads)


def measure_radicale(daemon, radicale, options):
    loads = alternate(
        {
            "almanach": lambda: run_wrk(daemon, FEED, options.seconds),
            "radicale": lambda: run_wrk(radicale, peers.COLLECTION, options.seconds, connections=2),
        },
        1,
    )
    ratio_row("the feed beside Radicale", "-", loads, theirs="radicale")


def measure_crowds(name, server, event, options):
    """One event, alone and beside idle and slow clients."""
    request = f"GET {FEED} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    small = f"GET {event} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    run = lambda: run_wrk(server, event, options.seconds)
    quiet = [run() for _ in range(options.rounds)]
    with idle_connections(server.port, options.idle, small):
        beside_idle = [run() for _ in range(options.rounds)]
    with slow_clients(server.port, 200, 200, request):
        beside_slow = [run() for _ in range(options.rounds)]
    print(f"{name + ' beside':<44} {'requests/s':>10} {'of quiet':>10} {'p99':>10} {'of quiet':>9}  aims 0.9, 2")
    for crowd, loads in (("nobody", quiet), (f"{options.idle:,} idle", beside_idle), ("400 slow", beside_slow)):
        rate, p99 = median_rate(loads), median_p99(loads)
        print(
            f"{crowd:<44} {rate:>10,.0f} {rate / median_rate(quiet):>10.2f} {p99 * 1e3:>8.2f}ms"
            f" {p99 / median_p99(quiet):>9.2f}",
            flush=True,
        )


def count_system_calls(daemon, options):
    """Of a kept-alive GET, as strace(1) counts them while wrk asks."""
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
    calls = {name: int(count) for count, name in rows}
    per_request = sum(count for name, count in calls.items() if name != "total") / answered
    told = ", ".join(f"{name} {count / answered:.2f}" for name, count in calls.items() if count > answered / 20)
    print(f"system calls a kept-alive GET: {per_request:.2f} ({told}); aim 2 to 3", flush=True)


def count_instructions(place):
    """Of a kept-alive GET in user space: what callgrind counts of 4,000 requests beyond what it counts of 1,000."""
    content = place / "few"
    content.mkdir()
    write_events(content, 10, folders=1, sections=0)
    totals = []
    for requests in (1_000, 4_000):
        with tempfile.TemporaryDirectory() as folder:
            wrapper = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
            daemon = Daemon(content, wrapper=wrapper)
            daemon.wait_until_served()
            daemon.get_often("/dossier-0/evenement-0.ics", requests)
            daemon.stop()
            text = pathlib.Path(f"{folder}/out").read_text()
            totals.append(int(re.search(r"^(?:summary|totals): (\d+)", text, re.MULTILINE).group(1)))
    print(f"instructions a kept-alive GET, user space: {(totals[1] - totals[0]) / 3_000:,.0f}", flush=True)


def main(words):
    arguments = argparse.ArgumentParser(prog="./dev bench front")
    arguments.add_argument("--seconds", type=int, default=3, help="of one run of wrk")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--idle", type=int, default=10_000, help="idle connections")
    arguments.add_argument("--nginx-workers", default="auto", help="its worker_processes")
    options = arguments.parse_args(words)
    require("wrk", "nginx", "radicale", "strace", "valgrind")
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        place.chmod(0o755)
        content = place / "content"
        content.mkdir()
        write_events(content, EVENTS, folders=1, sections=0)
        daemon = Daemon(content)
        daemon.wait_until_served()
        paths = (FEED, find_event(daemon))
        files = {path: daemon.get(path)[1] for path in paths}
        compressed = {path: daemon.get(path, {"Accept-Encoding": "gzip"})[1] for path in paths}
        with peers.Nginx(place / "nginx", files, compressed, options.nginx_workers) as nginx, peers.Radicale(place / "radicale", files[FEED]) as radicale:
            for path, body in files.items():
                if nginx.get(path)[1] != body:
                    sys.exit(f"nginx does not serve the bytes of {path}")
            if nginx.get(FEED, {"Accept-Encoding": "gzip"})[1] != compressed[FEED]:
                sys.exit("nginx does not serve the feed in gzip")
            if gzip.decompress(compressed[FEED]) != files[FEED]:
                sys.exit("the feed in gzip is not the feed")
            if radicale.get(peers.COLLECTION)[1].count(b"BEGIN:VEVENT") != EVENTS:
                sys.exit("Radicale does not serve all events")
            print(
                f"{peers.versions()}; an event of {len(files[find_event(daemon)]):,} bytes, a feed of"
                f" {len(files[FEED]):,} ({len(compressed[FEED]):,} in gzip); wrk -t1 -c16",
                flush=True,
            )
            measure_beside_nginx(daemon, nginx, options)
            measure_radicale(daemon, radicale, options)
            measure_crowds("almanach", daemon, find_event(daemon), options)
            measure_crowds("nginx", nginx, find_event(daemon), options)
        count_system_calls(daemon, options)
        daemon.stop()
        count_instructions(place)
