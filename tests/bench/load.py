"""Load from a second process: wrk, and clients that are idle or slow."""

import contextlib
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time

UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}


def require(*programs):
    missing = [program for program in programs if not shutil.which(program, path="/usr/bin:/usr/sbin:/bin:/sbin")]
    if missing:
        sys.exit(f"missing: {', '.join(missing)}; ./dev bench installs them")


class Load:
    """What wrk has measured: requests a second, the 99th percentile and the server's own time each, in seconds."""

    def __init__(self, output, processor_seconds):
        if errors := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*", output):
            sys.exit(f"wrk: {errors.group(0)}")
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
        number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
        self.p99 = float(number) * UNITS[unit]
        self.processor = processor_seconds / int(re.search(r"(\d+) requests in", output).group(1))


def run_wrk(server, path, seconds, headers=(), connections=16):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    before = server.processor_seconds()
    output = subprocess.run([*command, server.url(path)], capture_output=True, text=True, check=True).stdout
    return Load(output, server.processor_seconds() - before)


def alternate(runs, rounds):
    """Calls each of `runs` (name: call) in turn, `rounds` times; the loads by name."""
    loads = {name: [] for name in runs}
    for _ in range(rounds):
        for name, call in runs.items():
            loads[name].append(call())
    return loads


def median_rate(loads):
    return statistics.median(load.rate for load in loads)


def median_processor(loads):
    return statistics.median(load.processor for load in loads)


def median_p99(loads):
    return statistics.median(load.p99 for load in loads)


def allow_many_files():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@contextlib.contextmanager
def idle_connections(port, count, request):
    """Connections that have asked once and stay open."""
    allow_many_files()
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            wire = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            wire.sendall(request)
            wire.recv(65536)
        yield


@contextlib.contextmanager
def slow_clients(port, senders, readers, request):
    """Clients that send a byte a second, and clients that read a kilobyte a second of a large answer."""
    stopping = threading.Event()
    sending = [socket.create_connection(("127.0.0.1", port)) for _ in range(senders)]
    reading = [socket.socket() for _ in range(readers)]
    for wire in reading:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.connect(("127.0.0.1", port))
        wire.sendall(request)

    def trickle():
        position = 0
        started = time.monotonic()
        while not stopping.wait(max(0.0, started + position + 1 - time.monotonic())):
            for index, wire in enumerate(sending):
                try:
                    wire.send(request[position % len(request) : position % len(request) + 1])
                except OSError:  # given up for its slowness: another takes its place
                    wire.close()
                    sending[index] = socket.create_connection(("127.0.0.1", port))
            for wire in reading:
                wire.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    wire.recv(1024)
            position += 1

    worker = threading.Thread(target=trickle)
    worker.start()
    try:
        yield
    finally:
        stopping.set()
        worker.join()
        for wire in sending + reading:
            wire.close()
