"""One feed with all that readers are known to read in different ways: the same titles and times in each of them."""

import collections
import datetime
import json
import os
import pathlib
import shutil
import subprocess

import pytest

LAST_YEAR = 2028

def calendar(components):
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//test//EN\n{components}END:VCALENDAR\n"
    return text.replace("\n", "\r\n")


# What stands in each file, and when it takes place: title -> starts and ends, in UTC, or days with the day after.
FILES = {
    "cours.md": (
        "title: Cours\nstart: 2027-03-02 18:30\nend: 2027-03-02 20:00\nrrule: FREQ=WEEKLY;COUNT=8\nexdate: [2027-03-16]\n"
        "occurrences:\n- {le: 2027-03-23, horaires: 20h-21h, titre: Cours du soir}\n- {le: 2027-03-30, statut: annulé}\n",
        {
            "Cours": [
                "2027-03-02T17:30:00Z 2027-03-02T19:00:00Z",
                "2027-03-09T17:30:00Z 2027-03-09T19:00:00Z",
                "2027-03-30T16:30:00Z 2027-03-30T18:00:00Z",
                "2027-04-06T16:30:00Z 2027-04-06T18:00:00Z",
                "2027-04-13T16:30:00Z 2027-04-13T18:00:00Z",
                "2027-04-20T16:30:00Z 2027-04-20T18:00:00Z",
            ],
            "Cours du soir": ["2027-03-23T19:00:00Z 2027-03-23T20:00:00Z"],
        },
    ),
    "fete.md": (
        "title: Fête\nstart: 2027-07-14\nend: 2027-07-15\nrrule: FREQ=YEARLY;COUNT=2\n",
        {"Fête": ["2027-07-14 2027-07-16", "2028-07-14 2028-07-16"]},
    ),
    # The hour that is there twice, and the one that is not.
    "nuit.md": (
        "title: Première passe\nstart: 2027-10-31 02:30\nduration: 1h\n",
        {"Première passe": ["2027-10-31T00:30:00Z 2027-10-31T01:30:00Z"]},
    ),
    "nuit-2.md": (
        "title: Seconde passe\nstart: 2027-10-31 02:30 +01:00\nduration: 1h\n",
        {"Seconde passe": ["2027-10-31T01:30:00Z 2027-10-31T02:30:00Z"]},
    ),
    "soir.md": (
        "title: Soir\nstart: 2027-10-30 22:00\nend: 2027-10-31 02:30\n",
        {"Soir": ["2027-10-30T20:00:00Z 2027-10-31T00:30:00Z"]},
    ),
    "absente.md": (
        "title: Heure absente\nstart: 2027-03-28 02:30\nduration: 1h\n",
        {"Heure absente": ["2027-03-28T01:30:00Z 2027-03-28T02:30:00Z"]},
    ),
    "veillee.md": (
        "title: Veillée\nstart: 2027-10-17 02:30\nduration: 15min\nrrule: FREQ=WEEKLY;COUNT=4\n",
        {
            "Veillée": [
                "2027-10-17T00:30:00Z 2027-10-17T00:45:00Z",
                "2027-10-24T00:30:00Z 2027-10-24T00:45:00Z",
                "2027-10-31T00:30:00Z 2027-10-31T00:45:00Z",
                "2027-11-07T01:30:00Z 2027-11-07T01:45:00Z",
            ]
        },
    ),
    "matines.md": (
        "title: Matines\nstart: 2027-03-07 02:30\nduration: 15min\nrrule: FREQ=WEEKLY;COUNT=5\n",
        {
            "Matines": [
                "2027-03-07T01:30:00Z 2027-03-07T01:45:00Z",
                "2027-03-14T01:30:00Z 2027-03-14T01:45:00Z",
                "2027-03-21T01:30:00Z 2027-03-21T01:45:00Z",
                "2027-04-04T00:30:00Z 2027-04-04T00:45:00Z",
                "2027-04-11T00:30:00Z 2027-04-11T00:45:00Z",
            ]
        },
    ),
    # Nights on which the clock changes end when people read that they do.
    "bal.md": (
        "title: Bal\nstart: 2027-10-23 22:00\nend: 2027-10-24 06:00\nrrule: FREQ=WEEKLY;COUNT=3\n",
        {
            "Bal": [
                "2027-10-23T20:00:00Z 2027-10-24T04:00:00Z",
                "2027-10-30T20:00:00Z 2027-10-31T05:00:00Z",
                "2027-11-06T21:00:00Z 2027-11-07T05:00:00Z",
            ]
        },
    ),
    "bal-de-mars.md": (
        "title: Bal de mars\nstart: 2027-03-20 22:00\nend: 2027-03-21 06:00\nrrule: FREQ=WEEKLY;COUNT=2\n",
        {
            "Bal de mars": [
                "2027-03-20T21:00:00Z 2027-03-21T05:00:00Z",
                "2027-03-27T21:00:00Z 2027-03-28T04:00:00Z",
            ]
        },
    ),
    # Dates beside a rule, and without one.
    "seances.md": (
        "title: Séances\nstart: 2027-05-03 18:00\nduration: 1h\nrdate: [2027-05-10, 2027-05-20 19:00]\n",
        {
            "Séances": [
                "2027-05-03T16:00:00Z 2027-05-03T17:00:00Z",
                "2027-05-10T16:00:00Z 2027-05-10T17:00:00Z",
                "2027-05-20T17:00:00Z 2027-05-20T18:00:00Z",
            ]
        },
    ),
    "chorale.md": (
        "title: Chorale\nstart: 2027-06-01 18:00\nduration: 1h\nrrule: FREQ=WEEKLY;COUNT=3\n"
        "exdate: [2027-06-08]\nrdate: [2027-06-10]\n",
        {
            "Chorale": [
                "2027-06-01T16:00:00Z 2027-06-01T17:00:00Z",
                "2027-06-10T16:00:00Z 2027-06-10T17:00:00Z",
                "2027-06-15T16:00:00Z 2027-06-15T17:00:00Z",
            ]
        },
    ),
    # Calendar files, as phones and other programs write them.
    "petites-lettres.ics": (
        calendar("begin:vevent\nuid:petites\ndtstamp:20270101T000000Z\nsummary:Petites lettres\n"
                 "dtstart;tzid=Europe/Paris:20270405T180000\ndtend;tzid=Europe/Paris:20270405T190000\n"
                 "rrule:freq=weekly;byday=mo;count=2\nend:vevent\n"),
        {
            "Petites lettres": [
                "2027-04-05T16:00:00Z 2027-04-05T17:00:00Z",
                "2027-04-12T16:00:00Z 2027-04-12T17:00:00Z",
            ]
        },
    ),
    "jours.ics": (
        calendar("BEGIN:VEVENT\nUID:jours\nDTSTAMP:20270101T000000Z\nSUMMARY:Jours\nDTSTART;VALUE=DATE:20270901\n"
                 "DURATION:P1D\nRDATE;VALUE=DATE:20270905,20270909\nCATEGORY_COLOR:red\nEND:VEVENT\n"),
        {"Jours": ["2027-09-01 2027-09-02", "2027-09-05 2027-09-06", "2027-09-09 2027-09-10"]},
    ),
    "duree.ics": (
        calendar("BEGIN:VEVENT\nUID:duree\nDTSTAMP:20270101T000000Z\nSUMMARY:Un jour plus tard\n"
                 "DTSTART;TZID=Europe/Paris:20270327T120000\nDURATION:P1D\nEND:VEVENT\n"),
        {"Un jour plus tard": ["2027-03-27T11:00:00Z 2027-03-28T10:00:00Z"]},
    ),
    "nuits.ics": (
        calendar("BEGIN:VEVENT\nUID:nuits\nDTSTAMP:20270101T000000Z\nSUMMARY:Nuit exportée\n"
                 "DTSTART;TZID=Europe/Paris:20271023T220000\nDTEND;TZID=Europe/Paris:20271024T060000\n"
                 "RRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n"
                 "BEGIN:VEVENT\nUID:petit-matin\nDTSTAMP:20270101T000000Z\nSUMMARY:Petit matin\n"
                 "DTSTART;TZID=Europe/Paris:20270314T023000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\n"
                 "RDATE;VALUE=PERIOD;TZID=Europe/Paris:20270401T100000/PT30M\nEND:VEVENT\n"),
        {
            "Nuit exportée": [
                "2027-10-23T20:00:00Z 2027-10-24T04:00:00Z",
                "2027-10-30T20:00:00Z 2027-10-31T05:00:00Z",
                "2027-11-06T21:00:00Z 2027-11-07T05:00:00Z",
            ],
            "Petit matin": [
                "2027-03-14T01:30:00Z 2027-03-14T02:30:00Z",
                "2027-03-21T01:30:00Z 2027-03-21T02:30:00Z",
                "2027-04-01T08:00:00Z 2027-04-01T08:30:00Z",
                "2027-04-04T00:30:00Z 2027-04-04T01:30:00Z",
            ],
        },
    ),
    "utc.ics": (
        calendar("BEGIN:VEVENT\nUID:utc\nDTSTAMP:20270101T000000Z\nSUMMARY:En UTC\nDTSTART:20270320T100000Z\n"
                 "DTEND:20270320T110000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n"),
        {
            "En UTC": [
                "2027-03-20T10:00:00Z 2027-03-20T11:00:00Z",
                "2027-03-27T10:00:00Z 2027-03-27T11:00:00Z",
                "2027-04-03T10:00:00Z 2027-04-03T11:00:00Z",
            ]
        },
    ),
}


def sorted_times(occurrences):
    """title -> "start end" in order, with those that come twice twice."""
    times = collections.defaultdict(list)
    for title, start, end in occurrences:
        if start[:4] <= str(LAST_YEAR):
            times[title].append(f"{start} {end}")
    return {title: sorted(found) for title, found in times.items()}


def expected_times():
    expected = {}
    for _, occurrences in FILES.values():
        expected.update({title: sorted(times) for title, times in occurrences.items()})
    return expected


def read(command, feed):
    result = subprocess.run(
        [*map(str, command), "--occurrences", str(LAST_YEAR), str(feed)],
        capture_output=True, text=True, timeout=300, check=False, env={**os.environ, "TZ": "UTC"},
    )
    assert result.returncode == 0, result.stderr
    (entry,) = map(json.loads, result.stdout.splitlines())
    return sorted_times((one["title"], one["start"], one["end"]) for one in entry["events"])


@pytest.fixture
def daemon(content, serve):
    for name, (lines, _) in FILES.items():
        path = content / "agenda" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{lines}---\n" if name.endswith(".md") else lines, encoding="utf-8", newline="")
    return serve(content)


def test_all_readers_see_the_same_times(daemon, repeating_readers, tmp_path):
    feed = tmp_path / "agenda.ics"
    feed.write_bytes(daemon.get("/agenda.ics").body)
    readings = {name: read(command, feed) for name, command in repeating_readers.items()}
    assert readings == dict.fromkeys(readings, expected_times())


def test_sabre_sees_the_same_times(daemon, root, tmp_path):
    library = pathlib.Path("/usr/share/php/Sabre/VObject/autoload.php")
    if shutil.which("php") is None or not library.exists():
        pytest.skip("no php-cli or php-sabre-vobject: not every Debian has it, Debian 12 has 2.1.7")
    feed = tmp_path / "agenda.ics"
    feed.write_bytes(daemon.get("/agenda.ics").body)
    reader = ["php", "-d", "include_path=/usr/share/php", root / "tests" / "clients" / "read_with_sabre.php"]
    expected = expected_times()
    # It does not find the excepted start in the hour that is there twice: it is shown, and so is the event of its own.
    expected["Veillée"] = sorted([*expected["Veillée"], "2027-10-31T00:30:00Z 2027-10-31T00:45:00Z"])
    assert read(reader, feed) == expected


@pytest.fixture(name="ruby")
def ruby_reader(root):
    """The command; None where this machine has no such reader."""
    if subprocess.run(["/usr/bin/env", "ruby", "-ricalendar", "-e", ""], capture_output=True, check=False).returncode:
        return None
    return ["ruby", root / "tests" / "clients" / "read_with_ruby.rb"]


def test_ruby_sees_the_same_times(daemon, ruby, tmp_path):
    if ruby is None:
        pytest.skip("no ruby-icalendar: ./dev setup test brings it where Debian has it")
    feed = tmp_path / "agenda.ics"
    feed.write_bytes(daemon.get("/agenda.ics").body)
    assert read(ruby, feed) == expected_times()


# The clocks went by other rules when the first of these took place.
OLD_EVENTS = {
    "America/New_York": (2004, "2004-05-03T22:00:00Z", "2027-05-03T22:00:00Z"),
    "America/Havana": (2006, "2006-05-03T22:00:00Z", "2027-05-03T22:00:00Z"),
    "Australia/Sydney": (2005, "2005-05-03T08:00:00Z", "2027-05-03T08:00:00Z"),
    "Europe/London": (1994, "1994-05-03T17:00:00Z", "2027-05-03T17:00:00Z"),
}


def hour_later(start):
    return f"{start[:11]}{int(start[11:13]) + 1:02}{start[13:]}"


def test_readers_see_events_from_before_the_rules_of_today(content, serve, repeating_readers, ruby, tmp_path):
    (content / "agenda").mkdir()
    expected = {}
    for zone, (year, *starts) in OLD_EVENTS.items():
        for start in (year, 2027):
            (content / "agenda" / f"{zone.rpartition('/')[2]}-{start}.md").write_text(
                f"---\ntitle: {zone}\nstart: {start}-05-03 18:00\nend: {start}-05-03 19:00\ntimezone: {zone}\n---\n"
            )
        expected[zone] = [f"{start} {hour_later(start)}" for start in starts]
    feed = tmp_path / "agenda.ics"
    feed.write_bytes(serve(content).get("/agenda.ics").body)
    readers = {**repeating_readers, **({"ruby": ruby} if ruby else {})}
    readings = {name: read(command, feed) for name, command in readers.items()}
    assert readings == dict.fromkeys(readings, expected)


def read_khal(fields):
    """Its last day is the last one of the event."""
    title, start_day, start, end_day, end = fields
    if start:
        return title, f"{start_day}T{start}:00Z", f"{end_day}T{end}:00Z"
    return title, start_day, (datetime.date.fromisoformat(end_day) + datetime.timedelta(days=1)).isoformat()


def test_khal_sees_the_same_times(daemon, tmp_path):
    """It keeps a file for each event, as CalDAV gives them."""
    khal = shutil.which("khal")
    if khal is None:
        pytest.skip("no khal: ./dev setup test brings it")
    folder = tmp_path / "agenda"
    folder.mkdir()
    for event in json.loads(daemon.get("/agenda.json").body)["events"]:
        slug = event["page"].rstrip("/").rsplit("/", 1)[1]
        (folder / f"{slug}.ics").write_bytes(daemon.get(f"/agenda/{slug}.ics").body)
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[agenda]]\npath = {folder}\n[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "local_timezone = UTC\ndefault_timezone = UTC\n"
    )
    result = subprocess.run(
        [khal, "-c", config, "list", "--day-format", "", "--format",
         "{title}|{start-date}|{start-time}|{end-date}|{end-time}", "2026-01-01", f"{LAST_YEAR + 1}-01-01"],
        capture_output=True, text=True, timeout=300, check=True, env={**os.environ, "HOME": str(tmp_path)},
    )
    # What goes on over several days is listed with each of them.
    occurrences = {tuple(line.split("|")) for line in result.stdout.splitlines() if line.strip()}
    assert sorted_times(map(read_khal, occurrences)) == expected_times()
