"""Calendars that programs exported, dropped into the content folder: what is served means what the files mean."""

import json
import pathlib
import re
import subprocess

import icalendar
import pytest

from content import write_event

EXPORTS = pathlib.Path(__file__).parent / "exports"
LAST_YEAR = 2028
# Of the source: node-ical knows the system's names of zones and Windows', and does not look into a file's own.
STRANGE_TO_NODE_ICAL = {"own-zone.ics", "thunderbird.ics"}


def read(command, file):
    result = subprocess.run(
        [*map(str, command), str(file)], capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)["events"]


# A day that RDATE adds is an event of its own.
OWN_DAY = re.compile(r"-\d{4}-\d{2}-\d{2}$")


def occurrences(events):
    """uid -> start -> end and title"""
    found = {}
    for event in events:
        of_event = found.setdefault(OWN_DAY.sub("", event["uid"]), {})
        assert event["start"] not in of_event, f"{event['uid']} takes place twice on {event['start']}"
        of_event[event["start"]] = event["end"], event["title"]
    return found


def without_own_days(events):
    return [event for event in events if not OWN_DAY.search(event["uid"])]


@pytest.fixture(name="served")
def serve_one(serve, content, tmp_path):
    """served(name) -> the daemon, and the feed of that one file, as a file"""

    def start(name):
        folder = content / "agenda"
        folder.mkdir()
        (folder / name).write_bytes((EXPORTS / name).read_bytes())
        daemon = serve(content)
        feed = tmp_path / "feed.ics"
        feed.write_bytes(daemon.get("/agenda.ics").body)
        return daemon, feed

    return start


@pytest.mark.parametrize("name", sorted(path.name for path in EXPORTS.glob("*.ics")))
def test_all_readers_see_what_they_see_in_the_source(name, served, readers):
    daemon, feed = served(name)
    errors = [problem for problem in daemon.status()["problems"] if problem["severity"] == "error"]
    assert not errors
    for reader, command in readers.items():
        if reader != "node-ical" or name not in STRANGE_TO_NODE_ICAL:
            assert without_own_days(read(command, feed)) == read(command, EXPORTS / name), reader
    if name != "own-zone.ics":
        assert without_own_days(read(readers["node-ical"], feed)) == read(readers["libical"], EXPORTS / name)


@pytest.mark.parametrize("name", sorted(path.name for path in EXPORTS.glob("*.ics")))
def test_all_occurrences_are_those_of_the_source(name, served, readers, root):
    _, feed = served(name)
    expand = {reader: [*readers[reader], "--occurrences", LAST_YEAR] for reader in ("libical", "ical.js")}
    source = occurrences(read(expand["libical"], EXPORTS / name))
    for reader, command in expand.items():
        assert occurrences(read(command, feed)) == source, reader
    assert sum(map(len, source.values())) > 3
    if name != "own-zone.ics":
        dateutil = ["/usr/bin/python3", root / "tests" / "clients" / "read_with_dateutil.py", "--occurrences", LAST_YEAR]
        assert occurrences(read(dateutil, feed)) == source


# HTML goes through the cleaner; what is served of the lines of the exports that hold some.
CLEANED = {
    "outlook.ics": "X-ALT-DESC;FMTTYPE=text/html:<p>Ordre du jour\u00a0: <strong>calendriers</strong></p>",
    "thunderbird.ics": (
        'DESCRIPTION;ALTREP="data:text/html,%3Cp%3EApportez%20%3Cstrong%3Ela%20panne%3C/strong%3E.%3C/p%3E"'
        ":Apportez la panne."),
}


def lines_of(text):
    return text.replace("\r\n ", "").replace("\n ", "").splitlines()


@pytest.mark.parametrize("name", sorted(path.name for path in EXPORTS.glob("*.ics")))
def test_lines_stand_as_in_the_source(name, served):
    """But for what is told otherwise on purpose."""
    _, feed = served(name)
    own = {"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "ORGANIZER", "ATTENDEE", "X-MOZ-GENERATION", "X-MOZ-LASTACK"}
    calendar = icalendar.Calendar.from_ical((EXPORTS / name).read_bytes())
    uids = {str(event["UID"]) for event in calendar.walk("VEVENT")}
    source, depth = [], []
    for line in lines_of((EXPORTS / name).read_bytes().decode()):
        if line.startswith("BEGIN:"):
            depth.append(line)
        elif line.startswith("END:"):
            depth.pop()
        elif depth == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"] and line.split(":")[0].split(";")[0] not in own:
            source.append(line)
    published = lines_of(feed.read_bytes().decode())
    parts_of = lambda line: frozenset(line.split(":")[1].split(";")) - {"INTERVAL=1", "WKST=MO"}
    rules = {parts_of(line) for line in published if line.startswith("RRULE:")}
    for line in source:
        if line.startswith("RRULE:"):
            assert parts_of(line) in rules
        elif line.startswith("DURATION:"):
            assert line not in published  # told as DTEND, which all read alike
        elif "text/html" in line:
            assert CLEANED[name] in published
        elif "TZID=" not in line or "Europe/Paris:" in line and "mozilla" not in line:
            assert line in published
    text = feed.read_bytes().decode()
    for word in ("METHOD", "ORGANIZER", "ATTENDEE", "VALARM", "VTODO", "mozilla.org", "Romance"):
        assert word not in text
    assert all(f"UID:{uid}" in published for uid in uids)


def test_whatever_a_file_holds_other_programs_read_what_is_served(serve, content, almanach, readers, tmp_path):
    """Names, titles and instants are the same for all; a reader that refuses one event refuses the feed."""
    writer = almanach.parent / "tests" / "write_random_calendars"
    if not writer.exists():
        pytest.skip(f"no {writer}: it is built with the tests")
    folder = content / "agenda"
    folder.mkdir()
    subprocess.run([writer, folder, "300"], check=True)
    daemon = serve(content)
    feed = tmp_path / "feed.ics"
    feed.write_bytes(daemon.get("/agenda.ics").body)
    readers["libical"].append("--strange-names")
    seen = {name: read(command, feed) for name, command in readers.items() if name != "node-ical"}
    assert len(seen["libical"]) > 300
    assert seen["ical.js"] == seen["libical"]
    assert seen["python3-icalendar"] == seen["libical"]
    # It knows no zones but the system's, and reads texts its own way: that it reads is enough.
    assert len(read(readers["node-ical"], feed)) == len(seen["libical"])


def test_a_file_that_is_exported_again_changes_what_it_changes(serve, content, tmp_path):
    """DTSTAMP is of the export, not of the event; a SEQUENCE is never lowered."""
    folder = content / "agenda"
    folder.mkdir()
    source = (EXPORTS / "google.ics").read_bytes()
    (folder / "export.ics").write_bytes(source)
    daemon = serve(content, "--state", tmp_path / "state")
    before = daemon.get("/agenda.ics")
    by_uid = lambda answer: {
        (str(event["UID"]), "RECURRENCE-ID" in event): event for event in answer.calendar.walk("VEVENT")
    }
    old = by_uid(before)
    choir = ("3kqv2c0p7mchorale@google.example", False)
    assert old[choir]["SEQUENCE"] == 2
    # Exported again, a day later: nothing has changed.
    (folder / "export.ics").write_bytes(source.replace(b"DTSTAMP:20270110", b"DTSTAMP:20270111"))
    write_event(folder / "other.md", title="Other")
    daemon.wait_until(lambda: "Other" in daemon.titles("agenda"), "the next look has been")
    again = by_uid(daemon.get("/agenda.ics"))
    assert all(again[key].to_ical() == event.to_ical() for key, event in old.items())
    # Moved, and counted by the program that exports.
    (folder / "export.ics").write_bytes(
        source.replace(b"20270613T080000Z", b"20270613T070000Z").replace(b"SEQUENCE:0", b"SEQUENCE:4")
    )
    daemon.wait_until(lambda: "20270613T070000Z" in daemon.get("/agenda.ics").text, "the change is served")
    moved = by_uid(daemon.get("/agenda.ics"))
    fair = ("videgrenier2027@google.example", False)
    assert moved[fair]["SEQUENCE"] == 4
    assert moved[fair]["LAST-MODIFIED"].dt > old[fair]["LAST-MODIFIED"].dt
    # An older export: what is served does not go back.
    (folder / "export.ics").write_bytes(source)
    daemon.wait_until(lambda: "20270613T080000Z" in daemon.get("/agenda.ics").text, "the old time is served")
    back = by_uid(daemon.get("/agenda.ics"))
    assert back[fair]["SEQUENCE"] == 5
    assert back[fair]["LAST-MODIFIED"].dt > moved[fair]["LAST-MODIFIED"].dt
    # Taken out of the file: cancelled, with its own lines.
    start, end = source.index(b"BEGIN:VEVENT\r\nDTSTART:20270613"), source.index(b"BEGIN:VEVENT\r\nDTSTART;VALUE")
    (folder / "export.ics").write_bytes(source[:start] + source[end:])
    daemon.wait_until(lambda: "STATUS:CANCELLED" in daemon.get("/agenda.ics").text, "it is served as cancelled")
    assert by_uid(daemon.get("/agenda.ics"))[fair]["SEQUENCE"] == 6


def test_a_bad_edit_of_a_file_keeps_what_was_good(serve, content):
    folder = content / "agenda"
    folder.mkdir()
    source = (EXPORTS / "google.ics").read_bytes()
    (folder / "export.ics").write_bytes(source)
    daemon = serve(content)
    before = daemon.get("/agenda.ics").text
    # Cut off in the second event, as a copy under way is.
    (folder / "export.ics").write_bytes(source[: len(source) // 2])
    daemon.wait_until(lambda: daemon.status()["problems"], "the file is reported")
    assert any(problem["severity"] == "error" and problem["line"] > 1 for problem in daemon.status()["problems"])
    assert daemon.get("/agenda.ics").text == before


def test_show_prints_all_events_of_a_file(run):
    result = run("show", EXPORTS / "google.ics")
    assert result.returncode == 0, result.stderr
    calendar = icalendar.Calendar.from_ical(result.stdout)
    assert len(calendar.walk("VEVENT")) == 4
    assert len(calendar.walk("VTIMEZONE")) == 1


def calendar(*events):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n"


def an_event(uid, lines):
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Bal\r\n" + lines.replace("\n", "\r\n") + "END:VEVENT\r\n"


# What takes a whole feed down in a reader, or is read otherwise in each, as it came from exporters: one event each.
ODD = {
    "small": "dtstart;tzid=Europe/Paris:20270112T183000\nduration:pt1h\nrrule:freq=weekly;byday=tu;count=3\n",
    "days": "dtstart;value=date:20270112\n",
    "phone": "DTSTART:20270112T173000Z\nDTEND:20270112T183000Z\nCATEGORY_COLOR:#ff0000\n",
    "broken": 'DTSTART:20270112T173000Z\nDTEND:20270112T183000Z\nATTACH;FMTTYPE="image/png:https://x.example\n',
    "blank": "DTSTART:20270112T173000Z\nDTEND;X-A=1: 20270112T183000Z\nRRULE:FREQ=DAILY; COUNT=3\n",
    "night": "DTSTART;TZID=Europe/Paris:20270327T200000\nDURATION:P1D\n",
    "part": "DTSTART:20270112T173000Z\nDURATION:PT1H30\n",
    "inside": "METHOD:PUBLISH\nVERSION:2.0\nDTSTART;VALUE=DATE:20270112\n",
    "coded": "DTSTART;VALUE=DATE:20270112\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9\n",
    "rdate": "DTSTART;VALUE=DATE:20270112\nRDATE;VALUE=DATE:20270119\n",
}


def test_what_takes_a_feed_down_in_some_reader_is_read_alike_by_all(serve, content, readers, tmp_path):
    folder = content / "agenda"
    folder.mkdir()
    (folder / "odd.ics").write_bytes(calendar(*(an_event(*one) for one in ODD.items())).encode())
    daemon = serve(content)
    assert [one for one in daemon.status()["problems"] if one["severity"] == "error"] == []
    answer = daemon.get("/agenda.ics")
    feed = tmp_path / "feed.ics"
    feed.write_bytes(answer.body)
    seen = {name: read(command, feed) for name, command in readers.items()}
    assert all(events == seen["libical"] for events in seen.values())
    spans = {event["uid"]: (event["start"], event["end"]) for event in seen["libical"]}
    assert set(spans) == {*ODD, "rdate-2027-01-19"}
    assert spans["blank"][1] == spans["phone"][1] == spans["broken"][1] == "2027-01-12T18:30:00Z"
    assert spans["night"] == ("2027-03-27T19:00:00Z", "2027-03-28T18:00:00Z")
    assert spans["part"][1] == "2027-01-12T19:00:00Z"
    assert spans["rdate-2027-01-19"] == ("2027-01-19", "2027-01-20")
    assert "RRULE:FREQ=DAILY;COUNT=3" in answer.text and "Café" in answer.text
    assert daemon.get("/agenda/rdate-2027-01-19").status == 200
    libical, icaljs = (
        occurrences(read([*readers[name], "--occurrences", LAST_YEAR], feed)) for name in ("libical", "ical.js")
    )
    assert icaljs == libical


def test_a_series_that_is_emptied_in_the_calendar_program_is_struck_out(serve, content, tmp_path):
    folder = content / "agenda"
    folder.mkdir()
    series = "DTSTART;VALUE=DATE:20990112\nRRULE:FREQ=WEEKLY;UNTIL={}\n"
    file = folder / "export.ics"
    other = an_event("b", "DTSTART;VALUE=DATE:20990112\n")
    file.write_text(calendar(an_event("a", series.format("20990212")), other), newline="")
    daemon = serve(content, "--state", tmp_path / "state")
    assert "STATUS:CANCELLED" not in daemon.get("/agenda.ics").text
    file.write_text(calendar(an_event("a", series.format("20990105")), other), newline="")
    daemon.wait_until(lambda: "STATUS:CANCELLED" in daemon.get("/agenda.ics").text, "the series is struck out")
    events = {str(one["UID"]): one for one in daemon.get("/agenda.ics").calendar.walk("VEVENT")}
    assert events["a"]["STATUS"] == "CANCELLED" and events["a"]["SEQUENCE"] == 1
    assert "STATUS" not in events["b"]
    assert [one["severity"] for one in daemon.status()["problems"]] == ["warning"]


def test_a_day_of_rdate_is_struck_out_by_itself(serve, content, tmp_path):
    folder = content / "agenda"
    folder.mkdir()
    file = folder / "export.ics"
    dates = "DTSTART;VALUE=DATE:20990112\nRDATE;VALUE=DATE:20990119,20990126\n"
    file.write_text(calendar(an_event("a", dates)), newline="")
    daemon = serve(content, "--state", tmp_path / "state")
    uids = lambda: {str(one["UID"]): one for one in daemon.get("/agenda.ics").calendar.walk("VEVENT")}
    before = uids()
    assert set(before) == {"a", "a-2099-01-19", "a-2099-01-26"}
    file.write_text(calendar(an_event("a", dates + "EXDATE;VALUE=DATE:20990119\n")), newline="")
    daemon.wait_until(lambda: "STATUS:CANCELLED" in daemon.get("/agenda.ics").text, "the day is struck out")
    after = uids()
    assert after["a-2099-01-19"]["STATUS"] == "CANCELLED"
    assert all(after[uid].to_ical() == before[uid].to_ical() for uid in ("a", "a-2099-01-26"))
