"""Content that nobody meant well, or that went wrong: no file costs the others anything, and none harms a reader."""

import os
import re

import pytest

import hostile_files
from content import event_text, write_event
from memory import assert_peak_below

ADDRESS = ("--base-url", "https://agenda.example.org")
# Of a daemon of some events, in MB. One file of 1 MB that is read needs some ten times its size.
MOST_MEMORY = 290
# Each text is published as plain text and twice as HTML.
MOST_BODY = 15_000_000
MOST_PROBLEMS = 2 * (100 + 1)
# One of each kind.
SOME = [
    "12,000 unknown keys", "nested anchors", "90,000 categories in one line", "CATEGORIES of 120,000",
    "65,000 BEGIN without END", "a line of 100,000 parameters", "5,500 daily rules of 30 February", "a title of 900 kB",
]


@pytest.fixture(name="folder")
def small_feed(content):
    write_event(content / "agenda" / "bal.md", title="Bal")
    return content / "agenda"


@pytest.mark.parametrize("case", hostile_files.FILES)
def test_a_file_beside_others_costs_them_nothing(case, content, folder, serve):
    """Saved into a running service, and another one saved beside it."""
    name, make = hostile_files.FILES[case]
    daemon = serve(content, *ADDRESS)
    (folder / name).write_text(make())
    write_event(folder / "fete.md", title="Fête")
    daemon.wait_until(lambda: {"Bal", "Fête"} <= set(daemon.titles("agenda")), "the others are served")
    daemon.wait_until(lambda: daemon.problems(f"agenda/{name}"), "the file is told")
    problems = daemon.problems(f"agenda/{name}")
    assert len(problems) <= MOST_PROBLEMS
    assert all(len(problem["message"]) <= 500 for problem in problems)
    assert_peak_below(daemon.process, MOST_MEMORY)
    assert len(daemon.get("/agenda.ics").body) < MOST_BODY


def test_a_folder_of_such_files_stops_neither_a_start_nor_a_save(content, folder, serve, tmp_path):
    texts = {name: make() for name, make in map(hostile_files.FILES.get, SOME)}
    for name, text in texts.items():
        (folder / name).write_text(text)
    state = tmp_path / "state"
    daemon = serve(content, "--state", state, *ADDRESS)
    assert "Bal" in daemon.titles("agenda")
    for name, text in texts.items():
        (folder / name).write_text(text.replace("Concert", "Recital"))
    write_event(folder / "bal.md", title="Grand bal")
    daemon.wait_until(lambda: "Grand bal" in daemon.titles("agenda"), "the small file is served")
    daemon.stop()
    again = serve(content, "--state", state, *ADDRESS)
    assert "Grand bal" in again.titles("agenda")


def test_a_file_that_grows_past_a_limit_keeps_its_last_good_version(content, folder, serve):
    daemon = serve(content, *ADDRESS)
    name, make = hostile_files.FILES["mapping of 49,000 keys"]
    (folder / "bal.md").write_text(make())
    daemon.wait_until(lambda: daemon.problems("agenda/bal.md"), "the file is told")
    problem = daemon.problems("agenda/bal.md")[0]
    assert problem["severity"] == "error"
    assert "more than 1000 keys" in problem["message"] and problem["line"] > 1000
    assert daemon.titles("agenda") == ["Bal"]


HARM = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x//EN\r
BEGIN:VTIMEZONE\r
TZID:Nowhere\r
TZURL:javascript:alert(1)\r
LAST-MODIFIED:yesterday\r
BEGIN:STANDARD\r
DTSTART;X-P=a"b"c:19700101T000000\r
TZOFFSETFROM:+0107\r
TZOFFSETTO:+0109\r
TZNAME;LANGUAGE="x":N\r
END:STANDARD\r
END:VTIMEZONE\r
"""
HARMFUL_LINES = [
    "URL:javascript:alert(1)",
    "ATTACH:data:text/html\\,<script>alert(1)</script>",
    "ATTACH;FMTTYPE=text/html;ENCODING=BASE64;VALUE=BINARY:PHNjcmlwdD4=",
    "CONFERENCE;VALUE=URI:javascript:alert(1)",
    "IMAGE;VALUE=URI:file:///etc/passwd",
    'DESCRIPTION;ALTREP="javascript:alert(1)":Text',
    'LOCATION;ALTREP="data:text/html,%3Cscript%3Ealert(1)%3C/script%3E":Salle',
    "X-ALT-DESC;FMTTYPE=text/html:<p onclick='x()'>a</p><script>alert(1)</script>",
    "DESCRIPTION:Venez<br><img src=x onerror=alert(1)>",
    "COMMENT:a\x00b\x0bc\x0cd\x1ce\x7ff",
    "COMMENT:a\u2028b\u2029c\x85d",
    "COMMENT:bare\rURL:javascript:alert(1)",
    'X-ODD;X-P=a"b;X-Q="c:d":v',
    'X-ODD;X-P=a"b"c;X-P=again:v',
    "X-ODD;VALUE=DATE-TIME:soon",
    "X-ODD;VALUE=BOOLEAN:perhaps",
    "PRIORITY:first",
    "GEO:here",
    "BEGIN;X=1:VALARM",
    "END;X=1:VEVENT",
    "RRULE:FREQ=DAILY;COUNT=2;X-PART=1",
    "DURATION:P1D",
    "CREATED:never",
    "LAST-MODIFIED;X=:",
    "SEQUENCE:many",
    "X-LONG-NAME-" + "A" * 500 + ":v",
    "CATEGORIES:" + ",".join(["a"] * 2000),
]
NAME = r"[A-Za-z0-9-]+"
VALUE = r'(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
LINE = re.compile(rf"{NAME}(?:;{NAME}={VALUE}(?:,{VALUE})*)*:[^\x00-\x08\x0a-\x1f\x7f]*")


def read_strictly(body):
    """The lines of a feed, each as RFC 5545 section 3.1 has it, or the test fails."""
    text = body.decode("utf-8")
    assert text.endswith("\r\n")
    folded = text[:-2].split("\r\n")
    assert all(len(line.encode()) <= 75 for line in folded)
    lines = "\r\n".join(folded).replace("\r\n ", "").split("\r\n")
    open_components = []
    for line in lines:
        assert LINE.fullmatch(line), line
        # What some readers part lines at.
        assert len(line.splitlines()) <= 1, line
        if line.startswith("BEGIN:"):
            open_components.append(line[6:])
        elif line.startswith("END:"):
            assert open_components.pop() == line[4:]
    assert not open_components
    return lines


def test_no_line_of_a_calendar_file_can_break_or_harm_a_reader(content, folder, serve):
    event = "BEGIN:VEVENT\r\nUID:{0}@x\r\nSUMMARY:Event {0}\r\nDTSTART:20270512T183000Z\r\n{1}\r\nEND:VEVENT\r\n"
    text = "".join(event.format(number, line) for number, line in enumerate(HARMFUL_LINES))
    text += event.format("own", "DTEND;TZID=Nowhere:20270512T230000")
    (folder / "harm.ics").write_bytes((HARM + text + "END:VCALENDAR\r\n").encode())
    daemon = serve(content, *ADDRESS)
    answer = daemon.get("/agenda.ics")
    lines = read_strictly(answer.body)
    assert len(answer.calendar.walk("VEVENT")) >= len(HARMFUL_LINES) - 3
    for line in lines:
        assert not re.search(r"javascript:|vbscript:|file:|<script|onerror|onclick|%3Cscript", line, re.I), line
        assert not re.match(r"[^:]*:data:", line), line
    told = {problem["line"] for problem in daemon.problems("agenda/harm.ics")}
    assert len(told) > 10
    assert "BEGIN:VTIMEZONE" in lines and "TZID:Nowhere" in lines
    for number in range(len(HARMFUL_LINES)):
        one = daemon.get(f"/agenda/{number}-x.ics")
        if one.status == 200:
            read_strictly(one.body)


def test_an_address_that_runs_is_left_out_of_pages_and_feeds(content, folder, serve, run):
    (folder / "feed.yml").write_text("event_url: javascript:alert('{slug}')\n")
    write_event(folder / "bal.md", title="Bal", extra=(
        "url: javascript:alert(1)\nimage: data:image/svg+xml,x\nvisio: javascript:alert(1)\n"
        "champs_informations:\n- intitule: Accès\n  contenu: libre\n  lien: javascript:alert(1)\n"))
    daemon = serve(content, *ADDRESS)
    for path in ("/agenda.ics", "/agenda/bal.ics", "/agenda/bal", "/agenda/", "/agenda/bal.json"):
        answer = daemon.get(path)
        assert "javascript:" not in answer.text and "svg+xml,x" not in answer.text, path
    assert "URL:https://agenda.example.org/agenda/bal" in daemon.get("/agenda.ics").unfolded
    messages = [problem["message"] for problem in daemon.problems("agenda/bal.md")]
    assert sum('begins with "javascript:"' in message for message in messages) == 2
    assert any('begins with "data:"' in message for message in messages)
    assert "event_url" in daemon.problems("agenda/feed.yml")[0]["message"]
    assert run("check", content).returncode == 1


@pytest.fixture(name="outside")
def folder_outside(tmp_path):
    outside = tmp_path / "outside"
    write_event(outside / "visit.md", title="Secret visit", extra="statut: a value from outside\n")
    (outside / "passwords.yml").write_text("title: [secret value\n")
    return outside


def test_a_link_out_of_the_folder_is_an_error_and_deletes_nothing(content, folder, outside, serve, run, tmp_path):
    state = tmp_path / "state"
    daemon = serve(content, "--state", state, *ADDRESS)
    (folder / "out.yml").symlink_to(outside / "passwords.yml")
    (folder / "new.tmp").symlink_to(outside / "visit.md")
    os.replace(folder / "new.tmp", folder / "bal.md")
    (content / "visits").symlink_to(outside)
    (content / "above").symlink_to(tmp_path)
    (content / "again.md").symlink_to(folder / "bal.md")

    def told():
        return {p["file"] for p in daemon.status()["problems"] if "out of the content folder" in p["message"]}

    expected = {"agenda/out.yml", "agenda/bal.md", "visits", "above", "again.md"}
    daemon.wait_until(lambda: told() == expected, "the links are told")
    assert daemon.titles("agenda") == ["Bal"]
    assert daemon.titles("visits") is None
    assert "secret" not in daemon.get("/status.json").text.lower()
    daemon.stop()
    again = serve(content, "--state", state, *ADDRESS)
    assert again.titles("agenda") == ["Bal"]
    checked = run("check", content, "--all")
    assert checked.returncode == 1 and "agenda/out.yml" in checked.stdout
    for command in (["check", folder / "bal.md"], ["show", folder / "bal.md"]):
        result = run(*command)
        assert result.returncode == 1
        assert "follow_links: all" in result.stdout + result.stderr
    for result in (checked, run("export", "--content", content, "--output", tmp_path / "site", *ADDRESS)):
        assert "ecret" not in result.stdout + result.stderr
    assert not (tmp_path / "site" / "visits").exists()


def test_links_out_are_followed_where_the_configuration_says_so(content, folder, outside, serve, tmp_path, run):
    (tmp_path / "almanach.yml").write_text("follow_links: all\n")
    (folder / "visit.md").symlink_to(outside / "visit.md")
    daemon = serve(content, "--config", tmp_path / "almanach.yml", *ADDRESS)
    assert daemon.titles("agenda") == ["Bal", "Secret visit"]
    shown = run("show", folder / "visit.md", "--config", tmp_path / "almanach.yml")
    assert "SUMMARY:Secret visit" in shown.stdout


def test_links_within_the_folder_work_as_deployments_have_them(content, serve, tmp_path):
    """A Kubernetes ConfigMap, behind a link that a deployment turns."""
    release = tmp_path / "releases" / "1"
    write_event(release / "agenda" / "..2026" / "bal.md", title="Bal")
    (release / "agenda" / "..data").symlink_to("..2026")
    (release / "agenda" / "bal.md").symlink_to("..data/bal.md")
    (tmp_path / "current").symlink_to(release)
    daemon = serve(tmp_path / "current", *ADDRESS)
    assert daemon.titles("agenda") == ["Bal"]
    write_event(release / "agenda" / "..2027" / "bal.md", title="Grand bal")
    (release / "agenda" / "..new").symlink_to("..2027")
    os.replace(release / "agenda" / "..new", release / "agenda" / "..data")
    daemon.wait_until(lambda: daemon.titles("agenda") == ["Grand bal"], "the next map is served")
    assert not daemon.status()["problems"]
