"""`almanach export`: the same bytes as the server's, as files that nginx serves."""

import contextlib
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import time

import pytest

from content import write_event
from daemon import DEADLINE_SECONDS, free_port

BASE = "https://agenda.example.org"


def files_of(folder):
    """The exported files, by path, without the export's own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".almanach" not in path.relative_to(folder).parts
    }


def address_of(file):
    if file == "index.html" or file.endswith("/index.html"):
        return "/" + file.removesuffix("index.html")
    if file.endswith(".html") and "." not in pathlib.PurePath(file).stem:
        return "/" + file.removesuffix(".html")
    return "/" + file


def without_queries(page):
    """A page without what leads to an address with a query, which no file has: forms, and links to one date of a series.

    Of the dates an export has the next ones alone; a folder of files is no CalDAV server either.
    """
    page = re.sub(rb'((?:\.(?:en|fr)\.html)?)\?on=[0-9T-]+"', rb'\1"', page)
    page = re.sub(rb'\.\d{4}-\d\d-\d\d(?:T\d{4})?((?:\.(?:en|fr))?)\.html"',
                  lambda match: match[1] + b'.html"' if match[1] else b'"', page)
    page = re.sub(rb'<ul class="services">.*?</ul>', b"", page, flags=re.DOTALL)  # with the date's address in them
    page = re.sub(rb"<form.*?</form>\n?", b"", page, flags=re.DOTALL)
    page = re.sub(rb'<a class="jump" href="#filters">.*?</a>', b"", page)
    page = re.sub(rb'<a href="[^"]*\?category=[^"]*">(.*?)</a>', rb"\1", page)
    return re.sub(rb'(<strong class="program">Thunderbird.*?</strong>).*?</li>', rb"\1</li>", page, flags=re.DOTALL)


@pytest.fixture(name="export")
def exporter(run, tmp_path):
    def start(content, *arguments, output=tmp_path / "site"):
        return run("export", "--content", content, "--output", output, "--base-url", BASE, *arguments)

    return start


@pytest.fixture(name="site")
def site_folder(tmp_path):
    return tmp_path / "site"


@pytest.fixture(name="nginx")
def nginx_server(root, run_nginx):
    """nginx(folder) -> get(path): the folder served as the sample configuration says."""

    def start(folder):
        port = free_port()
        sample = (root / "config" / "nginx-export.conf.example").read_text(encoding="utf-8")
        server = sample.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/www/agenda", str(folder))
        assert server.count(f"127.0.0.1:{port}") == server.count(f"root {folder};") == 1
        return run_nginx(port, server)

    return start


def test_nginx_serves_the_same_bytes_as_the_daemon(export, nginx, serve, samples, site, tmp_path):
    state = tmp_path / "state"
    result = export(samples, "--state", state)
    assert result.returncode == 0, result.stderr
    daemon = serve(samples, "--state", state, "--base-url", BASE)
    get = nginx(site)
    files = files_of(site)
    addresses = {address_of(file) for file in files}
    # What no query reaches is told to choose calendars in another way (test_choose_feeds.py).
    choosing = {address for address in addresses if address.startswith("/subscribe")}
    assert len(choosing) == 3
    for address in sorted(addresses - choosing):
        served, exported = daemon.get(address), get(address)
        assert (served.status, exported.status) == (200, 200), address
        assert without_queries(exported.body) == without_queries(served.body), address
        types = [answer.headers["Content-Type"].lower() for answer in (served, exported)]
        assert types[0] == types[1], address
        for name in ("Access-Control-Allow-Origin", "Cache-Control", "X-Content-Type-Options"):
            if served.headers[name] and address != "/robots.txt":
                assert exported.headers[name] == served.headers[name], (address, name)
    # And every address that the server tells of is among them.
    pages = re.findall(f"<loc>{BASE}([^<]*)</loc>", daemon.get("/sitemap.xml").text)
    events = json.loads(daemon.get("/all.json").body)["events"]
    calendars = [event["calendar"].removeprefix(BASE) for event in events]
    feeds = [feed["id"] for feed in daemon.status()["feeds"]] + ["all"]
    feeds = [f"/{feed}.{ending}" for feed in feeds for ending in ("ics", "jcal", "json", "atom")]
    assert {*pages, *calendars, *feeds, "/", "/robots.txt", "/sitemap.xml"} <= addresses
    assert len(pages) > len(events) > 15


def test_nginx_hides_the_journal_and_knows_folders(export, nginx, samples, site):
    assert export(samples).returncode == 0
    assert (site / ".almanach" / "journal.db").exists()
    get = nginx(site)
    for path in ("/.almanach/journal.db", "/.almanach/files", "/.almanach/", "/evenements/nothing", "/nothing.ics"):
        assert get(path).status == 404, path
    moved = get("/evenements")
    assert (moved.status, moved.headers["Location"]) == (308, "/evenements/")
    calendar = get("/evenements.ics")
    assert get("/evenements.ics", {"If-None-Match": calendar.headers["ETag"]}).status == 304


def test_a_second_export_writes_what_has_changed_and_no_more(export, content, site):
    write_event(content / "visits" / "visit.md", title="A visit")
    write_event(content / "meetings" / "meeting.md", title="A meeting")
    assert export(content).returncode == 0
    before = files_of(site)
    times = {file: (site / file).stat().st_mtime_ns for file in before}
    (site / "notes.txt").write_text("of somebody else")
    again = export(content)
    assert again.returncode == 0
    assert "0 files written" in again.stdout
    assert {file: (site / file).stat().st_mtime_ns for file in before} == times
    write_event(content / "visits" / "visit.md", title="A longer visit")
    assert export(content).returncode == 0
    after = files_of(site)
    assert after.pop("notes.txt") == b"of somebody else"
    assert set(after) == set(before)
    assert after["meetings.ics"] == before["meetings.ics"]
    assert b"A longer visit" in after["visits/visit.ics"]

    def uid(files):
        return re.search(rb"\r\nUID:([^\r]*)", files["visits/visit.ics"])[1]

    assert uid(after) == uid(before), "identities last from one export to the next"
    assert not (site / ".almanach" / "new").exists()


def test_what_is_served_no_more_is_removed_and_nothing_else(export, content, site):
    for name in ("old", "new"):
        write_event(content / name / f"{name}.md", title=name, start="2020-01-01 10:00", end="2020-01-01 11:00")
    assert export(content).returncode == 0
    (site / "old" / "picture.jpg").write_bytes(b"of somebody else")
    (site / "old" / "old.jcal").write_bytes(b"changed by somebody else")
    shutil.rmtree(content / "old")
    result = export(content, "--confirm-deletions")
    assert result.returncode == 0, result.stderr
    left = {file for file in files_of(site) if file.startswith("old")}
    assert {"old/picture.jpg", "old/old.jcal"} <= left
    assert not {"old/old.ics", "old/old.html", "old/old.json"} & left
    assert "old/old.jcal is served no more, but was changed since" in result.stderr
    assert b"BEGIN:VEVENT" not in (site / "old.ics").read_bytes()


def test_a_deleted_event_is_struck_out_after_a_moment(export, content, site):
    write_event(content / "visits" / "visit.md", title="A visit", start="2090-01-01 10:00", end="2090-01-01 11:00")
    write_event(content / "visits" / "stays.md", title="Stays")
    assert export(content).returncode == 0
    (content / "visits" / "visit.md").unlink()
    result = export(content)
    assert result.returncode == 0
    assert "waiting whether what is missing comes back" in result.stderr
    assert b"STATUS:CANCELLED" in (site / "visits" / "visit.ics").read_bytes()


def test_files_of_others_are_never_replaced(export, content, site):
    write_event(content / "visits" / "visit.md", title="A visit")
    site.mkdir()
    (site / "index.html").write_text("a page of somebody else")
    result = export(content)
    assert result.returncode == 1
    assert "index.html is in the way" in result.stderr
    assert files_of(site) == {"index.html": b"a page of somebody else"}
    (site / "index.html").unlink()
    (site / "visits").write_text("a file where a folder has to be")
    result = export(content)
    assert result.returncode == 1
    assert "visits is in the way" in result.stderr


def test_a_bad_file_is_reported_and_its_last_good_version_exported(export, content, site):
    write_event(content / "visits" / "visit.md", title="A visit")
    assert export(content).returncode == 0
    before = (site / "visits" / "visit.ics").read_bytes()
    (content / "visits" / "visit.md").write_text("---\ntitle: A visit\nstart: 0007-08-31\n---\n")
    result = export(content)
    assert result.returncode == 0
    assert "visits/visit.md:3:" in result.stderr
    assert "error:" in result.stderr
    assert (site / "visits" / "visit.ics").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--content", "nowhere", "--output", "site"], "there is no folder nowhere"),
        (["--content", "content", "--output", "content/site"], "is inside the content folder"),
        (["--content", "content"], "--output is required"),
    ],
)
def test_bad_usage(run, content, tmp_path, arguments, complaint):
    write_event(content / "visits" / "visit.md", title="A visit")
    result = run("export", *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert complaint in result.stderr
    assert not (content / "site").exists()


def test_an_export_may_be_killed_at_any_moment(almanach, export, content, site, tmp_path):
    for number in range(60):
        write_event(content / "visits" / f"visit-{number}.md", title=f"Visit {number}")
    command = [almanach, "export", "--content", content, "--output", site, "--base-url", BASE]
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - started
    for part in range(8):
        for number in range(60):
            write_event(content / "visits" / f"visit-{number}.md", title=f"Visit {number} as changed {part}")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=whole * (part + 1) / 9)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for file, body in files_of(site).items():
            if file.endswith(".ics"):
                assert body.startswith(b"BEGIN:VCALENDAR") and body.endswith(b"END:VCALENDAR\r\n"), file
    (site / "visits" / "picture.jpg").write_bytes(b"of somebody else")
    assert export(content).returncode == 0
    # The same journal, exported to a place where nothing was.
    fresh = tmp_path / "fresh"
    assert export(content, "--state", site / ".almanach", output=fresh).returncode == 0
    files = files_of(site)
    assert files.pop("visits/picture.jpg") == b"of somebody else"
    assert files == files_of(fresh)


def test_progress_is_shown_on_a_terminal_only(almanach, content, site):
    for number in range(300):
        write_event(content / "visits" / f"visit-{number}.md", title=f"Visit {number}")
    command = [almanach, "export", "--content", content, "--output", site, "--base-url", BASE]
    quiet = subprocess.run(command, capture_output=True, check=True)
    assert b"Exporting" not in quiet.stderr
    leader, follower = pty.openpty()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError), os.fdopen(leader, "rb", buffering=0) as terminal:
        while part := terminal.read(4096):
            shown += part
    assert process.wait(timeout=DEADLINE_SECONDS) == 0
    assert re.search(rb"Exporting \[#*-+\] 0/\d+", shown)
    assert shown.endswith(b"\r\x1b[K")
