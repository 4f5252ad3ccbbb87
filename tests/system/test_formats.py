"""Feeds in other forms than .ics, as programs of others read them: jCal, JSON, Atom, the sitemap, JSON-LD."""

import calendar
import datetime
import json
import re
import shutil
import subprocess
import uuid
import xml.etree.ElementTree

import feedparser
import pytest

from content import write_event

BASE = "https://agenda.example.org"
FEEDS = ["evenements", "workshops", "all"]
# RFC 7986 names that ical.js 2.2 does not know: their values are TEXT.
TEXTS_OF_RFC_7986 = {"name", "color"}


@pytest.fixture(name="site")
def served_samples(serve, samples):
    return serve(samples, "--base-url", BASE)


@pytest.fixture(name="read_with_icaljs")
def icaljs_reader(root, tmp_path):
    script = root / "tests" / "clients" / "read_with_icaljs.mjs"
    if not (script.parent / "node_modules").is_dir():
        pytest.skip("no tests/clients/node_modules: `npm ci` there brings ical.js (./dev test does it)")
    if shutil.which("node") is None:
        pytest.skip("no node: ical.js runs on it")

    def read(name, body, *options):
        """What ical.js makes of bytes that are served under that name."""
        path = tmp_path / name
        path.write_bytes(body)
        result = subprocess.run(
            ["node", script, *options, path], capture_output=True, text=True, timeout=120, check=False
        )
        assert result.returncode == 0, result.stderr
        reading = json.loads(result.stdout)
        reading.pop("file")
        return reading

    return read


def body_of(site, path, content_type):
    answer = site.get(path)
    assert answer.status == 200, path
    assert answer.headers["Content-Type"].split(";")[0] == content_type
    return answer.body


def both_forms(site, path, query=""):
    return (
        body_of(site, f"{path}.ics{query}", "text/calendar"),
        body_of(site, f"{path}.jcal{query}", "application/calendar+json"),
    )


def unescape(text):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def with_texts_of_rfc_7986(component):
    """What ical.js reads of an .ics, those properties of it as the texts that they are."""
    name, properties, components = component
    for one in properties:
        if one[0] in TEXTS_OF_RFC_7986 and one[2] == "unknown":
            one[2:] = ["text", unescape(one[3])]
    return [name, properties, [with_texts_of_rfc_7986(one) for one in components]]


@pytest.mark.parametrize("feed", FEEDS)
def test_jcal_is_what_icaljs_makes_of_the_calendar(site, read_with_icaljs, feed):
    ics, jcal = both_forms(site, f"/{feed}")
    expected = with_texts_of_rfc_7986(read_with_icaljs("feed.ics", ics, "--jcal")["jcal"])
    assert json.loads(jcal) == expected
    assert {component[0] for component in json.loads(jcal)[2]} == {"vtimezone", "vevent"}


@pytest.mark.parametrize("query", ["", "?category=atelier", "?past=all&alarm=PT30M", "?description=none&busy=busy"])
def test_icaljs_reads_the_same_events_from_both(site, read_with_icaljs, query):
    ics, jcal = both_forms(site, "/evenements", query)
    events = read_with_icaljs("feed.jcal", jcal)["events"]
    assert events
    assert events == read_with_icaljs("feed.ics", ics)["events"]
    occurrences = read_with_icaljs("feed.jcal", jcal, "--occurrences", "2027")["events"]
    assert occurrences == read_with_icaljs("feed.ics", ics, "--occurrences", "2027")["events"]


def test_a_single_event_as_jcal(site, read_with_icaljs):
    ics, jcal = both_forms(site, "/evenements/atelier-du-mardi")
    assert read_with_icaljs("event.jcal", jcal) == read_with_icaljs("event.ics", ics)
    answer = site.get("/evenements/atelier-du-mardi.jcal")
    assert 'filename="atelier-du-mardi.jcal"' in answer.headers["Content-Disposition"]
    assert site.get("/evenements/atelier-du-mardi.jcal", {"If-None-Match": answer.headers["ETag"]}).status == 304


def end_of(component):
    """Events of calendar files may have a length instead; a day without either is one day (RFC 5545 section 3.6.1)."""
    if "DTEND" in component:
        return component["DTEND"].dt
    start = component["DTSTART"].dt
    return start + (component["DURATION"].dt if "DURATION" in component else datetime.timedelta(days=1))


def test_json_tells_what_the_calendar_tells(site):
    for feed in FEEDS:
        listing = json.loads(body_of(site, f"/{feed}.json", "application/json"))
        events = {str(event["UID"]): event for event in site.get(f"/{feed}.ics").calendar.walk("VEVENT")
                  if "RECURRENCE-ID" not in event}
        assert {event["uid"] for event in listing["events"]} == set(events)
        for event in listing["events"]:
            component = events[event["uid"]]
            assert event["title"] == str(component["SUMMARY"])
            assert event["start"] == component["DTSTART"].dt.isoformat()
            assert event["end"] == end_of(component).isoformat()
            assert event.get("location", "") == str(component.get("LOCATION", ""))
            assert event["sequence"] == component["SEQUENCE"]
            assert ("recurrence" in event) == ("RRULE" in component or "RDATE" in component)
            assert site.get(event["calendar"].removeprefix(BASE)).status == 200
            assert site.get(event["page"].removeprefix(BASE)).status == 200


def entry_id(uid):
    """A UID that is no UUID has one made of it."""
    try:
        return f"urn:uuid:{uuid.UUID(uid)}"
    except ValueError:
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'uid:{uid}')}"


def test_atom_is_read_by_a_feed_reader(site):
    body = body_of(site, "/evenements.atom", "application/atom+xml")
    feed = feedparser.parse(body)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    components = {entry_id(str(event["UID"])): event for event in site.get("/evenements.ics").calendar.walk("VEVENT")
                  if "RECURRENCE-ID" not in event}
    assert feed.feed.title
    assert feed.feed.id.startswith("urn:uuid:")
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": f"{BASE}/evenements.atom", "alternate": f"{BASE}/evenements/", "related": f"{BASE}/evenements.ics"
    }
    assert len(feed.entries) == len(components)
    for entry in feed.entries:
        component = components[entry.id]
        prefix = "Annulé : " if component["STATUS"] == "CANCELLED" else ""
        assert entry.title == prefix + str(component["SUMMARY"])
        assert calendar.timegm(entry.updated_parsed) == component["LAST-MODIFIED"].dt.timestamp()
        assert calendar.timegm(entry.published_parsed) == component["CREATED"].dt.timestamp()
        assert site.get(entry.link.removeprefix(BASE)).status == 200
        assert entry.content[0].type == "text/html"
    updated = [entry.updated_parsed for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.feed.updated_parsed >= updated[0]


def test_an_entry_keeps_its_id_and_moves_its_time(serve, content):
    path = content / "visits" / "visit.md"
    write_event(path, title="A visit")
    write_event(content / "visits" / "other.md", title="Another visit & more")
    daemon = serve(content)
    before = {entry.title: entry for entry in feedparser.parse(daemon.get("/visits.atom").body).entries}
    assert set(before) == {"A visit", "Another visit & more"}
    write_event(path, title="A longer visit")

    def changed():
        entries = feedparser.parse(daemon.get("/visits.atom").body).entries
        return [entry for entry in entries if entry.title == "A longer visit"]

    after = daemon.wait_until(changed, "the feed has the other title")[0]
    assert after.id == before["A visit"].id
    assert after.updated_parsed > before["A visit"].updated_parsed
    assert after.published_parsed == before["A visit"].published_parsed


def test_sitemap_lists_every_page(site):
    assert f"Sitemap: {BASE}/sitemap.xml" in site.get("/robots.txt").text
    tree = xml.etree.ElementTree.fromstring(body_of(site, "/sitemap.xml", "application/xml"))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert tree.tag == f"{space}urlset"
    pages = [url.findtext(f"{space}loc") for url in tree]
    assert len(pages) == len(set(pages))
    for page in pages:
        answer = site.get(page.removeprefix(BASE))
        assert (answer.status, answer.headers["Content-Type"].split(";")[0]) == (200, "text/html"), page
    events = json.loads(site.get("/all.json").body)["events"]
    assert {event["page"] for event in events} < set(pages)


@pytest.mark.parametrize(
    ("accept", "content_type", "location"),
    [
        (None, "text/html", None),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html", None),
        ("image/png", "text/html", None),
        ("text/calendar", "text/calendar", "/evenements.ics"),
        ("text/calendar,text/plain;q=0.8,*/*;q=0.5", "text/calendar", "/evenements.ics"),
        ("application/calendar+json", "application/calendar+json", "/evenements.jcal"),
    ],
)
def test_a_feeds_page_is_negotiated(site, accept, content_type, location):
    answer = site.get("/evenements/", {"Accept": accept} if accept else {})
    assert answer.status == 200
    assert answer.headers["Content-Type"].split(";")[0] == content_type
    assert answer.headers["Content-Location"] == location
    assert {"Accept", "Accept-Encoding"} <= set(re.split(r",\s*", answer.headers["Vary"]))
    if location:
        assert answer.body == site.get(location).body


def test_only_a_feeds_page_is_negotiated(site):
    calendars = {"Accept": "text/calendar"}
    assert site.get("/", calendars).headers["Content-Type"].startswith("text/html")
    assert site.get("/evenements/atelier-du-mardi", calendars).headers["Content-Type"].startswith("text/html")
    assert site.get("/evenements.ics", {"Accept": "text/html"}).headers["Content-Type"].startswith("text/calendar")
