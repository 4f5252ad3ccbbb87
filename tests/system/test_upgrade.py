"""Another build, or other settings, write the same events in other bytes: who keeps copies is told, nobody else."""

import contextlib
import re
import sqlite3
import xml.etree.ElementTree

import pytest

from content import save_over

DAV = "{DAV:}"
COLLECTION = "/dav/calendars/agenda/"
ADDRESS = ("--base-url", "https://agenda.example.org")


def sync(daemon, token=""):
    """The next token, and the ETags of what is listed, by slug."""
    body = (
        '<D:sync-collection xmlns:D="DAV:"><D:sync-token>' + token + "</D:sync-token><D:sync-level>1</D:sync-level>"
        "<D:prop><D:getetag/></D:prop></D:sync-collection>"
    )
    answer = daemon.request("REPORT", COLLECTION, {"Content-Type": "application/xml"}, body.encode())
    assert answer.status == 207, answer.text
    root = xml.etree.ElementTree.fromstring(answer.body)
    tags = {}
    for response in root.iter(f"{DAV}response"):
        slug = response.find(f"{DAV}href").text.removeprefix(COLLECTION).removesuffix(".ics")
        tags[slug] = response.find(f".//{DAV}getetag").text
    return root.find(f"{DAV}sync-token").text, tags


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
    token, tags = sync(daemon)
    before = {slug: stamps(daemon, slug) for slug in tags}
    assert set(tags) == {"bal", "gala", "loto"}
    assert sync(daemon, token) == (token, {})
    daemon.stop()
    # As a build does it that writes something else around the events.
    config = tmp_path / "almanach.yml"
    config.write_text("refresh_interval: 3h\n")
    daemon = serve(agenda, *arguments, "--config", config)
    now, listed = sync(daemon, token)
    assert set(listed) == set(tags), "each object has another ETag"
    assert all(listed[slug] != tags[slug] for slug in tags)
    assert {slug: daemon.get(f"/agenda/{slug}.ics").headers["ETag"] for slug in tags} == listed
    assert {slug: stamps(daemon, slug) for slug in tags} == before
    assert sync(daemon, now) == (now, {})
    daemon.stop()
    daemon = serve(agenda, *arguments, "--config", config)
    assert sync(daemon, now) == (now, {}), "told once"


def test_a_change_is_told_once_and_alone(agenda, serve, tmp_path):
    daemon = serve(agenda, "--state", tmp_path / "state", *ADDRESS)
    token, _ = sync(daemon)
    save_over(agenda / "agenda" / "bal.md", "---\ntitle: bal\nstart: 2028-05-10 19:00\nduration: 1h\n---\n")
    daemon.wait_until(lambda: set(sync(daemon, token)[1]) == {"bal"}, "the change is listed")
    token, _ = sync(daemon, token)
    assert sync(daemon, token) == (token, {})
    assert "SEQUENCE:1" in "\n".join(stamps(daemon, "bal"))
    assert "SEQUENCE:0" in "\n".join(stamps(daemon, "gala"))


def test_a_journal_that_did_not_keep_what_was_served_lists_everything_once(agenda, serve, tmp_path):
    state = tmp_path / "state"
    daemon = serve(agenda, "--state", state, *ADDRESS)
    token, tags = sync(daemon)
    before = {slug: stamps(daemon, slug) for slug in tags}
    daemon.stop()
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database, database:
        database.execute("UPDATE served SET tag = 0")
    daemon = serve(agenda, "--state", state, *ADDRESS)
    now, listed = sync(daemon, token)
    assert listed == tags
    assert {slug: stamps(daemon, slug) for slug in tags} == before
    assert sync(daemon, now) == (now, {})
