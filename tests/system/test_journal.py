"""The journal under what happens to machines: the power goes, the disk is full or cannot be written, a file is damaged.

ALMANACH_KILLS: rounds of kill -9 (default 25; ./dev test --long sets 500).
"""

import contextlib
import http.client
import os
import random
import signal
import sqlite3
import subprocess
import time

import pytest

from content import event_text, save_over, write_event

KILLS = int(os.environ.get("ALMANACH_KILLS", "25"))
ADDRESS = ("--base-url", "https://agenda.example.org")


def sequences(daemon):
    """What is served: (SEQUENCE, LAST-MODIFIED) by UID. Fails where a UID is served twice."""
    events = daemon.get("/agenda.ics").calendar.walk("VEVENT")
    seen = {str(event["UID"]): (int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt) for event in events}
    assert len(seen) == len(events), "a UID is served twice"
    return seen


def test_nothing_that_was_served_is_lost_when_the_power_goes(content, serve, tmp_path):
    """Bursts of edits, a kill at a random moment of them, a start: as often as asked."""
    generator = random.Random(20261124)
    state = tmp_path / "state"
    folder = content / "agenda"
    for number in range(20):
        write_event(folder / f"event-{number}.md", title=f"Event {number}")
    served = {}
    for _ in range(KILLS):
        daemon = serve(content, "--state", state, *ADDRESS)
        now = sequences(daemon)
        assert len(now) == 20, "an event is lost, or there twice"
        for uid, (sequence, modified) in served.items():
            assert uid in now, "a UID is lost"
            assert now[uid] >= (sequence, modified), "SEQUENCE or LAST-MODIFIED went back"
        served = now
        end = time.monotonic() + generator.uniform(0, 0.25)
        while time.monotonic() < end:
            number = generator.randrange(20)
            hour = generator.randrange(8, 20)
            save_over(
                folder / f"event-{number}.md",
                event_text(f"Event {number}", f"2027-02-10 {hour:02}:00", f"2027-02-10 {hour:02}:45"),
            )
            if generator.random() < 0.5:
                with contextlib.suppress(OSError, http.client.HTTPException):
                    served |= sequences(daemon)
        daemon.process.send_signal(signal.SIGKILL)
        daemon.process.wait()
        daemon.expect_status = -signal.SIGKILL
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*), count(DISTINCT uid) FROM events").fetchone() == (20, 20)


def test_a_journal_that_has_the_word_for_a_status_in_the_title(content, serve, tmp_path):
    """Earlier builds kept the title of what is postponed so: it is told once, and nothing else changes."""
    state = tmp_path / "state"
    file = write_event(content / "agenda" / "one.md", title="One", extra="statut: reporté\n")
    daemon = serve(content, "--state", state, *ADDRESS)
    before = sequences(daemon)
    assert daemon.titles("agenda") == ["Reporté : One"]
    daemon.stop()
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database:
        database.text_factory = bytes
        ((text,),) = database.execute("SELECT text FROM events").fetchall()
        assert text.count(b'"title":"One"') == 1
        old = text.replace(b'"title":"One"', '"title":"Reporté : One"'.encode())
        database.execute("UPDATE events SET text = CAST(? AS TEXT)", (old,))
        database.commit()
    # It is the journal that knows what a faulty file said.
    save_over(file, event_text("One", start="0007-08-31"))
    daemon = serve(content, "--state", state, *ADDRESS)
    assert daemon.titles("agenda") == ["Reporté : One"]
    assert sequences(daemon) == before
    save_over(file, event_text("One", "2027-03-10 18:00", "2027-03-10 19:00", extra="statut: reporté\n"))
    daemon.wait_until(lambda: "20270310T180000" in daemon.get("/agenda.ics").text, "it has its new date")
    assert daemon.titles("agenda") == ["One"]


@pytest.fixture(name="small_disk")
def mount_small_disk(tmp_path):
    """A folder on a disk of its own, of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)], capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def journal_problem(daemon):
    return [problem for problem in daemon.status()["problems"] if "journal" in problem["message"]]


def test_a_full_disk_is_told_and_healed(content, serve, small_disk):
    write_event(content / "agenda" / "one.md", title="One")
    state = small_disk / "state"
    daemon = serve(content, "--state", state, *ADDRESS)
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), open(filler, "wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    for number in range(40):
        write_event(content / "agenda" / f"more-{number}.md", title=f"More {number}", extra=f"description: {'x' * 3000}\n")
    daemon.wait_until(lambda: len(daemon.titles("agenda")) == 41, "what is new is served all the same")
    daemon.wait_until(lambda: journal_problem(daemon), "the status says what is wrong")
    assert "journal cannot be written" in daemon.log()
    before = sequences(daemon)
    filler.unlink()
    daemon.wait_until(lambda: not journal_problem(daemon), "the journal has caught up")
    daemon.stop()
    daemon = serve(content, "--state", state, *ADDRESS)
    assert sequences(daemon) == before


def test_a_state_folder_that_cannot_be_written_is_told_and_healed(content, serve, tmp_path):
    write_event(content / "agenda" / "one.md", title="One")
    state = tmp_path / "state"
    daemon = serve(content, "--state", state, *ADDRESS)
    first = sequences(daemon)
    daemon.stop()
    frozen = subprocess.run(["mount", "--bind", "-o", "ro", str(state), str(state)], capture_output=True, check=False)
    if frozen.returncode != 0:
        pytest.skip(f"no folder can be made read-only here: {frozen.stderr.decode().strip()}")
    try:
        daemon = serve(content, "--state", state, *ADDRESS)
        assert sequences(daemon) == first
        assert journal_problem(daemon)
        save_over(content / "agenda" / "one.md", event_text("One", "2027-03-10 18:00", "2027-03-10 19:00"))
        daemon.wait_until(lambda: "20270310T180000" in daemon.get("/agenda.ics").text, "the change is served")
    finally:
        subprocess.run(["umount", "--lazy", str(state)], check=True)
    daemon.wait_until(lambda: not journal_problem(daemon), "the journal has caught up")
    before = sequences(daemon)
    assert [sequence for sequence, _ in before.values()] == [1]
    daemon.stop()
    daemon = serve(content, "--state", state, *ADDRESS)
    assert sequences(daemon) == before


@pytest.mark.parametrize("damage", ["garbage", "truncated", "removed"])
def test_a_damaged_journal_is_set_aside_and_replaced(content, serve, tmp_path, damage):
    for number in range(10):
        write_event(content / "agenda" / f"event-{number}.md", title=f"Event {number}")
    state = tmp_path / "state"
    journal = state / "journal.db"
    daemon = serve(content, "--state", state, *ADDRESS)
    save_over(content / "agenda" / "event-0.md", event_text("Event 0", "2027-03-10 18:00", "2027-03-10 19:00"))
    daemon.wait_until(lambda: "SEQUENCE:1" in daemon.get("/agenda.ics").text, "the change is served")
    before = sequences(daemon)
    daemon.stop()
    if damage == "garbage":
        journal.write_bytes(random.Random(1).randbytes(journal.stat().st_size))
    elif damage == "truncated":
        os.truncate(journal, journal.stat().st_size // 2)
    else:
        journal.unlink()
    daemon = serve(content, "--state", state, *ADDRESS)
    after = sequences(daemon)
    assert after.keys() == before.keys()
    if damage != "removed":
        assert all(after[uid] >= before[uid] for uid in before)
        assert len(list(state.glob("journal-damaged-*.db"))) == 1
        assert "is set aside" in daemon.log()
        told = journal_problem(daemon)
        assert [problem["severity"] for problem in told] == ["warning"]
        assert "is set aside as" in told[0]["message"]
    daemon.stop()
    daemon = serve(content, "--state", state, *ADDRESS)
    assert sequences(daemon) == after
    assert not journal_problem(daemon), "it is whole again"


def test_a_deletion_of_many_waits_for_a_word(content, serve, tmp_path):
    for number in range(10):
        write_event(content / "agenda" / f"event-{number}.md", title=f"Event {number}")
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    for number in range(8):
        (content / "agenda" / f"event-{number}.md").unlink()
    held = lambda: any("have vanished at once" in problem["message"] for problem in daemon.status()["problems"])
    daemon.wait_until(held, "the deletion is held and told")
    assert len(daemon.titles("agenda")) == 10
    daemon.process.send_signal(signal.SIGUSR1)
    daemon.wait_until(lambda: len(daemon.titles("agenda")) == 2, "the deletion is confirmed")
    assert not held()


def test_a_deletion_is_confirmed_at_the_start(content, serve, tmp_path):
    for number in range(10):
        write_event(content / "agenda" / f"event-{number}.md", title=f"Event {number}")
    serve(content, "--state", tmp_path / "state", *ADDRESS).stop()
    for number in range(8):
        (content / "agenda" / f"event-{number}.md").unlink()
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS, "--confirm-deletions")
    assert len(daemon.titles("agenda")) == 2
    assert "STATUS:CANCELLED" in daemon.get("/agenda.ics").text


def test_two_daemons_do_not_share_a_journal(content, serve, run, tmp_path):
    write_event(content / "agenda" / "one.md")
    serve(content, "--state", tmp_path / "state")
    result = run("serve", "--content", content, "--state", tmp_path / "state", "--listen", "127.0.0.1:0")
    assert result.returncode == 1
    assert "is used by another almanach" in result.stderr
