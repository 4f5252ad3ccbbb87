"""What machines do to a service: files, watches and memory used up, clocks that jump, disks that come late, fill and go."""

import contextlib
import datetime
import json
import os
import re
import resource
import select
import shutil
import socket
import sqlite3
import subprocess

import pytest

import daemon as daemons
import stopped_clock
from content import event_text, save_over, write_event
from daemon import DEADLINE_SECONDS, wait_until
from memory import assert_peak_below, memory_of, skip_where_sanitized

ADDRESS = ("--base-url", "https://agenda.example.org")
NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.timezone.utc)


def sequences(daemon):
    """(SEQUENCE, LAST-MODIFIED) by UID, of what is served."""
    events = daemon.get("/agenda.ics").calendar.walk("VEVENT")
    return {str(event["UID"]): (int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt) for event in events}


def messages(daemon):
    return [problem["message"] for problem in daemon.status()["problems"]]


# --- Descriptors ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def crowd(port, size):
    """So many connections, each of which has been answered once and is kept open; those that were refused are closed."""
    clients = []
    try:
        for _ in range(size):
            clients.append(socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_SECONDS))
            clients[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        yield clients
    finally:
        for client in clients:
            client.close()


def open_files(process):
    return len(os.listdir(f"/proc/{process.pid}/fd"))


def answers_of(clients):
    """How many of the connections were answered; the others were closed without a word."""
    answered = 0
    for client in clients:
        with contextlib.suppress(ConnectionError):
            answered += client.recv(4096).startswith(b"HTTP/1.1 200")
    return answered


def test_a_crowd_of_connections_does_not_stop_publishing(start, content, tmp_path):
    """With 64 open files for all, 200 connections get half of them, and files and the journal the others."""
    write_event(content / "agenda" / "bal.md", title="Bal")
    port = free = None
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = start(
        "--content", content, "--listen", f"127.0.0.1:{port}", "--state", tmp_path / "state", *ADDRESS, shell="ulimit -n 64;"
    )
    log = tmp_path / "log"
    wait_until(lambda: "serving" in log.read_text(), "the daemon serves")
    with crowd(port, 200) as clients:
        assert answers_of(clients) == 32
        free = 64 - open_files(process)
        assert free >= 8, "too few are left for files"
        # Of those that are open, the first asks for what is saved meanwhile.
        kept = clients[0]
        for title in ("Grand bal", "Bal des pompiers"):
            save_over(content / "agenda" / "bal.md", event_text(title))

            def is_served():
                kept.sendall(b"GET /agenda/bal.ics HTTP/1.1\r\nHost: x\r\n\r\n")
                text = b""
                while b"END:VCALENDAR" not in text:
                    text += kept.recv(65536)
                return f"SUMMARY:{title}".encode() in text

            wait_until(is_served, "what is saved is served beside the crowd")
    assert "open files: no more than 32 connections" in log.read_text()
    assert "cannot be rebuilt" not in log.read_text()
    with contextlib.closing(sqlite3.connect(tmp_path / "state" / "journal.db")) as journal:
        assert journal.execute("SELECT count(*) FROM events WHERE sequence >= 0").fetchone() == (1,)
        assert "Bal des pompiers" in journal.execute("SELECT CAST(text AS BLOB) FROM events").fetchone()[0].decode("utf-8", "replace")


# --- Memory -----------------------------------------------------------------------------------------------


def test_ten_thousand_events_and_their_largest_answers_fit_the_units_memory(serve, content, root, tmp_path):
    """With room for what the system counts beside: files read, and what is on its way to clients."""
    skip_where_sanitized()
    unit = (root / "systemd" / "almanach.service").read_text(encoding="utf-8")
    most = int(re.search(r"^MemoryMax=(\d+)M$", unit, re.MULTILINE)[1])
    body = "Venez **nombreux**, " + "venez tous avec vos voisins. " * 20  # bold type, so that there is HTML beside the text
    for feed in range(20):
        (content / f"feed-{feed}").mkdir()
        text = "".join(
            f"- id: event-{number}\n  title: Event {feed} {number}\n  start: 2027-{number % 12 + 1:02}-{number % 28 + 1:02} 18:30\n"
            f"  duration: 2h\n  place: Room {number}\n  tags: [dance, music]\n  description: {body}{number}\n"
            for number in range(500)
        )
        (content / f"feed-{feed}" / "events.yml").write_text(text, encoding="utf-8")
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    assert daemon.status()["feeds"][0]["events"] == 500
    for path in ("/all.ics?past=all", "/all.json?past=all", "/all.jcal?past=all", "/all.atom", "/sitemap.xml", "/", "/status"):
        for coding in ("identity", "gzip", "br"):
            answer = daemon.get(path, {"Accept-Encoding": coding})
            assert answer.status == 200
            if coding == "identity" and "past=all" in path:
                assert len(answer.body) > 15_000_000, "it is a large answer"
    for feed in range(20):
        assert daemon.get(f"/feed-{feed}.ics").status == 200
        assert daemon.request("PROPFIND", f"/dav/calendars/feed-{feed}/", {"Depth": "1"}).status == 207
    assert_peak_below(daemon.process, most - 32)


def has_ended(client):
    """Whether the other side has closed or reset the connection."""
    poller = select.poll()
    poller.register(client, select.POLLIN)
    return bool(poller.poll(0))


def test_memory_that_is_refused_in_the_middle_of_connections_costs_those_alone(serve, content):
    """Bodies that are never finished, until the system gives no more memory."""
    skip_where_sanitized()
    write_event(content / "agenda" / "bal.md", title="Bal")
    daemon = serve(content, *ADDRESS)
    # What every thread takes once.
    for path in ("/agenda.ics", "/", "/agenda.json"):
        assert daemon.get(path).status == 200
    size = memory_of(daemon.process, "VmData")
    _, hard = resource.prlimit(daemon.process.pid, resource.RLIMIT_DATA)
    resource.prlimit(daemon.process.pid, resource.RLIMIT_DATA, (size + (16 << 20), hard))
    with contextlib.ExitStack() as stack:
        clients = []
        for _ in range(60):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", daemon.port), timeout=DEADLINE_SECONDS))
            clients.append(client)
            with contextlib.suppress(ConnectionError):
                client.sendall(b"REPORT /dav/calendars/agenda/ HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n" + b"x" * 899_000)
        daemon.wait_until(lambda: any(has_ended(client) for client in clients), "some have been ended")
    daemon.wait_until(lambda: daemon.get("/healthz").status == 200, "others are answered")
    assert daemon.titles("agenda") == ["Bal"]
    save_over(content / "agenda" / "bal.md", event_text("Grand bal"))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Grand bal"], "what is saved is served")


# --- inotify ----------------------------------------------------------------------------------------------



@pytest.fixture(name="serve_limited")
def serve_in_a_user_namespace(almanach, tmp_path):
    """serve_limited(content, limit, number) -> Daemon, answering, which may have so many of inotify's "instances" or
    "watches". Its ten seconds between two looks take half a second."""
    started = []

    def start(content, limit, number):
        file = f"/proc/sys/user/max_inotify_{limit}"
        inside = ["unshare", "--user", "--map-root-user", "sh", "-c"]
        probe = subprocess.run([*inside, f"echo {number} > {file}"], capture_output=True, text=True, check=False)
        if probe.returncode != 0:
            pytest.skip(f"no user namespace with limits of its own: {probe.stderr.strip()}")
        program = tmp_path / "limited"
        program.write_text(f"""#!/bin/sh\nexec {' '.join(inside)} 'echo {number} > {file}; exec "$0" "$@"' {almanach} "$@"\n""")
        program.chmod(0o755)
        daemon = daemons.Daemon(program, content, [], tmp_path / "log", stopped_clock.fast_environment(20))
        started.append(daemon)
        daemon.wait_ready()
        return daemon

    yield start
    for daemon in started:
        print(f"--- what the daemon of {daemon.content} said ---\n{daemon.log()}")
        daemon.stop()


def allow(daemon, limit, number):
    """Lets a running daemon of serve_limited() have so many."""
    inside = ["nsenter", f"--user=/proc/{daemon.process.pid}/ns/user", "--preserve-credentials", "sh", "-c"]
    subprocess.run([*inside, f"echo {number} > /proc/sys/user/max_inotify_{limit}"], check=True)


@pytest.mark.parametrize("limit", ["instances", "watches"])
def test_inotify_used_up_is_told_with_its_limit_and_the_folder_is_looked_at_meanwhile(content, serve_limited, limit):
    write_event(content / "agenda" / "bal.md", title="Bal")
    daemon = serve_limited(content, limit, 0)
    assert daemon.titles("agenda") == ["Bal"]
    told = f"the limit of inotify {limit} is reached (fs.inotify.max_user_{limit})"
    assert any(told in message for message in messages(daemon))
    assert told in daemon.log()
    save_over(content / "agenda" / "bal.md", event_text("Grand bal"))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Grand bal"], "a look finds what was saved")
    allow(daemon, limit, 1000)
    daemon.wait_until(lambda: messages(daemon) == [], "the folder is watched again")
    save_over(content / "agenda" / "bal.md", event_text("Bal des pompiers"))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Bal des pompiers"], "what is saved is told")


# --- Disks ------------------------------------------------------------------------------------------------


class Disk:
    """A file system of its own on a folder, by turns mounted and not."""

    def __init__(self, folder):
        self.folder = folder
        self.mounted = 0
        folder.mkdir()

    def mount(self, *options):
        result = subprocess.run(["mount", *options, str(self.folder)], capture_output=True, text=True, check=False)
        if result.returncode != 0:
            pytest.skip(f"no disk can be mounted here: {result.stderr.strip()}")
        self.mounted += 1

    def mount_small(self):
        """Of two megabytes, empty."""
        self.mount("-t", "tmpfs", "-o", "size=2m", "none")

    def show(self, folder):
        """What lies in the folder is seen in this one."""
        self.mount("--bind", str(folder))

    def unmount(self):
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
        self.mounted -= 1

    def fill(self):
        """Until nothing more can be written. Returns the file that takes the room."""
        filler = self.folder / "filler"
        with contextlib.suppress(OSError), open(filler, "ab", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        return filler


@pytest.fixture(name="disk")
def make_disk(tmp_path):
    disk = Disk(tmp_path / "disk")
    yield disk
    while disk.mounted:
        disk.unmount()


@pytest.fixture(name="serve_fast")
def serve_with_fast_clocks(serve):
    """As `serve`; the ten seconds between two looks take half a second."""
    return lambda content, *arguments: serve(content, *arguments, environment=stopped_clock.fast_environment(20))


def test_a_content_folder_that_is_empty_at_the_start_and_mounted_later_is_served(serve_fast, disk, tmp_path):
    daemon = serve_fast(disk.folder, "--state", tmp_path / "state", *ADDRESS)
    assert messages(daemon) == [f"the content folder {disk.folder} is empty"]
    assert f"warning: .: the content folder {disk.folder} is empty; " in daemon.log()
    write_event(tmp_path / "site" / "agenda" / "bal.md", title="Bal")
    disk.show(tmp_path / "site")
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Bal"], "what was mounted is served")
    assert messages(daemon) == []
    save_over(disk.folder / "agenda" / "bal.md", event_text("Grand bal"))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Grand bal"], "it is watched")


def test_a_content_folder_that_is_missing_at_the_start_is_told_and_served_when_it_comes(serve_fast, tmp_path):
    folder = tmp_path / "mnt" / "site"
    daemon = serve_fast(folder, "--state", tmp_path / "state", *ADDRESS)
    assert messages(daemon) == [f"the content folder {folder} is missing"]
    assert f"error: .: the content folder {folder} is missing; " in daemon.log()
    write_event(folder / "agenda" / "bal.md", title="Bal")
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Bal"], "it is served")
    daemon.wait_until(lambda: messages(daemon) == [], "all is well")


@pytest.mark.parametrize("kind", ["a disk of its own", "a folder shown elsewhere"])
def test_a_content_folder_unmounted_and_back_loses_nothing(serve_fast, disk, tmp_path, kind):
    write_event(tmp_path / "site" / "agenda" / "bal.md", title="Bal")
    write_event(tmp_path / "site" / "agenda" / "fete.md", title="Fête")

    def mount():
        if kind == "a disk of its own":
            disk.mount_small()
            shutil.copytree(tmp_path / "site", disk.folder, dirs_exist_ok=True)
        else:
            disk.show(tmp_path / "site")

    mount()
    daemon = serve_fast(disk.folder, "--state", tmp_path / "state", *ADDRESS)
    before = sequences(daemon)
    assert len(before) == 2
    disk.unmount()
    daemon.wait_until(lambda: messages(daemon) == [f"the content folder {disk.folder} is empty"], "it is told")
    assert sequences(daemon) == before
    daemon.stop()
    daemon = serve_fast(disk.folder, "--state", tmp_path / "state", *ADDRESS)
    assert sequences(daemon) == before, "a restart without the folder"
    mount()
    daemon.wait_until(lambda: messages(daemon) == [], "it is back")
    assert sequences(daemon) == before
    save_over(disk.folder / "agenda" / "bal.md", event_text("Grand bal"))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Fête", "Grand bal"], "it is watched")


def test_a_start_on_a_full_disk_serves_what_there_is_and_says_so(serve, content, disk):
    """The journal and the cache are on it; neither can be written."""
    disk.mount_small()
    write_event(content / "agenda" / "bal.md", title="Bal")
    state = disk.folder / "state"
    daemon = serve(content, "--state", state, *ADDRESS)
    before = sequences(daemon)
    daemon.stop()
    filler = disk.fill()
    for number in range(40):
        write_event(content / "agenda" / f"{number}.md", title=f"Event {number}", extra=f"description: {os.urandom(2000).hex()}\n")
    for _ in range(2):
        daemon = serve(content, "--state", state, *ADDRESS)
        assert len(daemon.titles("agenda")) == 41
        assert before.items() <= sequences(daemon).items()
        assert any("the journal cannot be kept" in message for message in messages(daemon))
        daemon.stop()
    filler.unlink()
    daemon = serve(content, "--state", state, *ADDRESS)
    after = sequences(daemon)
    assert messages(daemon) == []
    daemon.stop()
    daemon = serve(content, "--state", state, *ADDRESS)
    assert sequences(daemon) == after


def test_a_journal_that_cannot_be_begun_on_a_full_disk_is_refused(run, content, disk):
    disk.mount_small()
    disk.fill()
    write_event(content / "agenda" / "bal.md", title="Bal")
    result = run("serve", "--content", content, "--state", disk.folder / "state", "--listen", "127.0.0.1:0", *ADDRESS)
    assert result.returncode == 2, result
    assert "full" in result.stderr


# --- Clocks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [-365, -1, 1, 365])
def test_a_clock_that_jumps_and_comes_back_loses_nothing_and_keeps_nothing_waiting(serve, content, tmp_path, days):
    clock = tmp_path / "now"
    now = NOON

    def set_clock(moment):
        """And has the daemon look at it: a file that is no content is saved."""
        nonlocal now
        now = moment
        stopped_clock.set_clock(clock, now)
        save_over(content / "notes.txt", now.isoformat())

    def start():
        return serve(content, "--state", tmp_path / "state", *ADDRESS, environment=stopped_clock.environment(clock))

    def save(name, **fields):
        save_over(content / "agenda" / f"{name}.md", event_text(**{"start": "2029-02-10 18:00", "end": "2029-02-10 19:00", **fields}))

    (content / "agenda").mkdir()
    set_clock(NOON)
    for name in ("bal", "fete", "marche"):
        save(name, title=name)
    daemon = start()
    served = [sequences(daemon)]

    def expect(what, condition):
        daemon.wait_until(condition, what)
        served.append(sequences(daemon))
        for uid, (sequence, modified) in served[-2].items():
            assert served[-1][uid] >= (sequence, modified), f"{what}: SEQUENCE or LAST-MODIFIED went back"

    set_clock(NOON + datetime.timedelta(days=days))
    save("bal", title="bal masqué")
    expect("a title changed", lambda: "bal masqué" in daemon.titles("agenda"))
    save("bal", title="bal masqué", end="2029-02-10 23:00")
    expect("an end moved", lambda: "20290210T230000" in daemon.get("/agenda.ics").text)
    assert sorted(sequence for sequence, _ in served[-1].values()) == [0, 0, 1]
    # Missed by the clock that jumped, due by the one that has come back.
    (content / "agenda" / "fete.md").unlink()
    page = write_event(content / "pages" / "page.md", title="no event", start="nonsense")
    daemon.wait_until(lambda: daemon.problems("pages/page.md"), "the daemon has looked")
    set_clock(NOON + datetime.timedelta(seconds=10))
    page.unlink()
    daemon.wait_until(lambda: not daemon.problems("pages/page.md"), "and looked again")
    set_clock(NOON + datetime.timedelta(seconds=20))
    expect("a file that is gone counts within seconds", lambda: daemon.titles("agenda") == ["bal masqué", "marche"])
    save("bal", title="grand bal", end="2029-02-10 23:00")
    expect("a title changed again", lambda: "grand bal" in daemon.titles("agenda"))
    daemon.stop()
    daemon = start()
    assert sequences(daemon) == served[-1]
    assert messages(daemon) == []


# --- Journals ---------------------------------------------------------------------------------------------


def write_as_schema_5(database):
    """There were no secret links."""
    database.execute("DROP TABLE links")


def write_as_schema_4(database):
    """Nor was in which bytes, and by which zone data, they were served."""
    write_as_schema_5(database)
    database.execute("DROP TABLE served")
    database.execute("DROP TABLE zone_data")


def write_as_schema_3(database):
    """How feeds are written was not remembered."""
    write_as_schema_4(database)
    database.execute("DROP TABLE dialects")


def write_as_schema_2(database):
    """Descriptions stood in the text's object."""
    write_as_schema_3(database)
    for number, text in database.execute("SELECT number, CAST(text AS BLOB) FROM events").fetchall():
        event = json.loads(text.partition(b"\0")[0])
        event |= {"description": "Apportez un stylo.", "description_html": "<p>Apportez un stylo.</p>"}
        database.execute("UPDATE events SET text = ? WHERE number = ?", (json.dumps(event), number))


def write_as_schema_1(database):
    """What has left was not remembered."""
    write_as_schema_2(database)
    database.execute("DROP TABLE departures")


OLDER_SCHEMAS = {1: write_as_schema_1, 2: write_as_schema_2, 3: write_as_schema_3, 4: write_as_schema_4, 5: write_as_schema_5}


def test_every_older_schema_has_its_journal_here(root):
    schema = re.search(r"kJournalSchema = (\d+);", (root / "src/journal/sqlite_rows.hpp").read_text())
    assert sorted(OLDER_SCHEMAS) == list(range(1, int(schema[1])))


def read_journal(path):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        rows = database.execute("SELECT uid, sequence, CAST(text AS BLOB) FROM events ORDER BY uid").fetchall()
        return database.execute("PRAGMA user_version").fetchone()[0], rows


@pytest.mark.parametrize("schema", OLDER_SCHEMAS)
def test_a_journal_of_an_older_version_is_upgraded_and_a_copy_of_it_kept(serve, content, tmp_path, schema):
    state = tmp_path / "state"
    journal = state / "journal.db"
    text = "---\ntitle: Bal\nstart: {0} 18:00\nend: {0} 19:00\ndescription: Apportez un stylo.\n---\n"
    file = content / "agenda" / "bal.md"
    write_event(file)
    file.write_text(text.format("2029-02-10"), encoding="utf-8")
    daemon = serve(content, "--state", state, *ADDRESS)
    file.write_text(text.format("2029-03-10"), encoding="utf-8")
    daemon.wait_until(lambda: "SEQUENCE:1" in daemon.get("/agenda.ics").text, "the change is served")
    before = daemon.get("/agenda.ics").body
    daemon.stop()
    with contextlib.closing(sqlite3.connect(journal)) as database, database:
        OLDER_SCHEMAS[schema](database)
        database.execute(f"PRAGMA user_version = {schema}")
    older = read_journal(journal)
    # What a faulty file said is known from the journal alone.
    save_over(file, event_text(start="0007-08-31"))
    for _ in range(2):
        daemon = serve(content, "--state", state, *ADDRESS)
        assert daemon.get("/agenda.ics").body == before
        daemon.stop()
        assert read_journal(state / f"journal-schema-{schema}.db") == older
    assert read_journal(journal)[0] > schema


def test_a_journal_that_cannot_be_copied_is_not_upgraded(serve, content, disk, tmp_path):
    disk.mount_small()
    state = disk.folder / "state"
    write_event(content / "agenda" / "bal.md", title="Bal")
    daemon = serve(content, "--state", state, *ADDRESS)
    before = sequences(daemon)
    daemon.stop()
    with contextlib.closing(sqlite3.connect(state / "journal.db")) as database, database:
        write_as_schema_1(database)
        database.execute("PRAGMA user_version = 1")
    older = read_journal(state / "journal.db")
    filler = disk.fill()
    daemon = serve(content, "--state", state, *ADDRESS)
    assert sequences(daemon) == before
    assert any("the journal cannot be kept" in message for message in messages(daemon))
    assert read_journal(state / "journal.db") == older
    filler.unlink()
    write_event(content / "agenda" / "fete.md", title="Fête")
    daemon.wait_until(lambda: messages(daemon) == [], "with room on the disk it is upgraded")
    assert read_journal(state / "journal-schema-1.db") == older
