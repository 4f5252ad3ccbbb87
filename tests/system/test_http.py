"""What the addresses answer: DESIGN.md, "Addresses" and "HTTP"."""

import email.utils
import json
import re

import pytest

from content import write_event

FEED = "/meetings.ics"


@pytest.fixture
def daemon(serve, content):
    write_event(content / "meetings" / "été-à-lyon.md", title="Été à Lyon")
    for number in range(20):
        write_event(content / "meetings" / f"meeting-{number}.md", title=f"Meeting {number}")
    write_event(content / "visits" / "visit.md", title="A visit")
    return serve(content)


@pytest.mark.parametrize("path", ["/all.ics", FEED, "/meetings/meeting-7.ics", "/meetings/ete-a-lyon.ics"])
def test_calendars(daemon, path):
    answer = daemon.get(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"].lower() == "text/calendar; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "accept-encoding" in answer.headers["Vary"].lower()
    assert ".ics" in answer.headers["Content-Disposition"]
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert "Accept-Ranges" not in answer.headers or answer.headers["Accept-Ranges"] == "none"
    cache_control = answer.headers["Cache-Control"]
    assert "stale-while-revalidate" in cache_control
    assert "stale-if-error" in cache_control
    assert answer.body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer.body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in answer.body.split(b"\r\n"))
    assert b"\n" not in answer.body.replace(b"\r\n", b"")
    assert b"\nMETHOD" not in answer.body


def test_content_disposition_names_the_file(daemon):
    assert "meetings.ics" in daemon.get(FEED).headers["Content-Disposition"]
    assert "attachment" not in daemon.get(FEED).headers["Content-Disposition"]


def test_a_feed_holds_its_events_and_all_holds_every_feed(daemon):
    assert len(daemon.get(FEED).calendar.walk("VEVENT")) == 21
    assert len(daemon.get("/visits.ics").calendar.walk("VEVENT")) == 1
    uids = [str(event["UID"]) for event in daemon.get("/all.ics").calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 22


def test_names_come_before_components(daemon):
    lines = daemon.get(FEED).unfolded
    first_component = lines.index("BEGIN:VTIMEZONE")
    names = [line.split(":")[0].split(";")[0] for line in lines[:first_component]]
    assert {"NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"} <= set(names)
    assert "X-WR-TIMEZONE:Europe/Paris" in lines
    assert any(line.startswith("REFRESH-INTERVAL;VALUE=DURATION:P") for line in lines)


def test_etag_revalidates(daemon):
    fresh = daemon.get(FEED)
    etag = fresh.headers["ETag"]
    assert re.fullmatch(r'"[!#-~]+"', etag), "a strong ETag"
    for header in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = daemon.get(FEED, {"If-None-Match": header})
        assert (answer.status, answer.body) == (304, b""), header
        assert answer.headers["ETag"] == etag
        assert "accept-encoding" in answer.headers["Vary"].lower()
        assert answer.headers["Cache-Control"] == fresh.headers["Cache-Control"]
    assert daemon.get(FEED, {"If-None-Match": '"other"'}).status == 200


def test_last_modified_revalidates(daemon):
    modified = daemon.get(FEED).headers["Last-Modified"]
    assert daemon.get(FEED, {"If-Modified-Since": modified}).status == 304
    earlier = email.utils.parsedate_to_datetime(modified).timestamp() - 1
    assert daemon.get(FEED, {"If-Modified-Since": email.utils.formatdate(earlier, usegmt=True)}).status == 200
    assert daemon.get(FEED, {"If-Modified-Since": "yesterday"}).status == 200


def test_if_none_match_goes_before_if_modified_since(daemon):
    fresh = daemon.get(FEED)
    modified, etag = fresh.headers["Last-Modified"], fresh.headers["ETag"]
    assert daemon.get(FEED, {"If-None-Match": '"other"', "If-Modified-Since": modified}).status == 200
    long_ago = "Thu, 01 Jan 1970 00:00:00 GMT"
    assert daemon.get(FEED, {"If-None-Match": etag, "If-Modified-Since": long_ago}).status == 304


def test_head_is_get_without_a_body(daemon):
    got, head = daemon.get(FEED), daemon.request("HEAD", FEED)
    assert head.status == 200
    assert head.body == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert head.headers[name] == got.headers[name], name
    assert daemon.request("HEAD", FEED, {"If-None-Match": got.headers["ETag"]}).status == 304


def test_each_coding_has_its_own_etag_which_validates(daemon):
    etags = {daemon.get(FEED).headers["ETag"]}
    for coding in ("gzip", "br"):
        answer = daemon.get(FEED, {"Accept-Encoding": coding})
        assert answer.headers["Content-Encoding"] == coding
        again = daemon.get(FEED, {"Accept-Encoding": coding, "If-None-Match": answer.headers["ETag"]})
        assert (again.status, again.headers["ETag"]) == (304, answer.headers["ETag"])
        etags.add(answer.headers["ETag"])
    assert len(etags) == 3


@pytest.mark.parametrize(("coding", "module"), [("gzip", "gzip"), ("br", "brotli")])
def test_a_coded_body_is_the_same_text_in_fewer_bytes(daemon, coding, module):
    decoder = pytest.importorskip(module, reason=f"no python3-{module} to undo the coding with")
    plain = daemon.get(FEED)
    answer = daemon.get(FEED, {"Accept-Encoding": coding})
    assert decoder.decompress(answer.body) == plain.body
    assert len(answer.body) < len(plain.body)
    assert int(answer.headers["Content-Length"]) == len(answer.body)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, None),
        ("identity", None),
        ("gzip;q=0", None),
        ("deflate", None),
        ("gzip, deflate, br", "br"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("GZIP", "gzip"),
    ],
)
def test_coding_is_negotiated(daemon, accepted, coding):
    answer = daemon.get(FEED, {"Accept-Encoding": accepted} if accepted else {})
    assert answer.status == 200
    assert answer.headers.get("Content-Encoding") == coding


def test_ranges_are_not_offered(daemon):
    answer = daemon.get(FEED, {"Range": "bytes=0-9"})
    assert answer.status == 200
    assert len(answer.body) > 10


def test_an_ics_address_is_always_a_calendar(daemon):
    answer = daemon.get(FEED, {"Accept": "text/html"})
    assert answer.headers["Content-Type"].startswith("text/calendar")


@pytest.mark.parametrize("query", ["?utm_source=newsletter", "?", "?a=b&a=c", "?%", "?fbclid=x%20y"])
def test_unknown_query_parameters_are_ignored(daemon, query):
    answer = daemon.get(FEED + query)
    assert answer.status == 200
    assert answer.body == daemon.get(FEED).body


@pytest.mark.parametrize(
    "path", ["/nothing.ics", "/meetings/nothing.ics", "/nothing", "/meetings.ics/", "/../etc/passwd", "/%00", "/%"]
)
def test_what_is_not_there_is_404(daemon, path):
    answer = daemon.get(path)
    assert answer.status in (400, 404) if "%" in path else answer.status == 404
    assert b"passwd" not in answer.body.replace(path.encode(), b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [FEED, "/all.ics", "/", "/healthz", "/status.json", "/meetings/meeting-7.ics"])
def test_other_methods_are_405(daemon, method, path):
    answer = daemon.request(method, path, body=b"x")
    assert answer.status == 405
    allowed = {name.strip() for name in answer.headers["Allow"].split(",")}
    assert {"GET", "HEAD"} <= allowed
    assert method not in allowed


def test_healthz(daemon):
    assert daemon.get("/healthz").status == 200
    assert daemon.request("HEAD", "/healthz").status == 200


def test_status_json(daemon):
    answer = daemon.get("/status.json")
    assert answer.headers["Content-Type"].startswith("application/json")
    status = json.loads(answer.body)
    assert {"revision", "feeds", "problems"} <= set(status)
    assert isinstance(status["revision"], int)
    assert sorted((feed["id"], feed["events"]) for feed in status["feeds"]) == [("meetings", 21), ("visits", 1)]
    assert all(feed["name"] for feed in status["feeds"])
    assert status["problems"] == []


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-IP", "Via"])
def test_status_is_hidden_from_forwarded_requests(daemon, header):
    value = "for=192.0.2.7" if header == "Forwarded" else "1.1 proxy" if header == "Via" else "192.0.2.7"
    assert daemon.get("/status.json", {header: value}).status in (403, 404)


def test_robots_may_read_calendars(daemon):
    answer = daemon.get("/robots.txt")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    rules = [line.strip().lower() for line in answer.text.splitlines()]
    assert "user-agent: *" in rules
    assert "disallow: /" not in rules


def test_front_page_lists_feeds_and_events(daemon):
    answer = daemon.get("/")
    assert answer.status == 200
    assert answer.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    for feed in ("meetings", "visits", "all"):
        assert f"webcal://127.0.0.1:{daemon.port}/{feed}.ics" in answer.text
    assert "Été à Lyon" in answer.text


def test_links_of_the_pages_and_events_answer(daemon):
    own = re.escape(daemon.url("/"))
    page_links = re.findall(r'href="/([^"#?]*)', daemon.get("/").text)
    event_links = re.findall(rf"^URL[^:]*:{own}(.*)$", "\n".join(daemon.get("/all.ics").unfolded), re.MULTILINE)
    assert len(set(page_links)) > 20
    assert len(event_links) > 20
    dead = [link for link in {*page_links, *event_links} if daemon.get(f"/{link}").status != 200]
    assert not dead


def test_host_header_goes_nowhere(daemon):
    for path in ("/", FEED, "/meetings/meeting-7.ics", "/status.json"):
        assert b"evil.example" not in daemon.get(path, {"Host": "evil.example"}).body


def test_base_url_goes_into_links(serve, content):
    write_event(content / "meetings" / "one.md")
    daemon = serve(content, "--base-url", "https://agenda.example.org")
    assert "webcal://agenda.example.org/meetings.ics" in daemon.get("/").text
    assert any("https://agenda.example.org/meetings" in line for line in daemon.get(FEED).unfolded)


def test_titles_are_escaped_in_the_page(serve, content):
    write_event(content / "meetings" / "one.md", title="'&lt;script>alert(1)&lt;/script> & co'")
    write_event(content / "meetings" / "two.md", title="'Tom &amp; \"Jerry\"'")
    page = serve(content).get("/").text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page


def test_answers_are_the_same_after_a_restart(serve, content):
    write_event(content / "meetings" / "one.md", extra="date: 2026-01-05 10:00:00 +01:00\n")
    # The public address is part of the bytes; the port is not the same twice.
    first, second = (serve(content, "--base-url", "https://agenda.example.org") for _ in range(2))
    assert first.get(FEED).body == second.get(FEED).body
    assert first.get(FEED).headers["ETag"] == second.get(FEED).headers["ETag"]


def test_subscribers_choose_in_the_address(content, serve):
    write_event(content / "agenda" / "ball.md", title="Ball", extra="categories: [Dance]\n")
    write_event(content / "agenda" / "talk.md", title="Talk", extra="categories: [Word]\n")
    daemon = serve(content)
    chosen = daemon.get("/agenda.ics?category=dance&utm_source=letter")
    assert [str(event["SUMMARY"]) for event in chosen.calendar.walk("VEVENT")] == ["Ball"]
    same = daemon.get("/agenda.ics?utm_source=other&category=DANCE")
    assert same.headers["ETag"] == chosen.headers["ETag"]
    assert daemon.get("/agenda.ics?category=dance", {"If-None-Match": chosen.headers["ETag"]}).status == 304
    assert daemon.get("/all.ics?category=none").calendar.walk("VEVENT") == []
    assert "BEGIN:VALARM" in daemon.get("/agenda/ball.ics?alarm=PT30M").text
    refused = daemon.get("/agenda.ics?past=some")
    assert refused.status == 400
    assert "past=90d | none | all" in refused.text


def test_what_was_asked_of_a_page_is_asked_where_it_is(daemon):
    for asked, there in (("/visits?category=x&q=%C3%A9t%C3%A9", "/visits/?category=x&q=%C3%A9t%C3%A9"), ("/visits", "/visits/")):
        answer = daemon.get(asked)
        assert (answer.status, answer.headers["Location"]) == (308, there)


def test_an_absolute_target_is_answered(daemon):
    answer = daemon.get("http://example.org/meetings/meeting-7.ics")
    assert answer.status == 200
    assert "SUMMARY:Meeting 7" in answer.text
