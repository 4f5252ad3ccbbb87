"""The plain JSON of feeds: what doc/schema says of it is so, and programs in browsers read it as doc/JSON.md tells them to."""

import copy
import datetime
import json
import shutil

import jsonschema
import pytest

import stopped_clock
from browser import check_in_browser
from conftest import SHARED
from content import write_event
from golden import GOLDEN, ROOT

SCHEMA = json.loads((ROOT / "doc/schema/almanach-feed.schema.json").read_text(encoding="utf-8"))
NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
# Each member of an event and of its recurrence that a file may bring about, by what writes it.
FULL = """title: Bal
start: 2027-05-10 20:00
end: 2027-05-10 23:00
lieu: Salle des fêtes
geo: {latitude: 48.8, longitude: 2.3}
categories: [Danse]
image: https://www.example.org/bal.jpg
contact: bal@example.org
conference: https://visio.example.org/bal
url: https://www.example.org/bal
statut: reporté
"""


def closed(schema):
    """The schema, with every member refused that it does not name: ours to keep, not for readers."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {key: closed(value) for key, value in schema.items()}
    if "properties" in strict and strict.get("type") == "object":
        strict["additionalProperties"] = False
    return strict


def faults(document, schema=None):
    validator = jsonschema.Draft202012Validator(schema or closed(SCHEMA))
    return [f"{list(error.absolute_path)}: {error.message[:300]}" for error in validator.iter_errors(document)]


@pytest.fixture(name="serve_at")
def daemon_with_clock(serve, tmp_path):
    def start(content, now=NOW):
        clock = tmp_path / "now"
        stopped_clock.set_clock(clock, now)
        return serve(content, environment=stopped_clock.environment(clock))

    return start


def listings(site):
    """Every JSON that the site has of feeds and events, by address."""
    def get(path):
        answer = site.get(path)
        assert answer.status == 200, path
        return json.loads(answer.body)

    found = {"/all.json": get("/all.json")}
    for feed in json.loads(site.get("/status.json").body)["feeds"]:
        found[f"/{feed['id']}.json"] = get(f"/{feed['id']}.json?past=all")
    for event in found["/all.json"]["events"][:40]:
        path = event["calendar"].partition("//")[2].partition("/")[2].removesuffix(".ics")
        found[f"/{path}.json"] = get(f"/{path}.json")
    return found


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert "additionalProperties" not in json.dumps(SCHEMA), "new members may come"


@pytest.mark.parametrize("name", ["samples", "seed", "odd", "corpus", "full"])
def test_every_answer_is_as_the_schema_says(serve_at, tmp_path, name):
    folders = {"samples": ROOT / "feeds", "odd": GOLDEN / "odd", "seed": SHARED / "seed", "corpus": SHARED / "corpus"}
    content = folders.get(name, tmp_path / "content")
    if name == "full":
        (content / "feed").mkdir(parents=True)
        (content / "feed" / "bal.md").write_text(f"---\n{FULL}---\nOn danse.\n", encoding="utf-8")
        write_event(content / "feed" / "yearly.md", extra="rrule: FREQ=YEARLY;BYMONTH=2;BYDAY=2WE;WKST=SU\n")
        write_event(content / "feed" / "monthly.md", extra="rrule: FREQ=MONTHLY;INTERVAL=2;BYDAY=WE;BYSETPOS=2;COUNT=5\n")
        write_event(content / "feed" / "daily.md", start="2027-02-10", end="2027-02-11", extra="rrule: FREQ=DAILY;UNTIL=20270301\nexdate: [2027-02-14]\n")
        write_event(content / "feed" / "endless.md", extra="rrule: FREQ=DAILY\n")
    if not content.exists():
        pytest.skip(f"no {content}: it is kept outside of the repository")
    found = listings(serve_at(content))
    events = [event for listing in found.values() for event in listing["events"]]
    assert events
    wrong = {path: faults(listing) for path, listing in found.items() if faults(listing)}
    assert not wrong, json.dumps(wrong, indent=1)
    if name == "full":
        [bal] = found["/feed/bal.json"]["events"]
        required = SCHEMA["$defs"]["event"]["properties"]
        assert set(required) - set(bal) == {"end_is_assumed", "repeats", "recurrence", "occurrences", "more_occurrences"}


def test_the_schema_refuses_what_is_none(serve_at, samples):
    listing = listings(serve_at(samples))["/evenements.json"]
    assert not faults(listing)
    series = next(number for number, event in enumerate(listing["events"]) if "recurrence" in event)

    def broken(change):
        other = copy.deepcopy(listing)
        change(other["events"][series])
        return faults(other, SCHEMA)

    assert broken(lambda event: event.pop("uid"))
    assert broken(lambda event: event.update(start="10/05/2027"))
    assert broken(lambda event: event.update(status="Annulé"))
    assert broken(lambda event: event.pop("occurrences"))
    assert broken(lambda event: event["occurrences"][0].pop("end"))
    assert broken(lambda event: event["recurrence"]["rule"].update(frequency="DAILY"))
    assert not broken(lambda event: event.update(new=1)), "readers pass over what is new"
    assert faults({**listing, "new": 1}), "which is ours to write down"


def dates(site, query=""):
    [event] = json.loads(site.get(f"/evenements.json{query}").body)["events"]
    return event["occurrences"]


def test_a_series_tells_the_dates_of_the_chosen_days(serve_at, tmp_path):
    content = tmp_path / "content"
    (content / "evenements").mkdir(parents=True)
    shutil.copy(ROOT / "feeds/evenements/atelier-du-mardi.md", content / "evenements")
    site = serve_at(content, datetime.datetime(2027, 5, 4, 20, 0, tzinfo=datetime.timezone.utc))
    told = dates(site)
    # Today's is over, and was not at the last midnight.
    assert told[0] == {"start": "2027-05-04T18:00:00+02:00", "end": "2027-05-04T19:30:00+02:00", "title": "Atelier du mardi, en soirée"}
    assert [date["start"][:10] for date in told if date.get("status") == "cancelled"] == ["2027-06-01"]
    assert told[-1]["start"] == "2027-06-29T12:30:00+02:00"
    march = dates(site, "?from=2027-03-01&to=2027-03-30")
    assert [date["start"][:10] for date in march] == ["2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23", "2027-03-30"]
    assert march[-1] == {"start": "2027-03-30T12:30:00+02:00", "end": "2027-03-30T14:00:00+02:00"}
    assert march[1]["location"].startswith("Bibliothèque du canal")


def test_no_more_dates_of_a_series_are_told_than_a_hundred(serve_at, content):
    write_event(content / "daily" / "one.md", extra="rrule: FREQ=DAILY\n")
    [event] = json.loads(serve_at(content).get("/daily.json").body)["events"]
    assert len(event["occurrences"]) == 100
    assert event["more_occurrences"] is True, "which it says"
    assert event["occurrences"][0]["start"].startswith("2027-02-10")


def test_where_all_dates_are_told_nothing_is_said_of_more(serve_at, content):
    write_event(content / "daily" / "one.md", extra="rrule: FREQ=DAILY;COUNT=100\n")
    [event] = json.loads(serve_at(content).get("/daily.json").body)["events"]
    assert len(event["occurrences"]) == 100
    assert "more_occurrences" not in event


def test_a_date_whose_place_was_taken_away_says_so(serve_at, content):
    def event(*lines):
        return ["BEGIN:VEVENT", "UID:one@a.example", "DTSTAMP:20260101T000000Z", "SUMMARY:Bal", *lines, "END:VEVENT"]

    series = event("DTSTART:20270210T180000Z", "DTEND:20270210T190000Z", "RRULE:FREQ=DAILY;COUNT=3", "LOCATION:Salle des fêtes")
    taken = event("RECURRENCE-ID:20270211T180000Z", "DTSTART:20270211T180000Z", "DTEND:20270211T190000Z")
    moved = event("RECURRENCE-ID:20270212T180000Z", "DTSTART:20270212T180000Z", "DTEND:20270212T190000Z", "LOCATION:Mairie")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b//EN", *series, *taken, *moved, "END:VCALENDAR", ""]
    (content / "daily").mkdir(parents=True)
    (content / "daily" / "one.ics").write_bytes("\r\n".join(lines).encode())
    listing = json.loads(serve_at(content).get("/daily.json").body)
    [event] = listing["events"]
    assert [date.get("location") for date in event["occurrences"]] == [None, "", "Mairie"]
    assert not faults(listing)


def test_the_dates_that_are_told_are_others_the_next_day(serve_at, tmp_path, content):
    write_event(content / "daily" / "one.md", start="2026-11-01 10:00", end="2026-11-01 11:00", extra="rrule: FREQ=DAILY\n")
    site = serve_at(content)
    before = site.get("/daily.json")
    assert json.loads(before.body)["events"][0]["occurrences"][0]["start"].startswith("2026-11-24")
    stopped_clock.set_clock(tmp_path / "now", NOW + datetime.timedelta(days=1))
    after = site.get("/daily.json", {"If-Modified-Since": before.headers["Last-Modified"]})
    assert after.status == 200
    assert json.loads(after.body)["events"][0]["occurrences"][0]["start"].startswith("2026-11-25")


def test_in_the_browser(serve_at, samples):
    check_in_browser(serve_at(samples), "json")
