"""What a key means for events that are served stays, whatever else comes into the folder: DESIGN.md, "Dialects"."""

import contextlib
import signal
import sqlite3

import pytest

ADDRESS = ("--base-url", "https://agenda.example.org")
HELD = "are written otherwise than they were"


def write(content, files):
    for name, lines in files.items():
        path = content / "agenda" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {path.stem}\n{lines}\n---\n", encoding="utf-8")


def starts(daemon):
    """The days or times of what is on, by title."""
    events = daemon.get("/agenda.ics").calendar.walk("VEVENT")
    living = [event for event in events if event.get("STATUS") != "CANCELLED"]
    return {str(event["SUMMARY"]): str(event["DTSTART"].dt)[:16] for event in living}


def held(daemon):
    return [problem["message"] for problem in daemon.status()["problems"] if HELD in problem["message"]]


@pytest.fixture
def dated(content, serve, tmp_path):
    """A folder whose files have `date` alone, served."""
    write(content, {"bal.md": "date: 2028-05-10", "gala.md": "date: 2028-06-11"})
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    assert starts(daemon) == {"bal": "2028-05-10", "gala": "2028-06-11"}
    return daemon


BEFORE = {"bal": "2028-05-10", "gala": "2028-06-11"}
WITH_LOTO = {**BEFORE, "loto": "2028-07-12"}


def test_one_more_file_moves_no_event(dated, content, serve, tmp_path):
    write(content, {"loto.md": "date: 2028-01-01\nstart: 2028-07-12"})
    dated.wait_until(lambda: starts(dated) == WITH_LOTO, "the new event is served at once, the others as before")
    (message,) = held(dated)
    assert "2 files are read as before" in dated.log()
    assert "`date` is the day of publication, it was that of the event" in message
    assert "agenda/bal.md: 2028-05-10, then no event" in message
    dated.stop()
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    assert starts(daemon) == WITH_LOTO, "over a restart too"
    assert len(held(daemon)) == 1
    # What is held goes on being edited.
    write(content, {"bal.md": "date: 2028-05-20"})
    daemon.wait_until(lambda: starts(daemon)["bal"] == "2028-05-20", "an edit of a held event is served")
    (content / "agenda" / "loto.md").unlink()
    daemon.wait_until(lambda: not held(daemon), "without the file nothing is held")


def test_a_held_reading_is_confirmed(dated, content):
    write(content, {"loto.md": "date: 2028-01-01\nstart: 2028-07-12"})
    dated.wait_until(lambda: held(dated), "it is held")
    dated.process.send_signal(signal.SIGUSR1)
    dated.wait_until(lambda: starts(dated) == {"loto": "2028-07-12"}, "it is confirmed")
    assert not held(dated)


def test_a_held_reading_is_confirmed_at_the_start(dated, content, serve, tmp_path):
    dated.stop()
    write(content, {"loto.md": "date: 2028-01-01\nstart: 2028-07-12"})
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS, "--confirm-deletions")
    assert starts(daemon) == {"loto": "2028-07-12"}
    assert not held(daemon)
    daemon.stop()
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    assert starts(daemon) == {"loto": "2028-07-12"}
    assert not held(daemon)


def test_a_site_that_renames_its_key_moves_nothing(dated, content):
    write(content, {"bal.md": "debut: 2028-05-10", "gala.md": "debut: 2028-06-11"})
    assert starts(dated) == BEFORE
    write(content, {"bal.md": "debut: 2028-05-11", "gala.md": "date: 2027-01-01\ndebut: 2028-06-12"})
    dated.wait_until(lambda: starts(dated) == {"bal": "2028-05-11", "gala": "2028-06-12"}, "the new key is read")
    assert not held(dated)


def test_what_was_published_does_not_become_an_event_by_the_loss_of_a_file(content, serve, tmp_path):
    write(content, {"bal.md": "start: 2028-05-10", "news.md": "date: 2028-01-01", "more.md": "date: 2028-01-02"})
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    assert starts(daemon) == {"bal": "2028-05-10"}
    (content / "agenda" / "bal.md").unlink()
    daemon.wait_until(lambda: held(daemon), "what the other files say is held")
    assert starts(daemon) in ({"bal": "2028-05-10"}, {})
    write(content, {"bal.md": "start: 2028-05-10"})
    daemon.wait_until(lambda: not held(daemon) and starts(daemon) == {"bal": "2028-05-10"}, "the file is back")


@pytest.mark.parametrize("running", [True, False], ids=["running", "stopped"])
def test_a_folder_that_is_renamed_is_read_as_it_was(dated, content, serve, tmp_path, running):
    daemon = dated
    if not running:
        daemon.stop()
    write(content, {"loto.md": "date: 2028-03-01\nstart: 2028-07-12"})
    (content / "agenda" / "feed.yml").write_text("formerly: [agenda]\n")
    (content / "agenda").rename(content / "sorties")
    if not running:
        daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)

    def starts_now():
        answer = daemon.get("/sorties.ics")
        living = answer.calendar.walk("VEVENT") if answer.status == 200 else []
        return {str(event["SUMMARY"]): str(event["DTSTART"].dt)[:10] for event in living}

    daemon.wait_until(lambda: starts_now() == {**BEFORE, "loto": "2028-07-12"}, "read as before")
    assert len(held(daemon)) == 1


def forget_dialects(state):
    """The journal as builds left it that did not keep how feeds are written."""
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database, database:
        for table in ("served", "zone_data", "dialects", "links"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 3")


def test_events_of_an_older_journal_stay_as_they_are(content, serve, tmp_path):
    state = tmp_path / "state"
    write(content, {"bal.md": "start: 2028-05-10", "gala.md": "start: 2028-06-11"})
    serve(content, "--state", state, *ADDRESS).stop()
    forget_dialects(state)
    # The older build read no such key.
    write(
        content,
        {
            "bal.md": "start: 2028-05-10\nheureDebutEvenement: 18h30",
            "loto.md": "start: 2028-07-12\nheureDebutEvenement: 20h30",
        },
    )
    daemon = serve(content, "--state", state, *ADDRESS)
    expected = {"bal": "2028-05-10", "gala": "2028-06-11", "loto": "2028-07-12 20:30"}
    assert starts(daemon) == expected, "what was never served is read with all keys"
    (message,) = held(daemon)
    assert "agenda/bal.md: 2028-05-10, then 2028-05-10 18:30" in message
    daemon.process.send_signal(signal.SIGUSR1)
    daemon.wait_until(lambda: starts(daemon)["bal"] == "2028-05-10 18:30", "it is confirmed")
    daemon.stop()
    daemon = serve(content, "--state", state, *ADDRESS)
    assert starts(daemon) == {**expected, "bal": "2028-05-10 18:30"}
    assert not held(daemon)


def test_an_older_journal_of_a_folder_that_is_read_alike_says_nothing(content, serve, tmp_path):
    state = tmp_path / "state"
    write(content, {"bal.md": "start: 2028-05-10\nlieu: Salle des fêtes", "news.md": "date: 2028-01-01"})
    serve(content, "--state", state, *ADDRESS).stop()
    forget_dialects(state)
    daemon = serve(content, "--state", state, *ADDRESS)
    assert starts(daemon) == {"bal": "2028-05-10"}
    assert not held(daemon)
