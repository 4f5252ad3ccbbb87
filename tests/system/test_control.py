"""The commands that speak to a running daemon (status, confirm-deletions, reload), and what its log says of the content."""

import json
import os
import pathlib
import re
import signal
import stat
import tempfile

import pytest

import daemon as daemons
from content import event_text, save_over, write_event
from daemon import wait_until

ADDRESS = ("--base-url", "https://agenda.example.org")


@pytest.fixture(name="state")
def state_folder(tmp_path):
    return tmp_path / "state"


@pytest.fixture(name="agenda")
def ten_events(content):
    for number in range(10):
        write_event(content / "agenda" / f"event-{number}.md", title=f"Event {number}")
    return content / "agenda"


def spoil(agenda):
    return save_over(agenda / "event-0.md", event_text("Event 0", start="0007-02-10 18:00"))


def delete_eight(agenda):
    for number in range(8):
        (agenda / f"event-{number}.md").unlink()


def lines_of(log, word):
    return [line for line in log.splitlines() if word in line]


# --- status -----------------------------------------------------------------------------------------------


def test_status_shows_what_the_page_shows(agenda, content, serve, run, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    spoil(agenda)
    daemon.wait_until(lambda: daemon.problems("agenda/event-0.md"), "the fault is told")
    daemon.get("/agenda.ics", {"User-Agent": "Google-Calendar-Importer"})
    result = run("status", "--state", state)
    assert result.returncode == 0, result.stderr
    assert f"Serving {content} as https://agenda.example.org, revision " in result.stdout
    assert "  agenda/event-0.md:3:8: error: " in result.stdout
    assert "    = " in result.stdout
    assert "  /agenda/ Agenda: 10 events, " in result.stdout
    assert "    Google Calendar: 1 times, last " in result.stdout
    result = run("status", "--state", state, "--json")
    assert json.loads(result.stdout) == daemon.status()


def test_status_speaks_the_language_of_who_asks(agenda, content, serve, run, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    spoil(agenda)
    daemon.wait_until(lambda: daemon.problems("agenda/event-0.md"), "the fault is told")
    daemon.get("/agenda.ics", {"User-Agent": "Mozilla/5.0"})
    french = run("status", "--state", state, "--language", "fr").stdout
    assert f"{content} est publié sous https://agenda.example.org, révision " in french
    assert "  agenda/event-0.md:3:8: erreur\u00a0: " in french
    assert "  /agenda/ Agenda\u00a0: 10 événements, " in french and ", dernier changement le 20" in french
    assert "    navigateurs\u00a0: 1 fois, la dernière le 20" in french
    assert not re.search(r"\b(the|is|are|with|not|of|has|have|last|times)\b", re.sub(r'"[^"]*"|`[^`]*`|/\S*', "", french)), french
    assert run("confirm-deletions", "--state", state, "--language", "fr").stdout == "rien n’était retenu, rien n’a changé\n"
    assert run("reload", "--state", state, "--language", "fr").stdout == "la configuration a été relue\n"
    assert "Problems:" in run("status", "--state", state, "--language", "en").stdout
    daemon.stop()
    left = run("status", "--state", state, "--language", "fr")
    assert left.returncode == 1 and "aucun service ne répond à l’adresse" in left.stderr
    assert "/agenda/ Agenda\u00a0: 10 événements, dernier changement le 20" in left.stdout


def test_the_socket_is_for_the_account_alone_and_goes_with_the_daemon(agenda, content, serve, run, state):
    daemon = serve(content, "--state", state)
    assert stat.filemode((state / "control").stat().st_mode) == "srw-------"
    daemon.stop()
    assert not (state / "control").exists()


def test_the_socket_of_a_daemon_that_was_killed_is_replaced(agenda, content, serve, run, state):
    daemon = serve(content, "--state", state)
    daemon.process.kill()
    daemon.process.wait()
    daemon.expect_status = -signal.SIGKILL
    assert (state / "control").exists()
    assert "no daemon answers" in run("status", "--state", state).stderr
    serve(content, "--state", state)
    assert run("status", "--state", state).returncode == 0


def test_the_socket_is_where_it_is_said(agenda, content, serve, run, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text(f"control: {tmp_path}/here\n", encoding="utf-8")
    serve(content, "--config", config)
    assert run("status", "--config", config).returncode == 0
    assert run("status", "--control", tmp_path / "here").returncode == 0
    serve(content, environment={"RUNTIME_DIRECTORY": str(tmp_path)})
    assert run("status", "--control", tmp_path / "control").returncode == 0


def test_where_no_socket_can_be_made_the_daemon_serves_and_says_so(agenda, content, serve, tmp_path):
    daemon = serve(content, "--control", tmp_path / ("x" * 120))
    assert daemon.titles("agenda")
    assert "warning: there is no control socket" in daemon.log()


def test_without_a_daemon_status_tells_what_was_served_last(agenda, content, serve, run, state):
    serve(content, "--state", state).stop()
    before = sorted((path.name, path.stat().st_mtime_ns) for path in state.iterdir())
    result = run("status", "--state", state)
    assert result.returncode == 1
    assert f"no daemon answers at {state}/control" in result.stderr
    assert "  /agenda/ Agenda: 10 events, last changed 20" in result.stdout
    assert sorted((path.name, path.stat().st_mtime_ns) for path in state.iterdir()) == before


def test_check_has_the_exit_statuses_of_monitoring_plugins(agenda, content, serve, run, state):
    def check():
        result = run("status", "--state", state, "--check")
        assert result.stdout.count("\n") == 1 and result.stdout.count("|") <= 1
        return result.returncode, result.stdout.split(" - ")[0], result.stdout

    assert check()[:2] == (3, "UNKNOWN")
    daemon = serve(content, "--state", state)
    status, word, line = check()
    assert (status, word) == (0, "OK"), line
    assert "|feeds=1;;;0 events=10;;;0 errors=0;0;;0 " in line
    spoil(agenda)
    daemon.wait_until(lambda: daemon.problems("agenda/event-0.md"), "the fault is told")
    assert check()[:2] == (1, "WARNING")
    delete_eight(agenda)
    daemon.wait_until(lambda: daemon.problems("agenda"), "the deletion is held")
    status, word, line = check()
    assert (status, word) == (2, "CRITICAL")
    assert "held: agenda: " in line and "have vanished at once" in line
    daemon.stop()
    assert check()[:2] == (3, "UNKNOWN")


def test_check_of_a_wrong_configuration_is_unknown(run, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("nam: Wrong\n", encoding="utf-8")
    result = run("status", "--check", "--config", config)
    assert result.returncode == 3
    assert result.stdout.startswith("UNKNOWN - ") and 'unknown key "nam"' in result.stdout


# --- confirm-deletions ------------------------------------------------------------------------------------


def test_a_deletion_is_confirmed_and_its_outcome_told(agenda, content, serve, run, state):
    daemon = serve(content, "--state", state)
    result = run("confirm-deletions", "--state", state)
    assert (result.returncode, result.stdout) == (0, "nothing was held, nothing has changed\n")
    delete_eight(agenda)
    daemon.wait_until(lambda: daemon.problems("agenda"), "the deletion is held")
    assert len(daemon.titles("agenda")) == 10
    result = run("confirm-deletions", "--state", state)
    assert (result.returncode, result.stdout) == (0, "agenda: 8 shown as cancelled, 0 gone, 0 changed\n")
    assert len(daemon.titles("agenda")) == 2
    assert not daemon.problems("agenda")


def test_without_a_daemon_nothing_is_confirmed(run, state):
    result = run("confirm-deletions", "--state", state)
    assert result.returncode == 1
    assert f"no daemon answers at {state}/control" in result.stderr


# --- reload -----------------------------------------------------------------------------------------------


def test_a_reload_tells_whether_it_was_one(agenda, content, serve, run, tmp_path, state):
    config = tmp_path / "almanach.yml"
    config.write_text(f"name: Before\nstate: {state}\n", encoding="utf-8")
    daemon = serve(content, "--config", config)
    config.write_text(f"name: After\nstate: {state}\nlisten: 127.0.0.1:1\n", encoding="utf-8")
    result = run("reload", "--config", config)
    assert (result.returncode, result.stdout) == (0, "the configuration has been read again\n")
    daemon.wait_until(lambda: "After" in daemon.get("/").text, "the new name is served")
    config.write_text("nam: Wrong\n", encoding="utf-8")
    result = run("reload", "--state", state)
    assert result.returncode == 2
    assert 'unknown key "nam"' in result.stderr and "the configuration is not changed" in result.stderr
    assert "After" in daemon.get("/").text
    assert 'error: ' in daemon.log() and 'unknown key "nam"' in daemon.log()


def test_the_unit_reloads_by_the_command_that_can_fail(root):
    unit = (root / "systemd" / "almanach.service").read_text(encoding="utf-8")
    assert "\nExecReload=/usr/bin/almanach reload\n" in unit
    assert "\nRuntimeDirectory=almanach\n" in unit
    assert "\nRestartPreventExitStatus=2\n" in unit


# --- The log ----------------------------------------------------------------------------------------------


def test_what_is_wrong_is_logged_once_and_once_when_it_is_cured(agenda, content, serve, state):
    daemon = serve(content, "--state", state)
    assert not lines_of(daemon.log(), "error")
    spoil(agenda)
    daemon.wait_until(lambda: lines_of(daemon.log(), "agenda/event-0.md"), "the fault is logged")
    for number in range(1, 4):
        revision = daemon.status()["revision"]
        save_over(agenda / f"event-{number}.md", event_text(f"Other {number}"))
        daemon.wait_until(lambda: daemon.status()["revision"] > revision, "another rebuild")
    told = lines_of(daemon.log(), "agenda/event-0.md")
    assert len(told) == 1
    assert " error: agenda/event-0.md:3:8: " in told[0] and "; " in told[0]
    save_over(agenda / "event-0.md", event_text("Event 0"))
    daemon.wait_until(lambda: lines_of(daemon.log(), "cured: agenda/event-0.md: "), "the cure is logged")


def test_a_mass_deletion_is_logged_with_its_cure(agenda, content, serve, run, state):
    daemon = serve(content, "--state", state)
    delete_eight(agenda)
    daemon.wait_until(lambda: lines_of(daemon.log(), "have vanished at once"), "it is logged")
    assert "almanach confirm-deletions" in lines_of(daemon.log(), " error: agenda: ")[0]
    assert run("confirm-deletions", "--state", state).returncode == 0
    assert len(lines_of(daemon.log(), "have vanished at once")) == 2
    assert lines_of(daemon.log(), "cured: agenda: ")


def test_what_is_wrong_at_the_start_is_logged_within_bounds(content, serve):
    for number in range(50):
        write_event(content / "agenda" / f"bad-{number}.md", start="0007-02-10 18:00")
    write_event(content / "agenda" / "good.md")
    log = serve(content).log()
    assert len(lines_of(log, " error: agenda/bad-")) == 20
    assert len(lines_of(log, "30 more are wrong: almanach status, or /status, lists them all")) == 1


def test_a_folder_without_any_event_is_logged_until_it_has_one(content, serve):
    write_event(content / "agenda" / "bad.md", start="0007-02-10 18:00")
    daemon = serve(content)
    (line,) = lines_of(daemon.log(), " error: agenda: ")
    assert "; " in line
    write_event(content / "agenda" / "good.md")
    daemon.wait_until(lambda: lines_of(daemon.log(), "cured: agenda: "), "the cure is logged")


def test_a_content_folder_that_is_not_there_is_logged_with_what_is(serve, tmp_path):
    log = serve(tmp_path / "typo").log()
    (line,) = lines_of(log, f"the content folder {tmp_path}/typo is missing")
    assert f'{tmp_path} has no "typo"' in line
    assert " error: " in line


# --- Permissions ------------------------------------------------------------------------------------------


class Closed:
    """A content folder of mode 750, and how a daemon is run that may not read it."""

    def __init__(self, place):
        self.folder = place / "content"
        self.state = place / "state"
        write_event(self.folder / "agenda" / "bal.md", title="Bal")
        self.folder.chmod(0o750)
        # The program may lie where others may not go.
        self.shell = f'cp "$0" {place}/almanach; exec setpriv --reuid=65534 --regid=65534 --clear-groups {place}/almanach "$@";'


@pytest.fixture(name="closed")
def closed_folder():
    if os.geteuid() != 0:
        pytest.skip("only root can start a daemon under another account")
    # pytest's own folders are closed to others.
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        yield Closed(pathlib.Path(place))


def test_content_that_may_not_be_read_ends_the_start_with_folder_user_and_cure(closed, start, tmp_path):
    folder = closed.folder
    process = start("--content", folder, "--listen", "127.0.0.1:0", "--state", closed.state, shell=closed.shell)
    assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 2
    log = (tmp_path / "log").read_text()
    (line,) = lines_of(log, "may not read")
    assert f"nobody (uid 65534) may not read {folder} (mode 0750, root:root)" in line
    assert f"setfacl -R -m u:nobody:rX,d:u:nobody:rX {folder}" in line
    assert "SupplementaryGroups=" in line
    assert f"nothing of {folder} can be read by nobody (uid 65534), and the journal holds no event" in log


def test_what_the_journal_holds_is_served_where_nothing_may_be_read(closed, start, run, tmp_path):
    folder = closed.folder
    port = daemons.free_port()
    arguments = ("--content", folder, "--listen", f"127.0.0.1:{port}", "--state", closed.state)
    folder.chmod(0o755)
    process = start(*arguments, shell=closed.shell)
    log = tmp_path / "log"
    wait_until(lambda: "serving" in log.read_text(), "it serves")
    folder.chmod(0o750)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=daemons.DEADLINE_SECONDS) == 0
    log.write_text("")
    start(*arguments, shell=closed.shell)
    wait_until(lambda: "serving" in log.read_text(), "it serves again")
    assert "nothing of the content can be read: what the journal holds is served (events: 1)" in log.read_text()
    assert "SUMMARY:Bal" in daemons.request(port, "GET", "/agenda.ics").text
    status = json.loads(daemons.request(port, "GET", "/status.json").body)
    assert "may not read" in "".join(problem["hint"] for problem in status["problems"])
    result = run("status", "--check", "--state", closed.state)
    assert result.returncode == 2 and "cannot be read: Permission denied" in result.stdout


def test_a_part_that_may_not_be_read_is_logged_and_the_others_served(closed, start, tmp_path):
    folder = closed.folder
    folder.chmod(0o755)
    write_event(folder / "secret" / "one.md", title="One")
    (folder / "secret").chmod(0o750)
    start("--content", folder, "--listen", "127.0.0.1:0", shell=closed.shell)
    log = tmp_path / "log"
    wait_until(lambda: "serving" in log.read_text(), "it serves")
    (line,) = lines_of(log.read_text(), "may not read")
    assert " error: secret: cannot be read: Permission denied; " in line
    assert f"setfacl -R -m u:nobody:rX,d:u:nobody:rX {folder}/secret" in line
