"""What machines do to a service: files, watches and memory used up, clocks that jump, disks that come late, fill and go."""

import contextlib
import datetime
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess

import pytest

import daemon as daemons
import stopped_clock
from content import event_text, save_over, write_event
from daemon import DEADLINE_SECONDS, wait_until

ADDRESS = ("--base-url", "https://agenda.example.org")
NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.timezone.utc)


def sequences(daemon):
    """(SEQUENCE, LAST-MODIFIED) by UID, of what is served."""
    events = daemon.get("/agenda.ics").calendar.walk("VEVENT")
    return {str(event["UID"]): (int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt) for event in events}


def messages(daemon):
    return [problem["message"] for problem in daemon.status()["problems"]]


# --- Descriptors ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def crowd(port, size):
    """So many connections, each of which has been answered once and is kept open; those that were refused are closed."""
    clients = []
    try:
        for _ in range(size):
            clients.append(socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_SECONDS))
            clients[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        yield clients
    finally:
        for client in clients:
            client.close()


def open_files(process):
    return len(os.listdir(f"/proc/{process.pid}/fd"))


def answers_of(clients):
    """How many of the connections were answered; the others were closed without a word."""
    answered = 0
    for client in clients:
        with contextlib.suppress(ConnectionError):
            answered += client.recv(4096).startswith(b"HTTP/1.1 200")
    return answered


def test_a_crowd_of_connections_does_not_stop_publishing(start, content, tmp_path):
    """With 64 open files for all, 200 connections get half of them, and files and the journal the others."""
    write_event(content / "agenda" / "bal.md", title="Bal")
    port = free = None
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = start(
        "--content", content, "--listen", f"127.0.0.1:{port}", "--state", tmp_path / "state", *ADDRESS, shell="ulimit -n 64;"
    )
    log = tmp_path / "log"
    wait_until(lambda: "serving" in log.read_text(), "the daemon serves")
    with crowd(port, 200) as clients:
        assert answers_of(clients) == 32
        free = 64 - open_files(process)
        assert free >= 8, "too few are left for files"
        # Of those that are open, the first asks for what is saved meanwhile.
        kept = clients[0]
        for title in ("Grand bal", "Bal des pompiers"):
            save_over(content / "agenda" / "bal.md", event_text(title))

            def is_served():
                kept.sendall(b"GET /agenda/bal.ics HTTP/1.1\r\nHost: x\r\n\r\n")
                text = b""
                while b"END:VCALENDAR" not in text:
                    text += kept.recv(65536)
                return f"SUMMARY:{title}".encode() in text

            wait_until(is_served, "what is saved is served beside the crowd")
    assert "open files: no more than 32 connections" in log.read_text()
    assert "cannot be rebuilt" not in log.read_text()
    with contextlib.closing(sqlite3.connect(tmp_path / "state" / "journal.db")) as journal:
        assert journal.execute("SELECT count(*) FROM events WHERE sequence >= 0").fetchone() == (1,)
        assert "Bal des pompiers" in journal.execute("SELECT CAST(text AS BLOB) FROM events").fetchone()[0].decode("utf-8", "replace")


# --- inotify ----------------------------------------------------------------------------------------------



@pytest.fixture(name="serve_limited")
def serve_in_a_user_namespace(almanach, tmp_path):
    """serve_limited(content, limit, number) -> Daemon, answering, which may have so many of inotify's "instances" or
    "watches". Its ten seconds between two looks take half a second."""
    started = []

    def start(content, limit, number):
        file = f"/proc/sys/user/max_inotify_{limit}"
        inside = ["unshare", "--user", "--map-root-user", "sh", "-c"]
        probe = subprocess.run([*inside, f"echo {number} > {file}"], capture_output=True, text=True, check=False)
        if probe.returncode != 0:
            pytest.skip(f"no user namespace with limits of its own: {probe.stderr.strip()}")
        program = tmp_path / "limited"
        program.write_text(f"""#!/bin/sh\nexec {' '.join(inside)} 'echo {number} > {file}; exec "$0" "$@"' {almanach} "$@"\n""")
        program.chmod(0o755)
        daemon = daemons.Daemon(program, content, [], tmp_path / "log", stopped_clock.fast_environment(20))
        started.append(daemon)
        daemon.wait_ready()
        return daemon

    yield start
    for daemon in started:
        print(f"--- what the daemon of {daemon.content} said ---\n{daemon.log()}")
        daemon.stop()


def allow(daemon, limit, number):
    """Lets a running daemon of serve_limited() have so many."""
    inside = ["nsenter", f"--user=/proc/{daemon.process.pid}/ns/user", "--preserve-credentials", "sh", "-c"]
    subprocess.run([*inside, f"echo {number} > /proc/sys/user/max_inotify_{limit}"], check=True)


@pytest.mark.parametrize("limit", ["instances", "watches"])
def test_inotify_used_up_is_told_with_its_limit_and_the_folder_is_looked_at_meanwhile(content, serve_limited, limit):
    write_event(content / "agenda" / "bal.md", title="Bal")
    daemon = serve_limited(content, limit, 0)
    assert daemon.titles("agenda") == ["Bal"]
    told = f"the limit of inotify {limit} is reached (fs.inotify.max_user_{limit})"
    assert any(told in message for message in messages(daemon))
    assert told in daemon.log()
    save_over(content / "agenda" / "bal.md", event_text("Grand bal"))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Grand bal"], "a look finds what was saved")
    allow(daemon, limit, 1000)
    daemon.wait_until(lambda: messages(daemon) == [], "the folder is watched again")
    save_over(content / "agenda" / "bal.md", event_text("Bal des pompiers"))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Bal des pompiers"], "what is saved is told")
