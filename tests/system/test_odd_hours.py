"""Hours that exist twice or not at all, nights of another length, added dates: in each form the same, to all readers."""

import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree
from importlib import metadata

import pytest

LAST_YEAR = "2028"

FILES = {
    # 31 October 2027: from 02:00 to 03:00 the clock shows each time twice; 28 March: not at all.
    "premiere": ("start: 2027-10-31 02:30 +02:00\nduration: 1h\n", ["2027-10-31T00:30/01:30"]),
    "seconde": ("start: 2027-10-31 02:30 +01:00\nduration: 1h\n", ["2027-10-31T01:30/02:30"]),
    "fin": ("start: 2027-10-30 22:00\nend: 2027-10-31 02:30\n", ["2027-10-30T20:00/00:30"]),
    "apres": ("start: 2027-10-30 22:00\nend: 2027-10-31 02:30 +01:00\n", ["2027-10-30T20:00/01:30"]),
    "saute": ("start: 2027-03-28 02:30\nduration: 1h\n", ["2027-03-28T01:30/02:30"]),
    "bal": (
        "start: 2027-10-23 22:00\nend: 2027-10-24 06:00\nrrule: FREQ=WEEKLY;COUNT=3\n",
        ["2027-10-23T20:00/04:00", "2027-10-30T20:00/05:00", "2027-11-06T21:00/05:00"],
    ),
    "bal-de-mars": (
        "start: 2027-03-20 22:00\nend: 2027-03-21 02:30\nrrule: FREQ=WEEKLY;UNTIL=20270404\n",
        ["2027-03-20T21:00/01:30", "2027-03-27T21:00/01:30", "2027-04-03T20:00/00:30"],
    ),
    "ouverture": (
        "start: 2027-10-30 22:00\nend: 2027-10-31 06:00\nrrule: FREQ=WEEKLY;COUNT=2\n",
        ["2027-10-30T20:00/05:00", "2027-11-06T21:00/05:00"],
    ),
    "ronde": (
        "start: 2027-03-14 02:30\nend: 2027-03-14 04:00\nrrule: FREQ=WEEKLY;COUNT=4\n",
        ["2027-03-14T01:30/03:00", "2027-03-21T01:30/03:00", "2027-04-04T00:30/02:00", "2027-04-11T00:30/02:00"],
    ),
    "veillee": (
        "start: 2027-10-24 02:30\nend: 2027-10-24 04:00\nrrule: FREQ=WEEKLY;COUNT=3\n",
        ["2027-10-24T00:30/02:00", "2027-10-31T00:30/03:00", "2027-11-07T01:30/03:00"],
    ),
    "deplacee": (
        "start: 2027-10-23 14:00\nend: 2027-10-23 15:00\nrrule: FREQ=WEEKLY;COUNT=2\n"
        "occurrences:\n- date: 2027-10-30\n  start: 2027-10-31 02:15 +02:00\n  end: 2027-10-31 04:00\n",
        ["2027-10-23T12:00/13:00", "2027-10-31T00:15/03:00"],
    ),
    "ateliers": (
        "start: 2027-05-04 18:00\nend: 2027-05-04 20:00\nrdate: [2027-05-07, 2027-05-01 10:00]\n",
        ["2027-05-01T08:00/10:00", "2027-05-04T16:00/18:00", "2027-05-07T16:00/18:00"],
    ),
    "cours": (
        "start: 2027-05-04 18:00\nend: 2027-05-04 20:00\nrrule: FREQ=WEEKLY;COUNT=2\nrdate: 2027-05-07\n",
        ["2027-05-04T16:00/18:00", "2027-05-07T16:00/18:00", "2027-05-11T16:00/18:00"],
    ),
}
# The same from calendar programs: DTSTART, DTEND, what else the event has.
SERIES = {
    "export-bal": (
        "20271023T220000/20271024T060000 RRULE:FREQ=WEEKLY;COUNT=3",
        ["2027-10-23T20:00/04:00", "2027-10-30T20:00/05:00", "2027-11-06T21:00/05:00"],
    ),
    "export-ouverture": (
        "20271030T220000/20271031T060000 RRULE:FREQ=WEEKLY;COUNT=2",
        ["2027-10-30T20:00/05:00", "2027-11-06T21:00/05:00"],
    ),
    "export-ronde": (
        "20270314T023000/20270314T040000 RRULE:FREQ=WEEKLY;COUNT=4",
        ["2027-03-14T01:30/03:00", "2027-03-21T01:30/03:00", "2027-04-04T00:30/02:00", "2027-04-11T00:30/02:00"],
    ),
    "export-veillee": (
        "20271024T023000/20271024T040000 RRULE:FREQ=WEEKLY;COUNT=3",
        ["2027-10-24T00:30/02:00", "2027-10-31T00:30/03:00", "2027-11-07T01:30/03:00"],
    ),
    "export-cours": (
        "20270504T180000/20270504T200000 RRULE:FREQ=WEEKLY;COUNT=2 "
        "RDATE;VALUE=PERIOD;TZID=Europe/Paris:20270507T180000/PT1H",
        ["2027-05-04T16:00/18:00", "2027-05-07T16:00/17:00", "2027-05-11T16:00/18:00"],
    ),
}
# The clock of UTC is not changed.
IN_UTC = (
    "start: 2027-10-26 12:00\nduration: 1h\ntimezone: UTC\nrrule: FREQ=WEEKLY;COUNT=2\n",
    ["2027-10-26T12:00/13:00", "2027-11-02T12:00/13:00"],
)


def spans(expected):
    """"2027-10-30T20:00/05:00" as start and end; an end before its start is of the next day."""
    for text in expected:
        start, end = text.split("/")
        day = datetime.date.fromisoformat(start[:10])
        if end < start[11:]:
            day += datetime.timedelta(days=1)
        yield f"{start}:00Z", f"{day}T{end}:00Z"


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, (lines, _) in files.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\nuid: {name}\n{lines}---\n", encoding="utf-8")


def write_export(folder):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//test//EN"]
    for name, (text, _) in SERIES.items():
        times, *others = text.split(" ")
        start, end = (f";TZID=Europe/Paris:{time}" for time in times.split("/"))
        lines += ["BEGIN:VEVENT", f"UID:{name}", f"SUMMARY:{name}", "TRANSP:OPAQUE", f"DTSTART{start}", f"DTEND{end}"]
        lines += [*others, "END:VEVENT"]
    (folder / "export.ics").write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8")


NIGHTS = {**FILES, **SERIES}


@pytest.fixture(name="site")
def odd_site(serve, content):
    write(content / "nuits", FILES)
    write_export(content / "nuits")
    write(content / "meteo", {"releve": IN_UTC})
    return serve(content)


@pytest.fixture(name="expanders", scope="session")
def expanding_readers(almanach, root):
    clients = root / "tests" / "clients"
    libical = pathlib.Path(os.environ.get("READ_WITH_LIBICAL", almanach.parent / "tests" / "read_with_libical"))
    known = {"dateutil": ["/usr/bin/python3", clients / "read_with_dateutil.py"]}
    if libical.exists():
        known["libical"] = [libical]
    if (clients / "node_modules").is_dir() and shutil.which("node") is not None:
        known["ical.js"] = ["node", clients / "read_with_icaljs.mjs"]
    probe = ["/usr/bin/python3", "-c", "import recurring_ical_events"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        known["recurring-ical-events"] = ["/usr/bin/python3", clients / "read_with_recurring.py"]
    if len(known) == 1:
        pytest.skip("no reader but dateutil: the others come with `npm ci` in tests/clients and with the tests' build")
    return known


# Debian 13's adds the time that passes between a start in a zone and an end in UTC to the clock, which is set back
# meanwhile; Debian 12's 2.0.1 does not (findings/recurring-ical-events-adds-to-the-clock.sh).
ENDS_LATE = {"apres": list(spans(["2027-10-30T20:00/02:30"]))}


def known_faults(name):
    """Titles that a reader is known to see otherwise, with what it sees."""
    return ENDS_LATE if name == "recurring-ical-events" and not metadata.version(name).startswith("2.") else {}


def times_by_title(occurrences):
    times = {}
    for title, start, end in occurrences:
        times.setdefault(title, []).append((start, end))
    return {title: sorted(found) for title, found in times.items()}


def test_all_readers_see_the_hours_that_people_read(site, expanders, tmp_path):
    for feed, files in (("nuits", NIGHTS), ("meteo", {"releve": IN_UTC}), ("all", {**NIGHTS, "releve": IN_UTC})):
        path = tmp_path / f"{feed}.ics"
        path.write_bytes(site.get(f"/{feed}.ics").body)
        meant = {title: sorted(spans(told)) for title, (_, told) in files.items()}
        for name, command in expanders.items():
            result = subprocess.run(
                [*map(str, command), "--occurrences", LAST_YEAR, str(path)],
                capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
            assert result.returncode == 0, result.stderr
            events = json.loads(result.stdout)["events"]
            seen = times_by_title((one["title"], one["start"], one["end"]) for one in events)
            expected = {title: known_faults(name).get(title, times) for title, times in meant.items()}
            assert seen == expected, f"{name} reads {feed}.ics otherwise"


def test_caldav_expands_to_the_same(site):
    body = (
        '<?xml version="1.0"?><C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>'
        '<C:calendar-data><C:expand start="20270101T000000Z" end="20280101T000000Z"/></C:calendar-data></D:prop>'
        '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>'
        "</C:calendar-query>"
    )
    answer = site.request("REPORT", "/dav/calendars/nuits/", {"Depth": "1", "Content-Type": "application/xml"}, body.encode())
    assert answer.status == 207
    found = []
    for data in xml.etree.ElementTree.fromstring(answer.body).iter("{urn:ietf:params:xml:ns:caldav}calendar-data"):
        for event in data.text.split("BEGIN:VEVENT")[1:]:
            lines = dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
            found.append((lines["SUMMARY"], lines["DTSTART"], lines["DTEND"]))
    shortened = {
        title: sorted((start.translate({45: None, 58: None}), end.translate({45: None, 58: None}))
                      for start, end in spans(expected))
        for title, (_, expected) in NIGHTS.items()
    }  # fmt: skip
    assert times_by_title(found) == shortened


def test_free_and_busy_times_are_those_hours(site):
    """Of what calendar programs say that it takes the time."""
    body = (
        '<?xml version="1.0"?><C:free-busy-query xmlns:C="urn:ietf:params:xml:ns:caldav">'
        '<C:time-range start="20270301T000000Z" end="20280101T000000Z"/></C:free-busy-query>'
    )
    answer = site.request("REPORT", "/dav/calendars/nuits/", {"Depth": "1", "Content-Type": "application/xml"}, body.encode())
    assert answer.status == 200
    found = re.findall(r"(\d{8}T\d{6}Z)/(\d{8}T\d{6}Z)", answer.text.replace("\r\n ", ""))
    taken = []
    for start, end in sorted(span for _, expected in SERIES.values() for span in spans(expected)):
        if taken and start <= taken[-1][1]:
            taken[-1][1] = max(taken[-1][1], end)
        else:
            taken.append([start, end])
    assert found == [tuple(time.translate({45: None, 58: None}) for time in span) for span in taken]


def test_json_and_jcal_have_the_same_occurrences(site):
    told = json.loads(site.get("/nuits.json").body)
    by_id = {event["page"].rsplit("/", 1)[-1]: event for event in told["events"]}
    assert {"bal", "ateliers", "ateliers-2027-05-01", "ateliers-2027-05-07", "ronde", "ronde-2027-04-04",
            "veillee-2027-10-31", "ouverture-2027-10-30", "export-ronde-2027-04-04",
            "export-veillee-2027-10-31", "export-cours-2027-05-07"} <= set(by_id)  # fmt: skip
    for origin in ("", "export-"):
        changed = by_id[f"{origin}bal"]["recurrence"]["changed"]
        assert [(one["start"], one["end"]) for one in changed] == [
            ("2027-10-30T22:00:00+02:00", "2027-10-31T06:00:00+01:00")
        ]
        assert by_id[f"{origin}ronde"]["recurrence"]["rule"]["count"] == 2
        assert by_id[f"{origin}ronde-2027-04-04"]["recurrence"]["rule"]["count"] == 2
    jcal = json.loads(site.get("/nuits.jcal").body)
    events = [dict((name, value) for name, _, _, value in properties) for kind, properties, _ in jcal[2]
              if kind == "vevent"]  # fmt: skip
    ends = {(one["uid"], one["dtend"]) for one in events}
    assert {("bal", "2027-10-31T06:00:00"), ("export-bal", "2027-10-31T06:00:00"), ("fin", "2027-10-31T00:30:00Z"),
            ("ateliers-2027-05-07", "2027-05-07T20:00:00")} <= ends  # fmt: skip


def test_pages_say_the_hours_that_people_read(site):
    for origin in ("", "export-"):
        page = site.get(f"/nuits/{origin}bal").text
        assert "samedi 30 octobre 2027, de 22h à 6h" in page
        assert "22h à 5h" not in page
        ronde = site.get(f"/nuits/{origin}ronde").text
        assert "28 mars" not in ronde and "21 mars" in ronde
        assert "4 avril 2027, de 2h30 à 4h" in site.get(f"/nuits/{origin}ronde-2027-04-04").text
    agenda = site.get("/nuits/").text
    assert len(re.findall(r"/nuits/ateliers(?:-2027-05-0\d)?\"", agenda)) >= 3


def test_check_says_what_is_missing_or_twice(site):
    problems = {(problem["file"], problem["message"]) for problem in site.status()["problems"]}
    assert (
        "nuits/ronde.md",
        "02:30 does not exist in Europe/Paris on 2027-03-28: there is no occurrence then, and none is counted",
    ) in problems
    for file, message in list(problems):
        if file in ("nuits/ronde.md", "nuits/veillee.md"):
            assert ("nuits/export.ics", message) in problems
    assert ("nuits/veillee.md", "02:30 is twice in Europe/Paris on 2027-10-31: the first is taken") in problems


def test_a_calendar_with_odd_times_in_utc_names_no_zone(serve, content):
    """Programs that obey X-WR-TIMEZONE would repeat the series by it, and take an hour that is twice for the second."""
    write(content / "nuits", {name: FILES[name] for name in ("fin", "bal")})
    write(content / "meteo", {"releve": IN_UTC})
    write(content / "cours", {"cours": FILES["cours"]})
    site = serve(content)
    for path in ("/meteo.ics", "/meteo/releve.ics", "/nuits.ics", "/nuits/fin.ics", "/all.ics"):
        assert "X-WR-TIMEZONE" not in site.get(path).text, path
    for path in ("/cours.ics", "/cours/cours.ics", "/nuits/bal.ics"):
        assert "X-WR-TIMEZONE:Europe/Paris" in site.get(path).text, path


def test_an_added_date_keeps_its_address_and_uid(serve, content, tmp_path):
    write(content / "nuits", {"ateliers": FILES["ateliers"]})
    file = content / "nuits" / "ateliers.md"
    text = file.read_text(encoding="utf-8").replace("uid: ateliers\n", "")
    file.write_text(text, encoding="utf-8")
    state = ["--state", tmp_path / "state"]
    daemon = serve(content, *state)

    def uids(server):
        events = server.get("/nuits.ics").text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
        found = {}
        for event in events:
            lines = dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
            found[lines["URL"].rsplit("/", 1)[-1]] = (lines["UID"], lines["STATUS"], lines["SEQUENCE"])
        return found

    first = uids(daemon)
    assert set(first) == {"ateliers", "ateliers-2027-05-01", "ateliers-2027-05-07"}
    # The file is renamed, another date is added, one is taken away.
    file.rename(content / "nuits" / "rencontres.md")
    daemon.wait_until(lambda: "ateliers-2027-05-07" in uids(daemon), "the feed after the renaming")
    (content / "nuits" / "rencontres.md").write_text(
        text.replace("2027-05-01 10:00", "2027-06-01"), encoding="utf-8"
    )
    daemon.wait_until(lambda: any(slug.endswith("2027-06-01") for slug in uids(daemon)), "the added date")
    after = {uid: (slug, status) for slug, (uid, status, _) in uids(daemon).items()}
    assert after[first["ateliers"][0]][1] == "CONFIRMED"
    assert after[first["ateliers-2027-05-07"][0]][1] == "CONFIRMED"
    daemon.wait_until(
        lambda: ("CANCELLED" in {status for uid, status, _ in uids(daemon).values()
                                 if uid == first["ateliers-2027-05-01"][0]}),
        "the date that is no more is cancelled",
    )  # fmt: skip
