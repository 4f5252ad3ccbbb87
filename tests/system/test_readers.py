"""The same feeds, read by four libraries that know nothing of Almanach: same titles, same instants."""

import datetime
import json
import pathlib
import subprocess

import pytest

FEEDS = ["all", "evenements", "workshops"]


def run_reader(command, files):
    result = subprocess.run(
        [*map(str, command), *map(str, files)], capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    return {pathlib.Path(entry["file"]).stem: entry["events"] for entry in map(json.loads, result.stdout.splitlines())}


@pytest.fixture
def feed_files(serve, samples, tmp_path):
    daemon = serve(samples)
    files = []
    for feed in FEEDS:
        path = tmp_path / f"{feed}.ics"
        answer = daemon.get(f"/{feed}.ics")
        assert answer.status == 200
        path.write_bytes(answer.body)
        files.append(path)
    return daemon, files


def test_all_libraries_read_the_same_titles_and_instants(feed_files, readers):
    daemon, files = feed_files
    readings = {name: run_reader(command, files) for name, command in readers.items()}
    reference = readings["libical"]
    for feed in FEEDS:
        for name, reading in readings.items():
            assert reading[feed] == reference[feed], f"{name} reads {feed}.ics otherwise than libical"
    counts = {feed["id"]: feed["events"] for feed in daemon.status()["feeds"]}
    assert {feed: len(reference[feed]) for feed in counts} == counts
    assert len(reference["all"]) == sum(counts.values())


def test_the_samples_are_read_as_a_person_would(feed_files, readers):
    _, files = feed_files
    events = {event["title"]: event for event in run_reader(readers["libical"], files)["all"]}

    def times(title):
        return events[title]["start"], events[title]["end"]

    assert times("Vers un État partenaire des communs numériques") == ("2023-05-10T12:00:00Z", "2023-05-10T15:30:00Z")
    assert times("Atelier : écrire pour toutes et tous") == ("2026-12-03T08:30:00Z", "2026-12-03T11:00:00Z")
    assert times("Nuit du code citoyen") == ("2027-01-21T19:00:00Z", "2027-01-22T01:00:00Z")
    assert times("Webinaire : l’identité numérique en pratique") == ("2027-02-09T10:00:00Z", "2027-02-09T10:45:00Z")
    assert times("Journées du service public numérique") == ("2027-01-27T08:00:00Z", "2027-01-29T16:30:00Z")
    assert times("Remote pairing hour") == ("2027-02-18T17:00:00Z", "2027-02-18T18:30:00Z")
    # The days of an all-day event, the end not included.
    assert times("Semaine des données ouvertes") == ("2027-03-15", "2027-03-20")
    assert times("Réouverture du guichet d’accompagnement") == ("2027-01-04", "2027-01-05")
    assert times("Exposition « Formulaires d’hier » : dernier jour") == ("2027-06-30", "2027-07-01")
    assert times("Reporté : Petit-déjeuner des testeurs") == ("2027-03-04T07:45:00Z", "2027-03-04T09:00:00Z")
    assert not {"Rentrée de l’Agence", "Autumn plans"} & set(events), "drafts are not served"


def test_nights_of_the_clock_change_have_their_true_length(feed_files, readers):
    _, files = feed_files
    events = {event["title"]: event for event in run_reader(readers["libical"], files)["all"]}

    def length(title):
        start, end = (datetime.datetime.fromisoformat(events[title][key].rstrip("Z")) for key in ("start", "end"))
        return end - start

    assert length("Nuit de la carte") == datetime.timedelta(hours=7)
    assert length("Map night") == datetime.timedelta(hours=9)


def test_show_prints_what_is_served(feed_files, run, samples):
    daemon, _ = feed_files
    shown = run("show", samples / "evenements" / "nuit-de-la-carte.md")
    assert shown.returncode == 0, shown.stderr
    served = daemon.get("/evenements/nuit-de-la-carte.ics").text

    def facts(text):
        names = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "CATEGORIES", "STATUS")
        return [line for line in text.splitlines() if line.startswith(names)]

    assert facts(shown.stdout) == facts(served)
    assert len(facts(served)) >= 5


def test_the_samples_have_no_problems(run, samples):
    result = run("check", samples)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "error:" not in result.stdout
    assert "warning:" not in result.stdout
