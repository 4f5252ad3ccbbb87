"""Subscribers who ask for what has changed since their last visit (draft-ietf-calext-subscription-upgrade-13)."""

import re

import icalendar
import pytest

from content import write_event

BASE = "https://agenda.example.org"
PREFERENCE = "subscribe-enhanced-get"


@pytest.fixture
def serve_site(serve, content):
    """serve_site(*arguments) -> Daemon over `content`, under an address that outlasts its port."""
    return lambda *arguments: serve(content, "--base-url", BASE, *arguments)


def ask(daemon, path, token=None, prefer=PREFERENCE, **headers):
    headers["Prefer"] = prefer
    if token is not None:
        headers["Sync-Token"] = token
    return daemon.get(path, headers)


def status_by_uid(answer):
    events = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    return {str(event["UID"]): str(event.get("STATUS")) for event in events}


def test_a_plain_answer_tells_of_better_ways(serve_site, content):
    write_event(content / "fetes" / "bal.md")
    daemon = serve_site()
    for path in ("/fetes.ics", "/all.ics", "/fetes.ics?past=all"):
        answer = daemon.get(path)
        assert f'<{BASE}{path}>; rel="{PREFERENCE}"' in answer.headers["Link"]
        assert {"Prefer", "Sync-Token"} <= set(re.split(", *", answer.headers["Vary"]))
    assert 'rel="subscribe-caldav"' in daemon.get("/fetes.ics").headers["Link"]
    assert daemon.request("HEAD", "/fetes.ics").headers["Link"] == daemon.get("/fetes.ics").headers["Link"]
    assert "Link" not in daemon.get("/fetes/bal.ics").headers


def test_from_everything_to_changes_to_nothing(serve_site, content, tmp_path):
    write_event(content / "fetes" / "bal.md", title="Bal")
    write_event(content / "fetes" / "feu.md", title="Feu", start="2020-01-02 10:00", end="2020-01-02 11:00")
    state = ("--state", tmp_path / "state")
    daemon = serve_site(*state)
    first = ask(daemon, "/fetes.ics")
    assert first.status == 200
    assert first.headers["Preference-Applied"] == PREFERENCE
    assert re.fullmatch(r'"data:,[0-9a-f.]+"', first.headers["Sync-Token"])
    assert "ETag" not in first.headers
    assert len(status_by_uid(first)) == 2

    again = ask(daemon, "/fetes.ics", first.headers["Sync-Token"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Sync-Token"] == first.headers["Sync-Token"]
    daemon.stop()

    daemon = serve_site(*state)
    assert ask(daemon, "/fetes.ics", first.headers["Sync-Token"]).status == 304
    write_event(content / "fetes" / "bal.md", title="Grand bal")
    (content / "fetes" / "feu.md").unlink()
    daemon.wait_until(lambda: daemon.titles("fetes") == ["Grand bal"], "the one has changed, the other is gone")
    changes = ask(daemon, "/fetes.ics", first.headers["Sync-Token"], **{"Accept-Encoding": "gzip"})
    assert changes.status == 200
    assert "ETag" not in changes.headers
    told = status_by_uid(changes)
    assert set(told) == set(status_by_uid(first))
    assert sorted(told.values()) == ["CONFIRMED", "DELETED"]
    assert "DELETED" not in daemon.get("/fetes.ics").text
    assert ask(daemon, "/fetes.ics", changes.headers["Sync-Token"]).status == 304


def test_in_parts(serve_site, content):
    for number in range(5):
        write_event(content / "fetes" / f"e{number}.md")
    daemon = serve_site()
    told, token, parts = {}, None, 0
    while parts == 0 or "limit" in answer.headers["Preference-Applied"]:
        answer = ask(daemon, "/fetes.ics", token, prefer=f"{PREFERENCE}, limit=2")
        token = answer.headers["Sync-Token"]
        told.update(status_by_uid(answer))
        parts += 1
        assert len(status_by_uid(answer)) <= 2
    assert (parts, len(told)) == (3, 5)
    assert ask(daemon, "/fetes.ics", token).status == 304


def test_a_token_of_elsewhere_is_a_conflict(serve_site, content):
    write_event(content / "fetes" / "bal.md")
    write_event(content / "autres" / "feu.md")
    daemon = serve_site()
    token = ask(daemon, "/fetes.ics").headers["Sync-Token"]
    for path, given in (("/autres.ics", token), ("/fetes.ics?busy=busy", token), ("/fetes.ics", '"data:,1234567"')):
        answer = ask(daemon, path, given)
        assert answer.status == 409
        assert "Sync-Token" not in answer.headers
    daemon.stop()
    # A journal in memory is another one at each start.
    assert ask(serve_site(), "/fetes.ics", token).status == 409
