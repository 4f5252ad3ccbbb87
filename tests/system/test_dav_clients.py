"""CalDAV as real programs see it: each finds the calendars from the site's address alone, reads them, and sees a change.

What is not installed (`./dev setup test` brings all) is skipped, and says so.
"""

import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading

import pytest

from content import save_over

CLIENTS = pathlib.Path(__file__).resolve().parents[1] / "clients"
PATIENCE_SECONDS = 120  # only a failing test waits so long

COURSE = """---
title: Cours
start: 2027-02-02 10:00
duration: 2h
rrule: FREQ=WEEKLY;COUNT=4
occurrences:
- le: 2027-02-09
  titre: Cours spécial
  horaires: 14h-16h
---
"""


def write_event(path, title, start, extra=""):
    path.parent.mkdir(exist_ok=True)
    save_over(path, f"---\ntitle: {title}\nstart: {start}\nduration: 2h\n{extra}---\n")


@pytest.fixture
def agenda(serve, content, tmp_path):
    write_event(content / "evenements" / "debat.md", "Débat & <accents>", "2027-02-10 18:00")
    write_event(content / "evenements" / "conference.md", "Conférence", "2027-02-12 18:00", "statut: annulé\n")
    save_over(content / "evenements" / "semaine.md", "---\ntitle: Semaine\nstart: 2027-02-15\nend: 2027-02-19\n---\n")
    (content / "ateliers").mkdir()
    save_over(content / "ateliers" / "cours.md", COURSE)
    return serve(content, "--state", tmp_path / "state")


def change_agenda(daemon):
    """One event gets another title, one comes."""
    folder = daemon.content / "evenements"
    revision = daemon.status()["revision"]
    write_event(folder / "debat.md", "Débat déplacé", "2027-02-11 18:00")
    write_event(folder / "nouveau.md", "Nouveau", "2027-02-20 18:00")

    def told():
        return {"Débat déplacé", "Nouveau"} <= set(daemon.titles("evenements"))

    daemon.wait_until(told, "the change is served")
    assert daemon.status()["revision"] > revision


def need(program):
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"no {program}")
    return path


def need_python(module):
    check = subprocess.run(["/usr/bin/python3", "-c", f"import {module}"], capture_output=True, check=False)
    if check.returncode != 0:
        pytest.skip(f"Debian's python3 has no {module}")


def run(command, home, stdin=""):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "Europe/Paris",
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    result = subprocess.run(
        [str(part) for part in command], input=stdin, capture_output=True, text=True, env=environment,
        timeout=PATIENCE_SECONDS, check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def test_vdirsyncer_copies_and_khal_lists(agenda, tmp_path):
    vdirsyncer, khal = need("vdirsyncer"), need("khal")
    home = tmp_path / "home"
    home.mkdir()
    copies = home / "copies"
    config = home / "vdirsyncer.conf"
    config.write_text(
        f"""
[general]
status_path = "{home}/status"
[pair agenda]
a = "site"
b = "copies"
collections = ["from a"]
conflict_resolution = "a wins"
metadata = ["displayname"]
[storage site]
type = "caldav"
url = "{agenda.url('/')}"
read_only = true
[storage copies]
type = "filesystem"
path = "{copies}"
fileext = ".ics"
"""
    )
    run([vdirsyncer, "-c", config, "discover"], home, "y\n" * 10)
    run([vdirsyncer, "-c", config, "sync"], home)
    run([vdirsyncer, "-c", config, "metasync"], home)
    assert {path.name: len(list(path.glob("*.ics"))) for path in copies.iterdir()} == {"evenements": 3, "ateliers": 1}
    assert (copies / "ateliers" / "displayname").read_text() == "Ateliers"

    khal_config = home / "khal.conf"
    khal_config.write_text(
        f"[calendars]\n[[evenements]]\npath = {copies}/evenements\n[[ateliers]]\npath = {copies}/ateliers\n"
        f"[sqlite]\npath = {home}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "local_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n"
    )

    def listed():
        lines = run(
            [khal, "-c", khal_config, "list", "--format", "{start-date} {start-time}{cancelled} {title}",
             "--day-format", "", "2027-02-01", "2027-02-28"],
            home,
        ).splitlines()
        return sorted(re.sub(r"\s+", " ", line).strip() for line in lines if line.strip())

    before = listed()
    assert "2027-02-10 18:00 Débat & <accents>" in before
    assert "2027-02-12 18:00CANCELLED Conférence" in before
    assert "2027-02-02 10:00 Cours" in before
    assert "2027-02-09 14:00 Cours spécial" in before
    assert "2027-02-23 10:00 Cours" in before
    assert sum(line.endswith("Semaine") for line in before) == 5

    change_agenda(agenda)
    run([vdirsyncer, "-c", config, "sync"], home)
    after = listed()
    assert "2027-02-11 18:00 Débat déplacé" in after
    assert "2027-02-20 18:00 Nouveau" in after
    assert not any("accents" in line for line in after)


def test_python_caldav_reads_expands_and_follows(agenda):
    need_python("caldav")
    with subprocess.Popen(
        ["/usr/bin/python3", str(CLIENTS / "drive_caldav.py"), agenda.url("/")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as client:
        said = ""
        for line in client.stderr:
            said += line
            if line == "ready\n":
                break
        assert said.endswith("ready\n"), said
        change_agenda(agenda)
        output, errors = client.communicate("\n", timeout=PATIENCE_SECONDS)
    assert client.returncode == 0, errors
    seen = json.loads(output)
    assert seen["calendars"] == ["Ateliers", "Evenements"]
    assert seen["principal"].endswith("/dav/principals/anonymous/")
    assert seen["components"] == ["VEVENT"]
    events = [["Conférence", "20270212T180000"], ["Débat & <accents>", "20270210T180000"], ["Semaine", "20270215"]]
    assert seen["all"] == events
    assert seen["copied"] == events
    assert seen["range"] == [["Cours", "20270202T100000"], ["Cours spécial", "20270209T140000"]]
    assert seen["expanded"] == [
        ["Cours", "20270202T090000Z"],
        ["Cours", "20270216T090000Z"],
        ["Cours", "20270223T090000Z"],
        ["Cours spécial", "20270209T130000Z"],
    ]
    assert seen["writing"] in ("PutError", "AuthorizationError")
    assert seen["updated"] == [["Débat déplacé", "20270211T180000"], ["Nouveau", "20270220T180000"]]
    assert seen["deleted"] == 0


def test_tsdav_reads_and_expands(agenda):
    node = need("node")
    if not (CLIENTS / "node_modules" / "tsdav").is_dir():
        pytest.skip("no tests/clients/node_modules: `npm ci` there brings tsdav (./dev test does it)")
    output = subprocess.run(
        [node, str(CLIENTS / "drive_tsdav.mjs"), agenda.url("/")], capture_output=True, text=True,
        timeout=PATIENCE_SECONDS, check=False,
    )
    assert output.returncode == 0, output.stderr
    seen = json.loads(output.stdout)
    assert seen["calendars"] == ["Ateliers", "Evenements"]
    assert seen["timezone"] is True
    assert seen["components"] == ["VEVENT"]
    assert {"calendarQuery", "calendarMultiget", "syncCollection"} <= set(seen["reports"])
    assert seen["etags"] is True
    assert seen["starts"] == ["DTSTART;TZID=Europe/Paris:20270202T100000", "DTSTART;TZID=Europe/Paris:20270209T140000"]
    assert seen["expanded"] == [
        f"DTSTART:{start}"
        for start in ("20270202T090000Z", "20270209T130000Z", "20270216T090000Z", "20270223T090000Z")
    ]
    assert seen["unchanged"] == 0
    assert seen["write"] == 403


def test_evolution_reads_both_ways_and_follows(agenda, tmp_path):
    bus = need("dbus-run-session")
    need_python("gi")
    if not pathlib.Path("/usr/share/dbus-1/services/org.gnome.evolution.dataserver.Calendar8.service").exists():
        pytest.skip("no evolution-data-server")
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "GSETTINGS_BACKEND": "memory",
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"), "XDG_RUNTIME_DIR": str(home),
    }
    command = [
        bus, "--", "/usr/bin/python3", CLIENTS / "drive_evolution.py", "127.0.0.1", agenda.port,
        "caldav=/dav/calendars/evenements/", "webcal=/evenements.ics",
    ]
    with subprocess.Popen(
        [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as client:

        def look():
            client.stdin.write("\n")
            client.stdin.flush()
            line = client.stdout.readline()
            assert line, "the driver ended"
            return json.loads(line)

        def sees(titles):
            return lambda: all(seen["titles"] == titles for seen in look().values())

        agenda.wait_until(sees(["Conférence", "Débat & <accents>", "Semaine"]), "both back ends have the events")
        assert {backend: seen["read_only"] for backend, seen in look().items()} == {"caldav": True, "webcal": True}
        change_agenda(agenda)
        agenda.wait_until(sees(["Conférence", "Débat déplacé", "Nouveau", "Semaine"]), "both have the change")
        client.stdin.close()
    assert client.returncode == 0


class WritablePretence(http.server.BaseHTTPRequestHandler):
    """Passes requests on to the daemon, but grants litmus the collection that it wants to make for itself first: what is
    in that is what is in the calendar."""

    daemon = None  # set by the test

    def do_any(self):
        own = self.path.rstrip("/").endswith("/litmus")
        if own and self.command in ("DELETE", "MKCOL"):
            self.reply(404 if self.command == "DELETE" else 201, {}, b"")
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=PATIENCE_SECONDS)
        kept = {name: value for name, value in self.headers.items() if name.lower() in ("depth", "content-type")}
        connection.request(self.command, self.path.replace("/litmus/", "/"), body, kept)
        response = connection.getresponse()
        content = response.read().replace(b"/evenements/<", b"/evenements/litmus/<")
        self.reply(response.status, dict(response.headers.items()), content)
        connection.close()

    def reply(self, status, headers, content):
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "connection"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_HEAD = do_PUT = do_DELETE = do_MKCOL = do_OPTIONS = do_PROPFIND = do_PROPPATCH = do_any

    def log_message(self, *_):
        pass


@pytest.mark.parametrize(
    "suite, read_only_tests",
    [("basic", ["options"]), ("props", ["propfind_invalid", "propfind_invalid2", "propfind_d0"])],
)
def test_litmus_passes_what_reads(agenda, tmp_path, suite, read_only_tests):
    program = pathlib.Path("/usr/libexec/litmus") / suite
    if not program.exists():
        pytest.skip("no litmus")
    handler = type("Handler", (WritablePretence,), {"daemon": agenda})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{proxy.server_port}/dav/calendars/evenements/"
        result = subprocess.run(
            [program, "-d", "/usr/share/litmus/htdocs", url], capture_output=True, cwd=tmp_path,
            timeout=PATIENCE_SECONDS, check=False,
        )
        proxy.shutdown()
    output = result.stdout.decode(errors="replace")
    # Each is told as "3. name... pass", warnings in between, and once more while it runs.
    told = re.findall(r"\d+\. (\w+)\.+(.*?)(?=\s\d+\. |<-)", output, re.DOTALL)
    passed = {name for name, outcome in told if "pass" in outcome and "FAIL" not in outcome}
    assert {"init", "begin", *read_only_tests} <= passed, output
