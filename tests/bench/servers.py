"""The servers that are measured: processes on free ports of 127.0.0.1."""

import http.client
import os
import pathlib
import re
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("ALMANACH", str(ROOT / "build" / "almanach"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that answers on `port`; ended with the context."""

    def __init__(self, command, port):
        self.port = port
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        self.wait_until_served()
        return self

    def __exit__(self, *_):
        self.stop()

    def request(self, method, path, headers=None, body=None):
        """Status, headers and body, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
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
                    sys.exit(f"{self.process.args[0]} ended before it served")
                time.sleep(0.001)

    def processor_seconds(self):
        """User and system time of the process and its children so far."""
        total = 0
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in [self.process.pid, *children]:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Resident bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE).group(1)) * 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Daemon(Server):
    """`almanach serve`. With a state folder the public address is one and the same, since events show it."""

    def __init__(self, content, state=None, wrapper=()):
        port = free_port()
        command = [*wrapper, BINARY, "serve", "--content", str(content), "--listen", f"127.0.0.1:{port}"]
        if state:
            command += ["--state", str(state), "--base-url", "http://agenda.example.org"]
        super().__init__(command, port)

    def wait_until_served(self, path="/healthz"):
        return super().wait_until_served(path)

    def requests(self):
        """How many it has answered, as it counts them itself; those of the last second may be missing."""
        text = self.get("/metrics")[1].decode()
        return sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith("almanach_requests_total{"))

    def get_often(self, path, times):
        """On one connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        for _ in range(times):
            connection.request("GET", path)
            connection.getresponse().read()
        connection.close()
