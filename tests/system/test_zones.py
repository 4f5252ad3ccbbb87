"""Zone data that changes while the daemon runs, and zones by names that the system has given up."""

import json
import os
import re
import shutil
import subprocess

import pytest

import stopped_clock

ZIC = shutil.which("zic") or shutil.which("zic", path="/usr/sbin:/sbin")
PARIS = """
Rule EU 1981 max - Mar lastSun 1:00u 1:00 S
Rule EU 1996 max - Oct lastSun 1:00u 0 -
Zone Europe/Paris 1:00 EU CE%sT
Zone America/New_York -5:00 - EST
"""
# The town gives up its clock's hour in 2029.
RELEASES = {
    "2030a": PARIS + "Zone Europe/Essai 1:00 - CET\n",
    # As a telephone sees it that has not heard of a change.
    "2030c": "Zone Europe/Paris 1:00 - CET\nZone Europe/Rome 1:00 - CET\n",
    "2030b": PARIS + "Zone Europe/Essai 1:00 - CET 2029 Mar 1\n 2:00 - EET\n",
}
LINKS = "L America/New_York US/Eastern\nL Europe/Paris Europe/Lutece\n"


def install(folder, release):
    """As a package does: each file beside the one that it replaces, all of them, then the renames."""
    built = folder.with_name(f"{folder.name}-{release}")
    source = folder.with_name(f"{release}.txt")
    source.write_text(RELEASES[release])
    subprocess.run([ZIC, "-d", built, source], check=True)
    (built / "tzdata.zi").write_text(f"# version {release}\n{LINKS}")
    files = [path.relative_to(built) for path in built.rglob("*") if path.is_file()]
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(built / file, folder / f"{file}.dpkg-new")
    for file in files:
        os.rename(folder / f"{file}.dpkg-new", folder / file)


@pytest.fixture(name="zones")
def zone_folder(tmp_path):
    if ZIC is None:
        pytest.skip("there is no zic here")
    folder = tmp_path / "zones"
    folder.mkdir()
    install(folder, "2030a")
    return folder


EVENTS = {
    "bal": "start: 2029-06-01 20:00\nend: 2029-06-01 23:00\ntimezone: Europe/Essai",
    "galette": "start: 2029-01-06 16:00\nend: 2029-01-06 18:00\ntimezone: Europe/Essai",
    "chorale": "start: 2029-01-08 18:00\nend: 2029-01-08 19:00\nrrule: FREQ=WEEKLY;COUNT=20\ntimezone: Europe/Essai",
    "atelier": "start: 2029-01-09 18:00\nend: 2029-01-09 19:00\nrrule: FREQ=WEEKLY;COUNT=4\ntimezone: Europe/Essai",
    "fete": "start: 2029-06-02\nend: 2029-06-03\ntimezone: Europe/Essai",
    "paris": "start: 2029-06-04 20:00\nend: 2029-06-04 23:00",
}
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//test//EN
BEGIN:VEVENT
UID:ancien@example.org
DTSTAMP:20270101T000000Z
DTSTART;TZID=US/Eastern:20290605T100000
DTEND;TZID=US/Eastern:20290605T110000
SUMMARY:Ancien
END:VEVENT
BEGIN:VEVENT
UID:essai@example.org
DTSTAMP:20270101T000000Z
DTSTART;TZID=Europe/Essai:20290605T100000
DTEND;TZID=Europe/Essai:20290605T110000
SUMMARY:Essai
END:VEVENT
END:VCALENDAR
"""


def write_content(content):
    folder = content / "agenda"
    folder.mkdir()
    for slug, fields in EVENTS.items():
        (folder / f"{slug}.md").write_text(f"---\ntitle: {slug.title()}\n{fields}\n---\nVenez.\n")
    (folder / "autre.ics").write_text(ICS.replace("\n", "\r\n"))


def stamps(daemon):
    """SEQUENCE, LAST-MODIFIED and DTSTAMP of each event, by title."""
    return {
        str(event["SUMMARY"]): (event.get("SEQUENCE", 0), event["LAST-MODIFIED"].dt, event["DTSTAMP"].dt)
        for event in daemon.get("/agenda.ics").calendar.walk("VEVENT")
    }


def is_made_with(daemon, release):
    return [feed["zone_data"] for feed in daemon.status()["feeds"]] == [release]


def starts(daemon):
    """As JSON-LD has it, which programs read from the page."""
    text = daemon.get("/agenda/bal").text
    assert "20h" in text
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S).group(1))["startDate"]


TOUCHED = {"Bal", "Chorale", "Essai"}


@pytest.fixture(name="start")
def start_with_zones(serve, content, zones, tmp_path):
    """Starts the daemon, each time over the same content, zones and state."""

    def start(**environment):
        return serve(content, "--state", tmp_path / "state", "--base-url", "https://agenda.example.org",
                     environment={**environment, "TZDIR": str(zones)})

    return start


def assert_announced(before, after):
    """SEQUENCE, LAST-MODIFIED and DTSTAMP of the events that the new release touches have moved, and of no other."""
    assert {title for title in after if after[title] != before[title]} == TOUCHED
    for title in TOUCHED:
        assert after[title][0] == before[title][0] + 1
        assert after[title][1] > before[title][1] and after[title][2] == after[title][1]


@pytest.mark.skipif(not stopped_clock.LIBRARIES, reason="there is no libfaketime here")
def test_zone_data_that_changes_reaches_subscribers_without_a_restart(start, content, zones):
    fast = stopped_clock.fast_environment(10)
    write_content(content)
    daemon = start(**fast)
    assert is_made_with(daemon, "2030a")
    before, (tags, token) = stamps(daemon), daemon.sync("agenda")
    assert starts(daemon) == "2029-06-01T20:00:00+01:00"
    revision = daemon.status()["revision"]

    install(zones, "2030b")
    daemon.wait_until(lambda: is_made_with(daemon, "2030b"), "the new release is taken over")
    assert daemon.status()["revision"] == revision + 1, "in one round"
    after, (changed, next_token) = stamps(daemon), daemon.sync("agenda", token)
    assert_announced(before, after)
    # Whole days are where they were; their calendar has a VTIMEZONE all the same, whose bytes are others.
    assert {slug.partition("-")[0].title() for slug in changed} == {*TOUCHED, "Fete"}
    all_tags, _ = daemon.sync("agenda")
    assert {slug for slug in all_tags if all_tags[slug] != tags[slug]} == set(changed)
    assert next_token != token
    assert starts(daemon) == "2029-06-01T20:00:00+02:00"
    text = daemon.get("/agenda.ics").text
    assert "DTSTART;TZID=Europe/Essai:20290601T200000" in text
    assert "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in text
    assert "DTSTART;TZID=America/New_York:20290605T100000" in text and "US/Eastern" not in text

    daemon.stop()
    daemon = start(**fast)
    assert stamps(daemon) == after
    assert daemon.sync("agenda") == (all_tags, daemon.sync("agenda")[1])
    assert daemon.sync("agenda", next_token)[0] == {}
    assert is_made_with(daemon, "2030b")

    # And back, while nobody looks.
    daemon.stop()
    install(zones, "2030a")
    daemon = start(**fast)
    assert is_made_with(daemon, "2030a")
    assert {title: stamp[0] for title, stamp in stamps(daemon).items() if title in TOUCHED} == {
        title: after[title][0] + 1 for title in TOUCHED
    }
    assert set(daemon.sync("agenda", next_token)[0]) == set(changed)
    assert stamps(daemon)["Paris"] == before["Paris"]


def test_zone_data_that_changes_while_nobody_looks_reaches_what_is_served_without_a_good_file(start, content, zones):
    """A file is faulty meanwhile, and so many are gone that they are held."""
    write_content(content)
    daemon = start()
    before, (tags, token) = stamps(daemon), daemon.sync("agenda")
    daemon.stop()
    install(zones, "2030b")
    (content / "agenda" / "bal.md").write_text("---\ntitle: Bal\nstart: 2029-06-31 20:00\ntimezone: Europe/Essai\n---\n")
    for slug in EVENTS.keys() - {"bal"}:
        (content / "agenda" / f"{slug}.md").unlink()

    daemon = start()
    after, (changed, next_token) = stamps(daemon), daemon.sync("agenda", token)
    assert_announced(before, after)
    assert {slug.partition("-")[0].title() for slug in changed} == {*TOUCHED, "Fete"}
    assert starts(daemon) == "2029-06-01T20:00:00+02:00"
    text = daemon.get("/agenda.ics").text
    for digits in ("20290601T200000", "20290108T180000", "20290605T100000"):
        assert f"DTSTART;TZID=Europe/Essai:{digits}" in text
    assert "STATUS:CANCELLED" not in text

    daemon.stop()
    daemon = start()
    assert stamps(daemon) == after
    assert daemon.sync("agenda", next_token)[0] == {}


def test_a_zone_by_a_name_that_is_no_file_any_more_is_read_and_published_under_the_present_one(
    almanach, content, zones
):
    def run(*arguments):
        return subprocess.run([almanach, *map(str, arguments)], capture_output=True, text=True, check=False,
                              env={**os.environ, "TZDIR": str(zones)})

    file = content / "a.md"
    file.write_text("---\ntitle: A\nstart: 2029-06-01 20:00\nend: 2029-06-01 23:00\ntimezone: US/Eastern\n---\n")
    shown = run("show", file)
    assert "DTSTART;TZID=America/New_York:20290601T200000" in shown.stdout, shown.stderr
    calendar = content / "b.ics"
    calendar.write_text(ICS.replace("\n", "\r\n"))
    shown = run("show", calendar)
    assert "DTSTART;TZID=America/New_York:20290605T100000" in shown.stdout, shown.stderr
    assert "US/Eastern" not in shown.stdout
    file.write_text("---\ntitle: A\nstart: 2029-06-01 20:00\nend: 2029-06-01 23:00\ntimezone: Europe/Pari\n---\n")
    checked = run("check", "--all", file)
    assert 'did you mean "Europe/Paris"?' in checked.stdout
    file.write_text("---\ntitle: A\nstart: 2029-06-01 20:00\nend: 2029-06-01 23:00\ntimezone: Europe/Kiev\n---\n")
    checked = run("check", "--all", file)
    assert "Europe/Kiev" in checked.stdout and "did you mean" not in checked.stdout


def test_check_remarks_where_other_programs_see_another_hour(almanach, content, zones):
    def check():
        done = subprocess.run([almanach, "check", content], capture_output=True, text=True, check=False,
                              env={**os.environ, "TZDIR": str(zones)})
        return [line for line in done.stdout.splitlines() if "ICU" in line]

    for name, start, zone in [
        ("a", "2029-06-01 20:00", "Europe/Paris"), ("b", "2029-05-01 20:00", "Europe/Paris"),
        ("c", "2029-06-01 20:00", "Europe/Rome"), ("past", "2020-06-01 20:00", "Europe/Paris"),
    ]:  # fmt: skip
        end = start.replace("20:", "21:")
        (content / f"{name}.md").write_text(f"---\ntitle: A\nstart: {start}\nend: {end}\ntimezone: {zone}\n---\n")
    install(zones, "2030c")
    paris, rome = sorted(check())
    assert "b.md: warning: the time zone \"Europe/Paris\" is +01:00 at 2029-05-01 20:00" in paris
    assert "(2030c), +02:00 by ICU's (" in paris
    assert "Europe/Rome" in rome
    shutil.rmtree(zones)
    zones.mkdir()
    for name in ("Paris", "Rome"):
        (zones / "Europe").mkdir(exist_ok=True)
        shutil.copy(f"/usr/share/zoneinfo/Europe/{name}", zones / "Europe" / name)
    assert check() == []
