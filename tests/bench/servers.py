"""The servers that are measured: processes on free ports of 127.0.0.1."""

import contextlib
import http.client
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE = 1_800  # seconds for an answer: the first one waits for the start of a large site
LAST_LINES = 10  # of what a server said that ended before it served


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processor_clock(pid):
    """The clock of a process's processor time, as clock_getcpuclockid(3) makes it."""
    return (~pid << 3) | 2


class Server:
    """A process that answers on `port`; ended with the context, which begins when it serves: `start_seconds` after its
    start. `name` is what it is called where it fails."""

    def __init__(self, command, port, name=None):
        self.port = port
        self.name = name or str(command[0])
        self.log = tempfile.TemporaryFile()
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=self.log)

    def __enter__(self):
        try:
            self.start_seconds = self.wait_until_served()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def request(self, method, path, headers=None, body=None):
        """Status, headers and body, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        answer = response.status, response.headers, response.read()
        connection.close()
        return answer

    def get(self, path, headers=None):
        status, _, body = self.request("GET", path, headers)
        return status, body

    def header(self, path, name, headers=None):
        return self.request("GET", path, headers)[1][name]

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def wait_until_served(self, path="/"):
        """The seconds since its start."""
        while True:
            try:
                self.get(path)
                return time.monotonic() - self.started
            except (ConnectionRefusedError, ConnectionResetError):
                if self.process.poll() is not None:
                    sys.exit(f"{self.name} ended with status {self.process.returncode} before it served:\n{self.last_lines()}")
                time.sleep(0.001)

    def last_lines(self):
        self.log.seek(0)
        return "\n".join(self.log.read().decode(errors="replace").splitlines()[-LAST_LINES:]) or "(it said nothing)"

    def processor_seconds(self):
        """User and system time of the process and its children so far, to the microsecond."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(time.clock_gettime(processor_clock(pid)) for pid in [self.process.pid, *map(int, children)])

    def wait_until_idle(self, step=1.0):
        """Until it has used less than a hundredth of the processor for `step` seconds."""
        before = float("-inf")
        while (now := self.processor_seconds()) - before > step / 100:
            before = now
            time.sleep(step)

    def memory(self):
        """Resident bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE).group(1)) * 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


class KeptConnection:
    """One connection for many requests, so that they cost the server little."""

    def __init__(self, server):
        self.wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)

    def ask(self, method, path, headers=None, body=None):
        """Status and body."""
        self.wire.request(method, path, body, headers or {})
        response = self.wire.getresponse()
        return response.status, response.read()

    def close(self):
        self.wire.close()


class Daemon(Server):
    """`almanach serve` of a build (builds.py). With a state folder the public address is one and the same, since events
    show it."""

    def __init__(self, build, content, state=None, wrapper=()):
        port = free_port()
        command = [*wrapper, str(build.binary), "serve", "--content", str(content), "--listen", f"127.0.0.1:{port}"]
        if state:
            command += ["--state", str(state), "--base-url", "http://agenda.example.org"]
        super().__init__(command, port, f"{build.name}, {build.binary},")

    def wait_until_served(self, path="/healthz"):
        return super().wait_until_served(path)

    def requests(self):
        """How many it has answered, as it counts them itself; those of the last second may be missing."""
        text = self.get("/metrics")[1].decode()
        return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith("almanach_requests_total{"))

    def get_often(self, path, times):
        """On one connection."""
        with contextlib.closing(KeptConnection(self)) as connection:
            for _ in range(times):
                connection.ask("GET", path)
