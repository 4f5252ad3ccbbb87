"""What is meant to take the service down, or to make it cost others anything: names, states and requests that nobody meant well."""

import contextlib
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile

import pytest

from content import event_text, write_event
from daemon import DEADLINE_SECONDS
from memory import MEGABYTE, growth_bounded

# "café.md" as an archive of an older system names it.
LATIN_1_NAME = b"caf\xe9.md"
ADDRESS = ("--base-url", "https://agenda.example.org")


def write_bytes(folder, name, text):
    """Writes a file whose name may be of any octets."""
    folder = os.fsencode(folder)
    os.makedirs(folder, exist_ok=True)
    path = folder + b"/" + name
    with open(path, "wb") as file:
        file.write(text.encode())
    return path


def misnamed(daemon):
    return [problem["file"] for problem in daemon.status()["problems"] if "not UTF-8" in problem["message"]]


def test_a_file_whose_name_is_not_utf8_is_told_and_stops_nothing(content, serve, tmp_path):
    """Over a restart too: what was read of the others is kept in a cache that is written at the end."""
    write_event(content / "agenda" / "bal.md", title="Bal")
    bad = write_bytes(content / "agenda", LATIN_1_NAME, event_text("Café"))
    for _ in range(2):
        daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
        assert daemon.titles("agenda") == ["Bal"]
        assert misnamed(daemon) == ["agenda/caf\\xE9.md"]
        daemon.stop()
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    os.rename(bad, os.path.join(os.fsencode(content), b"agenda", "café.md".encode()))
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Bal", "Café"], "the renamed file is served")
    assert not misnamed(daemon)


def test_such_a_file_that_comes_while_the_daemon_runs_is_told(content, serve, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    bad = write_bytes(content / "agenda", LATIN_1_NAME, event_text("Café"))
    daemon.wait_until(lambda: misnamed(daemon) == ["agenda/caf\\xE9.md"], "the name is told")
    write_event(content / "agenda" / "fete.md", title="Fête")
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Bal", "Fête"], "others are served")
    os.unlink(bad)
    daemon.wait_until(lambda: not misnamed(daemon), "the name is told no more")


def test_a_folder_whose_name_is_not_utf8_is_told_once_and_stops_nothing(content, serve, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    for number in range(3):
        write_bytes(os.fsencode(content) + b"/f\xeates/2027", b"%d.md" % number, event_text(f"Event {number}"))
    daemon = serve(content, "--state", tmp_path / "state", *ADDRESS)
    assert misnamed(daemon) == ["f\\xEAtes"]
    assert daemon.titles("agenda") == ["Bal"]
    write_event(content / "agenda" / "bal.md", title="Grand bal")
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Grand bal"], "a change is published")


def test_check_and_show_name_what_is_not_utf8(content, run):
    write_event(content / "agenda" / "bal.md", title="Bal")
    bad = write_bytes(content / "agenda", LATIN_1_NAME, event_text("Café"))
    for arguments in (["check", content], ["check", bad.decode("utf-8", "surrogateescape")]):
        result = run(*arguments)
        assert result.returncode == 1, result
        assert "agenda/caf\\xE9.md: error: its name is not UTF-8" in result.stdout
        assert "rename it" in result.stdout
    report = run("check", "--format", "json", content)
    assert report.returncode == 1
    assert [problem["file"].rsplit("/", 1)[1] for problem in json.loads(report.stdout)["problems"]] == ["caf\\xE9.md"]
    shown = run("show", bad.decode("utf-8", "surrogateescape"))
    assert shown.returncode == 1
    assert "caf\\xE9.md: error: its name is not UTF-8" in shown.stderr


def test_export_writes_all_but_what_is_not_utf8(content, run, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    write_bytes(content / "agenda", LATIN_1_NAME, event_text("Café"))
    result = run("export", "--content", content, "--output", tmp_path / "site", *ADDRESS)
    assert result.returncode == 0, result.stderr
    assert "agenda/caf\\xE9.md: error: its name is not UTF-8" in result.stderr
    assert (tmp_path / "site" / "agenda" / "bal.ics").exists()


def test_a_content_folder_whose_own_name_is_not_utf8_is_served(tmp_path, serve):
    folder = os.fsencode(tmp_path) + b"/f\xeates"
    write_bytes(folder, b"bal.md", event_text("Bal"))
    daemon = serve(folder.decode("utf-8", "surrogateescape"), *ADDRESS)
    feed = daemon.status()["feeds"][0]
    assert feed["name"] == "F\\xEAtes"
    assert daemon.titles(feed["id"]) == ["Bal"]


def test_a_name_too_long_for_a_file_is_left_out_of_the_export_alone(content, run, tmp_path):
    (content / "agenda").mkdir()
    text = "".join(
        f"- title: {title}\n  start: 2027-01-14 18:30\n  duration: 1h\n" for title in ("Bal", "b" * 252)
    )
    (content / "agenda" / "list.yml").write_text(text)
    result = run("export", "--content", content, "--output", tmp_path / "site", *ADDRESS)
    assert result.returncode == 1
    assert f"/agenda/{'b' * 252}.ics is left out" in result.stderr
    assert "short id" in result.stderr
    assert (tmp_path / "site" / "agenda" / "bal.ics").exists()
    assert (tmp_path / "site" / "agenda.ics").read_text().count("BEGIN:VEVENT") == 2


# What a request may cost, whatever it says: bytes of the answer, and memory. The numbers are those of
# src/http/dav/README.md; how many steps of work it takes is for tests/unit/http/dav/bounds_test.cpp.

COLLECTION = "/dav/calendars/agenda/"
SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
EVENTS = 200
SERIES = 20


@pytest.fixture(scope="module", name="crowd")
def make_crowd(almanach, tmp_path_factory):
    """A feed of 200 events, one of 20 endless series and one with an event that everybody may ask for."""
    import daemon as daemons

    folder = tmp_path_factory.mktemp("crowd")
    for number in range(EVENTS):
        write_event(folder / "content" / "agenda" / f"event-{number}.md", title=f"Event {number}")
    for number in range(SERIES):
        write_event(
            folder / "content" / "cours" / f"cours-{number}.md",
            title=f"Cours {number}", start="1970-01-01 18:00", end="1970-01-01 19:00", extra="rrule: FREQ=DAILY\n",
        )
    config = folder / "almanach.yml"
    config.write_text("limits:\n  cache: 16MB\n", encoding="utf-8")
    with daemons.running(almanach, folder / "content", ("--config", config, *ADDRESS), folder / "log") as one:
        yield one


def ask(daemon, method, path, body="", depth="1", grows=16):
    """What is answered, where that has cost no more megabytes than `grows`; nothing failed."""
    with growth_bounded(daemon.process, grows, since="VmHWM"):
        answer = daemon.request(method, path, {"Depth": depth}, body.encode() if body else None)
    assert answer.status not in (500, 503), answer
    return answer


def propfind(properties, spaces=""):
    return f"<D:propfind {SPACES} {spaces}><D:prop>{properties}</D:prop></D:propfind>"


def test_a_namespace_that_never_ends_is_refused(crowd):
    body = propfind("".join(f"<x:a{number}/>" for number in range(15_000)), f'xmlns:x="{"u" * 30_000}"')
    answer = ask(crowd, "PROPFIND", COLLECTION, body, depth="0")
    assert (answer.status, b"too long" in answer.body, len(answer.body) < 200) == (400, True, True)


def test_thousands_of_properties_that_nobody_knows_are_refused(crowd):
    body = propfind("".join(f"<x:a{number}/>" for number in range(15_000)), 'xmlns:x="urn:x"')
    answer = ask(crowd, "PROPFIND", COLLECTION, body)
    assert (answer.status, b"too many" in answer.body, len(answer.body) < 200) == (400, True, True)


def test_unknown_properties_of_many_events_take_a_bounded_answer(crowd):
    body = propfind("".join(f"<x:{'a' * 120}{number}/>" for number in range(256)), 'xmlns:x="urn:x"')
    answer = ask(crowd, "PROPFIND", COLLECTION, body)
    assert answer.status == 207
    assert len(answer.body) <= 16 * len(body) + 4096 * (EVENTS + 1)
    assert answer.body.count(b"<response>") == EVENTS + 1
    assert answer.body.count(b"urn:x") == 1


def test_a_property_that_is_asked_a_thousand_times_is_told_once(crowd):
    once = ask(crowd, "PROPFIND", COLLECTION, propfind("<D:acl/><D:supported-privilege-set/>"))
    often = ask(crowd, "PROPFIND", COLLECTION, propfind("<D:acl/><D:supported-privilege-set/>" * 3_000))
    assert often.body == once.body
    assert often.body.count(b"<acl>") == EVENTS + 1


def test_references_that_differ_in_their_query_expand_a_series_once(crowd):
    path = "/dav/calendars/cours/"
    hrefs = "".join(f"<D:href>{path}cours-1.ics?{number}</D:href>" for number in range(150))
    years = '<C:expand start="20270101T000000Z" end="20320101T000000Z"/>'
    body = f"<C:calendar-multiget {SPACES}><D:prop><C:calendar-data>{years}</C:calendar-data></D:prop>"
    answer = ask(crowd, "REPORT", path, f"{body}{hrefs}</C:calendar-multiget>")
    assert answer.status == 207
    assert answer.body.count(b"<response>") == 1
    assert answer.body.count(b"BEGIN:VEVENT") == 1826


def test_all_series_expanded_over_decades_are_refused(crowd):
    """More than one answer may hold: 20 times 4,748 occurrences."""
    decades = '<C:expand start="20270101T000000Z" end="20400101T000000Z"/>'
    body = f"<C:calendar-query {SPACES}><D:prop><C:calendar-data>{decades}</C:calendar-data></D:prop></C:calendar-query>"
    answer = ask(crowd, "REPORT", "/dav/calendars/cours/", body, grows=64)
    assert answer.status == 507
    assert b"<number-of-matches-within-limits/>" in answer.body


def test_filters_by_the_thousand_are_refused_rather_than_compared(crowd):
    filters = '<C:prop-filter name="SUMMARY"><C:text-match>e</C:text-match></C:prop-filter>' * 9_000
    event = f'<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{filters}</C:comp-filter></C:comp-filter>'
    body = f"<C:calendar-query {SPACES}><D:prop><D:getetag/></D:prop><C:filter>{event}</C:filter></C:calendar-query>"
    answer = ask(crowd, "REPORT", COLLECTION, body, grows=48)
    assert answer.status == 507
    assert b"<number-of-matches-within-limits/>" in answer.body


@pytest.mark.parametrize("page", ["9999-12", "2201-01", "1969-12", "0001-01"])
def test_a_month_that_nothing_reaches_has_no_page(crowd, page):
    for path in (f"/cours/index.{page}.html", f"/index.{page}.en.html"):
        assert ask(crowd, "GET", path, grows=MEGABYTE).status == 404


@pytest.mark.parametrize("page", ["2200-12", "1970-01", "past", "past-40", "40"])
def test_the_farthest_pages_take_no_more_memory_than_others(crowd, page):
    answer = ask(crowd, "GET", f"/cours/index.{page}.html", grows=4)
    assert answer.status == 200
    assert len(answer.body) < 100_000


def test_choices_that_nobody_else_makes_take_bounded_memory(crowd):
    """Each of these is a calendar of its own: they are kept while there is room, and no longer."""
    size = 0
    with growth_bounded(crowd.process, 28, since="VmHWM"):
        for number in range(1, 400):
            answer = crowd.get(f"/all.ics?past=all&alarm=PT{number}M")
            assert answer.status == 200
            size += len(answer.body)
    assert size > 36 * MEGABYTE
    assert crowd.get("/healthz").status == 200


def refuse_start(run, content, state):
    """Starts a daemon that has to say why it cannot, to systemd's ears: 2 is not tried again."""
    result = run("serve", "--content", content, "--state", state, "--listen", "127.0.0.1:0", *ADDRESS)
    assert result.returncode == 2, result
    return result.stderr


@pytest.fixture(name="state")
def make_journal(content, serve, tmp_path):
    """The state folder of a daemon that has served one event, moved once."""
    state = tmp_path / "state"
    write_event(content / "agenda" / "bal.md", title="Bal")
    daemon = serve(content, "--state", state, *ADDRESS)
    write_event(content / "agenda" / "bal.md", title="Bal", start="2027-06-01 20:00", end="2027-06-01 22:00")
    daemon.wait_until(lambda: "SEQUENCE:1" in daemon.get("/agenda.ics").text, "the change is served")
    daemon.stop()
    return state


def test_a_journal_of_a_newer_version_is_refused_and_left_as_it_is(content, run, state):
    journal = state / "journal.db"
    with sqlite3.connect(journal) as database:
        database.execute("PRAGMA user_version = 4711")
    database.close()
    before = journal.read_bytes()
    assert "written by a newer almanach (schema 4711" in refuse_start(run, content, state)
    assert journal.read_bytes() == before
    exported = run("export", "--content", content, "--output", state.parent / "site", "--state", state, *ADDRESS)
    assert exported.returncode == 2
    assert "newer almanach" in exported.stderr


def test_a_journal_that_cannot_be_opened_is_not_begun_anew(content, run, state):
    (state / "journal.db").rename(state / "kept")
    (state / "journal.db").mkdir()
    assert "journal.db" in refuse_start(run, content, state)
    assert (state / "journal.db").is_dir()


def test_a_state_folder_that_cannot_be_made_is_told(content, run, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    (tmp_path / "file").write_text("")
    assert "name another one as state" in refuse_start(run, content, tmp_path / "file" / "state")


def test_a_state_folder_of_somebody_else_is_told(almanach, content, state):
    """Closed to the daemon's account, as after a restore by root."""
    if os.geteuid() != 0:
        pytest.skip("only root can start a daemon under another account")
    # pytest's own folders are closed to others.
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        program = shutil.copy(almanach, place)
        shutil.copytree(content, f"{place}/content")
        shutil.copytree(state, f"{place}/state")
        os.chmod(f"{place}/state", 0o700)
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program, "serve", *ADDRESS]
        command += ["--content", f"{place}/content", "--state", f"{place}/state", "--listen", "127.0.0.1:0"]
        result = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE_SECONDS, cwd=place, check=False)
    assert result.returncode == 2, result
    assert "let the account that almanach runs under read and write this folder" in result.stderr


def connect(daemon, client="127.0.0.2", buffer=None):
    """A connection from an address of this machine that stands for one client; its receive buffer in bytes."""
    wire = socket.socket()
    if buffer:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    wire.settimeout(DEADLINE_SECONDS)
    wire.bind((client, 0))
    wire.connect(("127.0.0.1", daemon.port))
    return wire


def get_text(path):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def read_status(wire):
    """The status of the answer that comes; None where the connection ends without one."""
    head = b""
    while len(head) < 12:
        piece = wire.recv(12 - len(head))
        if not piece:
            return None
        head += piece
    return int(head[9:12])


def count_requests(daemon, status):
    """How many requests the daemon has counted with that status."""
    rows = re.findall(rf'^almanach_requests_total{{.*status="{status}".*}} (\d+)', daemon.get("/metrics").text, re.MULTILINE)
    return sum(map(int, rows))


def read_state(daemon, state):
    """Open connections in a state, as the daemon counts them every second."""
    return int(re.search(rf'^almanach_connections{{state="{state}"}} (\d+)', daemon.get("/metrics").text, re.MULTILINE)[1])


@pytest.fixture(name="large")
def serve_large(serve, tmp_path):
    """A daemon that serves a feed of some two megabytes, and holds few answers: serve_large(setting=value…)."""
    folder = tmp_path / "large" / "agenda"
    folder.mkdir(parents=True)
    words = "A long evening of music and dance on the square. " * 40
    rows = [f"- title: Event {n}\n  start: 2027-01-{n % 28 + 1:02} 18:30\n  description: {words}\n" for n in range(1000)]
    for part in range(10):
        (folder / f"list-{part}.yml").write_text("".join(rows[part::10]), encoding="utf-8")

    def start(**settings):
        limits = {"max_file_size": "1MB", **settings}
        config = tmp_path / "almanach.yml"
        config.write_text("feed_budget: 0\nlimits:\n" + "".join(f"  {name}: {value}\n" for name, value in limits.items()))
        return serve(folder.parent, "--config", config, *ADDRESS)

    return start


def test_slow_readers_of_large_choices_share_what_answers_may_hold(large):
    """Fifty clients ask for two megabytes each, made for them alone, and read nothing."""
    daemon = large(answers="8MB", cache="24MB")
    assert len(daemon.get("/agenda.ics").body) > 2_000_000
    # What is kept for whoever asks the same comes to it.
    with growth_bounded(daemon.process, 200) as check_growth, contextlib.ExitStack() as stack:
        readers = []
        for number in range(50):
            readers.append(stack.enter_context(connect(daemon, f"127.0.1.{number % 4 + 1}", 4096)))
            readers[-1].sendall(get_text(f"/agenda.ics?alarm=PT{number + 1}M"))
        # What lies ready is served meanwhile.
        assert daemon.get("/healthz").status == 200
        assert daemon.get("/agenda.ics").status == 200
        daemon.wait_until(lambda: read_state(daemon, "answering") > 0 and read_state(daemon, "writing") > 0, "some wait")
        check_growth(100)
        # Who reads gets his: the slow lose what they hold.
        with connect(daemon, "127.0.0.3") as reader:
            reader.sendall(get_text("/agenda.ics?alarm=PT99M"))
            assert read_status(reader) == 200


def test_nothing_is_made_for_clients_that_have_gone(large):
    """Three hundred ask for what takes long, of one client, and go: they are counted, and nobody waits for them."""
    daemon = large(cache="24MB")
    with growth_bounded(daemon.process, 64):
        for number in range(300):
            with connect(daemon) as wire:
                wire.sendall(get_text(f"/agenda.ics?alarm=PT{number + 1}M"))
        assert daemon.get("/agenda.ics?alarm=PT999M").status == 200
        daemon.wait_until(lambda: count_requests(daemon, 499) > 200, "those who have gone are counted")
    assert "error" not in daemon.log()


def test_a_flood_of_one_client_is_not_in_the_way_of_another(large):
    """Of a hundred that one client asks for, most still wait when another client's one is answered."""
    daemon = large()
    with contextlib.ExitStack() as stack:
        flood = [stack.enter_context(connect(daemon)) for _ in range(100)]
        for number, wire in enumerate(flood):
            wire.sendall(get_text(f"/agenda.ics?alarm=PT{number + 1}M"))
        with connect(daemon, "127.0.0.3") as other:
            other.sendall(get_text("/agenda.ics?alarm=PT999M"))
            assert read_status(other) == 200
        answered = 0
        for wire in flood:
            wire.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                answered += bool(wire.recv(1, socket.MSG_PEEK))
        assert answered < 50


def test_past_what_may_wait_of_one_client_the_answer_says_when_to_come_again(large):
    daemon = large()
    with contextlib.ExitStack() as stack:
        flood = [stack.enter_context(connect(daemon)) for _ in range(400)]
        for number, wire in enumerate(flood):
            wire.sendall(get_text(f"/agenda.ics?alarm=PT{number + 1}M"))
        daemon.wait_until(lambda: count_requests(daemon, 503) > 0, "some are refused")
        heads = []
        for wire in flood:
            wire.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                heads.append(wire.recv(1000))
        refused = [head for head in heads if head.startswith(b"HTTP/1.1 503 ")]
        assert refused and all(b"\r\nRetry-After: 10\r\n" in head for head in refused)
        assert daemon.get("/healthz").status == 200


REPORT_HEAD = "REPORT /dav/calendars/agenda/ HTTP/1.1\r\nHost: x\r\nDepth: 1\r\nContent-Length: {}\r\n\r\n"


def test_whom_a_proxy_does_not_name_is_not_this_machine(content, serve, tmp_path):
    """The PROXY protocol's UNKNOWN says of nobody whom it speaks for."""
    config = tmp_path / "almanach.yml"
    config.write_text("trusted_proxies: [127.0.0.0/8]\n")
    daemon = serve(content, "--config", config, *ADDRESS)
    for header, status in ((b"", 200), (b"PROXY UNKNOWN\r\n", 403), (b"PROXY UNKNOWN 127.0.0.1 127.0.0.1 1 2\r\n", 403)):
        with connect(daemon, "127.0.0.1") as wire:
            wire.sendall(header + get_text("/status.json"))
            assert read_status(wire) == status
    with connect(daemon, "127.0.0.1") as wire:
        wire.sendall(b"PROXY UNKNOWN\r\nGET /status.json HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n")
        assert read_status(wire) == 403


def test_idle_connections_keep_no_buffers(large):
    """Each has sent 900 kB that were answered."""
    daemon = large()
    body = b" " * 900_000
    with growth_bounded(daemon.process, 40), contextlib.ExitStack() as stack:
        for number in range(150):
            wire = stack.enter_context(connect(daemon, f"127.0.1.{number % 10 + 1}"))
            wire.sendall(REPORT_HEAD.format(len(body)).encode() + body)
            assert read_status(wire) == 400


def test_unfinished_bodies_are_bounded_in_all(large):
    daemon = large(requests="16MB", head_timeout="10min")
    with growth_bounded(daemon.process, 40), contextlib.ExitStack() as stack:
        for number in range(150):
            wire = stack.enter_context(connect(daemon, f"127.0.1.{number % 10 + 1}"))
            with contextlib.suppress(OSError):  # refused while it sends
                wire.sendall(REPORT_HEAD.format(950_000).encode() + b" " * 900_000)
        daemon.wait_until(lambda: count_requests(daemon, 503) > 0, "some are refused")
        # Small ones are answered all the same.
        question = b'<propfind xmlns="DAV:"><prop><displayname/></prop></propfind>'
        assert daemon.request("PROPFIND", "/dav/calendars/agenda/", {"Depth": "0"}, question).status == 207
