"""A journal of the build before: there a folder with events was a feed, and a file an event, whatever they are called.

Its records are written here as that build wrote them: the UID, the slug and the feed by the path alone.
"""

import contextlib
import sqlite3

import pytest

from content import event_text

ADDRESS = ("--base-url", "https://agenda.example.org")

# By the name of the shape: the files that were events, as (path, slug that it had); what lies beside them since.
SHAPES = {
    "bundles": (
        {"fetes/bal/index.md": "index", "fetes/gala/index.md": "index", "fetes/loto.md": "loto"},
        {"fetes/bal/programme.md": "---\ntitle: Programme\n---\n"},
    ),
    "date folders": (
        {"2026/01/30/bal.md": "bal", "2026/02/bal.md": "bal", "2026/gala.md": "gala"},
        {},
    ),
    "a dated folder below a feed": ({"fetes/un.md": "un", "fetes/2026/01/un.md": "un"}, {}),
    "a section page": ({"fetes/bal.md": "bal"}, {"fetes/_index.md": "---\ntitle: Les fêtes\n---\n"}),
    "languages in names": ({"bal.fr.md": "bal-fr", "bal.en.md": "bal-en", "gala.en.md": "gala-en"}, {}),
    "languages as folders": ({"fr/fetes/bal.md": "bal", "en/fetes/bal.md": "bal", "en/fetes/gala.md": "gala"}, {}),
    "a collection": ({"_fetes/bal.md": "bal", "fetes/_vieux/gala.md": "gala"}, {}),
}

# What these were is no event any more: it goes, and nobody strikes it out.
WITHDRAWN = {
    "a section page with a day": ("fetes/_index.md", "index"),
    "a name with an underscore": ("fetes/_brouillon.md", "_brouillon"),
    "a copy": ("fetes/bal (1).md", "bal-1"),
    "a template": ("fetes/template.md", "template"),
}


def feed_id(path, root):
    folder = path.rpartition("/")[0]
    return "--".join(part.lstrip("_") for part in folder.split("/")) if folder else root


def title_of(path):
    return "Bal" if path.rpartition("/")[2].startswith("bal") else f"Event {path}"


def write_files(content, files):
    for path in files:
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(event_text(title_of(path)), encoding="utf-8")


def write_old_journal(serve, content, state, tmp_path, files):
    """The journal as the build before left it; returns the UIDs by path."""
    plain = tmp_path / "plain"
    plain.mkdir()
    names = {path: f"n{number}" for number, path in enumerate(files)}
    for path, name in names.items():
        (plain / f"{name}.md").write_text(event_text(title_of(path)), encoding="utf-8")
    serve(plain, "--state", state, *ADDRESS).stop()
    uids = {}
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(feeds)")]
        texts = [column for column in columns if column != "folder"]
        row = database.execute(f"SELECT {', '.join(texts)} FROM feeds").fetchone()
        database.execute("DELETE FROM feeds")
        for folder in {path.rpartition("/")[0] for path in files}:
            wanted = feed_id(folder + "/x", content.name)
            values = [
                value.replace('"plain"', f'"{wanted}"').replace('"folder":""', f'"folder":"{folder}"')
                if isinstance(value, str)
                else value
                for value in row
            ]
            if "id" in texts:
                values[texts.index("id")] = wanted
            marks = ", ".join("?" for _ in range(len(texts) + 1))
            database.execute(f"INSERT INTO feeds (folder, {', '.join(texts)}) VALUES ({marks})", [folder, *values])
        for path, name in names.items():
            number, text, uid = database.execute(
                "SELECT number, text, uid FROM events WHERE path = ?", (f"{name}.md",)
            ).fetchone()
            folder = path.rpartition("/")[0]
            database.execute(
                "UPDATE events SET folder = ?, path = ?, slug = ?, text = ? WHERE number = ?",
                (folder, path, files[path], text.replace(f"{name}.md", path), number),
            )
            database.execute(
                "UPDATE addresses SET folder = ?, slug = ? WHERE event = ?", (folder, files[path], number)
            )
            uids[path] = uid
        database.commit()
    return uids
