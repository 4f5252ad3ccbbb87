"""What a site's generator is told (`_config.yml`, `hugo.toml`) is used where the configuration says nothing."""

import json
import signal

import pytest

from content import write_event

JEKYLL = """\
title: Mairie
url: https://www.mairie.example.fr
timezone: Indian/Reunion
lang: en
collections:
  events:
    output: true
    permalink: /agenda/:title/
"""


@pytest.fixture
def site(tmp_path):
    """The top of a Jekyll site with one event."""
    top = tmp_path / "site"
    (top / ".git").mkdir(parents=True)
    (top / "_config.yml").write_text(JEKYLL)
    write_event(top / "_events" / "bal.md", start="2027-02-10 18:00", end="2027-02-10 20:00")
    return top


def lines(text):
    return text.replace("\n ", "").splitlines()


def test_zone_language_and_address_are_those_of_the_site(run, site):
    calendar = lines(run("show", site / "_events" / "bal.md").stdout)
    assert "DTSTART;TZID=Indian/Reunion:20270210T180000" in calendar
    assert "URL:https://www.mairie.example.fr/agenda/bal/" in calendar


def test_the_configuration_goes_before_what_the_site_says(run, site, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text(
        "timezone: Europe/Paris\nfeeds: {'': {event_url: 'https://other.example.fr/{slug}'}}\n"
    )
    calendar = lines(run("show", site / "_events" / "bal.md", "--config", config).stdout)
    assert "DTSTART;TZID=Europe/Paris:20270210T180000" in calendar
    assert "URL:https://other.example.fr/bal" in calendar


def test_a_faulty_file_is_told_once_and_fails_nothing(run, site):
    (site / "_config.yml").write_text("timezone: [\n")
    result = run("check", site / "_events", "--format", "json")
    told = [p for p in json.loads(result.stdout)["problems"] if p["file"].endswith("_config.yml")]
    assert len(told) == 1
    assert told[0]["severity"] == "warning"
    assert result.returncode == 0


def test_a_reload_reads_it_again_and_a_fault_changes_nothing(serve, site):
    daemon = serve(site)
    address = "/events/bal.ics"
    assert "TZID=Indian/Reunion:20270210T180000" in daemon.get(address).text
    (site / "_config.yml").write_text(JEKYLL.replace("Indian/Reunion", "America/Guadeloupe"))
    daemon.process.send_signal(signal.SIGHUP)
    daemon.wait_until(
        lambda: "TZID=America/Guadeloupe:20270210T180000" in daemon.get(address).text, "the new zone is served"
    )
    (site / "_config.yml").write_text("timezone: [\n")
    daemon.process.send_signal(signal.SIGHUP)
    daemon.wait_until(lambda: "_config.yml" in daemon.get("/status.json").text, "the fault is told")
    assert "TZID=America/Guadeloupe:20270210T180000" in daemon.get(address).text


def test_the_event_folders_of_a_whole_site_are_found(serve, site):
    write_event(site / "_site" / "agenda" / "bal.html", start="2027-02-10 18:00", end="2027-02-10 20:00")
    write_event(site / "vendor" / "theme" / "_events" / "sample.md")
    write_event(site / "node_modules" / "theme" / "sample.md")
    write_event(site / "_drafts" / "secret.md")
    (site / "about.md").write_text("---\ntitle: About\ndate: 2027-01-01\n---\n")
    (site / "_data").mkdir()
    (site / "_data" / "changes.yml").write_text("- title: New site\n  date: 2027-01-01\n")
    (site / "_data" / "agenda.yml").write_text("- title: Fair\n  date: 2027-03-01\n")
    daemon = serve(site)
    status = json.loads(daemon.get("/status.json").text)
    assert {feed["id"]: feed["events"] for feed in status["feeds"]} == {"events": 1, "data": 1}
    assert "SUMMARY:Fair" in daemon.get("/data.ics").text


def test_check_opens_with_what_the_site_says_and_init_pins_it(run, site):
    opening = run("check", site / "_events").stdout.splitlines()[0]
    assert opening.startswith("Jekyll is told: ")
    assert "../_config.yml:3: time zone Indian/Reunion" in opening
    assert run("init", site / "_events").returncode == 0
    assert "timezone: Indian/Reunion" in (site / "_events" / "almanach.yml").read_text()


def test_pages_of_a_whole_site_are_no_fault(run, site):
    (site / "contact.md").write_text("---\nlayout: default\ntitle: Contact\n---\n")
    result = run("check", site)
    assert result.returncode == 0, result.stdout
    (site / "_config.yml").write_text("timezone: [\n")
    assert "not served for their names" not in run("check", site).stdout


@pytest.mark.parametrize(
    ("name", "generator"), [("_config.yml", "Jekyll"), (".eleventy.js", "Eleventy"), ("hugo.toml", ""), ("", "")]
)
def test_a_time_that_the_site_shows_otherwise_is_told_once(run, tmp_path, name, generator):
    content = tmp_path / "events"
    content.mkdir()
    if name:
        (tmp_path / name).write_text("title = 'x'\n" if name.endswith("toml") else "title: x\n")
    for day, start in enumerate(["2027-07-10 18:00:00", "2027-07-11 18:00:00", '"2027-07-12 18:00:00"', "2027-07-13 18:00"]):
        (content / f"bal-{day}.md").write_text(f"---\ntitle: Bal\nstart: {start}\nduration: 1h\n---\n")
    told = [line for line in run("check", content).stdout.splitlines() if "for UTC" in line]
    if not generator:
        assert told == []
        return
    (line,) = told
    assert f"{generator} takes a time to the second" in line
    assert "the site shows 20:00, the feed 18:00" in line
    assert "2 files" in line
    (content / "feed.yml").write_text("naive_dates: local\n")
    assert "for UTC" not in run("check", content).stdout
    (content / "feed.yml").write_text("naive_dates: utc\n")
    shown = lines(run("show", content / "bal-0.md").stdout)
    assert "DTSTART;TZID=Europe/Paris:20270710T200000" in shown
