"""Several feeds as one calendar: /all.ics?feeds=a,b, in each form, on pages, and the page on which they are chosen."""

import re

import pytest

from content import save_over, write_event
from private_site import ADDRESS, PRIVATE_FEED, add_link, make_site

FORMS = ("/all.ics", "/all.jcal", "/all.json", "/all.atom", "/")


def titles(answer):
    """Which of the feeds' events an answer has."""
    assert answer.status == 200, answer.body
    return set(re.findall(r"Bal [abc]", answer.body.decode("utf-8")))


@pytest.fixture(name="site")
def three_feeds(content):
    for feed in ("a", "b", "c"):
        write_event(content / feed / "bal.md", title=f"Bal {feed}")
        (content / feed / "feed.yml").write_text(f"name: Feed {feed}\ndescription: Le calendrier {feed}\n", encoding="utf-8")
    return content


@pytest.mark.parametrize("path", FORMS)
def test_every_form_of_all_feeds_is_narrowed_alike(site, serve, path):
    daemon = serve(site)
    assert titles(daemon.get(path)) == {"Bal a", "Bal b", "Bal c"}
    for query in ("feeds=a,c", "feeds=c&feeds=a", "feeds=c%2Ca&utm_source=lettre", "feeds=a,nowhere,c", "feeds=,c,a,"):
        assert titles(daemon.get(f"{path}?{query}")) == {"Bal a", "Bal c"}, query
    assert titles(daemon.get(f"{path}?feeds=b&q=bal")) == {"Bal b"}
    assert titles(daemon.get(f"{path}?feeds=")) == {"Bal a", "Bal b", "Bal c"}
    for query in ("feeds=nowhere", "feeds=nowhere,..%2Fa"):
        assert daemon.get(f"{path}?{query}").status == 404, query


def test_one_choice_is_one_answer_however_it_is_written(site, serve):
    daemon = serve(site)
    first = daemon.get("/all.ics?feeds=a,b")
    again = daemon.get("/all.ics?feeds=b&feeds=a&feeds=gone")
    assert again.headers["ETag"] == first.headers["ETag"] and again.body == first.body
    assert daemon.get("/all.ics?feeds=b,a", {"If-None-Match": first.headers["ETag"]}).status == 304
    assert daemon.get("/all.ics?feeds=a").headers["ETag"] != first.headers["ETag"]
    text = first.body.decode("utf-8").replace("\r\n ", "")
    assert "X-WR-CALNAME:Agenda (Feed a\\, Feed b)" in text
    assert re.search(r"SOURCE;VALUE=URI:http://[^/]+/all\.ics\?feeds=a,b\r\n", text)
    assert "/all.ics?feeds=a,b>" in first.headers["Link"]
    # A feed's own address has nothing to choose feeds of.
    assert daemon.get("/a.ics?feeds=b").body == daemon.get("/a.ics").body


def test_what_changes_elsewhere_changes_nothing_here(site, serve):
    daemon = serve(site)
    before = daemon.get("/all.ics?feeds=a,b").headers["ETag"]
    save_over(site / "c" / "bal.md", (site / "c" / "bal.md").read_text().replace("Bal c", "Autre"))
    daemon.wait_until(lambda: b"Autre" in daemon.get("/c.ics").body, "the change is served")
    assert daemon.get("/all.ics?feeds=a,b").headers["ETag"] == before
    save_over(site / "b" / "bal.md", (site / "b" / "bal.md").read_text().replace("Bal b", "Bal b, plus tard"))
    daemon.wait_until(lambda: b"plus tard" in daemon.get("/all.ics?feeds=a,b").body, "the change is served")
    assert daemon.get("/all.ics?feeds=a,b").headers["ETag"] != before


def test_an_earlier_id_goes_on_choosing_its_feed(site, serve, tmp_path):
    state = tmp_path / "state"
    serve(site, "--state", state).stop()
    (site / "a").rename(site / "neuf")
    (site / "neuf" / "feed.yml").write_text("name: Neuf\nformerly: a\n", encoding="utf-8")
    daemon = serve(site, "--state", state)
    daemon.wait_until(lambda: daemon.get("/a.ics").status == 200, "the feed answers under its earlier id")
    for path in FORMS:
        assert titles(daemon.get(f"{path}?feeds=a")) == {"Bal a"}, path
    assert daemon.get("/all.ics?feeds=a").body == daemon.get("/all.ics?feeds=neuf,a").body


def test_a_feed_that_ended_is_its_successor_or_is_gone(site, serve):
    (site / "a" / "feed.yml").write_text("name: Feed a\nretired: 2020-01-01\nsuccessor: b\n", encoding="utf-8")
    (site / "c" / "feed.yml").write_text("name: Feed c\nretired: 2020-01-01\n", encoding="utf-8")
    daemon = serve(site)
    assert daemon.get("/a.ics").status == 308
    for path in FORMS:
        assert titles(daemon.get(f"{path}?feeds=a")) == {"Bal b"}, path
    # Without a successor it is served on for months, with what says that it has ended.
    assert daemon.get("/c.ics").status == 200
    assert daemon.get("/all.ics?feeds=c").body.count(b"BEGIN:VEVENT") == daemon.get("/c.ics").body.count(b"BEGIN:VEVENT") == 2
    page = daemon.get("/subscribe").body.decode("utf-8")
    assert re.findall(r'name="feeds" value="(\w+)"', page) == ["b"]


def test_no_choice_tells_of_a_private_feed(content, serve, run, tmp_path):
    state = tmp_path / "state"
    daemon = serve(make_site(content), "--state", state, *ADDRESS)
    for path in (*FORMS, "/subscribe", "/embed"):
        named, unknown = (daemon.get(f"{path}?feeds={feed}") for feed in (PRIVATE_FEED, "nowhere"))
        assert (named.status, named.body) == (unknown.status, unknown.body), path
        assert named.status == 404, path
        both = daemon.get(f"{path}?feeds=agenda,{PRIVATE_FEED}")
        assert both.status == 200 and PRIVATE_FEED.encode() not in both.body, path
        assert both.body == daemon.get(f"{path}?feeds=agenda").body, path
    secret = add_link(run, state, PRIVATE_FEED)
    below = daemon.get(f"/s/{secret}/all.ics?feeds={PRIVATE_FEED}")
    assert below.status == 200 and b"Huis clos" in below.body and b"restreint" not in below.body
    # Its address has the secret in it: no subscriber is handed another's.
    assert b"SOURCE" not in below.body and b"\r\nURL:" not in below.body.split(b"BEGIN:VEVENT")[0]
    assert daemon.get(f"/s/{secret}/all.ics?feeds=agenda").status == 404
    page = daemon.get(f"/s/{secret}/subscribe?feeds={PRIVATE_FEED}--bureau").body.decode("utf-8")
    assert f'value="https://agenda.example.org/s/{secret}/all.ics?feeds={PRIVATE_FEED}--bureau"' in page
    assert 'value="agenda"' not in page


def test_an_alias_may_choose_feeds(site, serve, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("aliases:\n  /tout.ics: all?feeds=b,a\n", encoding="utf-8")
    daemon = serve(site, "--config", config)
    assert titles(daemon.get("/tout.ics")) == {"Bal a", "Bal b"}
    assert daemon.get("/tout.ics").headers["ETag"] == daemon.get("/all.ics?feeds=a,b").headers["ETag"]


def test_changes_of_chosen_feeds_are_asked_for_alone(site, serve):
    daemon = serve(site)
    prefer = {"Prefer": "subscribe-enhanced-get"}
    first = daemon.get("/all.ics?feeds=a,b", prefer)
    assert first.status == 200 and titles(first) == {"Bal a", "Bal b"}
    token = {**prefer, "Sync-Token": first.headers["Sync-Token"]}
    assert daemon.get("/all.ics?feeds=a,b", token).status == 304
    # Of another choice the token says nothing.
    assert daemon.get("/all.ics?feeds=a", token).status == 409
    save_over(site / "c" / "bal.md", (site / "c" / "bal.md").read_text().replace("Bal c", "Autre"))
    daemon.wait_until(lambda: b"Autre" in daemon.get("/c.ics").body, "the change is served")
    assert daemon.get("/all.ics?feeds=a,b", token).status == 304


def test_the_page_offers_each_feed_and_shows_the_address(site, serve):
    daemon = serve(site)
    page = daemon.get("/subscribe?feeds=c&feeds=a&subscribe=1", {"Accept-Language": "fr"}).body.decode("utf-8")
    assert re.findall(r'name="feeds" value="(\w+)"( checked)?', page) == [("a", " checked"), ("b", ""), ("c", " checked")]
    assert "Le calendrier b" in page
    address = re.search(r'id="address"[^>]* value="http://[^/]+(/all\.ics\?feeds=a,c)"', page)
    assert titles(daemon.get(address[1])) == {"Bal a", "Bal c"}
    english = daemon.get("/subscribe.en.html").body.decode("utf-8")
    assert "<h1>Subscribe to several calendars</h1>" in english and 'all.ics"' in english
    for path in ("/", "/help"):
        assert b'href="/subscribe"' in daemon.get(path).body, path
    narrowed = daemon.get("/?feeds=a,c", {"Accept-Language": "fr"}).body.decode("utf-8")
    assert "<h2>2 événements\u00a0: calendriers Feed a, Feed c</h2>" in narrowed
    assert 'href="/index.past.html?feeds=a,c"' in narrowed
    assert '<input type="hidden" name="feeds" value="c">' in narrowed
    assert re.search(r'value="http://[^"]+/all\.ics\?feeds=a,c"', narrowed)


def test_files_offer_each_feeds_own_address(site, run, tmp_path):
    result = run("export", "--content", site, "--output", tmp_path / "site", *ADDRESS)
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "site" / "subscribe.html").read_text(encoding="utf-8")
    assert "<form" not in page and "feeds=" not in page
    assert 'href="webcal://agenda.example.org/b.ics"' in page


def test_an_atom_feed_says_where_it_is_had(site, serve):
    assert re.search(rb'rel="self"[^>]*/all\.atom\?feeds=a,b', serve(site).get("/all.atom?feeds=b,a").body)
