"""A running `almanach serve`, and what it answers.

Nothing here sleeps for a fixed time: waits poll a condition until a deadline, and fail with what was waited for.
"""

import contextlib
import gzip
import http.client
import json
import os
import pathlib
import re
import select
import signal
import socket
import subprocess
import time
import typing

import icalendar
import pytest

# Generous, since only a failing test ever reaches it: sanitizer builds on busy machines are slow, and what costs much is
# answered by threads that stand back for whatever else the machine does.
DEADLINE_SECONDS = 180


def wait_until(predicate, what, seconds=DEADLINE_SECONDS):
    """Polls until `predicate` gives something true and returns that; fails after the deadline."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = predicate()
        if result:
            return result
        time.sleep(0.01)
    pytest.fail(f"still not so after {seconds} s: {what}")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Answer(typing.NamedTuple):
    """Header names are found in any case; the body is as it came, still coded."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self):
        coded = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if coded else self.body).decode("utf-8")

    @property
    def unfolded(self):
        """The lines of an iCalendar text, folding undone (RFC 5545 section 3.1)."""
        return self.text.replace("\r\n ", "").split("\r\n")

    @property
    def calendar(self):
        return icalendar.Calendar.from_ical(self.body)


def request(port, method, path, headers=None, body=None):
    """What a server on 127.0.0.1 answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE_SECONDS)
    try:
        # http.client would add "Accept-Encoding: identity", which is for each test to choose.
        connection.putrequest(method, path, skip_accept_encoding=True, skip_host="Host" in (headers or {}))
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


class Manager:
    """What systemd is to a Type=notify service: a socket that hears of its state."""

    def __init__(self, folder):
        self.address = str(folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.address)
        self.socket.settimeout(DEADLINE_SECONDS)

    def hear(self, word):
        """Reads what the service says until `word` is among it."""
        while True:
            lines = self.socket.recv(4096).decode().splitlines()
            if any(line.startswith(word) for line in lines):
                return lines

    def heard(self):
        """All lines that the service has said and nobody has read."""
        lines = []
        while select.select([self.socket], [], [], 0)[0]:
            lines += self.socket.recv(4096).decode().splitlines()
        return lines


class Daemon:
    """`almanach serve` on a free port of 127.0.0.1."""

    def __init__(self, binary, content, arguments, log_path, environment=None):
        self.content = pathlib.Path(content)
        self.port = free_port()
        self._log_path = log_path
        self.expect_status = 0
        command = [binary, "serve", "--content", content, "--listen", f"127.0.0.1:{self.port}", *arguments]
        with open(log_path, "wb") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command], stdout=log, stderr=subprocess.STDOUT, cwd=log_path.parent,
                env={**os.environ, **(environment or {})},
            )

    def wait_ready(self):
        def answers():
            with contextlib.suppress(OSError, http.client.HTTPException):
                return self.get("/healthz").status == 200
            return False

        self.wait_until(answers, "the daemon answers /healthz")

    def wait_until(self, predicate, what):
        """As the function of that name; fails at once when the daemon has ended."""

        def check():
            if self.process.poll() is not None:
                pytest.fail(f"the daemon ended with status {self.process.returncode}")
            return predicate()

        return wait_until(check, what)

    def log(self):
        return self._log_path.read_text(errors="replace")

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def request(self, method, path, headers=None, body=None):
        return request(self.port, method, path, headers, body)

    def get(self, path, headers=None):
        return self.request("GET", path, headers)

    def sync(self, feed, token=""):
        """What sync-collection lists since `token` (RFC 6578): ETags by slug, and the next token."""
        body = (
            f'<D:sync-collection xmlns:D="DAV:"><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>'
            "<D:prop><D:getetag/></D:prop></D:sync-collection>"
        )
        answer = self.request("REPORT", f"/dav/calendars/{feed}/", {"Depth": "0"}, body.encode())
        assert answer.status == 207, answer
        tags = dict(re.findall(r"<href>[^<]*/([^/<]+)\.ics</href>.*?<getetag>([^<]+)</getetag>", answer.text))
        return tags, re.search(r"<sync-token>([^<]+)</sync-token>", answer.text).group(1)

    def status(self):
        """What /status.json says, parsed."""
        answer = self.get("/status.json")
        assert answer.status == 200, answer
        return json.loads(answer.body)

    def problems(self, file):
        return [problem for problem in self.status()["problems"] if problem["file"] == file]

    def titles(self, feed):
        """Titles of the feed's events that are on, sorted: not the cancelled. None where there is no such feed."""
        answer = self.get(f"/{feed}.ics")
        if answer.status == 404:
            return None
        assert answer.status == 200, answer
        events = answer.calendar.walk("VEVENT")
        return sorted(str(event["SUMMARY"]) for event in events if event.get("STATUS") != "CANCELLED")

    def stop(self):
        """Ends the daemon as systemd does, and expects a good end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=DEADLINE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            pytest.fail("the daemon did not end on SIGTERM")
        assert status == self.expect_status, f"the daemon ended with status {status}"


@contextlib.contextmanager
def running(binary, content, options, log):
    """A daemon that answers, for as long as what is inside runs; it has to end well."""
    one = Daemon(binary, content, options, log)
    try:
        one.wait_ready()
        yield one
        one.stop()
    finally:
        one.process.kill()
        one.process.wait()
