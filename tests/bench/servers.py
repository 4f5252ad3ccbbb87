"""The servers that are measured."""

import http.client
import os
import pathlib
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


class Daemon:
    """With a state folder the public address is one and the same, since events show it."""

    def __init__(self, content, state=None):
        self.port = free_port()
        self.started = time.monotonic()
        command = [BINARY, "serve", "--content", str(content), "--listen", f"127.0.0.1:{self.port}"]
        if state:
            command += ["--state", str(state), "--base-url", "http://agenda.example.org"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body

    def wait_until_served(self):
        while True:
            try:
                status, _ = self.get("/healthz")
            except ConnectionRefusedError:
                if self.process.poll() is not None:
                    sys.exit("the daemon ended before it served")
                time.sleep(0.001)
                continue
            if status == 200:
                return time.monotonic() - self.started

    def memory(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0

    def stop(self):
        self.process.terminate()
        self.process.wait()
