"""HTTP/1.1 as bytes on a socket: what may be read in two ways is refused, whatever comes the daemon goes on."""

import contextlib
import json
import re
import socket
import struct
import threading

import pytest

import daemon as daemons
from content import write_event

GOOD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
FEED = "/meetings.ics"


@pytest.fixture
def daemon(serve, content):
    for number in range(40):
        write_event(content / "meetings" / f"meeting-{number}.md", title=f"Meeting {number}")
    return serve(content)


@contextlib.contextmanager
def connect(daemon):
    with socket.create_connection(("127.0.0.1", daemon.port), timeout=daemons.DEADLINE_SECONDS) as wire:
        yield wire


def read_all(wire):
    """All bytes until the daemon ends the connection."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := wire.recv(65536):
            parts.append(part)
    return b"".join(parts)


def statuses(received):
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", received)]


def ask(daemon, request):
    with connect(daemon) as wire:
        wire.sendall(request)
        return read_all(wire)


def head(*lines, start=b"GET /healthz HTTP/1.1"):
    return b"\r\n".join([start, *lines, b"", b""])


MALFORMED = {
    "no version": b"GET /healthz\r\n\r\n",
    "two blanks": b"GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "blank at the end": b"GET /healthz HTTP/1.1 \r\nHost: x\r\n\r\n",
    "blank before the method": b" GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "tab in the line": b"GET\t/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "no target": b"GET  HTTP/1.1\r\nHost: x\r\n\r\n",
    "control in the target": b"GET /a\x01b HTTP/1.1\r\nHost: x\r\n\r\n",
    "version in small letters": b"GET /healthz http/1.1\r\nHost: x\r\n\r\n",
    "version of one digit": b"GET /healthz HTTP/1\r\nHost: x\r\n\r\n",
    "method of signs": b"G(T /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "bare LF after the line": b"GET /healthz HTTP/1.1\nHost: x\r\n\r\n",
    "bare LF after a header": b"GET /healthz HTTP/1.1\r\nHost: x\n\r\n\r\n",
    "bare CR in a header": b"GET /healthz HTTP/1.1\r\nHost: x\rX: y\r\n\r\n",
    "folded header": head(b"Host: x", b"X-A: one", b" two"),
    "folded first header": head(b" Host: x"),
    "no colon": head(b"Host: x", b"X-A"),
    "blank before the colon": head(b"Host : x"),
    "empty name": head(b"Host: x", b": y"),
    "control in a value": head(b"Host: x", b"X-A: a\x00b"),
    "no host": head(),
    "two hosts": head(b"Host: x", b"Host: y"),
    "two lengths": head(b"Host: x", b"Content-Length: 0", b"Content-Length: 0"),
    "two different lengths": head(b"Host: x", b"Content-Length: 1", b"Content-Length: 2"),
    "a list of lengths": head(b"Host: x", b"Content-Length: 1, 1"),
    "a negative length": head(b"Host: x", b"Content-Length: -1"),
    "a signed length": head(b"Host: x", b"Content-Length: +1"),
    "a hexadecimal length": head(b"Host: x", b"Content-Length: 0x1"),
    "a length with a blank": head(b"Host: x", b"Content-Length: 1 1"),
    "an empty length": head(b"Host: x", b"Content-Length:"),
    "a length beyond 64 bits": head(b"Host: x", b"Content-Length: 18446744073709551617"),
}

REFUSED = {
    "chunked": (411, head(b"Host: x", b"Transfer-Encoding: chunked")),
    "chunked with a length": (411, head(b"Host: x", b"Content-Length: 5", b"Transfer-Encoding: chunked")),
    "chunked in disguise": (411, head(b"Host: x", b"Transfer-Encoding: xchunked", b"Content-Length: 5")),
    "another version": (505, head(b"Host: x", start=b"GET /healthz HTTP/2.0")),
    "another expectation": (417, head(b"Host: x", b"Expect: 200-ok")),
    "a long target": (414, head(b"Host: x", start=b"GET /" + b"a" * 9000 + b" HTTP/1.1")),
    "a long head": (431, head(b"Host: x", b"X-A: " + b"a" * 20000)),
    "many headers": (431, head(b"Host: x", *[b"X-%d: y" % number for number in range(200)])),
    "a long body": (413, head(b"Host: x", b"Content-Length: 1000001", start=b"REPORT / HTTP/1.1")),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_is_400_and_ends_the_connection(daemon, name):
    # What follows might be a smuggled request: it is never answered.
    received = ask(daemon, MALFORMED[name] + GOOD)
    assert statuses(received) == [400], received
    assert b"Connection: close" in received
    assert daemon.get("/healthz").status == 200


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_served_says_so_and_ends_the_connection(daemon, name):
    status, request = REFUSED[name]
    received = ask(daemon, request + GOOD)
    assert statuses(received) == [status], received
    assert b"Connection: close" in received
    assert daemon.get("/healthz").status == 200


def test_requests_in_one_packet_are_answered_in_order(daemon):
    paths = [f"/meetings/meeting-{number}.ics" for number in range(40)]
    requests = [b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % path.encode() for path in paths]
    requests.append(head(b"Host: x", b"Connection: close", start=b"GET /none HTTP/1.1"))
    received = ask(daemon, b"".join(requests))
    assert statuses(received) == [200] * 40 + [404]
    assert re.findall(rb"SUMMARY:Meeting (\d+)", received) == [b"%d" % number for number in range(40)]


def test_a_request_byte_by_byte_is_a_request(daemon):
    with connect(daemon) as wire:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for octet in head(b"Host: x", b"Connection: close"):
            wire.sendall(bytes([octet]))
        assert statuses(read_all(wire)) == [200]


def test_http_1_0_ends_after_the_answer(daemon):
    received = ask(daemon, b"GET /healthz HTTP/1.0\r\n\r\n")
    assert statuses(received) == [200]
    assert received.endswith(b"ok\n")


def test_a_peer_that_has_closed_its_half_is_answered(daemon):
    with connect(daemon) as wire:
        wire.sendall(GOOD)
        wire.shutdown(socket.SHUT_WR)
        assert statuses(read_all(wire)) == [200]


def test_a_body_is_asked_for_when_the_client_waits(daemon):
    with connect(daemon) as wire:
        wire.sendall(head(b"Host: x", b"Expect: 100-continue", b"Content-Length: 4", b"Connection: close",
                          start=b"POST / HTTP/1.1"))
        assert wire.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        wire.sendall(b"body")
        assert statuses(read_all(wire)) == [405]


def test_resets_at_any_moment_harm_nobody(daemon):
    linger_zero = struct.pack("ii", 1, 0)
    request = head(b"Host: x", start=b"GET " + FEED.encode() + b" HTTP/1.1")
    for size in range(0, len(request) + 1, 3):
        with connect(daemon) as wire:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_zero)
            wire.sendall(request[:size])
    assert daemon.get(FEED).status == 200


def test_what_was_made_for_one_holds_for_the_next_until_it_changes(daemon, content):
    path = "/meetings/meeting-7.ics"
    first = daemon.get(path)
    again = daemon.get(path)
    assert again.body == first.body and again.headers["ETag"] == first.headers["ETag"]
    assert daemon.get(path, {"If-None-Match": first.headers["ETag"]}).status == 304
    assert daemon.get(path, {"If-None-Match": first.headers["ETag"]}).status == 304
    assert daemon.request("HEAD", path).headers["Content-Length"] == str(len(first.body))
    write_event(content / "meetings" / "meeting-7.md", title="Another title")
    daemon.wait_until(lambda: b"Another title" in daemon.get(path).body, "the change is served")
    assert daemon.get(path, {"If-None-Match": first.headers["ETag"]}).status == 200
    assert daemon.get("/healthz").headers["Date"]


def test_idle_and_slow_clients_hold_nobody_up(daemon):
    with contextlib.ExitStack() as stack:
        for number in range(300):
            wire = stack.enter_context(connect(daemon))
            wire.sendall(GOOD[: number % len(GOOD)])
        for _ in range(20):
            reader = stack.enter_context(connect(daemon))
            reader.sendall(head(b"Host: x", start=b"GET " + FEED.encode() + b" HTTP/1.1") * 50)
        assert daemon.get(FEED).status == 200


def metric(daemon, line_start):
    """The value of a metric; None where it is not told."""
    lines = [line for line in daemon.get("/metrics").text.splitlines() if line.startswith(line_start + " ")]
    return float(lines[0].split()[-1]) if lines else None


def test_metrics_count_what_is_answered(daemon):
    answer = daemon.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert metric(daemon, "almanach_events") == 40
    assert metric(daemon, "almanach_journal_healthy") == 1
    for _ in range(3):
        daemon.get("/meetings/meeting-1.ics")
    line = 'almanach_requests_total{route="event",status="200"}'
    daemon.wait_until(lambda: metric(daemon, line) == 3, "the requests are counted")
    ask(daemon, MALFORMED["no version"])
    line = 'almanach_requests_total{route="other",status="400"}'
    daemon.wait_until(lambda: metric(daemon, line) == 1, "the refused request is counted")
    with connect(daemon):
        daemon.wait_until(lambda: (metric(daemon, 'almanach_connections{state="idle"}') or 0) >= 1, "an idle client")
    assert daemon.get("/metrics", {"X-Forwarded-For": "192.0.2.1"}).status == 403


def test_the_access_log_tells_the_client_behind_a_proxy(serve, content, tmp_path):
    write_event(content / "meetings" / "one.md")
    config = tmp_path / "almanach.yml"
    config.write_text("trusted_proxies: [127.0.0.1]\nlog: {access: true, format: json}\n", encoding="utf-8")
    daemon = serve(content, "--config", config)
    daemon.get("/meetings/one.ics", {"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "User-Agent": 'A"gent'})
    received = ask(daemon, b"PROXY TCP4 203.0.113.77 127.0.0.1 1 2\r\n" + head(b"Host: x", b"Connection: close",
                                                                            start=b"GET /none HTTP/1.1"))
    assert statuses(received) == [404]

    def lines():
        found = [line[line.index("{"):] for line in daemon.log().splitlines() if '"microseconds"' in line]
        entries = [json.loads(line) for line in found]
        return [entry for entry in entries if entry["target"] != "/healthz"]

    daemon.wait_until(lambda: len(lines()) == 2, "both requests are logged")
    assert [(entry["client"], entry["target"], entry["status"], entry["route"]) for entry in lines()] == [
        ("203.0.113.9", "/meetings/one.ics", 200, "event"),
        ("203.0.113.77", "/none", 404, "page"),
    ]
    assert lines()[0]["agent"] == 'A"gent'


def test_a_stop_lets_answers_be_finished(daemon):
    with connect(daemon) as wire:
        wire.sendall(head(b"Host: x", start=b"GET " + FEED.encode() + b" HTTP/1.1"))
        assert wire.recv(10)
        stopping = threading.Thread(target=daemon.stop)
        stopping.start()
        assert b"END:VCALENDAR" in read_all(wire)
        stopping.join()
