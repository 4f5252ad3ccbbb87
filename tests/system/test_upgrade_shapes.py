"""A journal of the build before: there a folder with events was a feed, and a file an event, whatever they are called.

Its records are written here as that build wrote them: the UID, the slug and the feed by the path alone.
"""

import contextlib
import sqlite3

import pytest

from content import event_text

ADDRESS = ("--base-url", "https://agenda.example.org")

# By the name of the shape: the slugs of the files that were events; what lies beside them since; which files are
# another's translation now; the feeds that there are now.
SHAPES = {
    "bundles": (
        {"fetes/bal/index.md": "index", "fetes/gala/index.md": "index", "fetes/loto.md": "loto"},
        {"fetes/bal/programme.md": "---\ntitle: Programme\n---\n"},
        {},
        {"fetes"},
    ),
    "date folders": (
        {"2026/01/30/bal.md": "bal", "2026/02/bal.md": "bal", "2026/gala.md": "gala"},
        {},
        {},
        {"content"},
    ),
    "date folders below a feed": ({"fetes/un.md": "un", "fetes/2026/01/un.md": "un"}, {}, {}, {"fetes"}),
    "a section page": (
        {"fetes/bal.md": "bal"},
        {"fetes/_index.md": "---\ntitle: Les fêtes\n---\n"},
        {},
        {"fetes"},
    ),
    "languages in names": (
        {"bal.fr.md": "bal-fr", "bal.en.md": "bal-en", "gala.en.md": "gala-en"},
        {},
        {"bal.en.md": "bal.fr.md"},
        {"content"},
    ),
    "languages as folders": (
        {"fr/fetes/bal.md": "bal", "en/fetes/bal.md": "bal", "en/fetes/gala.md": "gala"},
        {},
        {"en/fetes/bal.md": "fr/fetes/bal.md"},
        {"fr--fetes"},
    ),
    "a collection": ({"_fetes/bal.md": "bal", "fetes/_vieux/gala.md": "gala"}, {}, {}, {"fetes", "fetes--vieux"}),
}

# What these were is no event any more: it goes, and nobody strikes it out.
WITHDRAWN = {
    "a section page with a day": ("fetes/_index.md", "index"),
    "a name with an underscore": ("fetes/_brouillon.md", "_brouillon"),
    "a copy": ("fetes/bal (1).md", "bal-1"),
    "a template": ("fetes/template.md", "template"),
}


def folder_of(path):
    return path.rpartition("/")[0]


def feed_id(folder):
    return "--".join(part.lstrip("_") for part in folder.split("/")) or "content"


def write_files(content, files):
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")


def write_old_journal(serve, state, tmp_path, slugs):
    """The journal as the build before left it: each path an event under its slug, each folder a feed."""
    plain = tmp_path / "plain"
    stems = {path: f"n{number}" for number, path in enumerate(slugs)}
    write_files(plain, {f"{name}.md": event_text(f"Event {path}") for path, name in stems.items()})
    serve(plain, "--state", state, *ADDRESS).stop()
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database:
        database.text_factory = bytes
        ((revision, modified, text),) = database.execute("SELECT revision, modified, text FROM feeds").fetchall()
        for table in ("served", "zone_data", "dialects", "links"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 3")
        database.execute("DELETE FROM feeds")
        for folder in sorted({folder_of(path) for path in slugs}):
            names = f'"folder":"{folder}","id":"{feed_id(folder)}"' if folder else f'"id":"{feed_id(folder)}"'
            told = text.replace(b'"id":"plain"', names.encode())
            assert told != text
            values = (folder, "", revision, modified, told)
            database.execute("INSERT INTO feeds VALUES (?, ?, ?, ?, CAST(? AS TEXT))", values)
        for path, name in stems.items():
            query = "SELECT number, text FROM events WHERE path = ?"
            ((number, text_of_event),) = database.execute(query, (f"{name}.md",)).fetchall()
            told = text_of_event.replace(f'"{name}.md"'.encode(), f'"{path}"'.encode())
            database.execute(
                "UPDATE events SET folder = ?, path = ?, slug = ?, text = CAST(? AS TEXT) WHERE number = ?",
                (folder_of(path), path, slugs[path], told, number),
            )
            database.execute(
                "UPDATE addresses SET folder = ?, slug = ? WHERE event = ?", (folder_of(path), slugs[path], number)
            )
        database.commit()
        query = "SELECT path, uid, sequence, created FROM events"
        return {path.decode(): (uid.decode(), sequence, created) for path, uid, sequence, created in database.execute(query)}


def served(daemon):
    """All events: by UID."""
    events = daemon.get("/all.ics").calendar.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events)
    return {str(event["UID"]): event for event in events}


def check_addresses(daemon, slugs, events, withdrawn=(), translations=()):
    """Each address of the build before answers, with the event that it had there."""
    for path, slug in slugs.items():
        feed = feed_id(folder_of(path))
        assert daemon.request("GET", f"/{feed}.ics").status == 200
        for address in (f"/{feed}/{slug}.ics", f"/{feed}/{slug}"):
            answer = daemon.request("GET", address)
            assert answer.status == 410 if path in withdrawn else answer.status in (200, 301, 308), address
        if path in events:
            (event,) = daemon.get(f"/{feed}/{slug}.ics").calendar.walk("VEVENT")
            assert str(event["UID"]) == events[path]
            # An object that is another's translation now has gone from its collection, as those do that are renamed.
            if path in translations:
                continue
            answer = daemon.request("GET", f"/dav/calendars/{feed}/{slug}.ics")
            while answer.status == 308:
                answer = daemon.request("GET", answer.headers["Location"].removeprefix(ADDRESS[1]))
            assert f"UID:{events[path]}" in answer.text
            assert daemon.request("PROPFIND", f"/dav/calendars/{feed}/").status in (207, 308)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_served_goes_on(shape, content, serve, tmp_path):
    slugs, beside, heirs, feeds = SHAPES[shape]
    state = tmp_path / "state"
    before = write_old_journal(serve, state, tmp_path, slugs)
    write_files(content, {**{path: event_text(f"Event {path}") for path in slugs}, **beside})
    for _ in range(2):  # the upgrade, and a restart after it
        daemon = serve(content, "--state", state, *ADDRESS)
        now = served(daemon)
        kept = {path: before[path] for path in slugs if path not in heirs}
        assert set(now) == {uid for uid, _, _ in kept.values()}, "a UID is new, or lost"
        for uid, sequence, created in kept.values():
            assert now[uid].get("STATUS") != "CANCELLED"
            assert int(now[uid]["SEQUENCE"]) == sequence
            assert int(now[uid]["CREATED"].dt.timestamp()) == created
        assert {feed["id"] for feed in daemon.status()["feeds"]} == feeds
        check_addresses(daemon, slugs, {path: before[heirs.get(path, path)][0] for path in slugs}, translations=heirs)
        daemon.stop()


@pytest.mark.parametrize("kind", WITHDRAWN)
def test_what_is_no_event_any_more_leaves_quietly(kind, content, serve, tmp_path):
    path, slug = WITHDRAWN[kind]
    slugs = {"fetes/bal.md": "bal", path: slug}
    state = tmp_path / "state"
    before = write_old_journal(serve, state, tmp_path, slugs)
    write_files(content, {name: event_text("Event fetes/bal.md") for name in slugs})
    daemon = serve(content, "--state", state, *ADDRESS)
    assert set(served(daemon)) == {before["fetes/bal.md"][0]}
    check_addresses(daemon, slugs, {}, withdrawn=(path,))
