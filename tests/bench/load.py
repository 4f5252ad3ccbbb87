"""Load from a second process: wrk, and clients that are idle or slow."""

import contextlib
import itertools
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time

TICKS = 50  # of a second, at which some of the slow clients have their turn
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}


def require(*programs):
    missing = [program for program in programs if not shutil.which(program, path="/usr/bin:/usr/sbin:/bin:/sbin")]
    if missing:
        sys.exit(f"missing: {', '.join(missing)}; ./dev bench installs them")


class Load:
    """What wrk has measured: requests a second and the 99th percentile; and the processor time of a request, the
    server's own and that of wrk, in seconds."""

    def __init__(self, output, server_seconds, wrk_seconds):
        if errors := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*", output):
            sys.exit(f"wrk: {errors.group(0)}")
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
        number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
        self.p99 = float(number) * UNITS[unit]
        requests = int(re.search(r"(\d+) requests in", output).group(1))
        # None at all is a rate of 0, and no figure of one request.
        self.processor = server_seconds / requests if requests else float("inf")
        self.wrk_processor = wrk_seconds / requests if requests else float("inf")


def children_seconds():
    """User and system time of the programs that were run and waited for so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_wrk(server, path, seconds, headers=(), connections=16):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    before, wrk_before = server.processor_seconds(), children_seconds()
    output = subprocess.run([*command, server.url(path)], capture_output=True, text=True, check=True).stdout
    return Load(output, server.processor_seconds() - before, children_seconds() - wrk_before)


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


def most_of_wrk(loads):
    """Requests a second that its one thread can send and read, whatever the server does: it would be busy all the
    time."""
    return statistics.median(1 / load.wrk_processor for load in loads)


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
    """Clients that send a byte a second, and clients that read a kilobyte a second of a large answer; each at its own
    moment of the second."""
    stopping = threading.Event()
    sending = [socket.create_connection(("127.0.0.1", port)) for _ in range(senders)]
    reading = [socket.socket() for _ in range(readers)]
    for wire in reading:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.connect(("127.0.0.1", port))
        wire.sendall(request)

    def send_a_byte(index, turn):
        try:
            sending[index].send(request[turn % len(request) :][:1])
        except OSError:  # given up for its slowness: another takes its place
            sending[index].close()
            sending[index] = socket.create_connection(("127.0.0.1", port))

    def trickle():
        started = time.monotonic()
        for tick in itertools.count():
            if stopping.wait(max(0.0, started + (tick + 1) / TICKS - time.monotonic())):
                break
            for index in range(tick % TICKS, senders, TICKS):
                send_a_byte(index, tick // TICKS)
            for wire in reading[tick % TICKS :: TICKS]:
                with contextlib.suppress(BlockingIOError):
                    wire.recv(1024, socket.MSG_DONTWAIT)

    worker = threading.Thread(target=trickle)
    worker.start()
    try:
        yield
    finally:
        stopping.set()
        worker.join()
        for wire in sending + reading:
            wire.close()
