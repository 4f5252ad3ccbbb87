"""What pages tell programs: schema.org's data, Open Graph, and where the same is in other formats."""

import html.parser
import json
import re

import pytest

BASE = "https://agenda.example.org"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?")

# https://schema.org: what each type must have here, and what else it may have.
REQUIRED = {
    "Event": {"name", "startDate", "endDate", "eventStatus", "eventAttendanceMode", "organizer", "url"},
    "Place": set(),
    "VirtualLocation": {"url"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Organization": {"name", "url"},
    "Schedule": {"repeatFrequency", "startDate", "scheduleTimezone"},
}
ALLOWED = {
    "Event": {"location", "description", "image", "keywords", "inLanguage", "eventSchedule"},
    "Place": {"name", "address", "geo"},
    "VirtualLocation": set(),
    "GeoCoordinates": set(),
    "Organization": set(),
    "Schedule": {"startTime", "endTime", "endDate", "repeatCount", "byDay", "byMonth", "byMonthDay", "exceptDate"},
}
STATUS = {"confirmed": "EventScheduled", "cancelled": "EventCancelled", "postponed": "EventPostponed"}


class Head(html.parser.HTMLParser):
    """Collects what a page's head has for programs."""

    def __init__(self, text):
        super().__init__()
        self.alternates = {}
        self.properties = {}
        self.data = []
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "link" and attributes.get("rel") == "alternate" and "type" in attributes:
            self.alternates[attributes["type"]] = attributes["href"]
        if tag == "meta" and "property" in attributes:
            self.properties[attributes["property"]] = attributes["content"]
        self._in_data = tag == "script" and attributes.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in_data:
            self.data.append(data)

    def handle_endtag(self, tag):
        self._in_data = False


@pytest.fixture(name="site")
def served_samples(serve, samples):
    return serve(samples, "--base-url", BASE)


@pytest.fixture(name="events")
def served_events(site):
    return json.loads(site.get("/all.json").body)["events"]


def head_of(site, address):
    answer = site.get(address.removeprefix(BASE))
    assert answer.status == 200
    return Head(answer.text)


def check_thing(thing):
    """Whether it has what its type requires, and nothing that schema.org does not know of it."""
    kind = thing["@type"]
    names = {name for name in thing if not name.startswith("@")}
    assert REQUIRED[kind] <= names, thing
    assert names <= REQUIRED[kind] | ALLOWED[kind], thing
    for value in thing.values():
        for one in value if isinstance(value, list) else [value]:
            assert one not in ("", None), thing
            if isinstance(one, dict):
                check_thing(one)


def test_each_event_has_valid_schema_org_data(site, events):
    for event in events:
        data = head_of(site, event["page"]).data
        assert len(data) == 1, event["page"]
        thing = json.loads(data[0])
        assert (thing["@context"], thing["@type"]) == ("https://schema.org", "Event")
        check_thing(thing)
        assert thing["name"] == event["title"]
        assert MOMENT.fullmatch(thing["startDate"]), "times have their offset"
        assert thing["startDate"] == event["start"]
        assert event["all_day"] or thing["endDate"] == event["end"]
        assert thing["eventStatus"] == "https://schema.org/" + STATUS[event["status"]]
        assert re.fullmatch(r"https://schema\.org/(Offline|Online|Mixed)EventAttendanceMode", thing["eventAttendanceMode"])
        somewhere = "location" in event or "geo" in event or "conference" in event
        assert ("location" in thing) == somewhere
        if "location" in event:
            places = thing["location"] if isinstance(thing["location"], list) else [thing["location"]]
            assert places[0]["name"] == places[0]["address"] == event["location"]
        assert thing["url"] == event["link"]
        assert ("eventSchedule" in thing) == ("recurrence" in event and "rule" in event["recurrence"])
    assert {event["status"] for event in events} >= {"confirmed", "cancelled"}


def test_links_to_pages_are_shown_with_title_and_picture(site, events):
    for event in events:
        properties = head_of(site, event["page"]).properties
        assert properties["og:title"] == event["title"]
        assert properties["og:url"] == event["page"]
        assert properties["og:description"]
        assert properties.get("og:image") == event.get("image")
    assert any("image" in event for event in events)
    assert head_of(site, "/").properties["og:site_name"]


@pytest.mark.parametrize("page", ["/", "/evenements/", "/workshops/repair-cafe"])
def test_pages_tell_where_the_same_is_in_other_formats(site, page):
    alternates = head_of(site, page).alternates
    assert {"text/calendar", "application/calendar+json", "application/json"} <= set(alternates)
    assert ("application/atom+xml" in alternates) == page.endswith("/")
    for content_type, address in alternates.items():
        answer = site.get(address.removeprefix(BASE))
        assert answer.status == 200
        assert answer.headers["Content-Type"].split(";")[0] == content_type
