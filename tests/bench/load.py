"""Load from a second process: wrk, and clients that are idle or slow."""

import contextlib
import dataclasses
import itertools
import re
import resource
import shutil
import socket
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


@dataclasses.dataclass
class Load:
    """What a client has measured: requests a second and the 99th percentile (none of h2load); and the processor time of
    a request, the server's own and the client's, in seconds: infinite where nothing was answered."""

    rate: float
    p99: float | None
    processor: float
    client_processor: float


def children_seconds():
    """User and system time of the programs that were run and waited for so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_client(server, command):
    """What it printed, and the processor seconds that the server and it have used."""
    before, client_before = server.processor_seconds(), children_seconds()
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return output, server.processor_seconds() - before, children_seconds() - client_before


def make_load(rate, p99, requests, server_seconds, client_seconds):
    shares = [seconds / requests if requests else float("inf") for seconds in (server_seconds, client_seconds)]
    return Load(rate, p99, *shares)


def run_wrk(server, path, seconds, headers=(), connections=16, core=None):
    """`core`: the one that wrk has to keep to."""
    pinned = [] if core is None else ["taskset", "-c", str(core)]
    command = [*pinned, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *name_headers(headers), server.url(path)]
    output, *used = run_client(server, command)
    if errors := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*", output):
        sys.exit(f"{server.name} and wrk: {errors.group(0)}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    return make_load(rate, float(number) * UNITS[unit], int(re.search(r"(\d+) requests in", output).group(1)), *used)


def run_h2load(server, path, seconds, headers=(), connections=16):
    """In HTTP/1.1. It reads large answers for two thirds of what they cost wrk."""
    command = ["h2load", "--h1", "-t1", f"-c{connections}", f"-D{seconds}", *name_headers(headers), server.url(path)]
    output, *used = run_client(server, command)
    done, succeeded, failed = map(int, re.search(r"(\d+) done, (\d+) succeeded, (\d+) failed", output).groups())
    if failed or succeeded != done:
        sys.exit(f"{server.name} and h2load: {done - succeeded + failed} of {done} failed")
    return make_load(float(re.search(r"([\d.]+) req/s", output).group(1)), None, done, *used)


def name_headers(headers):
    return [word for header in headers for word in ("-H", header)]


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
