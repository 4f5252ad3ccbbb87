"""Another build, or other settings, write the same events in other bytes: who keeps copies is told, nobody else."""

import contextlib
import re
import sqlite3

import pytest

from content import save_over

ADDRESS = ("--base-url", "https://agenda.example.org")


def stamps(daemon, slug):
    text = daemon.get(f"/agenda/{slug}.ics").text
    return re.findall(r"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*$", text, re.MULTILINE)


@pytest.fixture
def agenda(content):
    (content / "agenda").mkdir()
    for slug, day in (("bal", 10), ("gala", 11), ("loto", 12)):
        (content / "agenda" / f"{slug}.md").write_text(
            f"---\ntitle: {slug}\nstart: 2028-05-{day} 18:00\nduration: 1h\n---\n"
        )
    return content


def test_what_is_written_in_other_bytes_is_listed_and_stays_as_old_as_it_is(agenda, serve, tmp_path):
    arguments = ("--state", tmp_path / "state", *ADDRESS)
    daemon = serve(agenda, *arguments)
    tags, token = daemon.sync("agenda")
    before = {slug: stamps(daemon, slug) for slug in tags}
    assert set(tags) == {"bal", "gala", "loto"}
    assert daemon.sync("agenda", token) == ({}, token)
    daemon.stop()
    # As a build does it that writes something else around the events.
    config = tmp_path / "almanach.yml"
    config.write_text("refresh_interval: 3h\n")
    daemon = serve(agenda, *arguments, "--config", config)
    listed, now = daemon.sync("agenda", token)
    assert set(listed) == set(tags), "each object has another ETag"
    assert all(listed[slug] != tags[slug] for slug in tags)
    assert {slug: daemon.get(f"/agenda/{slug}.ics").headers["ETag"] for slug in tags} == listed
    assert {slug: stamps(daemon, slug) for slug in tags} == before
    assert daemon.sync("agenda", now) == ({}, now)
    daemon.stop()
    daemon = serve(agenda, *arguments, "--config", config)
    assert daemon.sync("agenda", now) == ({}, now), "told once"


def test_a_change_is_told_once_and_alone(agenda, serve, tmp_path):
    daemon = serve(agenda, "--state", tmp_path / "state", *ADDRESS)
    _, token = daemon.sync("agenda")
    save_over(agenda / "agenda" / "bal.md", "---\ntitle: bal\nstart: 2028-05-10 19:00\nduration: 1h\n---\n")
    daemon.wait_until(lambda: set(daemon.sync("agenda", token)[0]) == {"bal"}, "the change is listed")
    _, token = daemon.sync("agenda", token)
    assert daemon.sync("agenda", token) == ({}, token)
    assert "SEQUENCE:1" in "\n".join(stamps(daemon, "bal"))
    assert "SEQUENCE:0" in "\n".join(stamps(daemon, "gala"))


def test_a_journal_that_did_not_keep_what_was_served_lists_everything_once(agenda, serve, tmp_path):
    state = tmp_path / "state"
    daemon = serve(agenda, "--state", state, *ADDRESS)
    tags, token = daemon.sync("agenda")
    before = {slug: stamps(daemon, slug) for slug in tags}
    daemon.stop()
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database, database:
        database.execute("UPDATE served SET tag = 0")
    daemon = serve(agenda, "--state", state, *ADDRESS)
    listed, now = daemon.sync("agenda", token)
    assert listed == tags
    assert {slug: stamps(daemon, slug) for slug in tags} == before
    assert daemon.sync("agenda", now) == ({}, now)
