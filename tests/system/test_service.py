"""The daemon as systemd runs it: told of its state, given a socket, reloaded, stopped, logging to the journal."""

import http.client
import json
import os
import pathlib
import signal
import socket

import pytest

import daemon as daemons
from content import write_event


@pytest.fixture(name="content")
def one_event(tmp_path):
    folder = tmp_path / "content"
    write_event(folder / "meetings" / "one.md", title="One")
    return folder


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=daemons.DEADLINE_SECONDS)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_the_manager_hears_of_start_reload_watchdog_and_stop(start, content, tmp_path):
    manager = daemons.Manager(tmp_path)
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


def test_a_passed_socket_is_served(start, content, tmp_path):
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
        daemons.wait_until(lambda: "serving" in (tmp_path / "log").read_text(), "the log tells that it serves")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0
    log = (tmp_path / "log").read_text()
    assert f"`listen` says 127.0.0.1:1, but systemd has opened 127.0.0.1:{port}, and that counts" in log
    assert f"on 127.0.0.1:{port}, opened by systemd" in log


def test_a_passed_socket_at_the_address_of_the_configuration_is_no_warning(start, content, tmp_path):
    with socket.socket(socket.AF_INET6) as listener:
        listener.bind(("::", 0))
        listener.listen()
        port = listener.getsockname()[1]
        descriptor = listener.fileno()
        shell = f"exec 3<&{descriptor}; LISTEN_FDS=1 LISTEN_PID=$$;  export LISTEN_FDS LISTEN_PID;"
        process = start("--content", content, "--listen", f":{port}", shell=shell, pass_fds=[descriptor])
        assert "SUMMARY:One" in get(port, "/meetings.ics")[1]
        daemons.wait_until(lambda: "serving" in (tmp_path / "log").read_text(), "the log tells that it serves")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0
    log = (tmp_path / "log").read_text()
    assert "`listen` says" not in log
    assert f"on [::]:{port}, opened by systemd" in log


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


def test_a_start_that_fails_ends_with_the_reason_and_without_readiness(start, content, tmp_path):
    if "undefined" in os.environ.get("ALMANACH_SANITIZE", ""):
        pytest.skip("the sanitizer opens a pipe to look at an object's type, and takes one that it cannot open for a fault")
    log = tmp_path / "log"
    late = waiting = 0
    # How many open files are too few at which moment depends on the system: each number is tried.
    for files in range(4, 14):
        manager = daemons.Manager(tmp_path)
        log.unlink(missing_ok=True)
        process = start(
            "--content", content, "--listen", f"127.0.0.1:{daemons.free_port()}", shell=f"ulimit -n {files};",
            environment={"NOTIFY_SOCKET": manager.address},
        )

        def has_come_to_something():
            return process.poll() is not None or "serving" in log.read_text() or "cannot be rebuilt" in log.read_text()

        daemons.wait_until(has_come_to_something, f"with {files} files the start succeeds or fails")
        if "serving" in log.read_text():
            manager.hear("READY=1")
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=daemons.DEADLINE_SECONDS)
        text = log.read_text()
        if status == 0:
            # What the rebuild lacks may come: it is waited for.
            waiting += "cannot be rebuilt" in text
        else:
            assert status == 1
            assert "almanach: " in text and "Too many open files" in text
            assert "serving" not in text
            assert "READY=1" not in manager.heard()
            late += "revision 1" in text
        manager.socket.close()
        (tmp_path / "notify").unlink()
    assert late, "with no number of files did the start fail when the content had been read"
    assert waiting, "with no number of files did the first rebuild fail"


def test_a_stop_while_the_content_is_read_for_the_first_time(start, content, tmp_path):
    for number in range(200):
        write_event(content / "meetings" / f"{number}.md", title="One of many")
    state = tmp_path / "state"
    process = start("--content", content, "--listen", "127.0.0.1:0", "--state", state)
    # It is made just before.
    daemons.wait_until((state / "cache.db").exists, "the daemon begins to read")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0
