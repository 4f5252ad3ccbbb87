"""The daemon as systemd runs it: told of its state, given a socket, reloaded, stopped, logging to the journal."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess

import pytest

import daemon as daemons
from content import write_event


class Manager:
    """What systemd is to a Type=notify service: a socket that hears of its state."""

    def __init__(self, folder):
        self.address = str(folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.address)
        self.socket.settimeout(daemons.DEADLINE_SECONDS)

    def hear(self, word):
        """Reads what the service says until `word` is among it."""
        while True:
            lines = self.socket.recv(4096).decode().splitlines()
            if any(line.startswith(word) for line in lines):
                return lines


@pytest.fixture(name="content")
def one_event(tmp_path):
    folder = tmp_path / "content"
    write_event(folder / "meetings" / "one.md", title="One")
    return folder


@pytest.fixture(name="start")
def starter(almanach, tmp_path):
    started = []

    def start(*arguments, shell="", environment=None, **options):
        log = open(tmp_path / "log", "ab")
        command = [str(almanach), "serve", *map(str, arguments)]
        if shell:
            command = ["/bin/bash", "-c", f'{shell} exec "$0" "$@"', *command]
        process = subprocess.Popen(command, stderr=log, env={**os.environ, **(environment or {})}, **options)
        log.close()
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=daemons.DEADLINE_SECONDS)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_the_manager_hears_of_start_reload_watchdog_and_stop(start, content, tmp_path):
    manager = Manager(tmp_path)
    port = daemons.free_port()
    config = tmp_path / "almanach.yml"
    config.write_text(f"content: {content}\nlisten: 127.0.0.1:{port}\nname: Before\n")
    process = start("--config", config, environment={"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "200000"})
    assert "READY=1" in manager.hear("READY=1")
    assert "Before" in get(port, "/")[1]
    revision = json.loads(get(port, "/status.json")[1])["revision"]
    manager.hear("WATCHDOG=1")

    config.write_text(f"content: {content}\nlisten: 127.0.0.1:{port}\nname: After\n")
    process.send_signal(signal.SIGHUP)
    assert any(line.startswith("MONOTONIC_USEC=") for line in manager.hear("RELOADING=1"))
    manager.hear("READY=1")
    daemons.wait_until(lambda: "After" in get(port, "/")[1], "the reloaded name is served")
    assert "SUMMARY:One" in get(port, "/meetings.ics")[1]
    assert json.loads(get(port, "/status.json")[1])["revision"] > revision

    config.write_text("nam: Wrong\n")
    process.send_signal(signal.SIGHUP)
    manager.hear("RELOADING=1")
    manager.hear("READY=1")
    assert "After" in get(port, "/")[1]
    assert 'unknown key "nam"' in (tmp_path / "log").read_text()

    process.send_signal(signal.SIGTERM)
    manager.hear("STOPPING=1")
    assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0


def test_a_passed_socket_is_served(start, content):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        # systemd's protocol: the socket is descriptor 3, for the process that LISTEN_PID names.
        descriptor = listener.fileno()
        shell = f"exec 3<&{descriptor}; LISTEN_FDS=1 LISTEN_PID=$$;  export LISTEN_FDS LISTEN_PID;"
        process = start("--content", content, "--listen", "127.0.0.1:1", shell=shell, pass_fds=[descriptor])
        # The kernel holds the connection until the daemon accepts it.
        assert "SUMMARY:One" in get(port, "/meetings.ics")[1]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0


def test_under_the_journal_each_line_has_its_priority(start, content, tmp_path):
    log = tmp_path / "log"
    log.touch()
    status = log.stat()
    port = daemons.free_port()
    process = start(
        "--content", content, "--listen", f"127.0.0.1:{port}", environment={"JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"}
    )
    daemons.wait_until(lambda: "serving" in log.read_text(), "the log tells that it serves")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0
    lines = log.read_text().splitlines()
    assert lines and all(line.startswith("<6>") for line in lines)


def test_under_the_journal_a_wrong_configuration_is_an_error(start, tmp_path):
    log = tmp_path / "log"
    log.touch()
    status = log.stat()
    config = tmp_path / "almanach.yml"
    config.write_text("nam: Wrong\n")
    process = start("--config", config, environment={"JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"})
    assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 2
    lines = log.read_text().splitlines()
    assert lines and all(line.startswith("<3>") for line in lines)
    assert f'{config}:1:1: unknown key "nam"' in lines[0]


def test_a_port_in_use_fails_with_the_reason(start, content, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start("--content", content, "--listen", f"127.0.0.1:{taken.getsockname()[1]}")
        assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 1
    assert "Address already in use" in (tmp_path / "log").read_text()


def test_an_answer_under_way_is_finished_before_the_stop(start, content, tmp_path):
    port = daemons.free_port()
    log = tmp_path / "log"
    body = "x" * 60_000
    for number in range(30):
        write_event(content / "meetings" / f"long-{number}.md", title="Long", extra=f"description: {body}\n")
    process = start("--content", content, "--listen", f"127.0.0.1:{port}")
    daemons.wait_until(lambda: pathlib.Path(log).exists() and "serving" in log.read_text(), "the daemon serves")
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET /meetings.ics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        start_of_answer = client.recv(100)
        process.send_signal(signal.SIGTERM)
        rest = start_of_answer
        while part := client.recv(65536):
            rest += part
    assert rest.endswith(b"END:VCALENDAR\r\n")
    assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0
