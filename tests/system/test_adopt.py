"""`almanach adopt`: the UIDs of a calendar that was published before, so that nobody who subscribed sees an event twice."""

import collections
import functools
import html
import http.server
import json
import os
import shutil
import ssl
import subprocess
import threading

import icalendar
import pytest

from content import event_text, save_over
from old_calendars import GENERATORS, OldEvent, at, hugo

ADDRESS = ("--base-url", "https://agenda.example.org")
# What the folder holds, and the old calendar has too.
KNOWN = [
    OldEvent("atelier-velo", "Atelier vélo", at("2027-05-12 14:00"), sequence=3),
    OldEvent("fete-du-village", "Fête, bal & feu", at("2027-06-21 18:00"), sequence=1),
    OldEvent("conseil-de-fevrier", "Conseil municipal", at("2027-02-02 20:00")),
    OldEvent("conseil-d-avril", "Conseil municipal", at("2027-04-06 20:00"), sequence=7),
    OldEvent("chorale", "Chorale", at("2027-03-02 18:00"), weekly=5, moved=(at("2027-03-09 18:00"), at("2027-03-09 18:30"))),
]
OTHER_DAY = OldEvent("vide-grenier-de-septembre", "Vide-grenier", at("2027-09-05 08:00"), sequence=2)
OLD_ONLY = OldEvent("voeux-2026", "Vœux du maire", at("2026-01-10 18:00"))
OLD = [*KNOWN, OTHER_DAY, OLD_ONLY]


def write_folder(folder):
    folder.mkdir(parents=True)
    for event in KNOWN:
        extra = ""
        if event.weekly:
            extra = f"recurrence: {{every: week, times: {event.weekly}}}\noccurrences:\n  - {{date: 2027-03-09, hours: 18h30-20h30}}\n"
        name = f"{event.start:%Y-%m-%d}-{event.slug}.md" if event.slug == "atelier-velo" else f"{event.slug}.md"
        (folder / name).write_text(event_text(json.dumps(event.title), f"{event.start:%Y-%m-%d %H:%M}", f"{event.end:%Y-%m-%d %H:%M}", extra))
    (folder / "vide-grenier.md").write_text(event_text("Vide-grenier", "2027-09-12 08:00", "2027-09-12 10:00"))
    (folder / "nouveau.md").write_text(event_text("Nouveau", "2027-10-01 08:00", "2027-10-01 10:00"))


@pytest.fixture(name="agenda")
def agenda_folder(content):
    write_folder(content / "agenda")
    return content / "agenda"


@pytest.fixture(name="state")
def state_folder(tmp_path):
    return tmp_path / "state"


@pytest.fixture(name="adopt")
def adopt_command(run, state, content):
    def adopt(source, *options, expect=0):
        result = run("adopt", source, "--state", state, "--content", content, *ADDRESS, *options)
        assert result.returncode == expect, result.stdout + result.stderr
        return result

    return adopt


@pytest.fixture(params=sorted(GENERATORS), name="old")
def old_calendar(request, tmp_path, root):
    if request.param == "ical-generator" and (shutil.which("node") is None or not (root / "tests/clients/node_modules/ical-generator").is_dir()):
        pytest.skip("no ical-generator: `npm ci` in tests/clients brings it (./dev test does it)")
    path = tmp_path / "old.ics"
    path.write_text(GENERATORS[request.param](OLD), encoding="utf-8", newline="")
    return path


@pytest.fixture(name="hugo_file")
def hugo_calendar(tmp_path):
    path = tmp_path / "old.ics"
    path.write_text(hugo(OLD), encoding="utf-8")
    return path


def parse(path):
    """What python-icalendar makes of it; empty lines, which Liquid leaves behind, are none to it."""
    return icalendar.Calendar.from_ical(path.read_text(encoding="utf-8").replace("\n\n", "\n"))


def old_uids(path):
    """The highest SEQUENCE by UID."""
    found = {}
    for event in parse(path).walk("VEVENT"):
        key = str(event["UID"])
        found[key] = max(found.get(key, 0), int(event.get("SEQUENCE", 0)))
    return found


def served(daemon, feed="agenda"):
    """By slug: UID, SEQUENCE, LAST-MODIFIED of what is served."""
    events = {}
    listed = json.loads(daemon.get(f"/{feed}.json").body)["events"]
    for one in listed:
        slug = one["page"].rstrip("/").rsplit("/", 1)[1]
        first = daemon.get(f"/{feed}/{slug}.ics").calendar.walk("VEVENT")[0]
        events[slug] = (str(first["UID"]), int(first["SEQUENCE"]), first["LAST-MODIFIED"].dt)
    return events


def report_of(result):
    return json.loads(result.stdout)


def titles(entries):
    return sorted(html.unescape(entry["title"]) for entry in entries)


def test_pairs_are_shown_and_nothing_is_changed(agenda, old, serve, adopt, content, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    before = daemon.get("/agenda.ics")
    report = report_of(adopt(old, "--format", "json"))
    assert titles(report["certain"]) == ["Atelier vélo", "Chorale", "Conseil municipal", "Conseil municipal", KNOWN[1].title]
    assert {pair["slug"] for pair in report["certain"]} == {event.slug for event in KNOWN}
    assert {pair["state"] for pair in report["certain"]} == {"pending"}
    assert [(one["title"], one["doubt"], one["candidates"][0]["file"]) for one in report["doubtful"]] == [
        ("Vide-grenier", "other_day", "agenda/vide-grenier.md")]
    assert titles(report["old_only"]) == ["Vœux du maire"]
    assert titles(report["new_only"]) == ["Nouveau"]
    assert report["applied"] is None
    after = daemon.get("/agenda.ics")
    assert (after.headers["ETag"], after.body) == (before.headers["ETag"], before.body)


def test_events_take_their_old_uids_over_and_keep_them(agenda, old, serve, adopt, content, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    before, tag = served(daemon), daemon.get("/agenda.ics").headers["ETag"]
    _, token = daemon.sync("agenda")
    known = old_uids(old)
    assert report_of(adopt(old, "--apply", "--format", "json"))["applied"] == {"adopted": len(KNOWN), "refused": [], "complaint": ""}
    after = served(daemon)
    for event in KNOWN:
        uid, sequence, modified = after[event.slug]
        assert uid in known and uid != before[event.slug][0]
        assert sequence > known[uid]
        assert modified > before[event.slug][2]
    assert after["nouveau"] == before["nouveau"] and after["vide-grenier"] == before["vide-grenier"]
    assert daemon.get("/agenda.ics").headers["ETag"] != tag
    changed, _ = daemon.sync("agenda", token)
    assert sorted(changed) == sorted(event.slug for event in KNOWN)
    # Each part of the series goes by one UID and one SEQUENCE.
    parts = daemon.get("/agenda/chorale.ics").calendar.walk("VEVENT")
    assert len({(str(part["UID"]), int(part["SEQUENCE"])) for part in parts}) == 1 and len(parts) == 2

    again = report_of(adopt(old, "--apply", "--format", "json"))
    assert {pair["state"] for pair in again["certain"]} == {"adopted"} and again["applied"]["adopted"] == 0
    assert served(daemon) == after

    daemon.stop()
    daemon = serve(content, "--state", state, *ADDRESS)
    assert served(daemon) == after
    (agenda / "fete-du-village.md").rename(agenda / "fete.md")
    save_over(agenda / "conseil-d-avril.md", event_text("Conseil municipal", "2027-04-06 20:30", "2027-04-06 22:00"))
    daemon.wait_until(lambda: "fete" in served(daemon) and served(daemon)["conseil-d-avril"][1] > after["conseil-d-avril"][1],
                      "the file is moved, the other one changed")
    now = served(daemon)
    assert now["fete"][0] == after["fete-du-village"][0]
    assert now["conseil-d-avril"][0] == after["conseil-d-avril"][0]


def test_no_uid_is_had_twice(agenda, old, serve, adopt, content, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    adopt(old, "--apply")
    for feed in ("agenda", "all"):
        uids = collections.Counter(str(event["UID"]) for event in daemon.get(f"/{feed}.ics").calendar.walk("VEVENT") if "RECURRENCE-ID" not in event)
        assert set(uids.values()) == {1}


class Khal:
    """A calendar of a person, kept by UID."""

    def __init__(self, home):
        self.home = home
        (home / "agenda").mkdir(parents=True)
        (home / "khal.conf").write_text(
            f"[calendars]\n[[agenda]]\npath = {home}/agenda\n[sqlite]\npath = {home}/khal.db\n"
            "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            "local_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n")

    def run(self, *arguments):
        return subprocess.run(["khal", "-c", self.home / "khal.conf", *arguments], capture_output=True, text=True, timeout=300, check=True,
                              env={**os.environ, "HOME": str(self.home)}).stdout

    def take(self, name, text):
        (self.home / name).write_text(text, encoding="utf-8", newline="")
        self.run("import", "--batch", "-a", "agenda", str(self.home / name))

    def occurrences(self):
        """How often each title and day is there."""
        listed = self.run("list", "--day-format", "", "--format", "{title}|{start-date}", "2027-01-01", "2028-01-01")
        return collections.Counter(line for line in listed.splitlines() if line.strip())


@pytest.mark.skipif(shutil.which("khal") is None, reason="no khal: ./dev setup test brings it")
def test_a_program_that_had_the_old_calendar_has_each_event_once(agenda, old, serve, adopt, content, state, tmp_path):
    daemon = serve(content, "--state", state, *ADDRESS)
    text = old.read_text(encoding="utf-8")
    doubled, once = Khal(tmp_path / "doubled"), Khal(tmp_path / "once")
    for person in (doubled, once):
        person.take("old.ics", text)
    had = once.occurrences()
    doubled.take("new.ics", daemon.get("/agenda.ics").body.decode())
    assert doubled.occurrences()["Atelier vélo|2027-05-12"] == 2, "what adopting is for"
    adopt(old, "--apply")
    once.take("new.ics", daemon.get("/agenda.ics").body.decode())
    seen = once.occurrences()
    days = [f"Chorale|2027-03-{day:02}" for day in (2, 9, 16, 23, 30)]
    expected = ["Atelier vélo|2027-05-12", "Conseil municipal|2027-02-02", "Conseil municipal|2027-04-06", *days]
    assert {name: seen[name] for name in expected} == dict.fromkeys(expected, 1)
    assert {name: had[name] for name in expected} == dict.fromkeys(expected, 1)
    assert seen["Nouveau|2027-10-01"] == 1


def test_what_readers_keep_by_uid_is_each_event_once(agenda, old, serve, adopt, content, state, tmp_path, readers):
    """They read this calendar into what they had of the old one."""
    daemon = serve(content, "--state", state, *ADDRESS)
    new = tmp_path / "new.ics"

    def kept(command):
        """How many events of each title there are."""
        result = subprocess.run([*command, new], capture_output=True, text=True, timeout=60, check=True, env={**os.environ, "TZ": "UTC"})
        store = {str(one["UID"]): html.unescape(str(one["SUMMARY"])) for one in parse(old).walk("VEVENT")}
        store.update({one["uid"]: one["title"] for one in json.loads(result.stdout)["events"]})
        return collections.Counter(store.values())

    new.write_bytes(daemon.get("/agenda.ics").body)
    doubled = {name: kept(command) for name, command in readers.items()}
    adopt(old, "--apply", "--accept-doubtful")
    new.write_bytes(daemon.get("/agenda.ics").body)
    expected = collections.Counter(event.title for event in OLD) + collections.Counter(["Nouveau"])
    assert {name: kept(command) for name, command in readers.items()} == dict.fromkeys(readers, expected)
    assert all(one["Atelier vélo"] == 2 for one in doubled.values()), "what adopting is for"


# --- Doubts -----------------------------------------------------------------------------------------------


def test_doubtful_pairs_are_adopted_where_somebody_says_so(agenda, hugo_file, serve, adopt, content, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    shown = adopt(hugo_file).stdout
    uid = next(uid for uid in old_uids(hugo_file) if f"--pair '{uid}=agenda/vide-grenier.md'" in shown)
    adopt(hugo_file, "--apply", "--pair", f"{uid}=agenda/vide-grenier.md")
    assert served(daemon)["vide-grenier"][0] == uid
    refused = adopt(hugo_file, "--apply", "--pair", "nobody=agenda/nouveau.md", expect=2)
    assert "--pair nobody=agenda/nouveau.md: no such old UID" in refused.stderr
    other = next(uid for uid in old_uids(hugo_file) if uid not in {one[0] for one in served(daemon).values()})
    adopt(hugo_file, "--apply", "--pair", f"{other}=agenda/nouveau")
    assert served(daemon)["nouveau"][0] == other


def test_doubtful_pairs_are_accepted_together(agenda, hugo_file, serve, adopt, content, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    adopt(hugo_file, "--apply", "--accept-doubtful")
    assert served(daemon)["vide-grenier"][0] in old_uids(hugo_file)
    assert "vide-grenier" not in str(report_of(adopt(hugo_file, "--format", "json"))["doubtful"])


def test_a_uid_in_a_file_goes_first(agenda, hugo_file, serve, adopt, content, state):
    save_over(agenda / "atelier-velo.md", event_text("Atelier vélo", "2027-05-12 14:00", "2027-05-12 16:00", "uid: mine@example.org\n"))
    (agenda / "2027-05-12-atelier-velo.md").unlink()
    daemon = serve(content, "--state", state, *ADDRESS)
    shown = report_of(adopt(hugo_file, "--apply", "--format", "json"))
    (pair,) = [pair for pair in shown["certain"] if pair["slug"] == "atelier-velo"]
    assert pair["state"] == "given_by_file"
    assert served(daemon)["atelier-velo"][0] == "mine@example.org"
    uid = served(daemon)["chorale"][0]
    save_over(agenda / "chorale.md", event_text("Chorale", "2027-03-02 18:00", "2027-03-02 20:00", "uid: file@example.org\n"))
    daemon.wait_until(lambda: served(daemon)["chorale"][0] == "file@example.org", "the file's UID goes before the adopted one")
    assert uid in old_uids(hugo_file)


def test_a_uid_that_another_event_has_is_not_given_twice(agenda, hugo_file, serve, adopt, content, state):
    taken = report_of(adopt(hugo_file, "--format", "json"))["certain"]
    (uid,) = [pair["uid"] for pair in taken if pair["slug"] == "atelier-velo"]
    other = content / "autres"
    other.mkdir()
    (other / "tiers.md").write_text(event_text("Tiers", "2027-07-01 08:00", "2027-07-01 10:00", f"uid: {uid}\n"))
    daemon = serve(content, "--state", state, *ADDRESS)
    before = served(daemon)["atelier-velo"]
    adopt(hugo_file, "--apply")
    assert served(daemon)["atelier-velo"] == before
    assert served(daemon, "autres")["tiers"][0] == uid


# --- With and without a daemon ----------------------------------------------------------------------------


def test_without_a_daemon_the_state_is_opened_itself(agenda, hugo_file, serve, adopt, content, state):
    serve(content, "--state", state, *ADDRESS).stop()
    before = (state / "journal.db").read_bytes()
    adopt(hugo_file)
    assert (state / "journal.db").read_bytes() == before
    assert "Adopted now: 5" in adopt(hugo_file, "--apply").stdout
    daemon = serve(content, "--state", state, *ADDRESS)
    assert set(old_uids(hugo_file)) >= {served(daemon)[event.slug][0] for event in KNOWN}


def test_a_journal_in_memory_adopts_nothing(agenda, hugo_file, serve, run, content, tmp_path):
    daemon = serve(content, "--control", tmp_path / "control")
    before = served(daemon)
    result = run("adopt", hugo_file, "--apply", "--control", tmp_path / "control")
    assert result.returncode == 2 and "the journal is kept in memory" in result.stderr
    assert served(daemon) == before


def test_nobody_answers_and_no_state_is_named(hugo_file, run, tmp_path):
    result = run("adopt", hugo_file, "--control", tmp_path / "nobody")
    assert result.returncode == 1 and "no daemon answers" in result.stderr


def test_what_is_no_calendar_is_refused(agenda, adopt, tmp_path, content, state, serve):
    serve(content, "--state", state, *ADDRESS)
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><p>Agenda</p>")
    assert "is no calendar" in adopt(page, expect=2).stderr
    assert "there is no file" in adopt(tmp_path / "nothing.ics", expect=2).stderr
    page.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    assert 'there is no feed "agneda": did you mean "agenda"?' in adopt(page, "--feed", "agneda", expect=2).stderr


def test_the_report_is_in_the_persons_language(agenda, hugo_file, serve, adopt, content, state):
    serve(content, "--state", state, *ADDRESS)
    french = adopt(hugo_file, "--language", "fr").stdout
    assert "Certains, à reprendre\u00a0: 5\n" in french
    assert "doute\u00a0: même titre, autre jour" in french
    assert "Rien n’est changé\u00a0: --apply le fait" in french
    english = adopt(hugo_file).stdout
    assert "Certain, to be adopted: 5\n" in english and "title, start, address" in english


# --- Over the web -----------------------------------------------------------------------------------------


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802
        where = self.path
        if where == "/agenda.ics":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.server.calendar)
        elif where in ("/old", "/loop"):
            self.send_response(308)
            self.send_header("Location", "/agenda.ics" if where == "/old" else "/loop")
            self.end_headers()
        else:
            self.send_error(404)

    def log_message(self, *_):
        pass


@pytest.fixture(name="site")
def web_site(hugo_file):
    servers = []

    def start(context=None):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
        server.calendar = hugo_file.read_bytes()
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return functools.partial("{}://localhost:{}{}".format, "https" if context else "http", server.server_port)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_old_calendar_is_fetched(agenda, serve, adopt, content, state, site):
    serve(content, "--state", state, *ADDRESS)
    address = site()
    for path in ("/agenda.ics", "/old"):
        assert len(report_of(adopt(address(path), "--format", "json"))["certain"]) == len(KNOWN)
    assert "the answer is 404" in adopt(address("/nothing"), expect=1).stderr
    assert "leads on and on" in adopt(address("/loop"), expect=1).stderr
    assert "no answer" in adopt("http://127.0.0.1:1/agenda.ics", expect=1).stderr


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_a_certificate_has_to_be_good(agenda, serve, run, content, state, site, tmp_path):
    serve(content, "--state", state, *ADDRESS)
    pem = tmp_path / "site.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", pem, "-out", tmp_path / "cert.pem"], check=True, capture_output=True)
    pem.write_bytes(pem.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    address = site(context)("/agenda.ics")
    refused = run("adopt", address, "--state", state)
    assert refused.returncode == 1 and "its certificate cannot be verified" in refused.stderr
    trusted = run("adopt", address, "--state", state, environment={"SSL_CERT_FILE": str(tmp_path / "cert.pem")})
    assert trusted.returncode == 0, trusted.stderr


def test_what_is_odd_in_the_old_calendar_is_told(agenda, serve, adopt, content, state, tmp_path):
    serve(content, "--state", state, *ADDRESS)
    old = tmp_path / "old.ics"
    old.write_text("BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(
        f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Bal {number}\nDTSTART:2027030{number}\nEND:VEVENT\n"
        for number, uid in enumerate(["same", "same", "two  blanks"], 1)))
    shown = adopt(old).stdout
    assert f'{old}:8: the event on line 3 has the UID "same", too = one of them alone can be adopted' in shown
    assert f'{old}:13: the UID "two blanks" has blanks that are not kept here = ' in shown
    assert 'a aussi l’UID « same »' in adopt(old, "--language", "fr").stdout
    report = report_of(adopt(old, "--format", "json"))
    assert report["unread"] == ["two blanks"]
    assert [problem["line"] for problem in report["problems"] if problem["message"].endswith(", too")] == [8]
    old.write_text(old.read_text(encoding="utf-8")[:-40])
    assert [problem for problem in report_of(adopt(old, "--format", "json"))["problems"] if problem["severity"] == "error"]


def test_what_is_only_shown_leaves_no_trace_and_what_is_applied_is_the_owners(agenda, hugo_file, adopt, content, state):
    state.mkdir()
    (content / "_config.yml").write_text("timezone: Europe/Paris\n")
    adopt(hugo_file)
    assert not any(state.iterdir())
    if os.geteuid() == 0:
        os.chown(state, 4321, 1234)
    adopt(hugo_file, "--apply")
    owner = state.stat()
    assert {path.name for path in state.iterdir()} >= {"journal.db", "lock", "site-settings"}
    for path in state.iterdir():
        assert (path.stat().st_uid, path.stat().st_gid) == (owner.st_uid, owner.st_gid), path


def test_what_is_cancelled_is_not_adopted(agenda, hugo_file, serve, adopt, content, state):
    daemon = serve(content, "--state", state, *ADDRESS)
    (agenda / "chorale.md").unlink()
    daemon.wait_until(lambda: "Chorale" not in daemon.titles("agenda"), "it is struck out")
    report = report_of(adopt(hugo_file, "--format", "json"))
    assert "Chorale" in [one["title"] for one in report["old_only"]]
